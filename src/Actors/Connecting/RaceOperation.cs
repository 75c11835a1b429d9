namespace Akka.Greensock;

/// <summary>
/// A connect of a socket to the first address of several that answers. The result is false where there was no race: the
/// socket's own descriptor has to be used, and the addresses tried in turn.
/// </summary>
internal sealed class RaceOperation : SocketOperation<bool>, IRaceEntrant
{
    private readonly string _target;
    private readonly IReadOnlyList<KernelAddress> _addresses;
    private readonly TimeSpan _delay;
    private ConnectRace? _race;
    private int _stamp;

    private RaceOperation(string target, IReadOnlyList<KernelAddress> addresses, TimeSpan delay)
    {
        (_target, _addresses, _delay) = (target, addresses, delay);
    }

    private protected override Direction Direction => Direction.Writing;

    private protected override string Verb => ConnectOperation.Name;

    // Such calls resolve a name first, so they are not pooled.
    public static ValueTask<bool> StartAsync(
        OwnedSocket socket,
        string target,
        IReadOnlyList<KernelAddress> addresses,
        TimeSpan delay,
        TimeSpan timeout,
        CancellationToken cancellationToken) =>
        new RaceOperation(target, addresses, delay).Start(socket, timeout, cancellationToken);

    KernelResult IRaceEntrant.MakeDescriptor(in KernelAddress address) => Socket.MakeStandIn();

    void IRaceEntrant.RaceMoved() => Schedule();

    void IRaceEntrant.HubEnds() =>
        Fail(SocketErrorText.Aborted(Verb, $"to {_target}", "closed by the end of its hub"));

    private protected override Exception? Refusal() => Socket.RefusalToConnect(Verb);

    private protected override void Begin()
    {
        base.Begin();
        if (IsPending)
        {
            Schedule();
        }
    }

    private protected override Errno Attempt()
    {
        if (_race is null)
        {
            if (!Socket.TryBeginRace(out _stamp))
            {
                Result = false;
                return Errno.None;
            }

            _race = new ConnectRace(Owner, this, _addresses, _delay, Timeout.InfiniteTimeSpan);
        }

        Errno errno = _race.Advance(out ConnectRacer? winner);
        if (errno == Errno.Again)
        {
            return errno;
        }

        if (winner is not null)
        {
            Socket.TakeOver(winner, _stamp);
            Result = true;
            return Errno.None;
        }

        Socket.EndRace();
        Result = false;
        return _race.NeverStarted ? Errno.None : errno;
    }

    private protected override void Abandon()
    {
        if (_race is { } race)
        {
            race.Abandon();
            Socket.EndRace();
        }
    }

    private protected override Exception Failed(Errno errno) => SocketErrorText.Exception(
        Verb,
        _race is null ? $"to {_target}" : $"to {_target} ({_race.Failures[^1].Address}, the last of {_addresses.Count} to fail)",
        errno);

    private protected override Exception TimeoutError(TimeSpan timeout) => new SocketTimeoutException(
        $"connect to {_target}: none of {_addresses.Count} addresses answered within {timeout.TotalMilliseconds:0} ms. " +
        "The socket is as it was: try again, or close it.");
}
