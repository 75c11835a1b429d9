using System.Net.Sockets;

namespace Conformance;

/// <summary>Two sockets that are connected to each other.</summary>
internal sealed class Pair : IDisposable
{
    private Pair(Socket client, Socket server)
    {
        Client = client;
        Server = server;
    }

    public Socket Client { get; }

    public Socket Server { get; }

    public static Pair Tcp()
    {
        using Socket listener = Make.Listener();
        Socket client = Make.Tcp();
        client.Connect(listener.LocalEndPoint!);
        return new Pair(client, listener.Accept());
    }

    public static async Task<Pair> TcpAsync()
    {
        using Socket listener = Make.Listener();
        Socket client = Make.Tcp();
        await client.ConnectAsync(listener.LocalEndPoint!);
        return new Pair(client, await listener.AcceptAsync());
    }

    public static Pair Udp()
    {
        Socket client = Make.BoundUdp();
        Socket server = Make.BoundUdp();
        client.Connect(server.LocalEndPoint!);
        server.Connect(client.LocalEndPoint!);
        return new Pair(client, server);
    }

    public static Pair Unix()
    {
        var path = new UnixDomainSocketEndPoint(Make.SocketPath());
        using Socket listener = Make.Unix();
        listener.Bind(path);
        listener.Listen(1);
        Socket client = Make.Unix();
        client.Connect(path);
        return new Pair(client, listener.Accept());
    }

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
    }
}
