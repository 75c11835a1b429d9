using System.Collections.Concurrent;

namespace Akka.Greensock.TestKit;

/// <summary>
/// What is ready to run in a simulation: turns of hubs, mailboxes, continuations. The seed draws who is next, or it is who came first.
/// </summary>
internal sealed class RunQueue(SimulatedRandom? shuffle)
{
    private readonly List<Action> _ready = [];
    private readonly ConcurrentQueue<Action> _foreign = new(); // from threads that are none of the simulation's
    private int _first;

    public bool IsEmpty => _first == _ready.Count && _foreign.IsEmpty;

    public void Add(Action action) => _ready.Add(action);

    /// <summary>Any thread.</summary>
    public void AddForeign(Action action)
    {
        _foreign.Enqueue(action);
        lock (_foreign)
        {
            Monitor.PulseAll(_foreign);
        }
    }

    public bool TryTake(out Action? action)
    {
        while (_foreign.TryDequeue(out Action? foreign))
        {
            _ready.Add(foreign);
        }

        int count = _ready.Count - _first;
        if (count == 0)
        {
            action = null;
            return false;
        }

        if (shuffle is not null)
        {
            int at = count == 1 ? 0 : shuffle.Next(count);
            action = _ready[at];
            _ready[at] = _ready[^1];
            _ready.RemoveAt(_ready.Count - 1);
            return true;
        }

        action = _ready[_first];
        _ready[_first++] = null!;
        if (_first == _ready.Count)
        {
            _ready.Clear();
            _first = 0;
        }

        return true;
    }

    /// <summary>Waits for work from another thread. False: none came in time.</summary>
    public bool WaitForForeign(TimeSpan patience)
    {
        lock (_foreign)
        {
            return !_foreign.IsEmpty || (Monitor.Wait(_foreign, patience) && !_foreign.IsEmpty);
        }
    }
}
