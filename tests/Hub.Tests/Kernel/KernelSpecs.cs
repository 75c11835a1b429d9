using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>
/// The contract of the kernel seam, as facts that hold for every kernel. A kernel's own specs derive from this class
/// and add what is theirs alone. Topics are in partial files; here is what they share.
/// </summary>
public abstract partial class KernelSpecs : IDisposable
{
    private readonly List<int> _opened = [];
    private readonly List<KernelAddress> _names = [];
    private DirectoryInfo? _directory;

    private protected IKernel Kernel => field ??= CreateKernel();

    private protected PollerProbe Probe => field ??= new PollerProbe(Kernel.CreatePoller());

    private protected static KernelAddress Loopback => At(IPAddress.Loopback);

    public void Dispose()
    {
        // A number that the test has closed may be a stranger's by now, so Close below takes it off the list.
        foreach (int descriptor in _opened)
        {
            Kernel.Close(descriptor);
        }

        Probe.Dispose();
        foreach (KernelAddress name in _names)
        {
            Kernel.IdentifyUnixName(name, out UInt128 identity);
            Kernel.RemoveUnixName(name, identity); // File.Delete knows text only
        }

        _directory?.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected abstract IKernel CreateKernel();

    /// <summary>A directory of this test's own.</summary>
    private protected string DirectoryPath => (_directory ??= Directory.CreateTempSubdirectory("k")).FullName;

    private protected static KernelAddress At(IPAddress address, int port = 0) =>
        KernelAddress.FromEndPoint(new IPEndPoint(address, port));

    private protected int Open(
        AddressFamily family = AddressFamily.InterNetwork,
        SocketType type = SocketType.Stream,
        ProtocolType protocol = ProtocolType.Tcp) => Keep(Expect.Ok(Kernel.Socket(family, type, protocol)));

    private protected int OpenDatagram() => Open(type: SocketType.Dgram, protocol: ProtocolType.Udp);

    private protected int Keep(int descriptor)
    {
        _opened.Add(descriptor);
        return descriptor;
    }

    /// <summary>It is no longer ours to close.</summary>
    private protected void Forget(int descriptor) => _opened.Remove(descriptor);

    private protected void Close(int descriptor)
    {
        _opened.Remove(descriptor);
        Expect.Ok(Kernel.Close(descriptor));
    }

    private protected KernelAddress LocalAddress(int descriptor)
    {
        Expect.Ok(Kernel.GetLocalAddress(descriptor, out KernelAddress address));
        return address;
    }

    /// <summary>A bound socket. It does not listen, so a connect to its address is refused.</summary>
    private protected int Bound(KernelAddress? address = null)
    {
        int descriptor = Open((address ?? Loopback).Family);
        Expect.Ok(Kernel.Bind(descriptor, address ?? Loopback));
        return descriptor;
    }

    private protected int Listening(KernelAddress? address = null)
    {
        int descriptor = Bound(address);
        Expect.Ok(Kernel.Listen(descriptor, 16));
        return descriptor;
    }

    /// <summary>A connection over loopback. Neither end has been added to the test's own poller.</summary>
    private protected (int Client, int Server) Connection()
    {
        int listener = Listening();
        int client = Open();
        Connect(client, LocalAddress(listener));
        int server = Accept(listener, out _);
        Close(listener);
        return (client, server);
    }

    private protected void Connect(int client, in KernelAddress address) => Expect.Ok(TryConnect(client, address));

    /// <summary>Connects and waits for the outcome, on a poller of its own.</summary>
    private protected KernelResult TryConnect(int client, in KernelAddress address)
    {
        using var probe = new PollerProbe(Kernel.CreatePoller());
        probe.Add(client, slot: 0);
        KernelResult result = Kernel.Connect(client, address);
        while (result.Errno == Errno.InProgress)
        {
            probe.Await(0, Readiness.Writable);
            result = Kernel.FinishConnect(client);
        }

        probe.Poller.Remove(client);
        return result;
    }

    private protected int Accept(int listener, out KernelAddress peer)
    {
        using var probe = new PollerProbe(Kernel.CreatePoller());
        probe.Add(listener, slot: 0);
        KernelResult result = Kernel.Accept(listener, out peer);
        while (result.WouldBlock)
        {
            probe.Await(0, Readiness.Readable);
            result = Kernel.Accept(listener, out peer);
        }

        probe.Poller.Remove(listener);
        return Keep(Expect.Ok(result));
    }

    /// <summary>Waits until so many bytes can be received: what a call has sent may be under way when it returns.</summary>
    private protected void Arrives(int descriptor, int bytes) =>
        Until(() => Expect.Ok(Kernel.GetAvailable(descriptor)) >= bytes, "not all arrived");

    /// <summary>Waits for an event first and then receives; again where the event was only a hint.</summary>
    private protected KernelResult ReceiveAfterEvent(int descriptor, int slot, Span<byte> buffer)
    {
        while (true)
        {
            Probe.Await(slot, Readiness.Readable);
            KernelResult result = Kernel.Receive(descriptor, buffer, SocketFlags.None);
            if (!result.WouldBlock)
            {
                return result;
            }
        }
    }

    /// <summary>Receives, and waits where there is nothing, on a poller of its own.</summary>
    private protected KernelResult Receive(int descriptor, Span<byte> buffer)
    {
        using var probe = new PollerProbe(Kernel.CreatePoller());
        probe.Add(descriptor, slot: 0);
        KernelResult result = Kernel.Receive(descriptor, buffer, SocketFlags.None);
        while (result.WouldBlock)
        {
            probe.Await(0, Readiness.Readable);
            result = Kernel.Receive(descriptor, buffer, SocketFlags.None);
        }

        probe.Poller.Remove(descriptor);
        return result;
    }

    private protected void Send(int descriptor, params ReadOnlySpan<byte> bytes) =>
        Assert.Equal(bytes.Length, Expect.Ok(Kernel.Send(descriptor, bytes, SocketFlags.None)));

    /// <summary>Checks that the two are connected to each other, by one byte each way.</summary>
    private protected void Echo(int client, int server)
    {
        Span<byte> buffer = stackalloc byte[8];
        Send(client, 42);
        Assert.Equal(1, Expect.Ok(Receive(server, buffer)));
        Send(server, buffer[0]);
        Assert.Equal(1, Expect.Ok(Receive(client, buffer)));
        Assert.Equal(42, buffer[0]);
    }
}
