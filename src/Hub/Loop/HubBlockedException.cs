namespace Akka.Greensock;

/// <summary>
/// A hub stands still: what runs on it has not parked for longer than <see cref="HubOptions.BlockedThreshold"/>. Never thrown,
/// only reported, as a <see cref="HubError"/>; the hub goes on once it can.
/// </summary>
/// <seealso href="https://www.gevent.org/monitoring.html">gevent: EventLoopBlocked</seealso>
public sealed class HubBlockedException : Exception
{
    internal HubBlockedException(string message)
        : base(message)
    {
    }
}
