namespace Akka.Greensock;

/// <summary>A kernel descriptor with the one object that owns it, as its hub's poller knows it.</summary>
/// <remarks>
/// A descriptor's life, each step taken once and on its hub's thread:
/// <code>
/// made        Number ≥ 0, Slot = -1      system calls may be made; nothing is reported
/// watched     Slot ≥ 0                   its events arrive, if their generation is that of the slot
/// unwatched   Slot = -1                  the slot's generation has moved on: events under way are dropped
/// closed      Number = -1                the kernel may give the number to anybody
/// </code>
/// </remarks>
internal abstract class Descriptor(Hub hub, int number)
{
    /// <summary>The hub that makes every system call on it.</summary>
    public Hub Hub { get; } = hub;

    /// <summary>The kernel's number, or -1 once closed or handed away.</summary>
    public int Number { get; protected set; } = number;

    /// <summary>Where the hub's table keeps it while it is watched, or -1.</summary>
    internal int Slot { get; set; } = -1;

    /// <summary>It stands in its hub's line for <see cref="Hub.LookAgainBeforeSleep"/>.</summary>
    internal bool IsToBeLookedAtAgain { get; set; }

    /// <summary>
    /// The poller reported something. On the hub, between greenlets: it may schedule work and must not run any.
    /// </summary>
    internal abstract void OnReady(Readiness readiness);

    /// <summary>
    /// The hub ends with this descriptor still watched. Its waiters must be told and the number closed.
    /// </summary>
    internal abstract void OnHubEnded();
}
