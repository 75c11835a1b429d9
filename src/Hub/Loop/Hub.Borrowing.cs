namespace Akka.Greensock;

/// <content>
/// While a hub sleeps in its poller, its baton lies there for a thread that has a call to make: that makes it itself, at the
/// price of a compare-and-swap, instead of waking the hub and being woken by it, which takes two switches between cores.
/// </content>
/// <remarks>
/// Whoever sleeps in the poller frees the baton before and takes it back after, and waits where it is borrowed: for one
/// system call that does not block. Nothing of a user's runs under a borrowed baton, and a borrower never hands it on.
/// Calls that were posted before keep their place, because nobody borrows from a hub whose inbox has something.
/// </remarks>
public sealed partial class Hub
{
    private const int Held = 0;
    private const int Free = 1;
    private const int Borrowed = 2;

    private int _baton = Held;
    private long _nextTimer; // as it was when the hub went to sleep

    /// <summary>
    /// Lends this thread, which is no hub's, the baton of a hub that sleeps: it is the hub until <see cref="GiveBack"/>. False:
    /// the hub is awake, and has to be posted to.
    /// </summary>
    internal bool TryBorrow()
    {
        if (Volatile.Read(ref _baton) != Free || !_inbox.IsEmpty || Interlocked.CompareExchange(ref _baton, Borrowed, Free) != Free)
        {
            return false;
        }

        _current = this;
        return true;
    }

    /// <summary>Runs what the borrower came for, where that is next; what it made ready for others is left to the hub.</summary>
    internal void RunBorrowed(IHubWork work)
    {
        if (_ready.TryPeek(out IHubWork? next) && ReferenceEquals(next, work))
        {
            _ready.Dequeue();
            _resumed++;
            work.Run();
        }
    }

    /// <summary>Ends <see cref="TryBorrow"/>, and wakes the hub where there is something to do for it now.</summary>
    internal void GiveBack()
    {
        _current = null;
        bool hasWork = _ready.Count != 0 || _mailboxes.Count != 0 || _afterPoll.Count != 0 || _lookAgain.Count != 0 ||
            Timers.NextTick() < _nextTimer;
        Volatile.Write(ref _baton, Free);
        if (hasWork)
        {
            _inbox.Wake();
        }
    }

    private KernelResult Sleep(int timeout)
    {
        if (!_poller.MayBeUsedWhileItWaits)
        {
            return _poller.Poll(_events, timeout);
        }

        _nextTimer = Timers.NextTick();
        Volatile.Write(ref _baton, Free);
        KernelResult result = _poller.Poll(_events, timeout);
        var spin = default(SpinWait);
        while (Interlocked.CompareExchange(ref _baton, Held, Free) != Free)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }

        return result;
    }
}
