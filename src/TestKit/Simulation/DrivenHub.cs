namespace Akka.Greensock.TestKit;

/// <summary>A hub whose turns a simulation takes: when there is something to do for it, and when it is due.</summary>
internal sealed class DrivenHub : ITimedEvent
{
    private readonly Simulation _simulation;
    private readonly Action _turn;
    private bool _isReady;
    private bool _hasTurned;
    private long _due = long.MaxValue;

    public DrivenHub(Simulation simulation, Hub hub)
    {
        (_simulation, Hub) = (simulation, hub);
        _turn = TakeTurn;
        ((SimulatedPoller)hub.Poller).Woken = MakeReady;
        MakeReady();
    }

    public Hub Hub { get; }

    public void MakeReady()
    {
        if (!_isReady)
        {
            _isReady = true;
            _simulation.Post(_turn);
        }
    }

    /// <summary>In its turns since this was asked last, one of its greenlets has begun to wait for something that is not ours.</summary>
    public bool TakeAwaitsOthers()
    {
        bool hasTurned = _hasTurned;
        _hasTurned = false;
        return hasTurned && Hub.AwaitsOthers;
    }

    void ITimedEvent.Happen()
    {
        if (_simulation.NowTicks >= _due)
        {
            _due = long.MaxValue;
            MakeReady();
        }
    }

    private void TakeTurn()
    {
        (_isReady, _hasTurned) = (false, true);
        if (Hub.HasEnded || !Hub.TakeTurn())
        {
            _simulation.HasEnded(this);
            return;
        }

        if (!Hub.Rests)
        {
            MakeReady();
        }
        else if (Hub.SleepsUntil is { } until && until < _due)
        {
            _due = until;
            _simulation.At(until, this);
        }
    }
}
