namespace Akka.Greensock;

/// <summary>
/// A thread that is no hub, while it waits in a synchronous call. It is the <see cref="SynchronizationContext"/> of what it
/// waits for, in the place of any that the thread has: one whose continuations wait for this very thread would never end.
/// </summary>
internal sealed class ThreadWaiter : SynchronousWaiter
{
    [ThreadStatic]
    private static ThreadWaiter? _ofThisThread;

    private readonly Context _context = new();

    /// <summary>The one of this thread.</summary>
    public static ThreadWaiter OfThisThread => _ofThisThread ??= new ThreadWaiter();

    public override SynchronizationContext? Enter()
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        _context.Open();
        SynchronizationContext.SetSynchronizationContext(_context);
        return before;
    }

    public override void Leave(SynchronizationContext? before)
    {
        SynchronizationContext.SetSynchronizationContext(before);
        _context.Close();
    }

    protected override void RunNext()
    {
        (SendOrPostCallback callback, object? state) = _context.Take();
        callback(state);
    }

    private sealed class Context : SynchronizationContext
    {
        private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();
        private int _calls;

        public void Open()
        {
            lock (_queue)
            {
                _calls++;
            }
        }

        // What comes home to a call that has ended without it, such as the rest of a timed-out WhenAny, is the pool's.
        public void Close()
        {
            lock (_queue)
            {
                if (--_calls == 0)
                {
                    while (_queue.TryDequeue(out (SendOrPostCallback Callback, object? State) late))
                    {
                        base.Post(late.Callback, late.State);
                    }
                }
            }
        }

        public (SendOrPostCallback Callback, object? State) Take()
        {
            Hub.DriverHere?.RunUntil(() => _queue.Count != 0, Timeout.InfiniteTimeSpan);
            lock (_queue)
            {
                while (_queue.Count == 0)
                {
                    Monitor.Wait(_queue);
                }

                return _queue.Dequeue();
            }
        }

        public override void Post(SendOrPostCallback d, object? state)
        {
            lock (_queue)
            {
                if (_calls == 0)
                {
                    base.Post(d, state);
                    return;
                }

                _queue.Enqueue((d, state));
                Monitor.Pulse(_queue);
            }
        }

        public override SynchronizationContext CreateCopy() => this;
    }
}
