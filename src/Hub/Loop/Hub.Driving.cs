using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Greensock;

/// <content>A hub without a thread of its own, whose turns an <see cref="IHubDriver"/> takes one by one.</content>
public sealed partial class Hub
{
    [ThreadStatic]
    private static IHubDriver? _driverHere;

    private readonly IHubDriver? _driver;
    private bool _rests;
    private bool _begun;

    /// <summary>The driver whose thread this is, or null.</summary>
    internal static IHubDriver? DriverHere
    {
        get => _driverHere is { HasEnded: false } driver ? driver : null;
        set => _driverHere = value;
    }

    /// <summary>The hub that this thread is, or that a driver has for it; else null.</summary>
    internal static Hub? Here => _current ?? DriverHere?.Home;

    /// <summary>
    /// Since its last turn it has nothing to do, until its poller has an event or is woken, or <see cref="SleepsUntil"/>.
    /// </summary>
    internal bool Rests => _rests;

    /// <summary>When a hub that rests has to go on by itself, as a timestamp of its clock; null for never.</summary>
    internal long? SleepsUntil
    {
        get
        {
            long next = Math.Min(Timers.NextTick(), _stopping ? _stopDeadline : long.MaxValue);
            return next == long.MaxValue ? null : _startedAt + (next * Options.TimeProvider.TimestampFrequency / 1000);
        }
    }

    internal IPoller Poller => _poller;

    /// <summary>Its greenlets, and what each waits for; null where that is nothing of ours. On the hub, or while it stands still.</summary>
    internal IEnumerable<(Greenlet Greenlet, string? Wait)> Waits()
    {
        for (Greenlet? greenlet = _firstGreenlet; greenlet is not null; greenlet = greenlet.NextAlive)
        {
            yield return (greenlet, greenlet.DescribeWait());
        }
    }

    /// <summary>One of its greenlets waits for something that is not ours. On the driver's thread, while it rests.</summary>
    internal bool AwaitsOthers
    {
        get
        {
            Greenlet? greenlet = _firstGreenlet;
            while (greenlet is { IsParked: true })
            {
                greenlet = greenlet.NextAlive;
            }

            return greenlet is not null;
        }
    }

    /// <summary>Takes one turn, on the driver's thread. False: the hub has ended, and has no more turns.</summary>
    internal bool TakeTurn()
    {
        SynchronizationContext? context = SynchronizationContext.Current;
        ActorCell? cell = InternalCurrentActorCellKeeper.Current;
        ExecutionContext? ambient = ExecutionContext.Capture();
        InternalCurrentActorCellKeeper.Current = null;
        _current = this;
        try
        {
            return TakeTurnHere();
        }
        catch (Exception e)
        {
            // Only our own code runs unguarded here: this hub is broken, and the others are not.
            Report(null, e);
            End();
            return false;
        }
        finally
        {
            _current = null;
            SynchronizationContext.SetSynchronizationContext(context);
            InternalCurrentActorCellKeeper.Current = cell;
            if (ambient is not null)
            {
                ExecutionContext.Restore(ambient);
            }
        }
    }

    private bool TakeTurnHere()
    {
        _inbox.WakeUp();
        if (!_begun)
        {
            _begun = true;
            _ambient = ExecutionContext.Capture();
            _turnStarted = Options.TimeProvider.GetTimestamp();
        }

        if (_stopRequested && !_stopping)
        {
            BeginToStop();
        }

        if (_stopping && IsUnwound())
        {
            End();
            return false;
        }

        Turn();
        return true;
    }
}
