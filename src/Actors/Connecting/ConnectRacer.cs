namespace Akka.Greensock;

/// <summary>
/// One attempt of a <see cref="ConnectRace"/>: a descriptor that belongs to the race until it wins or is closed. It has
/// no actor; the race ends with the call that runs it, and that call with its socket or its hub. On the hub.
/// </summary>
internal sealed class ConnectRacer(Hub hub, int number, KernelAddress address, IRaceEntrant entrant) : Descriptor(hub, number)
{
    private AttemptLimit? _limit;
    private bool _moved;

    /// <summary>Where it goes.</summary>
    public KernelAddress Address { get; } = address;

    /// <summary>It took longer than an attempt may.</summary>
    public bool IsLate { get; private set; }

    /// <summary>connect(2). Again: its outcome will come.</summary>
    public Errno Start(TimeSpan limit)
    {
        KernelResult result = Hub.Kernel.Connect(Number, Address);
        if (!result.IsOk && result.Errno != Errno.InProgress)
        {
            // EAGAIN is a shortage here, of ports or of routes (connect(2)): no event will ever come.
            return result.Errno == Errno.Again ? Errno.NoBufs : result.Errno;
        }

        // Also where it is connected at once: who takes it over then needs nothing of the kernel that could fail.
        KernelResult watch = Hub.Watch(this);
        if (!watch.IsOk || result.IsOk)
        {
            return watch.Errno;
        }

        if (limit != Timeout.InfiniteTimeSpan)
        {
            _limit = new AttemptLimit(this);
            Hub.Timers.Arm(_limit, Hub.TickAfter(limit));
        }

        return Errno.Again;
    }

    /// <summary>How it stands: None where it is connected, Again where that is open, or why it failed.</summary>
    public Errno Look()
    {
        if (Number < 0)
        {
            return Errno.Canceled;
        }

        if (_moved)
        {
            _moved = false;
            KernelResult result = Hub.Kernel.FinishConnect(Number);
            if (result.Errno != Errno.InProgress)
            {
                return result.Errno;
            }
        }

        return IsLate ? Errno.TimedOut : Errno.Again;
    }

    /// <summary>It has won: the number is another owner's from now on, who is watched in its place.</summary>
    public void HandOver(Descriptor winner)
    {
        StopTimer();
        Hub.HandOver(this, winner);
        Number = -1;
    }

    public void Close()
    {
        if (Number < 0)
        {
            return;
        }

        StopTimer();
        Hub.Unwatch(this);
        Hub.Numbers.Closing(Number);
        Hub.Kernel.Close(Number);
        Number = -1;
    }

    internal override void OnReady(Readiness readiness)
    {
        _moved = true;
        entrant.RaceMoved();
    }

    internal override void OnHubEnded()
    {
        Close();
        entrant.HubEnds();
    }

    private void StopTimer()
    {
        if (_limit is { } limit)
        {
            Hub.Timers.Cancel(limit);
        }
    }

    private sealed class AttemptLimit(ConnectRacer racer) : HubTimer
    {
        internal override void OnDue()
        {
            racer.IsLate = true;
            racer.RaceMoved();
        }
    }

    private void RaceMoved() => entrant.RaceMoved();
}
