using System.Runtime.CompilerServices;

namespace Akka.Greensock;

/// <summary>
/// Who waits in a <see cref="SynchronousCall"/>: a thread that, until what it waits for has ended, runs nothing but the
/// continuations that come home to it.
/// </summary>
/// <remarks>Everything here is called on that thread.</remarks>
internal abstract class SynchronousWaiter
{
    private readonly Wakeup _first = new();
    private Wakeup? _innermost; // of those under way

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
        Wakeup? outer = _innermost;
        Wakeup wakeup = outer is null ? _first : new Wakeup();
        _innermost = wakeup;
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
            _innermost = outer;
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
