namespace Akka.Greensock;

/// <summary>
/// Takes the turns of hubs that have no thread of their own, all on one thread and in an order of its own: a simulation.
/// </summary>
internal interface IHubDriver
{
    /// <summary>It has ended, and lets no hub go on any more.</summary>
    bool HasEnded { get; }

    /// <summary>The hub of the sockets that its thread makes outside of every hub: else they would be real ones.</summary>
    Hub Home { get; }

    /// <summary>
    /// On its thread and outside of every hub, what is awaited has to be over by the time that it is: nobody would let the hubs go on
    /// meanwhile.
    /// </summary>
    bool WaitsAreItsOwn { get; }

    /// <summary>Runs something on its thread, outside of every hub, when the turn comes. Any thread.</summary>
    /// <param name="work">What.</param>
    void Post(Action work);

    /// <summary>A hub was made that is to be driven from now on, until <see cref="Hub.TakeTurn"/> says that it has ended.</summary>
    void Add(Hub hub);

    /// <summary>
    /// The calling thread, which is the driver's and at none of its hubs, waits: they run until the condition holds.
    /// </summary>
    /// <param name="condition">What is waited for.</param>
    /// <param name="timeout">How long at most, by the driver's clock.</param>
    /// <returns>False: the time was up.</returns>
    bool RunUntil(Func<bool> condition, TimeSpan timeout);
}
