namespace Akka.Greensock;

/// <summary>Where a greenlet is in its life.</summary>
public enum GreenletState
{
    /// <summary>Spawned, and its body has not begun.</summary>
    Scheduled,

    /// <summary>Its body has begun and has not ended: it runs, is ready, or is parked.</summary>
    Alive,

    /// <summary>Its body returned.</summary>
    Succeeded,

    /// <summary>Its body threw.</summary>
    Faulted,

    /// <summary>It was killed: its body ended with <see cref="GreenletExitException"/>, or never began.</summary>
    Killed,
}
