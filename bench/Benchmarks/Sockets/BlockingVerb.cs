using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Benchmarks.Sockets;

/// <summary>
/// A request and its answer by blocking calls of a thread that is no hub: through <see cref="GreenSocket"/>, whose hub makes the
/// system calls, and through <see cref="Socket"/>, which makes them itself. The other end is the same plain thread for both.
/// </summary>
internal static class BlockingVerb
{
    private const int Rounds = 5;

    /// <summary>Prints the percentiles of both, and what ours takes more.</summary>
    /// <param name="samples">How many requests to measure with each.</param>
    public static int Run(int samples)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(2);
        var ours = new Percentiles(samples);
        var theirs = new Percentiles(samples);

        using var green = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using Socket greenPeer = Connect(listener, () => green.Connect(listener.LocalEndPoint!));
        using var plain = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using Socket plainPeer = Connect(listener, () => plain.Connect(listener.LocalEndPoint!));
        byte[] bytes = new byte[128];
        for (int round = -1; round < Rounds; round++)
        {
            Measure(round < 0 ? null : ours, samples / Rounds, () =>
            {
                green.Send(bytes);
                green.Receive(bytes);
            });
            Measure(round < 0 ? null : theirs, samples / Rounds, () =>
            {
                plain.Send(bytes);
                plain.Receive(bytes);
            });
        }

        Console.WriteLine("A 128-byte request and its answer, by two blocking calls of a thread that is no hub:");
        ours.Print("GreenSocket", "us");
        theirs.Print("System.Net.Sockets", "us");
        Console.WriteLine($"  the hub had to be woken {green.Hub.Statistics.Wakes:N0} times");
        Console.WriteLine("\nLimits:");
        Limit.AtMost("what a call takes more than the BCL's, p50", (ours.Median - theirs.Median) / 2, 20, "us");
        return 0;
    }

    private static void Measure(Percentiles? into, int samples, Action request)
    {
        for (int i = 0; i < samples; i++)
        {
            long started = Stopwatch.GetTimestamp();
            request();
            into?.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
        }
    }

    private static Socket Connect(Socket listener, Action connect)
    {
        connect();
        Socket peer = listener.Accept();
        peer.NoDelay = true;
        var thread = new Thread(() => Echo(peer)) { IsBackground = true };
        thread.Start();
        return peer;
    }

    private static void Echo(Socket peer)
    {
        byte[] buffer = new byte[4096];
        try
        {
            for (int count; (count = peer.Receive(buffer)) > 0;)
            {
                peer.Send(buffer, 0, count, SocketFlags.None);
            }
        }
        catch (SocketException)
        {
            // Closed: the measurement is over.
        }
        catch (ObjectDisposedException)
        {
            // The same.
        }
    }
}
