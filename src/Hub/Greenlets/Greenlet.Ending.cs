using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Akka.Greensock;

public partial class Greenlet
{
    private OperationQueue _joiners;
    private List<Action<Greenlet>>? _links;
    private bool _observed;

    /// <summary>Awaits the greenlet's end; throws what it died of.</summary>
    public ValueTaskAwaiter GetAwaiter() => JoinAndThrowAsync().GetAwaiter();

    /// <summary>
    /// Parks until the greenlet has ended, in whichever way, or the time is up. Throws nothing that the greenlet died
    /// of.
    /// </summary>
    /// <param name="timeout"> How long to wait at most; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes,
    /// 0 only to look. </param>
    /// <param name="cancellationToken">Ends the wait, not the greenlet.</param>
    /// <returns>True if the greenlet has ended, false if the time was up.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    /// <exception cref="InvalidOperationException">A greenlet joins itself, which would never end.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>Parks. Any thread, with a hub or without.</remarks>
    /// <seealso href="https://www.gevent.org/api/gevent.greenlet.html#gevent.Greenlet.join">gevent.Greenlet.join</seealso>
    public ValueTask<bool> JoinAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        if (timeout < TimeSpan.Zero && timeout != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(
                nameof(timeout), timeout, "Greenlet.JoinAsync: a time from 0, or Timeout.InfiniteTimeSpan.");
        }

        if (Current == this)
        {
            throw new InvalidOperationException($"Greenlet.JoinAsync: {this} cannot wait for its own end.");
        }

