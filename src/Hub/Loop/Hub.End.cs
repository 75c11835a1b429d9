namespace Akka.Greensock;

public sealed partial class Hub
{
    private readonly List<Action> _onStopping = [];
    private Greenlet? _firstGreenlet;
    private bool _stopping;
    private long _stopDeadline;
    private int _actorCount;

    /// <summary>True once the hub has begun to stop: no greenlet begins any more.</summary>
    internal bool IsStopping => _stopping;

    /// <summary>Greenlets that are alive.</summary>
    internal int GreenletCount { get; private set; }

    /// <summary>
    /// Actors that live on this hub. While there are any, a hub that stops goes on running their mailboxes.
    /// </summary>
    internal int ActorCount => Volatile.Read(ref _actorCount);

    internal void ActorAttached() => Interlocked.Increment(ref _actorCount);

    internal void ActorDetached()
    {
        Interlocked.Decrement(ref _actorCount);
        _inbox.Wake();
    }

    /// <summary>
    /// Called on the hub's thread when it begins to stop, or at once where it has begun: the place to end the actors
    /// that an extension keeps here. Any thread. With the hub gone, the pool calls it.
    /// </summary>
    internal void OnStopping(Action callback)
    {
        if (Current != this)
        {
            Root.Post(_ => OnStopping_OnHub(callback), null);
        }
        else
        {
            OnStopping_OnHub(callback);
        }
    }

    private void OnStopping_OnHub(Action callback)
    {
        if (_stopping)
        {
            callback();
        }
        else
        {
            _onStopping.Add(callback);
        }
    }

    internal void Enlist(Greenlet greenlet)
    {
        greenlet.NextAlive = _firstGreenlet;
        if (_firstGreenlet is { } first)
        {
            first.PreviousAlive = greenlet;
        }

        _firstGreenlet = greenlet;
        GreenletCount++;
    }

    internal void Delist(Greenlet greenlet)
    {
        if (greenlet.PreviousAlive is { } previous)
        {
            previous.NextAlive = greenlet.NextAlive;
        }
        else
        {
            _firstGreenlet = greenlet.NextAlive;
        }

        if (greenlet.NextAlive is { } next)
        {
            next.PreviousAlive = greenlet.PreviousAlive;
        }

        greenlet.NextAlive = null;
        greenlet.PreviousAlive = null;
        GreenletCount--;
    }

    private void Loop()
    {
        _current = this;
        _ambient = ExecutionContext.Capture();
        _turnStarted = Options.TimeProvider.GetTimestamp();
        using HubWatchdog? watchdog = Options.BlockedThreshold == Timeout.InfiniteTimeSpan ? null : new HubWatchdog(this);
        try
        {
            // Turn is a method of its own, so that the JIT can replace it by better code while the loop goes on.
            while (!_stopRequested)
            {
                Turn();
            }

            BeginToStop();
            while (!IsUnwound())
            {
                Turn();
            }
        }
        catch (Exception e)
        {
            // Only our own code runs unguarded here: this hub is broken, and the others are not.
            Report(null, e);
        }
        finally
        {
            End();
        }
    }

    private void BeginToStop()
    {
        _stopping = true;
        _stopDeadline = TickAfter(Options.StopTimeout);
        for (Greenlet? greenlet = _firstGreenlet; greenlet is not null;)
        {
            Greenlet? next = greenlet.NextAlive;
            greenlet.Kill();
            greenlet = next;
        }

        foreach (Action callback in _onStopping)
        {
            callback();
        }
    }

    private bool IsUnwound()
    {
        if (NowTick() >= _stopDeadline)
        {
            if (GreenletCount + ActorCount > 0)
            {
                Report(null, new TimeoutException(
                    $"{this} ended {Options.StopTimeout.TotalSeconds} s after it was stopped, with {GreenletCount} " +
                    $"greenlets and {ActorCount} actors still alive: they wait for something that is not ours to interrupt."));
            }

            return true;
        }

        return GreenletCount == 0 && ActorCount == 0 && _ready.Count == 0 && _mailboxes.Count == 0 && _inbox.IsEmpty;
    }

    private void End()
    {
        _stopping = true;
        _stopRequested = true; // also where it broke: a carrier that holds the baton passes it on
        foreach (Descriptor descriptor in Descriptors.All())
        {
            Guarded(descriptor.OnHubEnded);
        }

        InvalidOperationException ended = HasEndedException("A parked call");
        Guarded(() => LeaveBehind(ended));

        Foreign.End();
        while (_afterPoll.TryDequeue(out IHubWork? work))
        {
            _ready.Enqueue(work); // a hub that broke has left some, and there is no poll any more
        }

        // What these have made ready must still be told; whatever comes after is rejected.
        for (int count = _ready.Count; count > 0 && _ready.TryDequeue(out IHubWork? work); count--)
        {
            Guarded(work.Run);
        }

        LetCarriersGo(ended);

        // From here on this thread is none of the hub's: a greenlet that swallows every exception and yields could keep
        // it for ever.
        Running = null;
        SynchronizationContext.SetSynchronizationContext(null);
        _current = null;
        _inbox.Seal();
        while (_ready.TryDequeue(out IHubWork? work))
        {
            work.Reject();
        }

        while (_mailboxes.TryDequeue(out Akka.Dispatch.IRunnable? mailbox))
        {
            Inbox.RunElsewhere(mailbox);
        }

        _poller.Dispose();
        _loop.Dispose();
        _ended.Set();
    }

    /// <summary>
    /// Every call that something is parked in ends, and whoever waits for a greenlet that is still alive is told that
    /// it ended here.
    /// </summary>
    private void LeaveBehind(InvalidOperationException ended)
    {
        Root.KillParked(ended);
        while (_firstGreenlet is { } greenlet)
        {
            greenlet.KillParked(ended);
            greenlet.LeaveBehind();
        }
    }

    private void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e)
        {
            Report(null, e);
        }
    }
}
