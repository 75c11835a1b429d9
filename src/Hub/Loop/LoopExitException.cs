namespace Akka.Greensock;

/// <summary>
/// Every greenlet of a hub waits, and nothing that the hub knows of can ever wake one. Thrown by <c>Hub.Run</c>, after
/// every greenlet was killed; the message lists who waits for what.
/// </summary>
/// <seealso href="https://www.gevent.org/api/gevent.exceptions.html#gevent.exceptions.LoopExit">gevent.exceptions.LoopExit</seealso>
public sealed class LoopExitException : Exception
{
    internal LoopExitException(string message)
        : base(message)
    {
    }
}
