namespace Akka.Greensock.TestKit;

/// <summary>
/// A simulation failed. The message has the seed, why, the last events, the sockets, who waits for what, and how to run it again; the
/// inner exception is what the body threw.
/// </summary>
public class SimulationException : Exception
{
    internal SimulationException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
