using System.Runtime.CompilerServices;

namespace Akka.Greensock;

/// <summary>
/// Who waits in a <see cref="SynchronousCall"/>: a thread that, until what it waits for has ended, runs nothing but the
/// continuations that come home to it.
/// </summary>
/// <remarks>Everything here is called on that thread.</remarks>
internal abstract class SynchronousWaiter
{
    private readonly List<Wakeup> _wakeups = []; // one for each wait inside a wait, made on first use
    private int _depth;

    /// <summary>A call begins: continuations come home from now on.</summary>
    /// <returns>What <see cref="Leave"/> wants back.</returns>
    public abstract SynchronizationContext? Enter();

    /// <summary>The call has ended.</summary>
    public abstract void Leave(SynchronizationContext? before);

    /// <summary>Blocks until the awaiter is completed.</summary>
    public void Wait<TAwaiter>(TAwaiter awaiter)
        where TAwaiter : ICriticalNotifyCompletion
    {
        // A continuation that runs while we wait may wait again, for something else.
        if (_depth == _wakeups.Count)
        {
            _wakeups.Add(new Wakeup());
        }

        Wakeup wakeup = _wakeups[_depth++];
        try
        {
            wakeup.HasCome = false;
            awaiter.UnsafeOnCompleted(wakeup.Come);
            while (!wakeup.HasCome)
            {
                RunNext();
            }
        }
        finally
        {
            _depth--;
        }
    }

    /// <summary>Blocks until a continuation has come home, and runs it.</summary>
    protected abstract void RunNext();

    private sealed class Wakeup
    {
        public Wakeup() => Come = () => HasCome = true;

        public Action Come { get; }

        public bool HasCome { get; set; }
    }
}
