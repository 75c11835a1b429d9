namespace Akka.Greensock.TestKit;

/// <summary>One direction between two hosts.</summary>
/// <remarks>Packets that keep their order stand in line here, and the line is one event: the arrival of its first.</remarks>
internal sealed class Link(SimulatedNetwork network, LinkOptions options, SimulatedRandom random) : ITimedEvent
{
    private readonly Queue<(long Time, Packet Packet)> _underWay = new();
    private long _free; // when the line has sent what it was given
    private long _last; // when the last packet that keeps its order arrives

    public LinkOptions Options { get; set; } = options;

    /// <summary>Nothing gets through.</summary>
    public bool IsCut { get; set; }

    public bool Loses() => IsCut || random.Chance(Options.Loss);

    public bool Duplicates() => random.Chance(Options.Duplication);

    /// <summary>Sends a packet along.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="later">How much later than others it comes; 0 for one that keeps its order, unless the link has it overtaken.</param>
    public void Carry(Packet packet, TimeSpan later = default)
    {
        long arrival = Arrival(network.Now, packet.WireLength, out bool keepsOrder);
        if (!keepsOrder || later != TimeSpan.Zero)
        {
            network.At(VirtualClock.Later(arrival, later), packet);
            return;
        }

        _underWay.Enqueue((arrival, packet));
        if (_underWay.Count == 1)
        {
            network.At(arrival, this);
        }
    }

    public void Happen()
    {
        long now = network.Now;
        while (_underWay.TryPeek(out (long Time, Packet Packet) first))
        {
            if (first.Time > now)
            {
                network.At(first.Time, this);
                return;
            }

            network.Arrive(first.Packet); // still in line, so that what it has sent along here is no second event
            _underWay.Dequeue();
        }
    }

    /// <summary>When a packet that leaves now arrives.</summary>
    public long Arrival(long now, int bytes, out bool keepsOrder)
    {
        long departure = now;
        if (Options.Bandwidth is { } bandwidth)
        {
            departure = _free = VirtualClock.Later(Math.Max(now, _free), new TimeSpan((long)(bytes / bandwidth * TimeSpan.TicksPerSecond)));
        }

        long arrival = VirtualClock.Later(VirtualClock.Later(departure, Options.Latency), Jitter());
        keepsOrder = !random.Chance(Options.Reordering);
        if (!keepsOrder)
        {
            return VirtualClock.Later(arrival, new TimeSpan((long)(random.NextDouble() * Options.ReorderingDelay.Ticks)));
        }

        return _last = Math.Max(arrival, _last);
    }

    private TimeSpan Jitter()
    {
        if (Options.Jitter == TimeSpan.Zero)
        {
            return TimeSpan.Zero;
        }

        double share = Options.Distribution switch
        {
            JitterDistribution.Exponential => -Math.Log(1 - random.NextDouble()),
            JitterDistribution.Bell => (random.NextDouble() + random.NextDouble() + random.NextDouble() + random.NextDouble()) / 4,
            _ => random.NextDouble(),
        };
        return new TimeSpan((long)(share * Options.Jitter.Ticks));
    }
}
