using System.Diagnostics;
using System.Globalization;
using Akka.Greensock.TestKit;
using Xunit.Abstractions;

namespace Akka.Greensock.Tests;

/// <summary>Runs of many seeds, or of the one that the environment names.</summary>
internal static class Seeds
{
    private static readonly string? One = Environment.GetEnvironmentVariable(SimulatedAttribute.SeedVariable);

    public static IEnumerable<ulong> Below(int count) =>
        One is null ? Enumerable.Range(0, count).Select(seed => (ulong)seed) : [ulong.Parse(One, CultureInfo.InvariantCulture)];

    /// <summary>Every seed holds.</summary>
    public static void Hold(int count, Action<ulong> run, ITestOutputHelper output)
    {
        long started = Stopwatch.GetTimestamp();
        foreach (ulong seed in Below(count))
        {
            run(seed);
        }

        output.WriteLine($"{count} seeds in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s");
    }

    /// <summary>The first seed that fails, of those from 0, and how it fails.</summary>
    public static (ulong Seed, SimulationException Failure) FindFailure(int limit, Action<ulong> run)
    {
        for (ulong seed = 0; seed < (ulong)limit; seed++)
        {
            try
            {
                run(seed);
            }
            catch (SimulationException e)
            {
                return (seed, e);
            }
        }

        throw new InvalidOperationException($"None of {limit} seeds found the bug.");
    }
}
