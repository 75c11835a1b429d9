using Akka.Greensock.TestKit;
using RedisClient;

namespace Akka.Greensock.Tests;

/// <summary>
/// The Redis client's suite, a scenario for each seed. Two to five greenlets share a connection, over a link that the seed draws, to
/// a server that takes its time; some calls are given up or killed; in some seeds the server breaks connections, segments are reset,
/// a partition comes and goes, or the server crashes. Every reply is checked against its request, and what was executed against both.
/// </summary>
/// <remarks>It needs no test framework: the benchmarks run it too.</remarks>
internal sealed class RedisSuite
{
    private static readonly TimeSpan LongTimeout = TimeSpan.FromSeconds(60);

    private readonly Simulation _simulation;
    private readonly SimulatedRandom _random;
    private readonly RedisHost _server;
    private readonly Fault _fault;
    private readonly List<RedisCall> _calls = [];

    private RedisSuite(Simulation simulation)
    {
        (_simulation, _random) = (simulation, simulation.Random);
        simulation.Network.DefaultLink = SuiteLinks.Draw(_random);
        _fault = _random.Next(10) switch
        {
            0 => Fault.BrokenConnections,
            1 => Fault.Resets,
            2 => Fault.Partition,
            3 => Fault.Crash,
            _ => Fault.None,
        };
        _server = new RedisHost(simulation);
        SimulatedRandom delays = _random.Fork("server");
        _server.Toy.Before = _ => _fault == Fault.BrokenConnections && delays.Chance(0.05)
            ? throw new EndOfStreamException("Broken by the suite.")
            : delays.Chance(0.2) ? Greenlet.SleepAsync(TimeSpan.FromMilliseconds(delays.Next(60))) : default;
    }

    private enum Fault
    {
        None,
        BrokenConnections,
        Resets,
        Partition,
        Crash,
    }

    /// <summary>Runs the scenario of a seed against the example.</summary>
    /// <exception cref="SimulationException">It does not hold.</exception>
    public static SimulationResult Run(ulong seed) => Run(seed, RedisCaller.Connect);

    /// <summary>Runs the scenario of a seed against a client.</summary>
    /// <exception cref="SimulationException">It does not hold.</exception>
    public static SimulationResult Run(ulong seed, Func<RedisOptions, RedisCaller> connect) =>
        Simulation.Run(seed, simulation => new RedisSuite(simulation).RunAsync(connect), SuiteLinks.Options);

    private async Task RunAsync(Func<RedisOptions, RedisCaller> connect)
    {
        SimulatedHost client = _simulation.AddHost("client");
        using IDisposable? shortCalls = _random.Chance(0.2) ? _simulation.AddShortCalls(client) : null;
        await _server.StartAsync();
        IDisposable? resets = _fault == Fault.Resets ? _simulation.AddResets() : null;
        RedisCaller redis = await client.Spawn(() => Task.FromResult(connect(_server.Options)));
        Greenlet[] callers =
        [
            .. Enumerable.Range(0, _random.Next(2, 6)).Select(number =>
                client.Spawn(() => CallAsync(redis, number, _random.Fork($"caller {number}")))),
        ];
        await DisturbAsync(client);
        foreach (Greenlet caller in callers)
        {
            await caller;
        }

        resets?.Dispose();
        await client.Spawn(async () =>
        {
            await PingAsync(redis);
            await redis.DisposeAsync();
        });
        if (client.OpenDescriptors != 0)
        {
            throw new SuiteException($"Descriptors have leaked:\n{client.Netstat()}");
        }

        foreach (RedisCall call in _calls)
        {
            call.Judge(_server.Toy.Executed);
        }
    }

    private async Task DisturbAsync(SimulatedHost client)
    {
        if (_fault is not (Fault.Partition or Fault.Crash))
        {
            return;
        }

        _simulation.RunFor(TimeSpan.FromMilliseconds(_random.Next(300)));
        if (_fault == Fault.Crash)
        {
            _server.Host.Crash();
        }
        else
        {
            _simulation.Network.Partition(client, _server.Host);
        }

        _simulation.RunFor(TimeSpan.FromMilliseconds(_random.Next(5000)));
        if (_fault == Fault.Crash)
        {
            _server.Host.Restart();
            await _server.StartAsync();
        }
        else
        {
            _simulation.Network.HealAll();
        }
    }

    private async Task CallAsync(RedisCaller redis, int caller, SimulatedRandom random)
    {
        for (int number = random.Next(2, 9); number > 0; number--)
        {
            await (random.Chance(0.3) ? Greenlet.SleepAsync(TimeSpan.FromMilliseconds(random.Next(40))) : default);
            var call = RedisCall.Draw(random, $"{caller}.{number}", _calls);
            _calls.Add(call);
            if (random.Chance(0.1))
            {
                Greenlet killed = Greenlet.Spawn(() => MakeAsync(redis, call, LongTimeout));
                await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(random.Next(60)));
                await killed.KillAsync();
                continue;
            }

            await MakeAsync(redis, call, random.Chance(0.2) ? TimeSpan.FromMilliseconds(random.Next(1, 80)) : LongTimeout);
        }
    }

    private async Task MakeAsync(RedisCaller redis, RedisCall call, TimeSpan timeout)
    {
        TimeSpan begun = _simulation.Now;
        try
        {
            call.Answer(await redis.Send(timeout, call.Command));
        }
        catch (RedisConnectionException) when (_fault != Fault.None)
        {
            call.Fail(wasSent: true);
        }
        catch (TimeoutException e) when (timeout < LongTimeout || _fault != Fault.None)
        {
            call.Fail(wasSent: !e.Message.Contains("was not sent", StringComparison.Ordinal));
            if (_simulation.Now - begun is var took && (took < timeout || took > timeout + TimeSpan.FromMilliseconds(20)))
            {
                throw new SuiteException($"{call} has a timeout of {timeout}, and ended by it after {took}.");
            }
        }
    }

    // What the connection's end has not been noticed of yet fails one call.
    private static async Task PingAsync(RedisCaller redis)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                RespValue reply = await redis.Send(TimeSpan.FromMinutes(5), ["PING"]);
                if (reply != new RespText("PONG"))
                {
                    throw new SuiteException($"PING was answered by {reply}.");
                }

                return;
            }
            catch (RedisConnectionException) when (tries < 3)
            {
                // Once more.
            }
        }
    }
}
