namespace Akka.Greensock;

/// <summary>
/// Something that a hub runs once: a greenlet to start or resume, an operation to try, a posted callback.
/// </summary>
internal interface IHubWork
{
    /// <summary>
    /// Only the hub's own thread may run it, because it is code of an async greenlet or of nobody's. Other work may be run by
    /// whoever holds the baton.
    /// </summary>
    bool NeedsLoop => true;

    /// <summary>Runs it, holding the hub's baton. What is a thread greenlet's is handed to the thread of that.</summary>
    void Run();

    /// <summary>The hub ended before it ran. Called once, on any thread: whoever waits for it must be told.</summary>
    void Reject();
}
