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
    private int _given;
    private int _passed;

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

    /// <summary>
    /// Lets the pool do what it was given by this thread until now. What code of others awaits without a context, and no stream of
    /// ours completes, goes there, and comes home from it.
    /// </summary>
    /// <returns>False: nothing came home.</returns>
    public bool WaitForPool(TimeSpan patience)
    {
        int mine = ++_given;
        // Where that was put, and behind it.
        ThreadPool.UnsafeQueueUserWorkItem(static queue => queue.Pass(), this, preferLocal: true);
        lock (_foreign)
        {
            while (_foreign.IsEmpty && _passed - mine < 0 && Monitor.Wait(_foreign, patience))
            {
            }
        }

        // It has begun before ours has, and may be about to end on another thread.
        for (int i = 0; i < 200 && _foreign.IsEmpty; i++)
        {
            Thread.SpinWait(20);
            if (i % 10 == 9)
            {
                Thread.Yield();
            }
        }

        return !_foreign.IsEmpty;
    }

    private void Pass()
    {
        lock (_foreign)
        {
            _passed++;
            Monitor.PulseAll(_foreign);
        }
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
