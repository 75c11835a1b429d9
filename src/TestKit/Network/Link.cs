namespace Akka.Greensock.TestKit;

/// <summary>One direction between two hosts.</summary>
internal sealed class Link(LinkOptions options, SimulatedRandom random)
{
    private long _free; // when the line has sent what it was given
    private long _last; // when the last packet that keeps its order arrives

    public LinkOptions Options { get; set; } = options;

    /// <summary>Nothing gets through.</summary>
    public bool IsCut { get; set; }

    public bool Loses() => IsCut || random.Chance(Options.Loss);

    public bool Duplicates() => random.Chance(Options.Duplication);

    /// <summary>When a packet that leaves now arrives.</summary>
    public long Arrival(long now, int bytes)
    {
        long departure = now;
        if (Options.Bandwidth is { } bandwidth)
        {
            departure = _free = Math.Max(now, _free) + (long)(bytes / bandwidth * TimeSpan.TicksPerSecond);
        }

        long arrival = departure + Options.Latency.Ticks + Jitter();
        if (random.Chance(Options.Reordering))
        {
            return arrival + (long)(random.NextDouble() * Options.ReorderingDelay.Ticks);
        }

        return _last = Math.Max(arrival, _last);
    }

    private long Jitter()
    {
        if (Options.Jitter == TimeSpan.Zero)
        {
            return 0;
        }

        double share = Options.Distribution switch
        {
            JitterDistribution.Exponential => -Math.Log(1 - random.NextDouble()),
            JitterDistribution.Bell => (random.NextDouble() + random.NextDouble() + random.NextDouble() + random.NextDouble()) / 4,
            _ => random.NextDouble(),
        };
        return (long)(share * Options.Jitter.Ticks);
    }
}
