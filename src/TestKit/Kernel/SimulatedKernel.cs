using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <summary>
/// The kernel of a simulated host, behind the same seam as the real ones. It keeps Linux's rules as far as the seam shows them; the
/// constants say which of Linux's they mirror.
/// </summary>
/// <remarks>
/// <para><b>Charter.</b> It is deterministic: what it does depends on the calls, the time and the seed alone. It reads no clock but
/// the network's, draws no number but from the network's streams, and goes through nothing in an order that is not fixed.</para>
/// <para><b>Errors.</b> What a real program can observe is an errno. What only a mistake in here can bring about is an
/// exception.</para>
/// </remarks>
internal sealed partial class SimulatedKernel(SimulatedHost host) : IKernel
{
    private const int FirstDescriptor = 3; // after the three that every process has

    private readonly List<SimulatedFile?> _files = [];
    private readonly List<SimulatedPoller> _pollers = [];
    private readonly SortedSet<int> _inheritable = [];

    public string Name => "simulated";

    public SimulatedHost Host { get; } = host;

    /// <summary>Its host has crashed: what is left of its programs gets nothing done any more.</summary>
    public bool IsDead { get; set; }

    /// <summary>Open descriptors.</summary>
    public int OpenCount { get; private set; }

    /// <summary>The open files, each with its lowest number, in the order of the numbers.</summary>
    public IEnumerable<(int Descriptor, SimulatedFile File)> Files => _files
        .Select((file, index) => (Descriptor: index + FirstDescriptor, File: file))
        .Where(one => one.File is not null)
        .Select(one => (one.Descriptor, one.File!));

    public IPoller CreatePoller()
    {
        var poller = new SimulatedPoller(this);
        lock (Host.Network.Gate)
        {
            _pollers.Add(poller);
        }

        return poller;
    }

    public IParker CreateParker() => OperatingSystem.IsLinux() ? Kernels.Create("linux").CreateParker() : new MonitorParker();

    public void Forget(SimulatedPoller poller) => _pollers.Remove(poller);

    public SimulatedFile? Find(int descriptor) =>
        descriptor >= FirstDescriptor && descriptor - FirstDescriptor < _files.Count ? _files[descriptor - FirstDescriptor] : null;

    /// <summary>Gives a file the lowest free number.</summary>
    public KernelResult Install(SimulatedFile file)
    {
        if (OpenCount >= Host.DescriptorLimit)
        {
            return KernelResult.Fail(Errno.MFile);
        }

        int index = _files.IndexOf(null);
        if (index < 0)
        {
            index = _files.Count;
            _files.Add(null);
        }

        _files[index] = file;
        file.References++;
        OpenCount++;
        return KernelResult.Ok(index + FirstDescriptor);
    }

    public KernelResult Socket(AddressFamily family, SocketType type, ProtocolType protocol)
    {
        using var call = new SystemCallScope(this, SystemCall.Socket, -1);
        if (call.Fails(out KernelResult failure))
        {
            return failure;
        }

        Errno errno = Make(family, type, protocol, out SimulatedSocket? socket);
        return call.End(errno == Errno.None ? InstallNew(socket!) : KernelResult.Fail(errno));
    }

    public KernelResult Socket(int domain, int type, int protocol)
    {
        // Linux's numbers, without SOCK_NONBLOCK and SOCK_CLOEXEC, which are given anyway.
        (AddressFamily Family, SocketType Type) known = (
            domain switch { 1 => AddressFamily.Unix, 2 => AddressFamily.InterNetwork, 10 => AddressFamily.InterNetworkV6, _ => default },
            (type & 0xF) switch
            { 1 => SocketType.Stream, 2 => SocketType.Dgram, 3 => SocketType.Raw, 5 => SocketType.Seqpacket, _ => default });
        return Socket(known.Family, known.Type, (ProtocolType)protocol);
    }

    public KernelResult Close(int descriptor)
    {
        using var call = new SystemCallScope(this, SystemCall.Close, descriptor);
        if (Find(descriptor) is not { } file)
        {
            return call.End(KernelResult.Fail(Errno.BadF));
        }

        Uninstall(descriptor);
        Drop(file);
        KernelResult closed = call.End(KernelResult.Ok());
        return call.Fails(out KernelResult failure) ? failure : closed;
    }

