namespace Akka.Greensock.TestKit;

/// <summary>A descriptor in a poller: edge-triggered for its owner, once and by level for a foreign one.</summary>
internal sealed class PollEntry(SimulatedPoller poller, SimulatedFile file, int slot, uint generation)
{
    public SimulatedFile File { get; } = file;

    public int Slot { get; set; } = slot;

    public uint Generation { get; set; } = generation;

    /// <summary>What a foreign one waits for, until it is told; null for an owner's.</summary>
    public Readiness? Interest { get; set; }

    /// <summary>What has come since the poller last told.</summary>
    public Readiness Pending { get; set; }

    /// <summary>It stands in the poller's line.</summary>
    public bool IsQueued { get; set; }

    public bool IsGone { get; set; }

    public void Raise(Readiness edge)
    {
        Readiness wanted = Interest is { } interest ? edge & interest : edge;
        if (wanted != Readiness.None)
        {
            Pending |= wanted;
            poller.Queue(this);
        }
    }

    /// <summary>What is to be told; nothing where it is no longer so.</summary>
    public Readiness Take()
    {
        Readiness found = Interest is { } interest ? File.Level & interest : Pending;
        Pending = Readiness.None;
        if (Interest is not null && found != Readiness.None)
        {
            Interest = Readiness.None;
        }

        return found;
    }
}
