namespace Akka.Greensock;

/// <summary>
/// A limit on what a greenlet does until the limit is disposed of: when the time is up, its exception is thrown into the
/// greenlet, at the call that it is parked in or parks in next.
/// <code>using var limit = GreenletTimeout.Start(TimeSpan.FromSeconds(5));</code>
/// </summary>
/// <remarks>
/// Limits may stand inside each other, and the one whose time is up first is thrown first; whose it is tells
/// <see cref="Exception"/>, by identity. A greenlet that neither parks nor ends is not interrupted.
/// </remarks>
/// <seealso href="https://www.gevent.org/api/gevent.timeout.html">gevent.Timeout</seealso>
public sealed class GreenletTimeout : IDisposable
{
    private readonly Greenlet _greenlet;
    private readonly Timer _timer;

    private GreenletTimeout(Greenlet greenlet, TimeSpan time, Exception? exception)
    {
        _greenlet = greenlet;
        Exception = exception ?? new TimeoutException($"{greenlet} did not do in {time.TotalMilliseconds:0} ms what it was to do by then.");
        _timer = new Timer(this);
    }

    /// <summary>What is thrown into the greenlet when the time is up.</summary>
    public Exception Exception { get; }

    /// <summary>True once the time was up before the limit was disposed of.</summary>
    public bool HasExpired { get; private set; }

    /// <summary>Sets a limit to the greenlet that runs here.</summary>
    /// <param name="time">How long from now, from 0; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="exception">What to throw; null for a <see cref="TimeoutException"/>.</param>
    /// <returns>The limit, to be disposed of by the same greenlet.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    /// <exception cref="InvalidOperationException">No greenlet runs here.</exception>
    /// <remarks>Does not park.</remarks>
    public static GreenletTimeout Start(TimeSpan time, Exception? exception = null)
    {
        if (time < TimeSpan.Zero && time != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(nameof(time), time, "GreenletTimeout.Start: a time from 0, or Timeout.InfiniteTimeSpan.");
        }

        Greenlet greenlet = Greenlet.Current ?? throw new InvalidOperationException(
            "GreenletTimeout.Start: no greenlet runs here. Call it in the greenlet that it is to limit.");
        var timeout = new GreenletTimeout(greenlet, time, exception);
        if (time != Timeout.InfiniteTimeSpan)
        {
            greenlet.Hub.Timers.Arm(timeout._timer, greenlet.Hub.TickAfter(time));
        }

        return timeout;
    }

    /// <summary>
    /// Lifts the limit. Where its time was up and the greenlet has not parked since, its exception is not thrown any more.
    /// </summary>
    /// <remarks>Does not park. Any thread, but from elsewhere than the greenlet's hub it may be too late. A second call does
    /// nothing.</remarks>
    public void Dispose()
    {
        if (Hub.Current == _greenlet.Hub)
        {
            Lift();
        }
        else if (!_greenlet.Hub.HasEnded)
        {
            _greenlet.Hub.Root.Post(static timeout => ((GreenletTimeout)timeout!).Lift(), this);
        }
    }

    private void Lift()
    {
        _greenlet.Hub.Timers.Cancel(_timer);
        _greenlet.CallOff(Exception);
    }

    private sealed class Timer(GreenletTimeout timeout) : HubTimer
    {
        internal override void OnDue()
        {
            timeout.HasExpired = true;
            timeout._greenlet.Kill(timeout.Exception);
        }
    }
}
