using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>
/// The types that a program finds under the BCL's names: the BCL's, or ours as with the aliases of the drop-in. What the same
/// lines come to over both is compared.
/// </summary>
internal abstract class Net
{
    [ThreadStatic]
    private static List<IDisposable>? _kept;

    public static Net Bcl { get; } = new BclNet();

    public static Net Green { get; } = new GreenNet();

    public abstract dynamic Socket(SocketType type = SocketType.Stream, ProtocolType protocol = ProtocolType.Tcp);

    public abstract dynamic Socket(AddressFamily family, SocketType type, ProtocolType protocol);

    public abstract dynamic TcpClient();

    public abstract dynamic TcpClient(AddressFamily family);

    public abstract dynamic TcpClient(IPEndPoint localEP);

    public abstract dynamic TcpClient(string hostname, int port);

    public abstract dynamic TcpListener(IPEndPoint localEP);

    public abstract dynamic TcpListener(IPAddress localaddr, int port);

    public abstract dynamic CreateTcpListener(int port);

    public abstract dynamic UdpClient();

    public abstract dynamic UdpClient(AddressFamily family);

    public abstract dynamic UdpClient(int port);

    public abstract dynamic UdpClient(int port, AddressFamily family);

    public abstract dynamic UdpClient(IPEndPoint localEP);

    public abstract dynamic UdpClient(string hostname, int port);

    public abstract Stream NetworkStream(object? socket, FileAccess access = FileAccess.ReadWrite, bool ownsSocket = false);

    /// <summary>Waits for a task as the code around it waits for everything else.</summary>
    public abstract void Wait(Task task);

    public dynamic Listening(IPAddress? address = null)
    {
        dynamic listener = TcpListener(address ?? IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    /// <summary>A client and the other end, which was accepted.</summary>
    public (dynamic Client, dynamic Server) Connection()
    {
        dynamic listener = Listening();
        dynamic client = TcpClient();
        client.Connect((IPEndPoint)listener.LocalEndpoint);
        dynamic server = listener.AcceptTcpClient();
        listener.Stop();
        (_kept ??= []).Add(client);
        _kept.Add(server);
        return (client, server);
    }

    /// <summary>Closes the connections that this thread has made: until then nobody's finalizer does, in the midst of it all.</summary>
    public static void LetGo()
    {
        _kept?.ForEach(one => one.Dispose());
        _kept?.Clear();
    }

    /// <summary>An end point of loopback that refuses, because its socket does not listen.</summary>
    public IPEndPoint Deaf()
    {
        dynamic deaf = Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        deaf.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)deaf.LocalEndPoint;
    }

    private sealed class BclNet : Net
    {
        public override dynamic Socket(SocketType type, ProtocolType protocol) => new Socket(type, protocol);

        public override dynamic Socket(AddressFamily family, SocketType type, ProtocolType protocol) => new Socket(family, type, protocol);

        public override dynamic TcpClient() => new TcpClient();

        public override dynamic TcpClient(AddressFamily family) => new TcpClient(family);

        public override dynamic TcpClient(IPEndPoint localEP) => new TcpClient(localEP);

        public override dynamic TcpClient(string hostname, int port) => new TcpClient(hostname, port);

        public override dynamic TcpListener(IPEndPoint localEP) => new TcpListener(localEP);

        public override dynamic TcpListener(IPAddress localaddr, int port) => new TcpListener(localaddr, port);

        public override dynamic CreateTcpListener(int port) => System.Net.Sockets.TcpListener.Create(port);

        public override dynamic UdpClient() => new UdpClient();

        public override dynamic UdpClient(AddressFamily family) => new UdpClient(family);

        public override dynamic UdpClient(int port) => new UdpClient(port);

        public override dynamic UdpClient(int port, AddressFamily family) => new UdpClient(port, family);

        public override dynamic UdpClient(IPEndPoint localEP) => new UdpClient(localEP);

        public override dynamic UdpClient(string hostname, int port) => new UdpClient(hostname, port);

        public override Stream NetworkStream(object? socket, FileAccess access, bool ownsSocket) =>
            new NetworkStream((Socket)socket!, access, ownsSocket);

        public override void Wait(Task task) => task.GetAwaiter().GetResult();
    }

    private sealed class GreenNet : Net
    {
        public override dynamic Socket(SocketType type, ProtocolType protocol) => new GreenSocket(type, protocol);

        public override dynamic Socket(AddressFamily family, SocketType type, ProtocolType protocol) =>
            new GreenSocket(family, type, protocol);

        public override dynamic TcpClient() => new GreenTcpClient();

        public override dynamic TcpClient(AddressFamily family) => new GreenTcpClient(family);

        public override dynamic TcpClient(IPEndPoint localEP) => new GreenTcpClient(localEP);

        public override dynamic TcpClient(string hostname, int port) => new GreenTcpClient(hostname, port);

        public override dynamic TcpListener(IPEndPoint localEP) => new GreenTcpListener(localEP);

        public override dynamic TcpListener(IPAddress localaddr, int port) => new GreenTcpListener(localaddr, port);

        public override dynamic CreateTcpListener(int port) => GreenTcpListener.Create(port);

        public override dynamic UdpClient() => new GreenUdpClient();

        public override dynamic UdpClient(AddressFamily family) => new GreenUdpClient(family);

        public override dynamic UdpClient(int port) => new GreenUdpClient(port);

        public override dynamic UdpClient(int port, AddressFamily family) => new GreenUdpClient(port, family);

        public override dynamic UdpClient(IPEndPoint localEP) => new GreenUdpClient(localEP);

        public override dynamic UdpClient(string hostname, int port) => new GreenUdpClient(hostname, port);

        public override Stream NetworkStream(object? socket, FileAccess access, bool ownsSocket) =>
            new GreenNetworkStream((GreenSocket)socket!, access, ownsSocket);

        public override void Wait(Task task)
        {
            using var call = SynchronousCall.Begin("Net.Wait", "the task");
            call.Wait(new ValueTask(task));
        }
    }
}
