namespace Akka.Greensock;

public partial class Greenlet
{
    /// <summary>
    /// Parks for a time. Never less than that, by the hub's monotonic clock; more where the hub is busy. Timers have a
    /// resolution of 1 ms.
    /// </summary>
    /// <param name="time">How long: zero yields, as <see cref="YieldAsync"/>; <see cref="Timeout.InfiniteTimeSpan"/>
    /// parks until killed or cancelled.</param>
    /// <param name="cancellationToken">Ends the sleep with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    /// <exception cref="InvalidOperationException">This thread is no hub.</exception>
    /// <exception cref="GreenletExitException">The greenlet was killed.</exception>
    /// <seealso href="https://www.gevent.org/api/gevent.html#gevent.sleep">gevent.sleep</seealso>
    public static ValueTask SleepAsync(TimeSpan time, CancellationToken cancellationToken = default)
    {
        CheckSleep(time, "Greenlet.SleepAsync");
        return SleepOperation.StartAsync(Here("Greenlet.SleepAsync"), time, cancellationToken);
    }

    private static void CheckSleep(TimeSpan time, string operation)
    {
        if (time < TimeSpan.Zero && time != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(nameof(time), time, $"{operation}: a time from 0, or Timeout.InfiniteTimeSpan.");
        }
    }

    /// <summary>
    /// Lets everything that is ready on this hub go first, and goes on then. Greenlets that yield take turns in order.
    /// </summary>
    /// <exception cref="InvalidOperationException">This thread is no hub.</exception>
    /// <exception cref="GreenletExitException">The greenlet was killed.</exception>
    /// <seealso href="https://www.gevent.org/api/gevent.html#gevent.sleep">gevent.sleep(0)</seealso>
    public static ValueTask YieldAsync() => SleepOperation.StartAsync(Here("Greenlet.YieldAsync"), TimeSpan.Zero, default);

    /// <summary>
    /// Parks until a task has ended that is none of ours, in a way that a timeout or a kill can interrupt; a plain
    /// <c>await</c> of it cannot be. The task itself goes on.
    /// </summary>
    /// <typeparam name="T">The type of the task's value.</typeparam>
    /// <param name="task">The task.</param>
    /// <param name="timeout">How long to wait at most; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it
    /// takes.</param>
    /// <param name="cancellationToken">Ends the wait, not the task.</param>
    /// <returns>The task's value.</returns>
    /// <exception cref="TimeoutException">The time was up.</exception>
    /// <exception cref="GreenletExitException">The greenlet was killed.</exception>
    /// <exception cref="InvalidOperationException">This thread is no hub.</exception>
    public static ValueTask<T> AwaitAsync<T>(Task<T> task, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        return AwaitOperation<T>.StartAsync(
            Here("Greenlet.AwaitAsync"), task, static ended => ((Task<T>)ended).GetAwaiter().GetResult(), timeout, cancellationToken);
    }

    /// <summary>The same for a task without a value.</summary>
    /// <param name="task">The task.</param>
    /// <param name="timeout">How long to wait at most; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it
    /// takes.</param>
    /// <param name="cancellationToken">Ends the wait, not the task.</param>
    /// <exception cref="TimeoutException">The time was up.</exception>
    /// <exception cref="GreenletExitException">The greenlet was killed.</exception>
    /// <exception cref="InvalidOperationException">This thread is no hub.</exception>
    /// <remarks>Parks.</remarks>
    public static async ValueTask AwaitAsync(Task task, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        await AwaitOperation<bool>.StartAsync(
            Here("Greenlet.AwaitAsync"),
            task,
            static ended =>
            {
                ended.GetAwaiter().GetResult();
                return true;
            },
            timeout,
            cancellationToken);
    }

    /// <summary>Parks until every one of the greenlets has ended, in whichever way, or the time is up.</summary>
    /// <param name="greenlets">The greenlets, of any hubs.</param>
    /// <param name="timeout">How long to wait at most; null for as long as it takes.</param>
    /// <param name="cancellationToken">Ends the wait, not the greenlets.</param>
    /// <returns>True if all have ended, false if the time was up.</returns>
    /// <seealso href="https://www.gevent.org/api/gevent.html#gevent.joinall">gevent.joinall</seealso>
    public static async ValueTask<bool> JoinAllAsync(
        IEnumerable<Greenlet> greenlets, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(greenlets);
        TimeProvider clock = Hub.Current?.Options.TimeProvider ?? TimeProvider.System;
        long started = clock.GetTimestamp();
        Greenlet[] all = [.. greenlets];
        foreach (Greenlet greenlet in all)
        {
            greenlet.Observe(); // it is waited for from now on, though its turn may come after its end
        }

        foreach (Greenlet greenlet in all)
        {
            TimeSpan left = Timeout.InfiniteTimeSpan;
            if (timeout is { } limit && limit != Timeout.InfiniteTimeSpan)
            {
                left = limit - clock.GetElapsedTime(started);
                left = left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }

            if (!await greenlet.JoinAsync(left, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Kills every one of the greenlets, and parks until all have ended or the time is up.</summary>
    /// <param name="greenlets">The greenlets, of any hubs.</param>
    /// <param name="timeout">How long to wait at most; null for as long as it takes.</param>
    /// <returns>True if all have ended, false if the time was up.</returns>
    /// <seealso href="https://www.gevent.org/api/gevent.html#gevent.killall">gevent.killall</seealso>
    public static ValueTask<bool> KillAllAsync(IEnumerable<Greenlet> greenlets, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(greenlets);
        Greenlet[] all = [.. greenlets];
        foreach (Greenlet greenlet in all)
        {
            greenlet.Kill();
        }

        return JoinAllAsync(all, timeout);
    }
}
