using Akka.Actor;

namespace Akka.Greensock.TestKit;

/// <content>What is left of a time.</content>
public partial class GreensockTestKit
{
    /// <summary>What is left of the innermost <c>Within</c>.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public new TimeSpan Remaining => Virtual.Remaining;

    /// <summary>What is left of the innermost <c>Within</c>, or else <c>akka.test.single-expect-default</c>, dilated.</summary>
    public new TimeSpan RemainingOrDefault => Virtual.RemainingOrDefault;

    /// <summary>What is left of the innermost <c>Within</c>, or else <c>akka.test.expect-no-message-default</c>, dilated.</summary>
    public new TimeSpan NoMessageRemainingOrDefault => Virtual.NoMessageRemainingOrDefault;

    /// <summary>Filters of the actor system's log, whose expectations are in virtual time.</summary>
    public new SimulatedEventFilters EventFilter { get; }

    /// <summary>Filters of an actor system's log.</summary>
    /// <param name="system">This kit's system.</param>
    public new SimulatedEventFilters CreateEventFilter(ActorSystem system) => new(this, system, Virtual);

    /// <summary>A time, dilated; or for null what is left of the innermost <c>Within</c>, or the default.</summary>
    /// <param name="duration">Zero or more, or null.</param>
    /// <exception cref="ArgumentException">The time is negative.</exception>
    public new TimeSpan RemainingOrDilated(TimeSpan? duration) => Virtual.RemainingOrDilated(duration);
}
