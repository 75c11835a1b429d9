using System.Diagnostics;
using Akka.Actor;

namespace Akka.Greensock.Benchmarks.Echo;

/// <summary>
/// What armed timeouts cost an echo. One hub has none; on another, greenlets sleep towards far deadlines, and every
/// call of the echo has a timeout too. The hubs take turns, so that both meet whatever else the machine does.
/// </summary>
internal static class TimeoutsVerb
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Prints the cost in throughput and in CPU.</summary>
    /// <param name="armed">How many greenlets sleep. With 0 both hubs are alike, which shows the noise of the
    /// measurement.</param>
    /// <param name="rounds">How many rounds.</param>
    /// <param name="connections">How many connections.</param>
    /// <param name="requests">How many requests each connection makes in a round.</param>
    public static async Task<int> RunAsync(int armed, int rounds, int connections, int requests)
    {
        using ActorSystem system = BenchSystem.Start(hubs: 2);
        IReadOnlyList<Hub> hubs = Greensock.For(system).Hubs;
        await using EchoPairs plain = await EchoPairs.StartAsync(hubs[0], connections, bytes: 128, Timeout.InfiniteTimeSpan);
        await using EchoPairs timed = await EchoPairs.StartAsync(
            hubs[1], connections, bytes: 128, armed == 0 ? Timeout.InfiniteTimeSpan : CallTimeout);
        for (int i = 0; i < armed; i++)
        {
            TimeSpan time = TimeSpan.FromMinutes(10) + TimeSpan.FromMilliseconds(i * 6);
            _ = hubs[1].Spawn(async () => await Greenlet.SleepAsync(time));
        }

        var throughput = new Percentiles(rounds);
        var cpu = new Percentiles(rounds);
        for (int round = -5; round < rounds; round++)
        {
            bool plainFirst = round % 2 == 0; // so that neither is always the one that the other has made room for
            Slice first = await MeasureAsync(plainFirst ? plain : timed, requests);
            Slice second = await MeasureAsync(plainFirst ? timed : plain, requests);
            (Slice without, Slice with) = plainFirst ? (first, second) : (second, first);
            if (round < 0)
            {
                continue;
            }

            throughput.Add(with.Seconds / without.Seconds);
            cpu.Add(with.CpuSeconds / without.CpuSeconds);
        }

        Console.WriteLine(
            $"{armed:N0} armed timeouts ({hubs[1].Statistics.Timers:N0} timers), and one for every call; {connections} connections, " +
            $"128 bytes, both sides on one hub.\nTime with timeouts over time without, {rounds} rounds:");
        PrintQuartiles("wall clock", throughput);
        PrintQuartiles("CPU of the hub's thread", cpu);
        Console.WriteLine("\nLimits, as medians:");
        Limit.AtMost("throughput lost", (1 - (1 / throughput.Median)) * 100, 5, "%");
        if (!double.IsNaN(cpu.Median))
        {
            Limit.AtMost("CPU added, per request", (cpu.Median - 1) * 100, 5, "%");
        }

        return 0;
    }

    private static void PrintQuartiles(string what, Percentiles ratios) => Console.WriteLine(
        $"  {what,-26} quartiles {ratios.At(0.25):0.000}   {ratios.Median:0.000}   {ratios.At(0.75):0.000}");

    private static async Task<Slice> MeasureAsync(EchoPairs pairs, int requests)
    {
        Greenlet<Slice> greenlet = pairs.Hub.Spawn(async () =>
        {
            long cpu = ThreadClock.Nanoseconds();
            long started = Stopwatch.GetTimestamp();
            await pairs.RunAsync(requests);
            return new Slice(Stopwatch.GetElapsedTime(started).TotalSeconds, (ThreadClock.Nanoseconds() - cpu) / 1e9);
        });
        return await greenlet;
    }

    private readonly record struct Slice(double Seconds, double CpuSeconds);
}
