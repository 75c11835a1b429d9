using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Akka.Actor;

namespace Akka.Greensock.Benchmarks.Echo;

/// <summary>
/// Live memory of an idle connection: its socket object, its actor, its descriptor's entry and the greenlet parked in a
/// receive. The clients are plain sockets in a second process of this program, so that this one holds the server's side
/// alone.
/// </summary>
internal static class IdleVerb
{
    private const int First = 100;

    /// <summary>Prints bytes per connection.</summary>
    /// <param name="connections">How many further connections, after the first hundred.</param>
    public static async Task<int> RunAsync(int connections)
    {
        using ActorSystem system = BenchSystem.Start(hubs: 1);
        Hub hub = Greensock.For(system).Hubs[0];
        await using var server = new StreamServer(new IPEndPoint(IPAddress.Loopback, 0), EchoAsync, new StreamServerOptions
        {
            Hubs = [hub],
            Backlog = 4096,
            StopTimeout = TimeSpan.FromSeconds(1),
        });
        await server.StartAsync();

        // The first few fill pools and tables, and get the code compiled.
        using Process few = await HoldAsync(((IPEndPoint)server.LocalEndPoint).Port, First);
        long before = LiveBytes();
        using Process many = await HoldAsync(((IPEndPoint)server.LocalEndPoint).Port, connections);
        long live = LiveBytes() - before;
        HubStatistics statistics = hub.Statistics;
        Console.WriteLine(
            $"{connections:N0} idle connections hold {live:N0} bytes of managed memory after a full collection " +
            $"({statistics.Greenlets:N0} greenlets, {statistics.Parked:N0} parked, {statistics.Descriptors:N0} descriptors).\n\nLimits:");
        Limit.AtMost("live memory of an idle connection", live / (double)connections, 3 * 1024, "B");
        bool complete = statistics.Parked >= First + connections;
        few.Kill();
        many.Kill();
        return complete ? 0 : 1;
    }

    /// <summary>
    /// The second process: connects, has one byte echoed on each connection, and holds them until its input ends.
    /// </summary>
    public static async Task<int> HoldAsync(int port, int connections, TextReader input, TextWriter output)
    {
        var held = new Socket[connections];
        byte[] one = new byte[1];
        for (int i = 0; i < connections; i++)
        {
            held[i] = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await held[i].ConnectAsync(IPAddress.Loopback, port);
            await held[i].SendAsync(one);
            if (await held[i].ReceiveAsync(one) != 1)
            {
                return 1;
            }
        }

        await output.WriteLineAsync("holding");
        await input.ReadToEndAsync();
        GC.KeepAlive(held);
        return 0;
    }

    private static async Task<Process> HoldAsync(int port, int connections)
    {
        string program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        }

        start.ArgumentList.Add("hold");
        start.ArgumentList.Add(port.ToString(CultureInfo.InvariantCulture));
        start.ArgumentList.Add(connections.ToString(CultureInfo.InvariantCulture));
        Process process = Process.Start(start)!;
        if (await process.StandardOutput.ReadLineAsync() != "holding")
        {
            throw new IOException($"The second process could not hold {connections} connections: see ulimit -n.");
        }

        return process;
    }

    private static long LiveBytes()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static async Task EchoAsync(GreenSocket socket)
    {
        while (true)
        {
            using ReceivedBytes bytes = await socket.ReceiveAsync();
            if (bytes.IsEndOfStream)
            {
                return;
            }

            await socket.SendAllAsync(bytes.Memory);
        }
    }
}
