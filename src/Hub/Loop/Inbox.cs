using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Akka.Dispatch;

namespace Akka.Greensock;

/// <summary>
/// The door through which other threads reach a hub: a queue of many producers and one consumer, and the flag that says
/// whether the consumer sleeps.
/// </summary>
/// <remarks>
/// <para>The wake-up protocol is "arm, recheck, sleep". The hub sets the flag, looks at the queue once more, and only
/// then sleeps; a producer puts its work in, and only then looks at the flag. A full fence stands between the two steps
/// on either side, so at least one of them sees the other. Whoever takes the flag down pays for the wake: at most one
/// system call for each sleep, however many producers there are.</para>
/// <para>Sealing works the same way: the hub seals and then empties the queue, a producer puts in and then looks at the
/// seal. What slips in between is taken out by that producer and rejected, so that nothing is ever left lying in a
/// queue that nobody reads.</para>
/// </remarks>
internal sealed class Inbox(IPoller poller)
{
    private readonly ConcurrentQueue<object> _items = new();
    private int _sleeping;
    private int _sealed;
    private long _wakes;

    public bool IsEmpty => _items.IsEmpty;

    /// <summary>How many wake-ups were paid for.</summary>
    public long Wakes => Volatile.Read(ref _wakes);

    /// <summary>
    /// Puts work in: an <see cref="IHubWork"/>, or an <see cref="IRunnable"/> (a mailbox). False: the hub has ended and
    /// took nothing.
    /// </summary>
    public bool TryAdd(object work)
    {
        if (Volatile.Read(ref _sealed) != 0)
        {
            return false;
        }

        _items.Enqueue(work);
        Interlocked.MemoryBarrier();
        if (_sealed != 0)
        {
            RejectAll();
            return true;
        }

        Wake();
        return true;
    }

    public bool TryTake([NotNullWhen(true)] out object? work) => _items.TryDequeue(out work);

    /// <summary>Wakes the hub where it sleeps.</summary>
    public void Wake()
    {
        if (_sleeping != 0 && Interlocked.Exchange(ref _sleeping, 0) != 0)
        {
            Interlocked.Increment(ref _wakes);
            poller.Wake();
        }
    }

    /// <summary>The hub is about to sleep. False: something came, look at it first.</summary>
    public bool TryFallAsleep()
    {
        Interlocked.Exchange(ref _sleeping, 1);
        if (_items.IsEmpty)
        {
            return true;
        }

        _sleeping = 0;
        return false;
    }

    public void WakeUp() => Volatile.Write(ref _sleeping, 0);

    /// <summary>Takes nothing more, and rejects what is there.</summary>
    public void Seal()
    {
        Interlocked.Exchange(ref _sealed, 1);
        RejectAll();
    }

    private void RejectAll()
    {
        while (_items.TryDequeue(out object? work))
        {
            if (work is IHubWork hubWork)
            {
                hubWork.Reject();
            }
            else
            {
                RunElsewhere((IRunnable)work);
            }
        }
    }

    /// <summary>A mailbox whose hub has gone: it must still run, or its actor would never end.</summary>
    public static void RunElsewhere(IRunnable mailbox) =>
        ThreadPool.UnsafeQueueUserWorkItem(static m => m.Run(), mailbox, preferLocal: false);
}
