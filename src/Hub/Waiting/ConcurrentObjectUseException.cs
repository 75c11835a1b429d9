namespace Akka.Greensock;

/// <summary>Two greenlets use at the same time what serves one at a time.</summary>
/// <seealso href="https://www.gevent.org/api/gevent.exceptions.html">gevent.exceptions.ConcurrentObjectUseError</seealso>
public sealed class ConcurrentObjectUseException : InvalidOperationException
{
    /// <summary>Makes the exception with what was used and what to do instead.</summary>
    /// <param name="message">The text.</param>
    public ConcurrentObjectUseException(string message)
        : base(message)
    {
    }
}