        return JoinOperation.StartAsync(this, timeout, cancellationToken);
    }

    /// <summary>
    /// Parks until the greenlet has ended, in whichever way. Throws nothing that the greenlet died of.
    /// </summary>
    public async ValueTask JoinAsync() => await JoinAsync(Timeout.InfiniteTimeSpan);

    /// <summary>
    /// Throws an exception into the greenlet, at the call of ours that it is parked in; returns at once. One that has
    /// not begun never begins. One that awaits something foreign gets it at its next call of ours. One that has ended
    /// stays as it is.
    /// </summary>
    /// <param name="exception">What to throw; null for a <see cref="GreenletExitException"/>.</param>
    /// <remarks>Does not park. Any thread. A greenlet that kills itself gets the exception at its next call that
    /// parks.</remarks>
    /// <seealso href="https://www.gevent.org/api/gevent.greenlet.html#gevent.Greenlet.kill">gevent.Greenlet.kill(block=False)</seealso>
    public void Kill(Exception? exception = null)
    {
        exception ??= new GreenletExitException();
        if (Hub.Current == Hub)
        {
            Kill_OnHub(exception);
        }
        else
        {
            Hub.Root.Post(static state => Kill_OnHub(state), (this, exception));
        }
    }

    /// <summary>Kills the greenlet and parks until it has ended or the time is up.</summary>
    /// <param name="exception">What to throw; null for a <see cref="GreenletExitException"/>.</param>
    /// <param name="timeout">How long to wait at most; null for as long as it takes.</param>
    /// <returns>True if the greenlet has ended, false if the time was up.</returns>
    /// <seealso href="https://www.gevent.org/api/gevent.greenlet.html#gevent.Greenlet.kill">gevent.Greenlet.kill(block=True)</seealso>
    public ValueTask<bool> KillAsync(Exception? exception = null, TimeSpan? timeout = null)
    {
        Kill(exception);
        return JoinOperation.StartAsync(this, timeout ?? Timeout.InfiniteTimeSpan, CancellationToken.None);
    }

    /// <summary>
    /// Calls back on the greenlet's hub once it has ended, in a later turn; at once where it has ended already. The
    /// callback must not block; an exception of its goes to the hub's error handler.
    /// </summary>
    /// <param name="callback">Gets the greenlet.</param>
    /// <seealso href="https://www.gevent.org/api/gevent.greenlet.html#gevent.Greenlet.link">gevent.Greenlet.link</seealso>
    public void Link(Action<Greenlet> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        if (Hub.Current == Hub)
        {
            Link_OnHub(callback);
        }
        else
        {
            Hub.Root.Post(static state => Link_OnHub(state), (this, callback));
        }
    }

    /// <summary>Somebody looks after this greenlet's end in another way: its exception is not to be reported.</summary>
    internal void Observe() => _observed = true;

    internal void ThrowUnlessSucceeded()
    {
        if (Exception is { } exception)
        {
            ExceptionDispatchInfo.Throw(exception);
        }
    }

    /// <summary>On the hub.</summary>
    internal void AddJoiner(JoinOperation joiner) => _joiners.Append(joiner);

    /// <summary>A joiner gives up. On the hub.</summary>
    internal void RemoveJoiner(JoinOperation joiner) => _joiners.Remove(joiner);

    /// <summary>Calls back once the greenlet has ended. On the hub, or before it runs.</summary>
    internal void Link_OnHub(Action<Greenlet> callback)
    {
        if (IsDead)
        {
            CallLink(callback);
        }
        else
        {
            (_links ??= []).Add(callback);
        }
    }

    private protected async ValueTask JoinAndThrowAsync()
    {
        await JoinAsync(Timeout.InfiniteTimeSpan);
        ThrowUnlessSucceeded();
    }

    /// <summary>A kill that has not been delivered yet is taken back. On the hub.</summary>
    internal void CallOff(Exception exception)
    {
        if (ReferenceEquals(_pendingKill, exception))
        {
            _pendingKill = null;
        }
    }

    private static void Kill_OnHub(object? state)
    {
        var (greenlet, exception) = ((Greenlet, Exception))state!;
        greenlet.Kill_OnHub(exception);
    }

    private static void Link_OnHub(object? state)
    {
        var (greenlet, callback) = ((Greenlet, Action<Greenlet>))state!;
        greenlet.Link_OnHub(callback);
    }

    private void Kill_OnHub(Exception exception)
    {
        if (State == GreenletState.Scheduled)
        {
            End(exception is GreenletExitException ? GreenletState.Killed : GreenletState.Faulted, exception);
        }
        else if (!IsDead)
        {
            // A call that another hub performs may be over already, its answer on the way here: then the kill waits for
            // the next call.
            if (!KillParked(exception))
            {
                _pendingKill ??= exception;
            }
        }
    }

    /// <summary>
    /// Ends the calls that it is parked in. True: it is sure to get the exception from one of them. On the hub.
    /// </summary>
    internal bool KillParked(Exception exception)
    {
        bool delivered = false;
        for (Operation? operation = _parked; operation is not null; operation = operation.NextParked)
        {
            delivered |= operation.Kill(exception);
        }

        return delivered;
    }

    /// <summary>
    /// Its hub ends without it: to everybody else this is its end, whatever its body still does. On the hub.
    /// </summary>
    internal void LeaveBehind() => End(GreenletState.Killed, Hub.HasEndedException("Greenlet"));

    private void CallLink(Action<Greenlet> callback) => Hub.Root.Post(static pair =>
    {
        var (callback, greenlet) = ((Action<Greenlet>, Greenlet))pair!;
        callback(greenlet);
    }, (callback, this));

    private void End(GreenletState state, Exception? exception)
    {
        if (IsDead)
        {
            return; // it was left behind by its hub, or killed before it began
        }

        if (State == GreenletState.Alive)
        {
            Hub.Delist(this);
        }

        bool awaited = _observed || !_joiners.IsEmpty || _links is not null;
        Exception = exception;
        State = state;
        Parent = null;
        if (state == GreenletState.Faulted && !awaited)
        {
            Hub.Report(this, exception!);
        }

        while (_joiners.Head is JoinOperation joiner)
        {
            _joiners.Remove(joiner);
            joiner.Ended();
        }

        foreach (Action<Greenlet> link in _links ?? [])
        {
            CallLink(link);
        }

        _links = null;
    }
}
