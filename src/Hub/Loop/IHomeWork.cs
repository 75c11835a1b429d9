namespace Akka.Greensock;

/// <summary>Work that runs in one greenlet: on the thread of that, where it has one.</summary>
internal interface IHomeWork : IHubWork
{
    /// <summary>Runs it on the greenlet's own thread, which holds the baton, or whose hub has ended.</summary>
    void RunAtHome();
}