    public KernelResult Import(int handle) =>
        Control(handle, static (_, _) => 0) is { IsOk: false } failure ? failure : KernelResult.Ok(handle);

    public KernelResult Export(int descriptor) => GetHandle(descriptor);

    public KernelResult GetHandle(int descriptor) =>
        Control(descriptor, static (_, _) => 0) is { IsOk: false } failure ? failure : KernelResult.Ok(descriptor);

    public KernelResult FindHandle(int handle) => KernelResult.Ok(handle);

    public KernelResult Duplicate(int descriptor)
    {
        using var call = new SystemCallScope(this, SystemCall.Control, descriptor);
        return call.Fails(out KernelResult failure) ? failure : call.End(Install(call.File!));
    }

    public KernelResult Describe(int descriptor, out SocketDescription description)
    {
        description = default;
        using var call = new SystemCallScope(this, SystemCall.GetOption, descriptor);
        if (call.Fails(out KernelResult failure, out SimulatedSocket socket))
        {
            return failure;
        }

        description = socket.Description;
        return call.End(KernelResult.Ok());
    }

    public KernelResult SetNonBlocking(int descriptor, bool on) => Control(descriptor, (file, _) =>
    {
        int before = file.IsNonBlocking ? 1 : 0;
        file.IsNonBlocking = on;
        return before;
    });

    // No process is ever started here; the flag is kept for whoever reads it back.
    public KernelResult GetInheritable(int descriptor) => Control(descriptor, (_, number) => _inheritable.Contains(number) ? 1 : 0);

    public KernelResult SetInheritable(int descriptor, bool on) => Control(descriptor, (_, number) =>
    {
        if (on)
        {
            _inheritable.Add(number);
        }
        else
        {
            _inheritable.Remove(number);
        }

        return 0;
    });

    /// <summary>The last of a file's descriptors goes, or one of several.</summary>
    public static void Drop(SimulatedFile file)
    {
        if (--file.References == 0)
        {
            file.Release();
        }
    }

    private static Errno Checked(SocketType type, ProtocolType protocol, ProtocolType own) =>
        protocol is ProtocolType.Unspecified || protocol == own ? Errno.None
        : type is SocketType.Stream or SocketType.Dgram ? Errno.ProtoNoSupport
        : Errno.SockTNoSupport;

    private Errno Make(AddressFamily family, SocketType type, ProtocolType protocol, out SimulatedSocket? socket)
    {
        socket = null;
        bool isIP = family is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6;
        Errno errno;
        switch (type)
        {
            case SocketType.Stream when isIP:
                errno = Checked(type, protocol, ProtocolType.Tcp);
                socket = new TcpSocket(this, family);
                break;
            case SocketType.Dgram when isIP:
                errno = Checked(type, protocol, ProtocolType.Udp);
                socket = new UdpSocket(this, family);
                break;
            case SocketType.Stream or SocketType.Dgram or SocketType.Seqpacket when family == AddressFamily.Unix:
                errno = Checked(type, protocol, ProtocolType.Unspecified);
                socket = new UnixSocket(this, type);
                break;
            default:
                errno = isIP || family == AddressFamily.Unix ? Errno.SockTNoSupport : Errno.AfNoSupport;
                break;
        }

        return errno;
    }

    private KernelResult InstallNew(SimulatedSocket socket)
    {
        KernelResult installed = Install(socket);
        if (!installed.IsOk)
        {
            socket.Release();
        }

        return installed;
    }

    private void Uninstall(int descriptor)
    {
        _files[descriptor - FirstDescriptor] = null;
        _inheritable.Remove(descriptor);
        OpenCount--;
        foreach (SimulatedPoller poller in _pollers)
        {
            poller.Forget(descriptor);
        }
    }

    private KernelResult Control(int descriptor, Func<SimulatedFile, int, int> control)
    {
        using var call = new SystemCallScope(this, SystemCall.Control, descriptor);
        if (call.Fails(out KernelResult failure))
        {
            return failure;
        }

        return call.File is { } file ? call.End(KernelResult.Ok(control(file, descriptor))) : call.End(KernelResult.Fail(Errno.BadF));
    }
}
