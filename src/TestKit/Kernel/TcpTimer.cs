namespace Akka.Greensock.TestKit;

/// <summary>
/// A timer of a connection that is set again and again: at most one event of it is under way, and one that comes too early is put
/// off.
/// </summary>
internal sealed class TcpTimer(SimulatedNetwork network, Action happens) : ITimedEvent
{
    private long _due = long.MaxValue;
    private long _queued = long.MaxValue;

    public bool IsSet => _due != long.MaxValue;

    public void Set(TimeSpan after)
    {
        _due = network.Now + after.Ticks;
        if (_due < _queued)
        {
            _queued = _due;
            network.At(_due, this);
        }
    }

    public void Stop() => _due = long.MaxValue;

    public void Happen()
    {
        // Of two under way, because the time was shortened, the later one finds nothing of its own.
        if (network.Now < _queued)
        {
            return;
        }

        _queued = long.MaxValue;
        if (_due == long.MaxValue)
        {
            return;
        }

        if (network.Now < _due)
        {
            _queued = _due;
            network.At(_due, this);
            return;
        }

        _due = long.MaxValue;
        happens();
    }
}
