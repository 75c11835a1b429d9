using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Benchmarks.Sockets;

/// <summary>The servers of sockets.sh, until they are killed: datagrams, and a Unix stream.</summary>
internal static class ServeVerb
{
    public static void Datagrams() => Hub.Run(async () =>
    {
        using var socket = new GreenSocket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Console.WriteLine($"listening on {socket.LocalEndPoint}");
        var sender = new SocketAddress(AddressFamily.InterNetwork);
        byte[] buffer = new byte[2048];
        while (true)
        {
            int count = await socket.ReceiveFromAsync(buffer, SocketFlags.None, sender);
            await socket.SendToAsync(buffer.AsMemory(0, count), SocketFlags.None, sender);
        }
    });

    public static void UnixStream(string path) => Hub.Run(async () =>
    {
        using var listener = new GreenSocket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(4096);
        Console.WriteLine($"listening on {path}:0");
        while (true)
        {
            Serve(await listener.AcceptAsync());
        }
    });

    private static void Serve(GreenSocket connection) => _ = Greenlet.Spawn(() => EchoAsync(connection));

    private static async Task EchoAsync(GreenSocket connection)
    {
        using (connection)
        {
            while (true)
            {
                using ReceivedBytes bytes = await connection.ReceiveAsync();
                if (bytes.Length == 0)
                {
                    return;
                }

                await connection.SendAllAsync(bytes.Memory);
            }
        }
    }
}
