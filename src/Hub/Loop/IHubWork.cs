namespace Akka.Greensock;

/// <summary>
/// Something that a hub runs once: a greenlet to start or resume, an operation to try, a posted callback.
/// </summary>
internal interface IHubWork
{
    /// <summary>Runs it, on the hub's thread.</summary>
    void Run();

    /// <summary>The hub ended before it ran. Called once, on any thread: whoever waits for it must be told.</summary>
    void Reject();
}
