using System.Diagnostics;

namespace Akka.Greensock.Tests;

/// <summary>
/// What a loop allocates on its thread once it is warm: it is measured window by window until one is clean. The runtime's first code
/// of a method may allocate, and it is replaced by a thread in the background, whenever that gets a processor.
/// </summary>
/// <param name="limit">The most that a clean window allocates, in bytes.</param>
internal sealed class AllocationWindows(long limit)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _before = -1;

    /// <summary>What the last window has allocated, in bytes.</summary>
    public long Allocated { get; private set; } = long.MaxValue;

    /// <summary>Ends a window, and begins the next one unless this was clean.</summary>
    public bool Next()
    {
        if (_before >= 0)
        {
            Allocated = GC.GetAllocatedBytesForCurrentThread() - _before;
        }

        if (Allocated <= limit || Stopwatch.GetElapsedTime(_start) > Patience / 2)
        {
            return false;
        }

        Thread.Sleep(5); // tidy: the JIT's thread tells nobody that it is done, and wants a processor
        _before = GC.GetAllocatedBytesForCurrentThread();
        return true;
    }
}
