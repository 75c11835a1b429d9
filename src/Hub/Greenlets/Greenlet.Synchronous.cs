namespace Akka.Greensock;

/// <content>
/// The synchronous twins, for thread greenlets. On a thread that is no hub they block that thread; in async greenlets, callbacks
/// and actors of a hub they throw <see cref="BlockingSwitchOutException"/>.
/// </content>
public partial class Greenlet
{
    /// <summary>
    /// Parks for a time. Never less than that, by the hub's monotonic clock; more where the hub is busy. Timers have a
    /// resolution of 1 ms.
    /// </summary>
    /// <param name="time">How long: zero yields, as <see cref="Yield"/>; <see cref="Timeout.InfiniteTimeSpan"/> parks until
    /// killed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    /// <exception cref="BlockingSwitchOutException">Nothing may wait here: await <see cref="SleepAsync"/>.</exception>
    /// <exception cref="GreenletExitException">The greenlet was killed.</exception>
    /// <remarks>Parks.</remarks>
    /// <seealso href="https://www.gevent.org/api/gevent.html#gevent.sleep">gevent.sleep</seealso>
    public static void Sleep(TimeSpan time)
    {
        CheckSleep(time, "Greenlet.Sleep");
        using var call = SynchronousCall.Begin("Greenlet.Sleep", nameof(SleepAsync));
        call.Wait(Hub.Current is null ? new ValueTask(Task.Delay(time, TimeProvider.System)) : SleepAsync(time));
    }

    /// <summary>
    /// Lets everything that is ready on this hub go first, and goes on then. Greenlets that yield take turns in order.
    /// </summary>
    /// <exception cref="BlockingSwitchOutException">Nothing may wait here: await <see cref="YieldAsync"/>.</exception>
    /// <exception cref="GreenletExitException">The greenlet was killed.</exception>
    /// <remarks>Parks.</remarks>
    /// <seealso href="https://www.gevent.org/api/gevent.html#gevent.sleep">gevent.sleep(0)</seealso>
    public static void Yield() => Sleep(TimeSpan.Zero);

    /// <summary>
    /// Parks until a task has ended that is none of ours, and gives its value. A timeout or a kill ends the wait; the task
    /// itself goes on.
    /// </summary>
    /// <typeparam name="T">The type of the task's value.</typeparam>
    /// <param name="task">The task.</param>
    /// <param name="timeout">How long to wait at most; null for as long as it takes.</param>
    /// <returns>The task's value.</returns>
    /// <exception cref="TimeoutException">The time was up.</exception>
    /// <exception cref="BlockingSwitchOutException">Nothing may wait here: await <c>AwaitAsync</c>.</exception>
    /// <exception cref="GreenletExitException">The greenlet was killed.</exception>
    /// <remarks>Parks.</remarks>
    public static T Await<T>(Task<T> task, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        using var call = SynchronousCall.Begin("Greenlet.Await", nameof(AwaitAsync));
        TimeSpan limit = timeout ?? Timeout.InfiniteTimeSpan;
        return call.Wait(Hub.Current is null ? new ValueTask<T>(task.WaitAsync(limit)) : AwaitAsync(task, limit));
    }

    /// <summary>
    /// Parks until a task has ended that is none of ours. A timeout or a kill ends the wait; the task itself goes on.
    /// </summary>
    /// <param name="task">The task.</param>
    /// <param name="timeout">How long to wait at most; null for as long as it takes.</param>
    /// <exception cref="TimeoutException">The time was up.</exception>
    /// <exception cref="BlockingSwitchOutException">Nothing may wait here: await <c>AwaitAsync</c>.</exception>
    /// <exception cref="GreenletExitException">The greenlet was killed.</exception>
    /// <remarks>Parks.</remarks>
    public static void Await(Task task, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        using var call = SynchronousCall.Begin("Greenlet.Await", nameof(AwaitAsync));
        TimeSpan limit = timeout ?? Timeout.InfiniteTimeSpan;
        call.Wait(Hub.Current is null ? new ValueTask(task.WaitAsync(limit)) : AwaitAsync(task, limit));
    }

