using System.Globalization;

namespace Akka.Greensock.Benchmarks.Micro;

/// <summary>What a parked thread greenlet takes: resident memory of this process, with so many of them and without.</summary>
internal static class ThreadsVerb
{
    private const int First = 50;

    /// <summary>Prints the resident memory of each.</summary>
    /// <param name="count">How many.</param>
    public static int Run(int count)
    {
        Hub.Run(() =>
        {
            List<Greenlet> few = Park(First); // code that is compiled, and pools, are nobody's memory
            long before = Resident();
            List<Greenlet> many = Park(count);
            long each = (Resident() - before) / count;
            Console.WriteLine(
                $"{count:N0} parked thread greenlets: {each:N0} bytes resident each; " +
                $"{Hub.Current!.Statistics.Threads:N0} threads\n\nLimits:");
            Limit.AtMost("resident memory of a parked thread greenlet", each / 1024.0, 24, "KB");
            Greenlet.KillAll([.. few, .. many]);
        });
        return 0;
    }

    private static List<Greenlet> Park(int count)
    {
        int parked = 0;
        List<Greenlet> all = [.. Enumerable.Range(0, count).Select(_ => Greenlet.Spawn(() =>
        {
            parked++;
            Greenlet.Sleep(TimeSpan.FromHours(1));
        }))];
        while (parked < count)
        {
            Greenlet.Yield();
        }

        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return all;
    }

    private static long Resident()
    {
        string line = File.ReadLines("/proc/self/status").First(one => one.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }
}
