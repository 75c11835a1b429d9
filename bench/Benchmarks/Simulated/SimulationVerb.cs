using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Benchmarks.Simulated;

/// <summary>What simulations take.</summary>
internal static class SimulationVerb
{
    private const int Port = 7;

    public static int Run(int connections)
    {
        Console.WriteLine("Simulations, on one thread:\n\nLimits:");
        Segments();
        IdleHour(connections);
        return 0;
    }

    // Many small echoes: each request is a segment and its acknowledgment, and so is each answer.
    private static void Segments()
    {
        const int echoes = 20_000;
        const int pairs = 16;
        double[] rounds = new double[5];
        for (int round = 0; round < rounds.Length; round++)
        {
            long packets = 0;
            var watch = Stopwatch.StartNew();
            Simulation.Run((ulong)round, async simulation =>
            {
                SimulatedHost server = simulation.AddHost("server");
                SimulatedHost client = simulation.AddHost("client");
                server.Spawn(() => Serve(pairs)).Observe();
                Greenlet[] greenlets = [.. Enumerable.Range(0, pairs).Select(_ => client.Spawn(() => Echo(echoes / pairs, 64 * 1024)))];
                foreach (Greenlet greenlet in greenlets)
                {
                    await greenlet;
                }

                packets = simulation.Network.PacketsArrived;
            }, new SimulationOptions { MaximumSteps = long.MaxValue, KeptEvents = 1000 });
            rounds[round] = packets / watch.Elapsed.TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  round {round}: {packets:N0} segments, {rounds[round]:N0} in a second"));
        }

        Array.Sort(rounds);
        Limit.AtLeast("segments in a second, the median round", rounds[rounds.Length / 2], 1_000_000, string.Empty);
    }

    private static void IdleHour(int connections)
    {
        for (int round = 0; round < 3; round++)
        {
            TimeSpan virtualTime = default;
            var watch = new Stopwatch();
            long steps = 0;
            Simulation.Run((ulong)round, async simulation =>
            {
                SimulatedHost server = simulation.AddHost("server");
                SimulatedHost client = simulation.AddHost("client");
                server.Spawn(() => Serve(connections)).Observe();
                Greenlet<GreenSocket[]> connecting = client.Spawn(() => Connect(connections));
                await connecting;
                TimeSpan begun = simulation.Now;
                watch.Start();
                simulation.RunFor(TimeSpan.FromHours(1));
                watch.Stop();
                virtualTime = simulation.Now - begun;
                steps = simulation.Steps;
            }, new SimulationOptions { MaximumSteps = long.MaxValue });
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  round {round}: {virtualTime} of {connections:N0} idle connections in {watch.Elapsed.TotalSeconds:F2} s, " +
                $"{steps:N0} steps"));
            Limit.AtMost("an hour of idle connections with keep-alives", watch.Elapsed.TotalSeconds, 2, "s");
        }
    }

    private static async Task Serve(int backlog)
    {
        using var listener = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Any, Port));
        listener.Listen(backlog);
        while (true)
        {
            GreenSocket connection = await listener.AcceptAsync();
            Greenlet.Spawn(() => Answer(connection)).Observe();
        }
    }

    private static async Task Answer(GreenSocket connection)
    {
        using (connection)
        {
            byte[] buffer = new byte[64 * 1024];
            int count;
            while ((count = await connection.ReceiveAsync(buffer)) != 0)
            {
                await connection.SendAllAsync(buffer.AsMemory(0, count));
            }
        }
    }

    private static async Task Echo(int times, int bytes)
    {
        using var socket = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("server", Port);
        byte[] sent = new byte[bytes];
        byte[] received = new byte[bytes];
        for (int i = 0; i < times; i++)
        {
            await socket.SendAllAsync(sent);
            for (int got = 0; got < bytes;)
            {
                got += await socket.ReceiveAsync(received.AsMemory(got));
            }
        }
    }

    private static async Task<GreenSocket[]> Connect(int count)
    {
        var sockets = new GreenSocket[count];
        for (int i = 0; i < count; i++)
        {
            sockets[i] = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await sockets[i].ConnectAsync("server", Port);
            sockets[i].SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            sockets[i].SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 60);
        }

        return sockets;
    }
}
