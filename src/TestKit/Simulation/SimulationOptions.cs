namespace Akka.Greensock.TestKit;

/// <summary>The bounds of a simulation, and what it records.</summary>
public sealed record SimulationOptions
{
    /// <summary>How long it may last by its own clock; default 24 h. More is an error: something goes on for ever.</summary>
    public TimeSpan MaximumTime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// How many steps it may take, 1 or more: turns of hubs, mailbox runs, events; default 20,000,000. More is an error: something
    /// spins.
    /// </summary>
    public long MaximumSteps { get; init; } = 20_000_000;

    /// <summary>How many of its last events are kept for a report, 0 to 1,000,000; default 1,000.</summary>
    public int KeptEvents { get; init; } = 1000;

    /// <summary>
    /// Whether, of hubs and mailboxes that are ready at the same time, the seed draws who is next; default true. Else it is who was
    /// ready first.
    /// </summary>
    public bool Shuffles { get; init; } = true;

    /// <summary>How links behave where nothing else is said; default <see cref="LinkOptions.Default"/>.</summary>
    public LinkOptions Link { get; init; } = LinkOptions.Default;

    /// <summary>
    /// Whether a greenlet that died of an exception which nobody took is the simulation's failure; default true.
    /// </summary>
    public bool FailsOnUnobservedErrors { get; init; } = true;

    /// <summary>Whether descriptors that are still open after all hubs have ended are the simulation's failure; default true.</summary>
    public bool FailsOnLeaks { get; init; } = true;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(MaximumTime, TimeSpan.Zero, nameof(MaximumTime));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumSteps, 1, nameof(MaximumSteps));
        ArgumentOutOfRangeException.ThrowIfNegative(KeptEvents, nameof(KeptEvents));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(KeptEvents, 1_000_000, nameof(KeptEvents));
        ArgumentNullException.ThrowIfNull(Link, nameof(Link));
        Link.Check();
    }
}
