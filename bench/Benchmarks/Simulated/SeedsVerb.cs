using System.Globalization;
using Akka.Greensock.TestKit;
using Akka.Greensock.Tests;
using MailServer.Planted;

namespace Akka.Greensock.Benchmarks.Simulated;

/// <summary>What seeds of the protocol examples' suites take, whether a seed is the same run each time, and what they find.</summary>
internal static class SeedsVerb
{
    private const int PlantedSeeds = 1000;

    public static int Run(int seeds, int twice)
    {
        Console.WriteLine("Seeds, on one thread; times are those of the process's CPU:\n\nLimits:");
        Suite("mail server", seeds, seed => MailSuite.Run(seed), 10_000);
        Suite("Redis client", seeds, seed => RedisSuite.Run(seed), null);
        Replays("mail server", twice, seed => MailSuite.Run(seed));
        Replays("Redis client", twice, seed => RedisSuite.Run(seed));
        Planted("mail server", seed => MailSuite.Run(seed, SmtpSession.ServeAsync));
        Planted("Redis client", seed => RedisSuite.Run(seed, RedisCaller.ConnectPlanted));
        return 0;
    }

    private static void Suite(string name, int seeds, Func<ulong, SimulationResult> run, int? atLeast)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        for (int seed = 0; seed < seeds; seed++)
        {
            run((ulong)seed);
        }

        double seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {name}: {seeds:N0} seeds in {seconds:F1} s, {seconds / seeds * 1000:F2} ms each"));
        if (atLeast is { } limit)
        {
            Limit.AtLeast($"seeds of the {name}'s suite in 60 s", seeds / seconds * 60, limit, string.Empty);
        }
    }

    private static void Replays(string name, int seeds, Func<ulong, SimulationResult> run)
    {
        int same = 0;
        var hashes = new HashSet<ulong>();
        for (int seed = 0; seed < seeds; seed++)
        {
            ulong hash = run((ulong)seed).LogHash;
            hashes.Add(hash);
            same += run((ulong)seed).LogHash == hash ? 1 : 0;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name}: {hashes.Count:N0} different hashes of {seeds:N0} seeds"));
        Limit.AtLeast("seeds whose two runs have the same log hash", same, seeds, string.Empty);
    }

    private static void Planted(string name, Func<ulong, SimulationResult> run)
    {
        int found = 0;
        int first = -1;
        int row = 0;
        int longest = 0;
        for (int seed = 0; seed < PlantedSeeds; seed++)
        {
            try
            {
                run((ulong)seed);
                longest = Math.Max(longest, ++row);
            }
            catch (SimulationException)
            {
                found++;
                row = 0;
                first = first < 0 ? seed : first;
            }
        }

        Console.WriteLine(
            $"  {name}'s planted bug: found first by seed {first}, by {found} of {PlantedSeeds}, the longest row of misses {longest}");
    }
}
