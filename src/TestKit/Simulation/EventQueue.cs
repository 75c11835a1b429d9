namespace Akka.Greensock.TestKit;

/// <summary>What happens at a moment of the simulated time.</summary>
internal interface ITimedEvent
{
    /// <summary>The moment has come. Whoever wants to call it off sees to it here: a queue forgets nothing.</summary>
    void Happen();
}

/// <summary>What is to happen, in the order of its time; what has the same time happens in the order in which it was put in.</summary>
internal sealed class EventQueue
{
    private (long Time, long Order, ITimedEvent Event)[] _heap = new (long, long, ITimedEvent)[64];
    private int _count;
    private long _order;

    public int Count => _count;

    /// <summary>When the next thing happens; <see cref="long.MaxValue"/> for never.</summary>
    public long NextTime => _count == 0 ? long.MaxValue : _heap[0].Time;

    public void Add(long time, ITimedEvent happening)
    {
        if (_count == _heap.Length)
        {
            Array.Resize(ref _heap, _count * 2);
        }

        (long, long, ITimedEvent) item = (time, ++_order, happening);
        int at = _count++;
        while (at > 0)
        {
            int parent = (at - 1) / 2;
            if (IsBefore(_heap[parent], item))
            {
                break;
            }

            _heap[at] = _heap[parent];
            at = parent;
        }

        _heap[at] = item;
    }

    public ITimedEvent Take()
    {
        ITimedEvent first = _heap[0].Event;
        (long, long, ITimedEvent) last = _heap[--_count];
        _heap[_count] = default;
        int at = 0;
        while (true)
        {
            int child = (at * 2) + 1;
            if (child >= _count)
            {
                break;
            }

            if (child + 1 < _count && IsBefore(_heap[child + 1], _heap[child]))
            {
                child++;
            }

            if (!IsBefore(_heap[child], last))
            {
                break;
            }

            _heap[at] = _heap[child];
            at = child;
        }

        if (_count > 0)
        {
            _heap[at] = last;
        }

        return first;
    }

    private static bool IsBefore(in (long Time, long Order, ITimedEvent) a, in (long Time, long Order, ITimedEvent) b) =>
        a.Time < b.Time || (a.Time == b.Time && a.Order < b.Order);
}
