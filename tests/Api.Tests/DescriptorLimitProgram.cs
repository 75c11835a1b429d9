using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>
/// A server in a process of its own that really runs out of descriptors: <c>dotnet Akka.Greensock.Tests.dll KERNEL</c>.
/// It says "recovered" at the end, or dies of what went wrong.
/// </summary>
internal static class DescriptorLimitProgram
{
    public static void Main(string[] args)
    {
        ThreadPool.SetMinThreads(16, 4);
        Hub.Run(RunAsync, new HubOptions { Kernel = args[0], BlockedThreshold = Timeout.InfiniteTimeSpan });
    }

    private static async Task RunAsync()
    {
        Hub hub = Hub.Current!;
        await using var server = new StreamServer(new IPEndPoint(IPAddress.Loopback, 0), EchoAsync);
        await server.StartAsync();

        // Before the limit is set, everything has run once: loading an assembly takes a descriptor too.
        var clients = new List<GreenSocket>();
        for (int i = 0; i < 3; i++)
        {
            clients.Add(await ConnectedAsync(server));
            await PingAsync(clients[i]);
            await clients[i].DisposeAsync();
            await SocketSpecs.FailsAsync(SocketError.ConnectionRefused, async () => await NewSocket().ConnectAsync(IPAddress.Loopback, 1));
        }

        clients.Clear();
        Console.WriteLine("The console too is opened before, for the log.");
        StartPoolThreads();
        for (int i = 0; i < 5; i++)
        {
            clients.Add(await ConnectedAsync(server));
            await PingAsync(clients[i]);
        }

        // One descriptor for a client, none for the server's end of it.
        LowerLimit();
        Stack<FileStream> taken = TakeAll();
        await taken.Pop().DisposeAsync();
        GreenSocket waiting = await ConnectedAsync(server);
        while (hub.Statistics.Timers == 0)
        {
            await SocketSpecs.PolledAsync();
        }

        long polls = hub.Statistics.Polls;
        await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(300));
        Require(hub.Statistics.Polls - polls < 100, "it spins");
        foreach (GreenSocket client in clients)
        {
            await PingAsync(client);
        }

        Require(server.ConnectionCount == clients.Count, "a connection was lost");
        await taken.Pop().DisposeAsync();
        await PingAsync(waiting);
        await waiting.DisposeAsync();
        clients.ForEach(client => client.Close());
        Console.WriteLine("recovered");
    }

    private static async Task EchoAsync(GreenSocket socket)
    {
        byte[] buffer = new byte[16];
        while (await socket.ReceiveAsync(buffer) is int count and not 0)
        {
            await socket.SendAllAsync(buffer.AsMemory(0, count));
        }
    }

    private static async Task<GreenSocket> ConnectedAsync(StreamServer server)
    {
        GreenSocket client = NewSocket();
        await client.ConnectAsync(server.LocalEndPoint);
        return client;
    }

    private static GreenSocket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    private static async Task PingAsync(GreenSocket client)
    {
        await client.SendAllAsync(new byte[] { 9 });
        Require(await client.ReceiveAsync(new byte[16]) == 1, "no echo");
    }

    /// <summary>prlimit(1): a few dozen more than the highest descriptor of now.</summary>
    private static void LowerLimit()
    {
        int highest = Directory.GetFiles("/proc/self/fd").Max(path => int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture));
        using Process prlimit = Process.Start("prlimit", ["--pid", $"{Environment.ProcessId}", $"--nofile={highest + 30}"]);
        prlimit.WaitForExit();
        Require(prlimit.ExitCode == 0, "prlimit failed");
    }

    // The runtime opens a pipe for each thread that it starts, and where it cannot, it says "Out of memory" and ends.
    private static void StartPoolThreads()
    {
        const int count = 12;
        using var barrier = new Barrier(count + 1);
        for (int i = 0; i < count; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static barrier => barrier.SignalAndWait(), barrier, preferLocal: false);
        }

        barrier.SignalAndWait();
    }

    private static Stack<FileStream> TakeAll()
    {
        var taken = new Stack<FileStream>();
        try
        {
            while (true)
            {
                taken.Push(File.OpenRead("/dev/null"));
            }
        }
        catch (IOException)
        {
            return taken;
        }
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
