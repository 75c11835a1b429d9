using System.Text;
using Akka.Greensock.TestKit;
using RedisClient;

namespace Akka.Greensock.Tests;

/// <summary>The Redis client, and replies of every kind, cut at every byte.</summary>
public class RedisClientByteSpecs : ExampleSpecs
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);

    [Theory]
    [InlineData("+OK\r\n", "OK")]
    [InlineData("-ERR no\r\n", "!ERR no")]
    [InlineData(":-42\r\n", "-42")]
    [InlineData("$0\r\n\r\n", "")]
    [InlineData("$7\r\na\r\nb\r\nc\r\n", "a\r\nb\r\nc")]
    [InlineData("$-1\r\n", "null")]
    [InlineData("*3\r\n:1\r\n$-1\r\n*1\r\n+x\r\n", "[1,null,[x]]")]
    public void A_reply_cut_at_every_byte_is_the_same_reply(string reply, string expected) => ForEveryCut(reply, async (redis, server) =>
    {
        Assert.Equal(expected, Text(await redis.SendAsync("ANY")));
        Assert.Equal(1, server.Connections);
    });

    [Theory]
    [InlineData("What?\r\n")]
    [InlineData("$3\r\nabcd\r\n")]
    [InlineData("$99999999999\r\n")]
    [InlineData("$-2\r\n")]
    [InlineData(":4x\r\n")]
    [InlineData("*-5\r\n")]
    [InlineData("*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n:1\r\n")]
    public void Nonsense_cut_at_every_byte_breaks_the_connection_and_the_next_call_has_a_new_one(string reply) =>
        ForEveryCut(reply, async (redis, server) =>
        {
            RedisConnectionException e = await ThrowsAsync<RedisConnectionException>(async () => await redis.SendAsync("ANY"));
            Assert.IsType<InvalidDataException>(e.InnerException);
            Assert.Equal(new RespText("PONG"), await redis.SendAsync("PING"));
            Assert.Equal(2, server.Connections);
        });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_reply_that_ends_at_any_byte_fails_its_call_once_and_no_other_call(bool isReset)
    {
        const string reply = "$7\r\na\r\nb\r\nc\r\n";
        for (int cut = 0; cut < reply.Length; cut++)
        {
            Run(
                async (redis, server) =>
                {
                    await ThrowsAsync<RedisConnectionException>(async () => await redis.SendAsync("ANY"));
                    Assert.Equal(new RespText("PONG"), await redis.SendAsync("PING"));
                    Assert.Equal(2, server.Connections);
                },
                async socket =>
                {
                    await socket.SendAllAsync(Encoding.ASCII.GetBytes(reply[..cut]));
                    await Greenlet.SleepAsync(Moment);
                    socket.LingerState = new System.Net.Sockets.LingerOption(isReset, 0);
                });
        }
    }

    private static void ForEveryCut(string reply, Func<RedisConnection, RedisHost, Task> calls)
    {
        for (int cut = 1; cut < reply.Length; cut++)
        {
            Run(calls, async socket =>
            {
                await socket.SendAllAsync(Encoding.ASCII.GetBytes(reply[..cut]));
                await Greenlet.SleepAsync(Moment);
                await socket.SendAllAsync(Encoding.ASCII.GetBytes(reply[cut..]));
                while (!(await socket.ReceiveAsync()).IsEndOfStream) { }
            });
        }
    }

    /// <summary>A server whose first connection is answered by a script, once it has asked, and later ones by the toy.</summary>
    private static void Run(
        Func<RedisConnection, RedisHost, Task> calls, Func<GreenSocket, Task> script) => Simulation.Run(1, async simulation =>
    {
        var server = new RedisHost(simulation);
        SimulatedHost client = simulation.AddHost("client");
        await server.StartAsync(async socket =>
        {
            if (server.Connections > 1)
            {
                await server.Toy.ServeAsync(socket);
                return;
            }

            (await socket.ReceiveAsync()).Dispose();
            await script(socket);
        });
        await client.Spawn(async () =>
        {
            await using var redis = new RedisConnection(server.Options);
            await calls(redis, server);
        });
        Assert.Equal(0, client.OpenDescriptors);
    });

    private static string Text(RespValue value) => value switch
    {
        RespText text => text.Text,
        RespError error => $"!{error.Text}",
        RespNumber number => $"{number.Number}",
        RespBulk bulk => bulk.Text,
        RespArray array => $"[{string.Join(',', array.Items.Select(Text))}]",
        _ => "null",
    };
}
