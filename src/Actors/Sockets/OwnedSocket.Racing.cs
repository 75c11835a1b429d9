using System.Net;

namespace Akka.Greensock;

/// <content>
/// A race for a connection (<see cref="ConnectRace"/>) needs descriptors beside the socket's own. Each gets what was set
/// on the socket, and the winner's number takes the place of the socket's, in one piece of work: nobody on the hub ever
/// sees the socket without one.
/// </content>
internal sealed partial class OwnedSocket
{
    private KeptOptions? _options;
    private volatile bool _isReplaceable;

    // A connect of the socket's own says where it goes.
    private bool IsRacing => _phase == SocketPhase.Connecting && _connectingTo.IsNone;

    /// <summary>
    /// Connects to the first of several addresses, given in the resolver's order, that answers. False: there was no race,
    /// and the addresses have to be tried in turn. Any thread.
    /// </summary>
    public ValueTask<bool> RaceAsync(
        string target, IReadOnlyList<IPEndPoint> endPoints, TimeSpan timeout, CancellationToken cancellationToken)
    {
        GreensockSettings settings = _port.Owner.Settings;
        if (!settings.HappyEyeballs || !_isReplaceable)
        {
            return ValueTask.FromResult(false);
        }

        KernelAddress[] addresses = [.. FamilyOrder.Interleave(endPoints).Select(endPoint => ToAddress(endPoint, ConnectOperation.Name))];
        return cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<bool>(cancellationToken)
            : RaceOperation.StartAsync(this, target, addresses, settings.ConnectAttemptDelay, timeout, cancellationToken);
    }

    /// <summary>
    /// A race begins, unless the descriptor has to stay: it is bound, somebody else knows or shares it, or has a connect
    /// under way.
    /// </summary>
    internal bool TryBeginRace(out int stamp)
    {
        stamp = _options?.Stamp ?? 0;
        if (!_isReplaceable || _phase != SocketPhase.Open || IsBound)
        {
            return false;
        }

        _phase = SocketPhase.Connecting;
        return true;
    }

    /// <summary>A race has ended without a winner. The socket is as it was before.</summary>
    internal void EndRace() => Interlocked.CompareExchange(ref _phase, SocketPhase.Open, SocketPhase.Connecting);

    /// <summary>A descriptor like the socket's own.</summary>
    internal KernelResult MakeStandIn()
    {
        KernelResult made = MakeNumber(_kernel, Kind);
        if (made.IsOk && _options?.ApplyTo(_kernel, made.Value) is { } errno and not Errno.None)
        {
            _kernel.Close(made.Value);
            return KernelResult.Fail(errno);
        }

        return made;
    }

    /// <summary>
    /// The winner's descriptor takes the place of the socket's own, which is closed. It gets what was set since the
    /// race began.
    /// </summary>
    internal void TakeOver(ConnectRacer winner, int stamp)
    {
        Hub.Unwatch(this);
        Hub.Numbers.Disown(this);
        Hub.Numbers.Closing(Number);
        _kernel.Close(Number);
        Number = winner.Number;
        winner.HandOver(this);
        Hub.Numbers.Own(this);
        _options?.ApplyTo(_kernel, Number, stamp);
        Errno connected = Connected(winner.Address);
        Invariant.Holds(connected == Errno.None, "a winner is watched already");
    }

    /// <summary>Something is set in a way that is not kept, so the descriptor has to stay. Always true.</summary>
    private bool NotKept()
    {
        _isReplaceable = false;
        return true;
    }

    /// <summary>Sets an option, and keeps it for a descriptor that may take the place of this one.</summary>
    private Errno Set(KeptOption option)
    {
        if (IsClosed)
        {
            return Errno.BadF;
        }

        Errno errno = option.ApplyTo(_kernel, Number);
        if (errno == Errno.None && _isReplaceable && !IsBound && _phase is SocketPhase.Open or SocketPhase.Connecting)
        {
            (_options ??= new KeptOptions()).Add(option);
        }

        return errno;
    }
}
