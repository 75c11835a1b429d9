namespace Akka.Greensock;

/// <summary>Where an <see cref="Operation"/> is between being rented and going back to its pool.</summary>
internal enum OperationStatus
{
    /// <summary>Rented and being filled in, or on its way to its owner's hub.</summary>
    Fresh,

    /// <summary>Its owner has it: it waits for its turn, for readiness or for time.</summary>
    Pending,

    /// <summary>It has its outcome, and its asker has not been told.</summary>
    Completed,

    /// <summary>Its asker has been told, or is on the way to being told.</summary>
    Delivered,

    /// <summary>
    /// Its result was taken while an entry of it was still queued: it does not go back to its pool, and the entry does
    /// nothing.
    /// </summary>
    Retired,
}
