namespace Conformance;

/// <summary>A body that runs beside the one that started it, in the same kind of place.</summary>
public abstract class Started<T>
{
    /// <summary>Waits until the body can go no further by itself: it has ended, or it blocks in a call.</summary>
    public abstract Started<T> Blocked();

    /// <summary>Waits for the body's end, and gives its result or throws its exception.</summary>
    public abstract T Join();
}
