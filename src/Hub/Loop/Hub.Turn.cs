using Akka.Actor.Internal;
using Akka.Dispatch;

namespace Akka.Greensock;

public sealed partial class Hub
{
    // A look at the clock costs as much as a greenlet switch, so a phase looks once in so many pieces of work.
    private const int WorkPerClockLook = 16;

    // How long the rest of a read may wait in a hub that never sleeps.
    private const int TurnsBeforeLook = 64;

    private readonly Queue<IRunnable> _mailboxes = new();
    private readonly Queue<IHubWork> _ready = new();
    private readonly Queue<IHubWork> _afterPoll = new();
    private readonly Queue<Descriptor> _lookAgain = new();
    private readonly PollEvent[] _events;
    private readonly long _phaseTicks;
    private int _turnsToLookAgain;
    private long _turns;
    private long _polls;
    private long _eventCount;
    private long _staleEvents;
    private long _resumed;
    private long _mailboxRuns;
    private long _longestTurn;
    private int _callsLeft;
    private long _turnStarted;
    private ExecutionContext? _ambient;
    private volatile bool _isPolling;

    /// <summary>The greenlet that runs now; <see cref="Root"/> in a posted callback, null while actors run.</summary>
    internal Greenlet? Running { get; private set; }

    /// <summary>A number that moves on as long as the hub does. Any thread.</summary>
    internal long Progress => Volatile.Read(ref _resumed) + Volatile.Read(ref _mailboxRuns) + Volatile.Read(ref _polls);

    /// <summary>It looks at the kernel, or sleeps there. Any thread.</summary>
    internal bool IsPolling => _isPolling;

    /// <summary>Calls that greenlets of this hub are parked in.</summary>
    internal int ParkedCount { get; set; }

    /// <summary>Makes <paramref name="greenlet"/> the one that runs, with a fresh budget of calls.</summary>
    internal void Enter(Greenlet greenlet)
    {
        Running = greenlet;
        _callsLeft = Options.YieldBudget;
        SynchronizationContext.SetSynchronizationContext(greenlet);
    }

    /// <summary>
    /// The last step of a stream's call: who awaits it without a context, as .NET's own readers and streams do, goes on at once and
    /// on this hub. With a context in place the runtime would send them to the thread pool; it puts it back by itself afterwards.
    /// </summary>
    internal static void ContinueHere()
    {
        if (Here is not null)
        {
            SynchronizationContext.SetSynchronizationContext(null);
        }
    }

    /// <summary>
    /// A call is about to finish without parking. False: too many have in a row, and this one must give the others
    /// their turn first.
    /// </summary>
    internal bool TakeCall() => --_callsLeft >= 0;

    /// <summary>One round. Its order is that of DESIGN.md.</summary>
    private void Turn()
    {
        _turns++;
        RunMailboxes();  // 1
        RunReady();      // 2
        FireTimers();    // 3
        TakePosted();    // 4
        Poll();          // 5
    }

    private void RunMailboxes()
    {
        if (_mailboxes.Count == 0)
        {
            return;
        }

        // With a context left in place, an await in ReceiveAsync would come back without its actor cell.
        SynchronizationContext.SetSynchronizationContext(null);
        Running = null;
        var budget = new PhaseBudget(this, Options.MailboxBudget);
        while (_mailboxes.TryDequeue(out IRunnable? mailbox))
        {
            _mailboxRuns++;
            _callsLeft = Options.YieldBudget;
            try
            {
                mailbox.Run();
            }
            catch (Exception e)
            {
                // A mailbox catches what its actor throws; an action that was scheduled on the dispatcher does not.
                Report(null, e);
            }

            RestoreAmbient();
            if (budget.IsSpent())
            {
                break;
            }
        }

        // A cell left over from a mailbox would make a greenlet's Tell claim to come from that actor.
        InternalCurrentActorCellKeeper.Current = null;
    }

    private void RunReady()
    {
        var budget = new PhaseBudget(this, Options.GreenletBudget);
        while (_ready.Count != 0)
        {
            try
            {
                while (_ready.TryDequeue(out IHubWork? work))
                {
                    _resumed++;
                    work.Run();
                    if (budget.IsSpent())
                    {
                        return;
                    }
                }
            }
            catch (Exception e)
            {
                // A callback, even one that came home to a greenlet: what a greenlet's body throws is its own end.
                Report(null, e);
                RestoreAmbient();
                if (budget.IsSpent())
                {
                    return;
                }
            }
        }
    }

    private void FireTimers()
    {
        if (Timers.Count == 0)
        {
            return;
        }

        try
        {
            Timers.Advance(NowTick(), Options.TimerBudget);
        }
        catch (Exception e)
        {
            Report(null, e);
        }
    }

