using System.Globalization;

namespace Akka.Greensock;

/// <content>
/// The baton between the hub's own thread and its carriers, the threads of its thread greenlets. <see cref="Carrier"/> says how
/// it passes.
/// </content>
public sealed partial class Hub
{
    private readonly HashSet<Carrier> _carriers = [];
    private readonly Stack<Carrier> _idleCarriers = new();
    private readonly IParker _loop; // where the hub's own thread waits while a carrier has the baton
    private PhaseBudget _carrierBudget;
    private int _processor = -1;

    /// <summary>Threads that carry thread greenlets, or wait for one to carry.</summary>
    internal int CarrierCount => _carriers.Count;

    /// <summary>A thread greenlet that begins needs a thread that has yet to be started.</summary>
    internal bool HasNoIdleCarrier => _idleCarriers.Count == 0;

    // Only the hub's own thread runs mailboxes, takes what is posted and ends the hub.
    private bool IsLoopWanted => _mailboxes.Count != 0 || _stopRequested || !_inbox.IsEmpty;

    /// <summary>This thread belongs to the hub from now on, or to none.</summary>
    internal static void BelongTo(Hub? hub) => _current = hub;

    /// <summary>Keeps the calling thread where the hub's other threads are.</summary>
    internal void StayTogether()
    {
        if (_processor >= 0)
        {
            Kernel.StayOn(_processor);
        }
    }

    /// <summary>Ends <see cref="StayTogether"/> for the calling thread, which goes on with something else.</summary>
    internal void GoApart()
    {
        if (_processor >= 0)
        {
            Kernel.Roam();
        }
    }

    /// <summary>Has a thread carry a greenlet that begins. With the baton, which goes there.</summary>
    internal void Carry(Greenlet greenlet)
    {
        if (!_idleCarriers.TryPop(out Carrier? carrier))
        {
            try
            {
                carrier = StartCarrier(greenlet);
            }
            catch (InvalidOperationException e)
            {
                greenlet.CannotBegin(e);
                return;
            }
        }

        greenlet.Carrier = carrier;
        carrier.Greenlet = greenlet;
        carrier.Give(greenlet);
    }

    /// <summary>
    /// A greenlet has ended, and its thread may carry another. False: there are enough that wait for one, and this one ends,
    /// the baton passed on. On the carrier.
    /// </summary>
    internal bool TryKeep(Carrier carrier)
    {
        if (_idleCarriers.Count < Options.IdleThreads && !_stopping)
        {
            _idleCarriers.Push(carrier);
            return true;
        }

        _carriers.Remove(carrier);
        _loop.Unpark();
        return false;
    }

    /// <summary>
    /// The greenlet of a carrier has parked or ended: on its thread the hub goes on, as far as any thread may, until there is
    /// work for the carrier itself. On the carrier.
    /// </summary>
    internal void LetOthersRun(Carrier carrier)
    {
        while (!carrier.IsWanted)
        {
            try
            {
                GoOnOn(carrier);
            }
            catch (Exception e)
            {
                // Only our own code runs unguarded here: this hub is broken, and its own thread ends it.
                Report(null, e);
                _stopRequested = true;
            }
        }
    }

    /// <summary>The hub's own thread has handed the baton to a carrier, and waits until it gets it back.</summary>
    internal void AwaitBaton()
    {
        _loop.Park();
        Enter(Root); // what runs here next says so itself; until then it is no greenlet
    }

    private void GoOnOn(Carrier carrier)
    {
        if (_ready.TryPeek(out IHubWork? work) && !_carrierBudget.IsSpent())
        {
            if (work.NeedsLoop)
            {
                PassToLoop(carrier);
                return;
            }

            _ready.Dequeue();
            _resumed++;
            work.Run();
            return;
        }

        if (IsLoopWanted || _driver is not null)
        {
            PassToLoop(carrier);
            return;
        }

        _turns++;
        FireTimers();
        Poll();
    }

    private void PassToLoop(Carrier carrier)
    {
        RenewCarrierBudget();
        _loop.Unpark();
        carrier.AwaitBaton();
    }

    private void RenewCarrierBudget() => _carrierBudget = new PhaseBudget(this, Options.GreenletBudget);

    private Carrier StartCarrier(Greenlet greenlet)
    {
        const string advice = "Let some end first, or spawn async greenlets, which need no thread.";
        if (_carriers.Count >= Options.MaximumThreads)
        {
            throw new InvalidOperationException(
                $"Spawn of {greenlet}: {this} has {_carriers.Count} thread greenlets, as many as " +
                $"akka.greensock.hub.thread-greenlets.maximum allows. {advice}");
        }

        if (_carriers.Count == 0 && _processor < 0 && Options.OneProcessor)
        {
            _processor = Kernel.NextProcessor();
            StayTogether();
        }

        try
        {
            var carrier = Carrier.Start(this, string.Create(CultureInfo.InvariantCulture, $"{Name}-{_carriers.Count + 1}"));
            _carriers.Add(carrier);
            return carrier;
        }
        catch (Exception e) when (e is OutOfMemoryException or ThreadStartException)
        {
            throw new InvalidOperationException(
                $"Spawn of {greenlet}: the system has no thread left beside the {_carriers.Count} that {this} has (ulimit -u, " +
                $"kernel.threads-max, pids.max, vm.max_map_count). {advice}", e);
        }
    }

    /// <summary>
    /// The hub ends: threads that carry nothing end too, and greenlets that are still there get the end of their calls from
    /// whoever rejects what is left. On the hub's own thread.
    /// </summary>
    private void LetCarriersGo(InvalidOperationException ended)
    {
        GoApart();
        while (_idleCarriers.TryPop(out Carrier? idle))
        {
            _carriers.Remove(idle);
            idle.Leave();
        }

        foreach (Carrier carrier in _carriers)
        {
            carrier.Greenlet?.KillParked(ended);
        }
    }
}
