using System.Net;
using System.Net.Sockets;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

public class SimulationSpecs
{
    [Fact]
    public void Two_hosts_talk() => Simulation.Run(1, async simulation =>
    {
        SimulatedHost server = simulation.AddHost("server");
        SimulatedHost client = simulation.AddHost("client");
        Greenlet serving = server.Spawn(async () =>
        {
            using var listener = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(IPAddress.Any, 7));
            listener.Listen();
            using GreenSocket connection = await listener.AcceptAsync();
            byte[] buffer = new byte[100];
            int count;
            while ((count = await connection.ReceiveAsync(buffer)) != 0)
            {
                await connection.SendAllAsync(buffer.AsMemory(0, count));
            }
        });
        string answer = await client.Spawn(async () =>
        {
            using var socket = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync("server", 7);
            await socket.SendAllAsync("hello"u8.ToArray());
            byte[] buffer = new byte[100];
            int count = await socket.ReceiveAsync(buffer);
            return System.Text.Encoding.ASCII.GetString(buffer, 0, count);
        });
        await serving;
        Assert.Equal("hello", answer);
        Assert.InRange(simulation.Now, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(10));
    });

    [Fact]
    public void A_day_passes_at_once() => Simulation.Run(1, async simulation =>
    {
        SimulatedHost host = simulation.AddHost("host");
        await host.Spawn(async () => await Greenlet.SleepAsync(TimeSpan.FromHours(23)));
        Assert.Equal(TimeSpan.FromHours(23), simulation.Now);
    });

    [Fact]
    public void A_reader_of_lines_is_the_same_for_a_seed_every_time()
    {
        for (ulong seed = 0; seed < 100; seed++)
        {
            Assert.Equal(ReadLines(seed).LogHash, ReadLines(seed).LogHash);
        }
    }

    private static SimulationResult ReadLines(ulong seed) => Simulation.Run(seed, async simulation =>
    {
        SimulatedHost server = simulation.AddHost("server");
        Greenlet serving = server.Spawn(async () =>
        {
            using GreenSocket listener = Sockets.Listening();
            using GreenSocket connection = await listener.AcceptAsync();
            connection.Timeout = TimeSpan.FromSeconds(5);
            using StreamReader lines = connection.MakeReader();
            for (int i = 0; i < 50; i++)
            {
                Assert.Equal("line", await lines.ReadLineAsync());
            }
        });
        await simulation.AddHost("client").Spawn(async () =>
        {
            using GreenSocket socket = Sockets.Tcp();
            await socket.ConnectAsync("server", Sockets.Port);
            for (int i = 0; i < 50; i++)
            {
                await socket.SendAllAsync("line\r\n"u8.ToArray());
                await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(10));
            }
        });
        await serving;
        Assert.InRange(simulation.Now, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1));
    });

    [Fact]
    public void A_failure_tells_how_to_run_its_seed_again()
    {
        var failure = Assert.Throws<SimulationException>(() => Simulation.Run(17, _ => Assert.Fail("so it is")));
        Assert.Contains("so it is", failure.Message, StringComparison.Ordinal);
        Assert.Contains("To run it again: Simulation.Run(17, …)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_another_thread_is_slow_to_do_is_no_deadlock() => Simulation.Run(
        1, static async _ => await Task.Delay(TimeSpan.FromMilliseconds(200))); // tidy: real time, as a thread takes that is held up

    [Fact]
    public void The_longest_of_all_times_is_never_up() => Simulation.Run(1, simulation =>
    {
        simulation.RunFor(TimeSpan.FromSeconds(1));
        using ITimer timer = simulation.Time.CreateTimer(
            static _ => Assert.Fail("never"), null, TimeSpan.MaxValue, Timeout.InfiniteTimeSpan);
        Assert.Throws<SimulationDeadlockException>(() => simulation.RunUntil(static () => false, TimeSpan.MaxValue));
        Assert.Equal(TimeSpan.FromSeconds(1), simulation.Now);
    });
}