    private void TakePosted()
    {
        var budget = new PhaseBudget(this, Options.PostedBudget);
        while (_inbox.TryTake(out object? work))
        {
            if (work is IRunnable mailbox)
            {
                _mailboxes.Enqueue(mailbox);
            }
            else
            {
                try
                {
                    ((IHubWork)work).Run();
                }
                catch (Exception e)
                {
                    Report(null, e);
                    RestoreAmbient();
                }
            }

            if (budget.IsSpent())
            {
                break;
            }
        }
    }

    private void Poll()
    {
        long now = Options.TimeProvider.GetTimestamp();
        _longestTurn = Math.Max(_longestTurn, now - _turnStarted);
        int timeout = TimeToSleep();
        if (_lookAgain.Count != 0 && (timeout != 0 || ++_turnsToLookAgain > TurnsBeforeLook))
        {
            LookAgain();
            timeout = TimeToSleep();
        }

        if (timeout != 0 && (!_inbox.TryFallAsleep() || HasNewsForTheLoop() || (timeout < 0 && IsStuck())))
        {
            timeout = 0;
        }

        _polls++;
        RenewCarrierBudget();
        _isPolling = true;
        KernelResult result = timeout == 0 || _driver is not null ? _poller.Poll(_events, 0) : Sleep(timeout);
        _isPolling = false;
        _rests = timeout != 0 && _driver is not null && result.Value == 0;
        if (!_rests)
        {
            _inbox.WakeUp();
        }

        _turnStarted = timeout == 0 ? now : Options.TimeProvider.GetTimestamp();
        Invariant.Holds(result.IsOk, "the poller of a running hub works");
        foreach (ref readonly PollEvent e in _events.AsSpan(0, result.Value))
        {
            if (Descriptors.Find(e.Slot, e.Generation) is { } descriptor)
            {
                _eventCount++;
                descriptor.OnReady(e.Readiness);
            }
            else
            {
                _staleEvents++;
            }
        }

        // Last, so that whoever takes a last look at the kernel finds the events in.
        while (_afterPoll.TryDequeue(out IHubWork? work))
        {
            _ready.Enqueue(work);
        }
    }

    /// <summary>
    /// Tells a descriptor that it is readable, truly or not, once the hub would otherwise sleep: for one that is believed to
    /// be empty, and might not be. A busy hub does it every few turns, so that nobody waits for its rest. On the hub.
    /// </summary>
    internal void LookAgainBeforeSleep(Descriptor descriptor)
    {
        if (!descriptor.IsToBeLookedAtAgain)
        {
            descriptor.IsToBeLookedAtAgain = true;
            _lookAgain.Enqueue(descriptor);
        }
    }

    private void LookAgain()
    {
        _turnsToLookAgain = 0;
        while (_lookAgain.TryDequeue(out Descriptor? descriptor))
        {
            descriptor.IsToBeLookedAtAgain = false;
            if (descriptor.Slot >= 0)
            {
                descriptor.OnReady(Readiness.Readable);
            }
        }
    }

    /// <summary>
    /// A stop was asked for, or the last greenlet and actor of a hub that stops have ended. To be asked once the hub is
    /// about to sleep: what comes later takes its flag down again.
    /// </summary>
    private bool HasNewsForTheLoop() => _stopping ? GreenletCount == 0 && ActorCount == 0 : _stopRequested;

    /// <summary>
    /// What a callback or an actor made ambient (<see cref="AsyncLocal{T}"/>) ends with it, as it does on the thread
    /// pool.
    /// </summary>
    internal void RestoreAmbient()
    {
        if (_ambient is { } ambient && !ReferenceEquals(ExecutionContext.Capture(), ambient))
        {
            ExecutionContext.Restore(ambient);
        }
    }

    /// <summary>
    /// Milliseconds that the hub may sleep: 0 if anything is ready, -1 if nothing but an event or another thread can
    /// wake it.
    /// </summary>
    private int TimeToSleep()
    {
        if (_ready.Count != 0 || _mailboxes.Count != 0 || _afterPoll.Count != 0)
        {
            return 0;
        }

        long next = Timers.NextTick();
        if (_stopping)
        {
            next = Math.Min(next, _stopDeadline);
        }

        return next == long.MaxValue ? -1 : (int)Math.Clamp(next - NowTick(), 0, int.MaxValue);
    }

    private long NowTick() => Options.TimeProvider.GetElapsedTime(_startedAt).Ticks / TimeSpan.TicksPerMillisecond;

    private TimeSpan Elapsed(long from, long to) => Options.TimeProvider.GetElapsedTime(from, to);

    /// <summary>How much work a phase may still start: a count, and a time that is looked at now and then.</summary>
    private struct PhaseBudget(Hub hub, int count)
    {
        private readonly int _count = count;
        private long _until;
        private int _done;

        public bool IsSpent()
        {
            if (++_done % WorkPerClockLook != 0)
            {
                return _done >= _count;
            }

            long now = hub.Options.TimeProvider.GetTimestamp();
            _until = _until == 0 ? now + hub._phaseTicks : _until;
            return _done >= _count || now > _until;
        }
    }
}
