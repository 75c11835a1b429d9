using System.Net;
using System.Net.Sockets;
using RedisClient;

namespace Akka.Greensock.Tests;

/// <summary>The client against a toy server, and what time and failures do to it.</summary>
public class RedisConnectionSpecs : ExampleSpecs
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);

    private readonly ToyRedis _toy = new();

    [Fact]
    public void Calls_of_many_greenlets_share_a_connection_and_each_gets_its_own_reply() => Serve(async redis =>
    {
        Greenlet[] callers = [.. Enumerable.Range(0, 50).Select(number => Greenlet.Spawn(async () =>
        {
            for (int call = 0; call < 20; call++)
            {
                Assert.Equal($"{number}.{call}", Text(await redis.SendAsync("ECHO", $"{number}.{call}")));
            }
        }))];
        foreach (Greenlet caller in callers)
        {
            await caller;
        }
    });

    [Fact]
    public void An_error_of_the_servers_is_a_reply() => Serve(async redis =>
    {
        Assert.IsType<RespError>(await redis.SendAsync("NONSENSE"));
        await redis.SendAsync("SET", "word", "x");
        Assert.IsType<RespError>(await redis.SendAsync("INCR", "word"));
        Assert.IsType<RespNull>(await redis.SendAsync("GET", "nothing"));
        Assert.Equal(new RespText("PONG"), await redis.SendAsync("PING"));
    });

    [Fact]
    public void A_reply_whose_caller_has_given_up_is_nobodys() => Serve(async redis =>
    {
        await LetGiveUpAsync(redis.SendAsync);

        Assert.Equal("new", Text(await redis.SendAsync("ECHO", "new")));
    });

    [Fact]
    public void A_planted_bug_gives_it_to_the_next_call() => OnHub(async () =>
    {
        await using StreamServer server = await StartedAsync(_toy.ServeAsync);
        await using var redis = new RedisClient.Planted.RedisConnection(Options(server.LocalEndPoint));
        await LetGiveUpAsync(redis.SendAsync);

        Assert.Equal("old", Text(await redis.SendAsync("ECHO", "new")));
    });

    [Fact]
    public void A_call_that_takes_too_long_fails_and_says_that_it_was_sent()
    {
        var clock = new ManualClock();
        Serve(
            async redis =>
            {
                var gate = new TaskCompletionSource();
                bool arrived = false;
                _toy.Before = words =>
                {
                    arrived |= words[0] == "INCR";
                    return words[0] == "INCR" ? new ValueTask(gate.Task) : default;
                };
                var call = Greenlet.Spawn(async () => await redis.SendAsync(Moment, "INCR", "count"));
                await UntilAsync(() => arrived);
                clock.Advance(Moment);

                TimeoutException e = await ThrowsAsync<TimeoutException>(async () => await call);

                Assert.Contains("was sent", e.Message, StringComparison.Ordinal);
                gate.SetResult();
                Assert.Equal("1", Text(await redis.SendAsync("GET", "count")));
            },
            clock);
    }

    [Fact]
    public void What_is_in_flight_when_the_connection_breaks_fails_and_is_not_sent_again() => Serve(async redis =>
    {
        int incremented = 0;
        _toy.Before = words => words[0] == "PING" && incremented++ == 0 ? throw new EndOfStreamException("Broken by the test.") : default;
        var first = Greenlet.Spawn(async () => await redis.SendAsync("INCR", "count"));
        var breaking = Greenlet.Spawn(async () => await redis.SendAsync("PING"));
        var lost = Greenlet.Spawn(async () => await redis.SendAsync("INCR", "count"));
        await Greenlet.JoinAllAsync([first, breaking, lost]);

        Assert.Equal(new RespNumber(1), await first);
        await ThrowsAsync<RedisConnectionException>(async () => await breaking);
        await ThrowsAsync<RedisConnectionException>(async () => await lost);
        Assert.Equal(new RespNumber(2), await redis.SendAsync("INCR", "count"));
    });

    [Fact]
    public void What_was_not_sent_waits_for_a_server_and_is_forgotten_with_its_caller() => OnHub(async () =>
    {
        using var deaf = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        deaf.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // so that nobody else has the port meanwhile
        await using var redis = new RedisConnection(Options(deaf.LocalEndPoint!));
        TimeoutException e = await TimeoutAsync(() => redis.SendAsync(Moment, "INCR", "forgotten"));
        Assert.Contains("not sent", e.Message, StringComparison.Ordinal);
        Assert.IsType<SocketException>(e.InnerException);
        var waiting = Greenlet.Spawn(async () => await redis.SendAsync(Patience, "INCR", "count"));
        await Greenlet.YieldAsync();

        await using StreamServer server = await StartedAsync(_toy.ServeAsync, ((IPEndPoint)deaf.LocalEndPoint!).Port);

        Assert.Equal(new RespNumber(1), await waiting);
        Assert.Equal(["INCR count"], _toy.Executed);
    });

    [Fact]
    public void Who_answers_nonsense_is_hung_up_on_and_called_again() => OnHub(async () =>
    {
        int connections = 0;
        await using StreamServer server = await StartedAsync(async socket =>
        {
            await (connections++ == 0 ? socket.SendAllAsync("What?\r\n"u8.ToArray()) : default);
            await _toy.ServeAsync(socket);
        });
        await using var redis = new RedisConnection(Options(server.LocalEndPoint));

        RedisConnectionException e = await ThrowsAsync<RedisConnectionException>(async () => await redis.SendAsync("PING"));

        Assert.IsType<InvalidDataException>(e.InnerException);
        Assert.Equal(new RespText("PONG"), await redis.SendAsync("PING"));
    });

    [Fact]
    public void Who_has_a_password_says_it_first_on_every_connection() => OnHub(async () =>
    {
        var toy = new ToyRedis { Password = "secret" };
        await using StreamServer server = await StartedAsync(toy.ServeAsync);
        var options = Options(server.LocalEndPoint) with { User = "ann", Password = "secret", Database = 2 };
        await using (var redis = new RedisConnection(options))
        {
            await redis.SendAsync("PING");
        }

        Assert.Equal(["AUTH ann secret", "SELECT 2", "PING", "QUIT"], toy.Executed);
        await using var stranger = new RedisConnection(options with { Password = "wrong", CallTimeout = Moment });
        TimeoutException e = await TimeoutAsync(() => stranger.SendAsync("PING"));
        Assert.Contains("WRONGPASS", e.InnerException!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", e.ToString(), StringComparison.Ordinal);
    });

    [Fact]
    public void Disposing_lets_calls_end_and_refuses_new_ones() => Serve(async redis =>
    {
        var calls = Enumerable.Range(0, 3).Select(_ => Greenlet.Spawn(async () => await redis.SendAsync("INCR", "count"))).ToArray();
        await Greenlet.YieldAsync();

        await redis.DisposeAsync();

        Assert.Equal(new RespNumber(3), await calls[2]);
        Assert.Equal("QUIT", _toy.Executed[^1]);
        await ThrowsAsync<ObjectDisposedException>(async () => await redis.SendAsync("PING"));
    });

    [Fact]
    public void Calls_have_a_limit() => OnHub(async () =>
    {
        var gate = new TaskCompletionSource();
        _toy.Before = _ => new ValueTask(gate.Task);
        await using StreamServer server = await StartedAsync(_toy.ServeAsync);
        await using var redis = new RedisConnection(Options(server.LocalEndPoint) with { MaximumCalls = 2 });
        var calls = Enumerable.Range(0, 2).Select(_ => Greenlet.Spawn(async () => await redis.SendAsync("PING"))).ToArray();
        await Greenlet.YieldAsync();

        await ThrowsAsync<InvalidOperationException>(async () => await redis.SendAsync("PING"));

        gate.SetResult();
        await calls[1];
        Assert.Equal(new RespText("PONG"), await redis.SendAsync("PING"));
    });

    private void Serve(Func<RedisConnection, Task> body, TimeProvider? clock = null) => OnHub(
        async () =>
        {
            await using StreamServer server = await StartedAsync(_toy.ServeAsync);
            await using var redis = new RedisConnection(Options(server.LocalEndPoint));
            await body(redis);
        },
        clock);

    private static RedisOptions Options(EndPoint server) =>
        new(server) { CallTimeout = Patience, ConnectTimeout = Patience, LongestPause = Moment };

    /// <summary>Calls until the failure says why there is no connection.</summary>
    private static async Task<TimeoutException> TimeoutAsync(Func<ValueTask<RespValue>> call)
    {
        using GreenletTimeout limit = GreenletTimeout.Start(Patience);
        while (true)
        {
            TimeoutException e = await ThrowsAsync<TimeoutException>(async () => await call());
            if (e.InnerException is not null)
            {
                return e;
            }
        }
    }

    private delegate ValueTask<RespValue> Send(TimeSpan timeout, params ReadOnlySpan<RespArgument> command);

    /// <summary>A call whose reply is held back until the caller is gone.</summary>
    private async Task LetGiveUpAsync(Send send)
    {
        var gate = new TaskCompletionSource();
        bool arrived = false;
        _toy.Before = words =>
        {
            bool isOld = words[^1] == "old";
            arrived |= isOld;
            return isOld ? new ValueTask(gate.Task) : default;
        };
        var call = Greenlet.Spawn(async () => await send(Patience, "ECHO", "old"));
        await UntilAsync(() => arrived);
        await call.KillAsync();
        gate.SetResult();
    }

    private static string Text(RespValue value) => Assert.IsType<RespBulk>(value).Text;
}
