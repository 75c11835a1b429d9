using System.Diagnostics;
using Akka.Actor;
using Akka.Configuration;
using Akka.Greensock.Tests;

namespace Akka.Greensock.Benchmarks.Names;

/// <summary>
/// Lookups of names that all differ, by many greenlets, over a name server of this process's own that takes its time
/// for each answer; beside the same one after another. Meanwhile every turn of the hub is measured, which keeps the hub
/// from ever sleeping, and its core from everybody else.
/// </summary>
internal static class DnsVerb
{
    private const int InARow = 20;

    /// <summary>Prints the times, their ratio, and the percentiles of the turns.</summary>
    /// <param name="names">How many names to look up.</param>
    /// <param name="greenlets">By how many greenlets.</param>
    /// <param name="milliseconds">How long the name server takes for an answer.</param>
    public static async Task<int> RunAsync(int names, int greenlets, int milliseconds)
    {
        using LocalDnsServer server = LocalDnsServer.SayingLater(async query =>
        {
            await Task.Delay(milliseconds);
            return query.Addresses("192.0.2.7", "2001:db8::7");
        });
        using ActorSystem system = ActorSystem.Create("bench", ConfigurationFactory.ParseString(
            $$"""
            akka { loglevel = WARNING, stdout-loglevel = WARNING, log-dead-letters = off }
            akka.greensock.resolver = dns
            akka.greensock.resolvers.dns { name-servers = ["{{server.EndPoint}}"], hosts-file = /nowhere, resolv-conf = /nowhere }
            """));
        Hub hub = Greensock.For(system).Hubs[0];

        Console.WriteLine($"{names:N0} names, {milliseconds} ms for each answer (A and AAAA of a name are two, at the same time):");
        await OnHubAsync(hub, () => LookUpAsync("warm-up", 2 * greenlets, greenlets, new Counter())); // sockets, threads and code
        TimeSpan row = await OnHubAsync(hub, () => LookUpAsync("row", InARow, 1, new Counter()));
        double sequential = row.TotalSeconds / InARow * names;
        Console.WriteLine($"  one after another: {sequential:0.0} s, extrapolated from {InARow} that took {row.TotalSeconds:0.00} s");

        var turns = new Turns(hub);
        TimeSpan taken = await OnHubAsync(hub, async () =>
        {
            turns.Watch();
            TimeSpan time = await LookUpAsync("host", names, greenlets, turns.Resumed);
            turns.Stop();
            return time;
        });
        Console.WriteLine(
            $"  by {greenlets} greenlets: {taken.TotalSeconds:0.00} s; questions that the server saw: {server.Queries.Count:N0}");
        turns.Busy.Print("turns in which a lookup came back", "us");
        turns.All.Print("all turns, most of them empty", "us");

        Console.WriteLine("\nLimits:");
        Limit.AtLeast("faster than one after another, times", sequential / taken.TotalSeconds, 20, string.Empty);
        Limit.AtMost("turn in which a lookup came back, p99", turns.Busy.At(0.99) / 1000, 2, "ms");
        await system.Terminate();
        return 0;
    }

    private static async Task<TimeSpan> LookUpAsync(string prefix, int names, int greenlets, Counter resumed)
    {
        int next = 0;
        long started = Stopwatch.GetTimestamp();
        Greenlet[] all = [.. Enumerable.Range(0, greenlets).Select(_ => Greenlet.Spawn(async () =>
        {
            while (next < names)
            {
                IReadOnlyList<AddressInfo> found =
                    await Bsd.GetAddrInfoAsync($"{prefix}-{next++}.test", 80, type: System.Net.Sockets.SocketType.Stream);
                resumed.Value++;
                if (found.Count != 2)
                {
                    throw new InvalidOperationException($"{found.Count} addresses instead of 2");
                }
            }
        }))];
        await Greenlet.JoinAllAsync(all);
        foreach (Greenlet greenlet in all)
        {
            if (greenlet.Exception is { } exception)
            {
                throw new InvalidOperationException("A lookup failed.", exception);
            }
        }

        return Stopwatch.GetElapsedTime(started);
    }

    private static Task<TimeSpan> OnHubAsync(Hub hub, Func<Task<TimeSpan>> body)
    {
        var done = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = hub.Spawn(async () =>
        {
            try
            {
                done.SetResult(await body());
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        return done.Task;
    }

    private sealed class Counter
    {
        public int Value;
    }

    /// <summary>
    /// The length of each turn: what is posted runs once in a turn, and a greenlet that it spawns runs in the next, so
    /// that two which start each other see every turn once.
    /// </summary>
    private sealed class Turns(Hub hub)
    {
        private bool _stopped;
        private long _since;
        private int _resumed;

        public Percentiles All { get; } = new(4_000_000);

        public Percentiles Busy { get; } = new(10_000);

        public Counter Resumed { get; } = new();

        public void Stop() => _stopped = true;

        public void Watch()
        {
            (_since, _resumed) = (Stopwatch.GetTimestamp(), Resumed.Value);
            Greenlet.Spawn(Again);
        }

        private Task Again()
        {
            hub.Post(Tick);
            return Task.CompletedTask;
        }

        private void Tick()
        {
            double taken = Stopwatch.GetElapsedTime(_since).TotalMicroseconds;
            All.Add(taken);
            if (Resumed.Value != _resumed)
            {
                Busy.Add(taken);
            }

            if (!_stopped)
            {
                Watch();
            }
        }
    }
}
