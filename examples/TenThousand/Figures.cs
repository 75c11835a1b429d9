using System.Diagnostics;
using Akka.Greensock;

namespace TenThousand;

/// <summary>A measurement as rows of text, each a name and its values.</summary>
internal static class Figures
{
    /// <summary>What the program as a whole did.</summary>
    public static IEnumerable<string[]> OfRun(Outcome outcome, Measurement measured)
    {
        Tally tally = measured.Tally;
        TimeSpan time = Stopwatch.GetElapsedTime(measured.Before.Timestamp, measured.After.Timestamp);
        TimeSpan processor = measured.After.Processor - measured.Before.Processor;
        long allocated = measured.After.Allocated - measured.Before.Allocated;
        double requests = Math.Max(1, tally.Requests);
        yield return ["connections", $"{outcome.Connected:N0}, both ends in this process"];
        yield return ["requests", $"{tally.Requests:N0} of {outcome.Options.Bytes:N0} bytes in {time.TotalSeconds:0.0} s"];
        yield return ["requests/s", $"{tally.Requests / time.TotalSeconds:N0}"];
        yield return ["latency p50", Latency(tally, 50)];
        yield return ["latency p99", Latency(tally, 99)];
        yield return ["latency p99.9", Latency(tally, 99.9)];
        yield return ["latency, longest", Duration(Stopwatch.GetElapsedTime(0, tally.Latency.Maximum))];
        yield return ["bytes checked", $"{outcome.BytesChecked:N0}, warm-up and drain included"];
        yield return ["CPU per request", $"{processor.TotalMicroseconds / requests:0.00} µs, of {processor / time:0.00} processors"];
        yield return ["allocated per request", $"{allocated / requests:0.000} bytes, on both hubs"];
        yield return ["memory per connection, live", PerConnection(outcome, measured.Idle.Live - measured.Empty.Live)];
        yield return
        [
            "memory per connection, resident", PerConnection(outcome, measured.Idle.Resident - measured.Empty.Resident),
        ];
        yield return
        [
            "collections, generation 0 / 1 / 2",
            string.Join(" / ", measured.After.Collections.Zip(measured.Before.Collections, (after, before) => after - before)),
        ];
    }

    /// <summary>What the two hubs did in the measured time, and what they held at its end.</summary>
    public static IEnumerable<string[]> OfHubs(Measurement measured)
    {
        yield return Row("turns", hub => hub.Turns);
        yield return Row("polls", hub => hub.Polls);
        yield return Row("woken by other threads", hub => hub.Wakes);
        yield return Row("events", hub => hub.Events);
        yield return Row("stale events", hub => hub.StaleEvents);
        yield return Row("resumed", hub => hub.Resumed);
        yield return Row("mailbox runs", hub => hub.Mailboxes);
        yield return ["parked at the end", $"{measured.After.Server.Parked:N0}", $"{measured.After.Client.Parked:N0}"];
        yield return ["greenlets", $"{measured.After.Server.Greenlets:N0}", $"{measured.After.Client.Greenlets:N0}"];
        yield return ["descriptors", $"{measured.After.Server.Descriptors:N0}", $"{measured.After.Client.Descriptors:N0}"];
        yield return
        [
            "longest turn since the start", Duration(measured.After.Server.LongestTurn), Duration(measured.After.Client.LongestTurn),
        ];

        string[] Row(string name, Func<HubStatistics, long> count) =>
        [
            name,
            $"{count(measured.After.Server) - count(measured.Before.Server):N0}",
            $"{count(measured.After.Client) - count(measured.Before.Client):N0}",
        ];
    }

    private static string PerConnection(Outcome outcome, long bytes) =>
        $"{bytes / outcome.Connected:N0} bytes, for two sockets, actors and greenlets";

    private static string Latency(Tally tally, double percent) =>
        Duration(Stopwatch.GetElapsedTime(0, tally.Latency.Percentile(percent)));

    private static string Duration(TimeSpan time) => time.TotalMilliseconds switch
    {
        < 1 => $"{time.TotalMicroseconds:0} µs",
        < 100 => $"{time.TotalMilliseconds:0.00} ms",
        _ => $"{time.TotalMilliseconds:N0} ms",
    };
}