    /// <summary>Parks until every one of the greenlets has ended, in whichever way, or the time is up.</summary>
    /// <param name="greenlets">The greenlets, of any hubs.</param>
    /// <param name="timeout">How long to wait at most; null for as long as it takes.</param>
    /// <returns>True if all have ended, false if the time was up.</returns>
    /// <exception cref="BlockingSwitchOutException">Nothing may wait here: await <see cref="JoinAllAsync"/>.</exception>
    /// <remarks>Parks.</remarks>
    /// <seealso href="https://www.gevent.org/api/gevent.html#gevent.joinall">gevent.joinall</seealso>
    public static bool JoinAll(IEnumerable<Greenlet> greenlets, TimeSpan? timeout = null)
    {
        using var call = SynchronousCall.Begin("Greenlet.JoinAll", nameof(JoinAllAsync));
        return call.Wait(JoinAllAsync(greenlets, timeout));
    }

    /// <summary>Kills every one of the greenlets, and parks until all have ended or the time is up.</summary>
    /// <param name="greenlets">The greenlets, of any hubs.</param>
    /// <param name="timeout">How long to wait at most; null for as long as it takes.</param>
    /// <returns>True if all have ended, false if the time was up.</returns>
    /// <exception cref="BlockingSwitchOutException">Nothing may wait here: await <see cref="KillAllAsync"/>.</exception>
    /// <remarks>Parks.</remarks>
    /// <seealso href="https://www.gevent.org/api/gevent.html#gevent.killall">gevent.killall</seealso>
    public static bool KillAll(IEnumerable<Greenlet> greenlets, TimeSpan? timeout = null)
    {
        using var call = SynchronousCall.Begin("Greenlet.KillAll", nameof(KillAllAsync));
        return call.Wait(KillAllAsync(greenlets, timeout));
    }

    /// <summary>
    /// Parks until the greenlet has ended, in whichever way, or the time is up. Throws nothing that the greenlet died of.
    /// </summary>
    /// <param name="timeout">How long to wait at most; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes, 0 only to
    /// look.</param>
    /// <returns>True if the greenlet has ended, false if the time was up.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    /// <exception cref="InvalidOperationException">A greenlet joins itself, which would never end.</exception>
    /// <exception cref="BlockingSwitchOutException">Nothing may wait here: await <c>JoinAsync</c>.</exception>
    /// <remarks>Parks.</remarks>
    /// <seealso href="https://www.gevent.org/api/gevent.greenlet.html#gevent.Greenlet.join">gevent.Greenlet.join</seealso>
    public bool Join(TimeSpan timeout)
    {
        using var call = SynchronousCall.Begin("Greenlet.Join", nameof(JoinAsync));
        return call.Wait(JoinAsync(timeout));
    }

    /// <summary>
    /// Parks until the greenlet has ended, in whichever way. Throws nothing that the greenlet died of.
    /// </summary>
    /// <exception cref="InvalidOperationException">A greenlet joins itself, which would never end.</exception>
    /// <exception cref="BlockingSwitchOutException">Nothing may wait here: await <c>JoinAsync</c>.</exception>
    /// <remarks>Parks.</remarks>
    public void Join() => Join(Timeout.InfiniteTimeSpan);

    /// <summary>Parks until the greenlet has ended, and throws what it died of.</summary>
    /// <exception cref="GreenletExitException">It was killed.</exception>
    /// <exception cref="Exception">Whatever else it died of.</exception>
    /// <exception cref="BlockingSwitchOutException">Nothing may wait here: await the greenlet.</exception>
    /// <remarks>Parks.</remarks>
    /// <seealso href="https://www.gevent.org/api/gevent.greenlet.html#gevent.Greenlet.get">gevent.Greenlet.get</seealso>
    public void Get()
    {
        using var call = SynchronousCall.Begin("Greenlet.Get", "the greenlet");
        call.Wait(JoinAndThrowAsync());
    }

    /// <summary>Kills the greenlet and parks until it has ended or the time is up.</summary>
    /// <param name="exception">What to throw; null for a <see cref="GreenletExitException"/>.</param>
    /// <param name="timeout">How long to wait at most; null for as long as it takes.</param>
    /// <returns>True if the greenlet has ended, false if the time was up.</returns>
    /// <exception cref="BlockingSwitchOutException">Nothing may wait here: await <see cref="KillAsync"/>.</exception>
    /// <remarks>Parks.</remarks>
    /// <seealso href="https://www.gevent.org/api/gevent.greenlet.html#gevent.Greenlet.kill">gevent.Greenlet.kill(block=True)</seealso>
    public bool KillAndJoin(Exception? exception = null, TimeSpan? timeout = null)
    {
        using var call = SynchronousCall.Begin("Greenlet.KillAndJoin", nameof(KillAsync));
        return call.Wait(KillAsync(exception, timeout));
    }
}
