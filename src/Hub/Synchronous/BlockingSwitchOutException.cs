namespace Akka.Greensock;

/// <summary>
/// A call that has to wait was made where nothing may wait: in an async greenlet or an actor, on a hub's thread. It is
/// thrown always, and not only when there would have been something to wait for; the message names the awaitable twin.
/// </summary>
/// <seealso href="https://www.gevent.org/api/gevent.exceptions.html">gevent.exceptions.BlockingSwitchOutError</seealso>
public sealed class BlockingSwitchOutException : InvalidOperationException
{
    internal BlockingSwitchOutException(string operation, string twin)
        : base($"{operation}: {Hub.Current} must not wait, because everything else on it would. Await {twin} instead.")
    {
    }
}
