using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;

namespace Akka.Greensock.Benchmarks.Sockets;

/// <summary>One transfer to the sink of sockets.c, and how long it took until the sink had it all.</summary>
internal static class TransferVerb
{
    public static void SendAll(int port, long bytes) => Hub.Run(async () =>
    {
        byte[] data = new byte[bytes];
        Array.Fill(data, (byte)7);
        await RunAsync(port, async socket => await socket.SendAllAsync(data));
    });

    public static void SendFile(int port, string path) => Hub.Run(async () =>
    {
        using SafeFileHandle file = File.OpenHandle(path);
        await RunAsync(port, async socket => await socket.SendFileAsync(file));
    });

    private static async Task RunAsync(int port, Func<GreenSocket, Task> transfer)
    {
        using var socket = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        socket.NoDelay = true;
        long started = Stopwatch.GetTimestamp();
        await transfer(socket);
        socket.Shutdown(SocketShutdown.Send);
        if (await socket.ReceiveAsync(new byte[1]) != 1)
        {
            throw new IOException("The sink did not answer.");
        }

        Console.WriteLine(FormattableString.Invariant($"seconds={Stopwatch.GetElapsedTime(started).TotalSeconds:0.0000}"));
    }
}
