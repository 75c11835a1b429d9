using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Peers;

/// <summary>System.Net.Sockets: an awaiting method and a buffer of 4 KiB for each connection.</summary>
internal static class SocketEcho
{
    public static async Task ServeAsync(IPEndPoint endPoint)
    {
        using var listener = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(endPoint);
        listener.Listen(4096);
        Console.WriteLine($"listening on {listener.LocalEndPoint}");
        while (true)
        {
            _ = EchoAsync(await listener.AcceptAsync());
        }
    }

    private static async Task EchoAsync(Socket socket)
    {
        using (socket)
        {
            socket.NoDelay = true;
            byte[] buffer = new byte[4096];
            try
            {
                int received;
                while ((received = await socket.ReceiveAsync(buffer.AsMemory())) > 0)
                {
                    await socket.SendAsync(buffer.AsMemory(0, received)); // sends all of it
                }
            }
            catch (SocketException)
            {
                // The peer went away.
            }
        }
    }
}
