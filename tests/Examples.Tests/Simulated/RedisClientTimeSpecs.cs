using Akka.Greensock.TestKit;
using RedisClient;

namespace Akka.Greensock.Tests;

/// <summary>The Redis client, and time: crowds, late replies, crashes, partitions, pauses.</summary>
public class RedisClientTimeSpecs : ExampleSpecs
{
    [Fact]
    public void A_hundred_greenlets_share_a_connection_and_each_has_its_own_replies() => Run(async (simulation, server, redis) =>
    {
        Greenlet[] callers = [.. Enumerable.Range(0, 100).Select(number => Greenlet.Spawn(async () =>
        {
            for (int call = 0; call < 10; call++)
            {
                Assert.Equal($"{number}.{call}", ((RespBulk)await redis.SendAsync("ECHO", $"{number}.{call}")).Text);
                await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(Math.Max(simulation.Random.Next(100) - 80, 0)));
            }
        }))];
        foreach (Greenlet caller in callers)
        {
            await caller;
        }

        Assert.Equal(1, server.Connections);
    });

    [Fact]
    public void A_late_reply_is_nobodys_and_later_calls_have_their_own() => Run(async (simulation, server, redis) =>
    {
        server.Toy.Before = words => words[^1] == "late" ? Greenlet.SleepAsync(TimeSpan.FromMilliseconds(200)) : default;
        await redis.SendAsync("PING");
        TimeSpan asked = simulation.Now;
        TimeoutException e = await ThrowsAsync<TimeoutException>(async () =>
            await redis.SendAsync(TimeSpan.FromMilliseconds(100), "ECHO", "late"));
        Assert.Contains("was sent", e.Message, StringComparison.Ordinal);
        Assert.InRange(simulation.Now - asked, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(105));
        Assert.Equal("next", ((RespBulk)await redis.SendAsync("ECHO", "next")).Text);
        Assert.InRange(simulation.Now - asked, TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(210));
        Assert.Equal(1, server.Connections);
    });

    [Fact]
    public void Connecting_is_tried_again_after_pauses_that_double() => Run(async (simulation, server, redis) =>
    {
        await server.StopAsync();
        var tries = new List<TimeSpan>();
        using IDisposable rule = simulation.Network.AddRule(packet =>
        {
            if (packet.Flags == TcpFlags.Syn && packet.From.Name == "client")
            {
                tries.Add(packet.Time);
            }

            return PacketVerdict.Pass;
        });
        Greenlet<RespValue> asking = Greenlet.Spawn(async () => await redis.SendAsync(TimeSpan.FromMinutes(1), "PING"));
        await Greenlet.SleepAsync(TimeSpan.FromSeconds(40));
        await server.StartAsync();
        Assert.Equal(new RespText("PONG"), await asking);

        for (int failures = 1; failures < tries.Count; failures++)
        {
            double longest = Math.Min(50 * Math.Pow(2, failures - 1), 5000);
            double pause = (tries[failures] - tries[failures - 1]).TotalMilliseconds;
            Assert.InRange(pause, (longest / 2) - 1, longest + 10); // and some for the refusal to come
        }

        Assert.InRange(tries.Count, 12, 25);
    });

    [Fact]
    public void A_crash_fails_what_is_in_flight_once_and_executes_nothing_twice() => Run(async (simulation, server, redis) =>
    {
        server.Toy.Before = _ => Greenlet.SleepAsync(TimeSpan.FromMilliseconds(100));
        int answered = 0;
        int failed = 0;
        Greenlet[] callers = [.. Enumerable.Range(0, 20).Select(_ => Greenlet.Spawn(async () =>
        {
            try
            {
                await redis.SendAsync(TimeSpan.FromMinutes(1), "INCR", "count");
                answered++;
            }
            catch (RedisConnectionException)
            {
                failed++;
            }
        }))];
        await Greenlet.SleepAsync(TimeSpan.FromSeconds(1));
        server.Host.Crash();
        server.Host.Restart();
        await server.StartAsync();
        server.Toy.Before = _ => default;

        // Into the dead connection, to be told of it.
        await ThrowsAsync<RedisConnectionException>(async () => await redis.SendAsync("PING"));
        await Greenlet.JoinAllAsync(callers);

        Assert.Equal(20, answered + failed);
        Assert.InRange(answered, 8, 10);
        Assert.Equal(new RespText("PONG"), await redis.SendAsync("PING"));
        Assert.InRange(server.Toy.Executed.Count(command => command == "INCR count"), answered, answered + 1);
    });

    [Fact]
    public void A_partition_times_calls_out_and_is_survived() => Run(async (simulation, server, redis) =>
    {
        await redis.SendAsync("PING");
        simulation.Network.Partition(server.Host, simulation.Network.FindHost("client")!);
        TimeSpan asked = simulation.Now;
        await ThrowsAsync<TimeoutException>(async () => await redis.SendAsync("INCR", "count"));
        Assert.InRange(simulation.Now - asked, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5.1));
        simulation.Network.HealAll();

        // The first INCR was sent, and is executed after all: its reply is nobody's.
        Assert.Equal(new RespNumber(2), await redis.SendAsync(TimeSpan.FromMinutes(1), "INCR", "count"));
        Assert.Equal(1, server.Connections);
    });

    [Fact]
    public void A_server_that_answers_a_byte_a_second_is_understood() => Simulation.Run(1, async simulation =>
    {
        var server = new RedisHost(simulation);
        SimulatedHost client = simulation.AddHost("client");
        await server.StartAsync(async socket =>
        {
            (await socket.ReceiveAsync()).Dispose();
            foreach (byte b in "*2\r\n$5\r\nhello\r\n:7\r\n"u8.ToArray())
            {
                await Greenlet.SleepAsync(TimeSpan.FromSeconds(1));
                await socket.SendAllAsync(new[] { b });
            }

            while (!(await socket.ReceiveAsync()).IsEndOfStream) { }
        });
        await client.Spawn(async () =>
        {
            await using var redis = new RedisConnection(server.Options);
            var reply = (RespArray)await redis.SendAsync(TimeSpan.FromMinutes(1), "ANY");
            Assert.Equal(new RespNumber(7), reply.Items[1]);
            Assert.InRange(simulation.Now, TimeSpan.FromSeconds(19), TimeSpan.FromSeconds(20));
        });
    });

    private static void Run(Func<Simulation, RedisHost, RedisConnection, Task> body) => Simulation.Run(1, async simulation =>
    {
        var server = new RedisHost(simulation);
        SimulatedHost client = simulation.AddHost("client");
        await server.StartAsync();
        await client.Spawn(async () =>
        {
            await using var redis = new RedisConnection(server.Options);
            await body(simulation, server, redis);
        });
        Assert.Equal(0, client.OpenDescriptors);
    });
}
