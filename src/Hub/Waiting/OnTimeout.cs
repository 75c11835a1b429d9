namespace Akka.Greensock;

/// <summary>How a wait ends whose time is up: gevent's <c>timeout_exc</c>.</summary>
/// <seealso href="https://www.gevent.org/api/gevent.socket.html#gevent.socket.wait">gevent.socket.wait</seealso>
public sealed class OnTimeout
{
    private readonly Func<string, TimeSpan, Exception>? _exception;

    /// <summary>Makes a way to end that throws; the function gets what was waited for, and how long.</summary>
    internal OnTimeout(Func<string, TimeSpan, Exception>? exception) => _exception = exception;

    /// <summary>
    /// The wait returns <see cref="WaitEvents.None"/>. gevent's <c>timeout_exc=False</c>, which tells a timeout from
    /// readiness in no way.
    /// </summary>
    public static OnTimeout Return { get; } = new((Func<string, TimeSpan, Exception>?)null);

    /// <summary>True where a timeout is a result and no exception.</summary>
    internal bool Returns => _exception is null;

    /// <summary>The wait throws this very exception.</summary>
    /// <param name="exception">What to throw. Each wait that throws it writes its own stack trace into it: use
    /// the other overload for what several may throw.</param>
    public static OnTimeout Throw(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new OnTimeout((_, _) => exception);
    }

    /// <summary>The wait throws what the function makes.</summary>
    /// <param name="exception">Called on the wait's hub when the time is up; it must not block. What it throws itself
    /// is thrown by the wait.</param>
    public static OnTimeout Throw(Func<Exception> exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new OnTimeout((_, _) => exception() ?? throw new InvalidOperationException(
            "OnTimeout.Throw: the function returned null. Let it return an exception, or use OnTimeout.Return."));
    }

    /// <summary>What the wait throws. Never throws itself: it is called from the hub's loop.</summary>
    internal Exception Make(string what, TimeSpan timeout)
    {
        try
        {
            return _exception!(what, timeout);
        }
        catch (Exception e)
        {
            return e;
        }
    }
}
