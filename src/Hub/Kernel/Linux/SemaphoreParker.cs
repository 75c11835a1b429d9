using System.Runtime.InteropServices;

namespace Akka.Greensock;

/// <summary>
/// A parker over sem_overview(7): one futex call to wait, one to wake, and none where the permit is there already.
/// </summary>
/// <remarks>
/// The wake-ups of .NET (<see cref="SemaphoreSlim"/>, <see cref="Monitor"/>) spin first and take a lock of their own: between
/// two threads that share a core and take turns that is a third of the whole hand-over.
/// </remarks>
internal sealed unsafe class SemaphoreParker : IParker
{
    private void* _semaphore;

    public SemaphoreParker()
    {
        _semaphore = NativeMemory.AlignedAlloc(Libc.SemaphoreBytes, Libc.SemaphoreAlignment);
        Invariant.Holds(Libc.SemInit(_semaphore, shared: 0, value: 0) == 0, "a semaphore of this process can be made");
    }

    ~SemaphoreParker() => Free();

    public void Park()
    {
        while (Libc.SemWait(_semaphore) != 0)
        {
            // Only a signal ends the wait without the permit (EINTR).
        }
    }

    public void Unpark() => Libc.SemPost(_semaphore);

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_semaphore);
        _semaphore = null;
    }
}
