namespace Akka.Greensock;

/// <summary>
/// Attempts to connect to the addresses of a host, of which the first to succeed wins: "Happy Eyeballs", RFC 8305. An
/// attempt starts beside those under way when the delay is over, and at once when one of them fails. With an infinite
/// delay that is one after another. On the hub.
/// </summary>
/// <remarks>
/// Its descriptors are closed by the time that it is decided, except the winner's, or by <see cref="Abandon"/>,
/// whichever comes first; nothing of it is left in the wheel or the poller then.
/// </remarks>
/// <param name="hub">The hub.</param>
/// <param name="entrant">Who runs it.</param>
/// <param name="addresses">The addresses in the order in which they start, at least one.</param>
/// <param name="delay">How long an attempt is alone.</param>
/// <param name="limit">How long each attempt may take.</param>
internal sealed class ConnectRace(
    Hub hub, IRaceEntrant entrant, IReadOnlyList<KernelAddress> addresses, TimeSpan delay, TimeSpan limit) : HubTimer
{
    private readonly List<ConnectRacer> _running = []; // in the order in which they started
    private readonly List<ConnectFailure> _failures = [];
    private int _next;
    private bool _due = true;

    /// <summary>The attempts that have failed, in the order in which they did.</summary>
    public IReadOnlyList<ConnectFailure> Failures => _failures;

    /// <summary>No descriptor could be had for any attempt, so that none has been made.</summary>
    public bool NeverStarted => _failures.TrueForAll(static failure => IsShortage(failure.Errno));

    /// <summary>
    /// Goes on as far as possible. None: <paramref name="winner"/> is connected, and the caller's. Again: undecided. Any
    /// other: all have failed, the last one with this.
    /// </summary>
    public Errno Advance(out ConnectRacer? winner)
    {
        winner = Look() ?? StartDue();
        if (winner is not null)
        {
            _running.Remove(winner);
            Abandon();
            return Errno.None;
        }

        return _running.Count > 0 ? Errno.Again : _failures[^1].Errno;
    }

    /// <summary>Closes whatever is under way.</summary>
    public void Abandon()
    {
        hub.Timers.Cancel(this);
        _next = addresses.Count;
        foreach (ConnectRacer racer in _running)
        {
            racer.Close();
        }

        _running.Clear();
    }

    internal override void OnDue()
    {
        _due = true;
        entrant.RaceMoved();
    }

    /// <summary>Looks how those under way stand; of several that are connected, the one that started first.</summary>
    private ConnectRacer? Look()
    {
        for (int i = 0; i < _running.Count;)
        {
            ConnectRacer racer = _running[i];
            switch (racer.Look())
            {
                case Errno.None:
                    return racer;
                case Errno.Again:
                    i++;
                    break;
                case var errno:
                    _running.RemoveAt(i);
                    Failed(racer, errno);
                    break;
            }
        }

        return null;
    }

    private ConnectRacer? StartDue()
    {
        while (_next < addresses.Count && (_due || _running.Count == 0))
        {
            _due = false;
            KernelAddress address = addresses[_next];
            KernelResult made = entrant.MakeDescriptor(address);
            if (!made.IsOk && IsShortage(made.Errno) && _running.Count > 0)
            {
                break; // the next one to fail gives a descriptor back
            }

            _next++;
            if (!made.IsOk)
            {
                _failures.Add(new ConnectFailure(address, made.Errno, IsLate: false));
                _due = true;
                continue;
            }

            var racer = new ConnectRacer(hub, made.Value, address, entrant);
            Errno errno = racer.Start(limit);
            if (errno == Errno.None)
            {
                return racer;
            }

            if (errno == Errno.Again)
            {
                _running.Add(racer);
                ArmDelay();
            }
            else
            {
                Failed(racer, errno);
            }
        }

        return null;
    }

    private void Failed(ConnectRacer racer, Errno errno)
    {
        racer.Close();
        _failures.Add(new ConnectFailure(racer.Address, errno, racer.IsLate));
        _due = true;
    }

    private void ArmDelay()
    {
        hub.Timers.Cancel(this); // that of the attempt before, where this one follows a failure
        if (delay != Timeout.InfiniteTimeSpan && _next < addresses.Count)
        {
            hub.Timers.Arm(this, hub.TickAfter(delay));
        }
    }

    private static bool IsShortage(Errno errno) => errno is Errno.MFile or Errno.NFile or Errno.NoBufs or Errno.NoMem;
}
