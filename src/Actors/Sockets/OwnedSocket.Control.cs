using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>
/// What does not wait for the peer: bind, listen, options, addresses. Each is a call on the owner's hub.
/// </content>
internal sealed partial class OwnedSocket
{
    /// <summary>Makes a socket and has it adopted. Any thread.</summary>
    /// <exception cref="SocketException">The kernel refuses: no such combination, no descriptor left.</exception>
    /// <exception cref="ObjectDisposedException">The hub has ended.</exception>
    internal static OwnedSocket Make(
        HubPort port, AddressFamily family, SocketType type = SocketType.Stream, ProtocolType protocol = ProtocolType.Tcp)
    {
        var kind = new SocketDescription(family, type, protocol);
        KernelResult made = MakeNumber(port.Hub.Kernel, kind);
        if (!made.IsOk)
        {
            throw SocketErrorText.Exception("socket", $"of {family}, {type}, {protocol}", made.Errno);
        }

        return Adopted(port, new OwnedSocket(port, made.Value, kind, SocketPhase.Open) { _isReplaceable = kind.IsStreamOverIP });
    }

    /// <summary>socket(2), and what every socket of ours begins with. Any thread.</summary>
    internal static KernelResult MakeNumber(IKernel kernel, SocketDescription kind)
    {
        KernelResult made = kernel.Socket(kind.Family, kind.Type, kind.Protocol);
        if (made.IsOk && kind.Family == AddressFamily.InterNetworkV6 && kind.Type != SocketType.Raw)
        {
            // As the BCL has it, on every platform: DualMode is asked for.
            kernel.SetOption(made.Value, SocketOptionLevel.IPv6, SocketOptionName.IPv6Only, 1);
        }

        return made;
    }

    /// <summary>Whether an IPv6 socket can speak IPv4 too. Any thread.</summary>
    internal static bool HasDualStack(HubPort port)
    {
        IKernel kernel = port.Hub.Kernel;
        KernelResult probe = MakeNumber(kernel, new SocketDescription(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp));
        if (!probe.IsOk)
        {
            return false;
        }

        bool has = kernel.SetOption(probe.Value, SocketOptionLevel.IPv6, SocketOptionName.IPv6Only, 0).IsOk;
        kernel.Close(probe.Value);
        return has;
    }

    private static OwnedSocket Adopted(HubPort port, OwnedSocket socket) => port.TryAdopt(socket)
        ? socket
        : throw new ObjectDisposedException(port.Hub.Name, $"socket: {port.Hub} has ended. Use a hub that is running.");

    internal Errno TryBind(in KernelAddress address)
    {
        if (IsRacing)
        {
            return Errno.Inval; // as bind(2) says once a connect is under way
        }

        KernelResult result = _kernel.Bind(Number, address);
        if (result.IsOk)
        {
            IsBound = true;
            _kernel.GetLocalAddress(Number, out KernelAddress local);
            Local = local;
            if (address.IsUnixPath && _kernel.IdentifyUnixName(address, out UInt128 identity).IsOk)
            {
                _boundFile = new BoundFile(address, identity);
            }
        }

        return result.Errno;
    }

    public bool IsBound { get; private set; }

    internal Errno TryListen(int backlog)
    {
        if (IsRacing)
        {
            return Errno.Inval;
        }

        KernelResult result = _kernel.Listen(Number, backlog);
        if (!result.IsOk)
        {
            return result.Errno;
        }

        KernelResult watch = Watch();
        if (watch.IsOk)
        {
            _phase = SocketPhase.Listening;
            _options = null;
            _readReady = true;
            GetLocalAddress();
        }

        return watch.Errno;
    }

    /// <summary>The local address; asked of the kernel once it has one. None where the kernel does not tell.</summary>
    internal KernelAddress GetLocalAddress()
    {
        TryGetLocalAddress();
        return Local;
    }

