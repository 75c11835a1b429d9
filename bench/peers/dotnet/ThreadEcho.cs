using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Peers;

/// <summary>System.Net.Sockets as everybody knows it: a thread for each connection, blocking calls.</summary>
internal static class ThreadEcho
{
    [DoesNotReturn]
    public static void Serve(IPEndPoint endPoint)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(endPoint);
        listener.Listen(4096);
        Console.WriteLine($"listening on {listener.LocalEndPoint}");
        while (true)
        {
            Socket socket = listener.Accept();
            socket.NoDelay = true;
            new Thread(() => Echo(socket), maxStackSize: 256 * 1024) { IsBackground = true }.Start();
        }
    }

    private static void Echo(Socket socket)
    {
        using (socket)
        {
            byte[] buffer = new byte[4096];
            try
            {
                for (int count; (count = socket.Receive(buffer)) > 0;)
                {
                    socket.Send(buffer, 0, count, SocketFlags.None);
                }
            }
            catch (SocketException)
            {
                // The load has gone.
            }
        }
    }
}
