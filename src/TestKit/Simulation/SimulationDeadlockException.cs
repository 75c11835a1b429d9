namespace Akka.Greensock.TestKit;

/// <summary>Everything in a simulation waits, and nothing will ever happen. The message lists who waits for what.</summary>
public sealed class SimulationDeadlockException : SimulationException
{
    internal SimulationDeadlockException(string message)
        : base(message)
    {
    }
}