    internal Errno TryGetLocalAddress()
    {
        // Before bind and connect the kernel answers with the any address and port 0, which is no address yet.
        if (!Local.IsNone || _phase == SocketPhase.Closed || (_phase == SocketPhase.Open && !IsBound))
        {
            return Errno.None;
        }

        KernelResult result = _kernel.GetLocalAddress(Number, out KernelAddress local);
        Local = local;
        return result.Errno;
    }

    private volatile int _receiveTimeout; // SO_RCVTIMEO and SO_SNDTIMEO, in milliseconds
    private volatile int _sendTimeout;

    /// <summary>SO_RCVTIMEO, in milliseconds; 0 for none. Any thread.</summary>
    public int ReceiveTimeout => _receiveTimeout;

    /// <summary>SO_SNDTIMEO, in milliseconds; 0 for none. Any thread.</summary>
    public int SendTimeout => _sendTimeout;

    internal Errno TryGetOption(SocketOptionLevel level, SocketOptionName name, out int value)
    {
        value = (level, name) switch
        {
            (SocketOptionLevel.Socket, SocketOptionName.ReceiveTimeout) => _receiveTimeout,
            (SocketOptionLevel.Socket, SocketOptionName.SendTimeout) => _sendTimeout,
            _ => -1,
        };
        return value >= 0 ? Errno.None : IsClosed ? Errno.BadF : _kernel.GetOption(Number, level, name, out value).Errno;
    }

    internal Errno TrySetOption(SocketOptionLevel level, SocketOptionName name, int value)
    {
        Errno errno = Set(new KeptOption(OptionForm.Integer, (int)level, (int)name, value, null));
        if (errno == Errno.None && (level, name) == (SocketOptionLevel.IPv6, SocketOptionName.IPv6Only))
        {
            IsDualMode = value == 0;
        }

        // On a descriptor that does not block they are no more than numbers, and the kernel rounds them to its ticks. They
        // are kept as the BCL keeps them.
        if (errno == Errno.None && level == SocketOptionLevel.Socket)
        {
            _receiveTimeout = name == SocketOptionName.ReceiveTimeout ? Math.Max(value, 0) : _receiveTimeout;
            _sendTimeout = name == SocketOptionName.SendTimeout ? Math.Max(value, 0) : _sendTimeout;
        }

        return errno;
    }

    internal Errno TrySetLinger(bool on, int seconds) => Set(new KeptOption(OptionForm.Linger, on ? 1 : 0, 0, seconds, null));

    internal Errno TryGetLinger(out bool on, out int seconds)
    {
        (on, seconds) = (false, 0);
        return IsClosed ? Errno.BadF : _kernel.GetLinger(Number, out on, out seconds).Errno;
    }

    internal Errno TryGetAvailable(out int bytes)
    {
        bytes = 0;
        if (IsClosed)
        {
            return Errno.BadF;
        }

        KernelResult result = _kernel.GetAvailable(Number);
        bytes = result.IsOk ? result.Value : 0;
        return result.Errno;
    }

    internal Errno TryGetOption(SocketOptionLevel level, SocketOptionName name, Span<byte> value, out int count) =>
        Counted(IsClosed ? KernelResult.Fail(Errno.BadF) : _kernel.GetOption(Number, level, name, value), out count);

    internal Errno TrySetOption(SocketOptionLevel level, SocketOptionName name, byte[] value) =>
        Set(new KeptOption(OptionForm.Bytes, (int)level, (int)name, 0, value));

    internal Errno TryGetRawOption(int level, int name, Span<byte> value, out int count) =>
        Counted(IsClosed ? KernelResult.Fail(Errno.BadF) : _kernel.GetRawOption(Number, level, name, value), out count);

    internal Errno TrySetRawOption(int level, int name, byte[] value) =>
        Set(new KeptOption(OptionForm.Raw, level, name, 0, value));

    internal Errno TryIOControl(uint request, Span<byte> argument, out int value) =>
        Counted(IsClosed ? KernelResult.Fail(Errno.BadF) : _kernel.IOControl(Number, request, argument), out value);

    private static Errno Counted(KernelResult result, out int count)
    {
        count = result.IsOk ? result.Value : 0;
        return result.Errno;
    }
}
