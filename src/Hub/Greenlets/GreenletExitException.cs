namespace Akka.Greensock;

/// <summary>
/// Thrown into a greenlet that is killed, at the call that it is parked in. Let it pass: it is how a greenlet ends when
/// asked to, and is not reported as an error.
/// </summary>
/// <seealso href="https://www.gevent.org/api/gevent.greenlet.html#gevent.GreenletExit">gevent.GreenletExit</seealso>
public sealed class GreenletExitException : Exception
{
    /// <summary>Makes the exception with a reason.</summary>
    /// <param name="message">Why the greenlet is to end.</param>
    public GreenletExitException(string message = "The greenlet was killed.")
        : base(message)
    {
    }
}
