using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// Makes a connection to the first address of several that answers. Until there is one, there is no socket: the
/// attempts belong to this call, whose end is theirs.
/// </summary>
internal sealed class DialOperation : Operation<OwnedSocket>, IRaceEntrant
{
    private const string Name = "create_connection";

    private readonly HubPort _port;
    private readonly DialRequest _request;
    private ConnectRace? _race;

    private DialOperation(HubPort port, DialRequest request)
    {
        (_port, _request) = (port, request);
    }

    /// <summary>Dials on a port's hub. Any thread.</summary>
    /// <param name="port">Where the connection is to live.</param>
    /// <param name="request">Where to, and how.</param>
    /// <param name="timeout">How long the whole may take.</param>
    /// <param name="cancellationToken">Ends the wait and every attempt.</param>
    public static ValueTask<OwnedSocket> StartAsync(
        HubPort port, DialRequest request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<OwnedSocket>(cancellationToken);
        }

        var operation = new DialOperation(port, request);
        ValueTask<OwnedSocket> awaitable = operation.AsValueTask();
        operation.Start(port.Hub, timeout, cancellationToken);
        return awaitable;
    }

    KernelResult IRaceEntrant.MakeDescriptor(in KernelAddress address)
    {
        IKernel kernel = _port.Hub.Kernel;
        KernelAddress source = _request.Source;
        if (!source.IsNone && source.Family != address.Family)
        {
            return KernelResult.Fail(Errno.AfNoSupport); // no bind could be right
        }

        KernelResult made = OwnedSocket.MakeNumber(kernel, KindFor(address));
        if (made.IsOk && !source.IsNone && kernel.Bind(made.Value, source) is { IsOk: false } refusal)
        {
            kernel.Close(made.Value);
            return refusal;
        }

        return made;
    }

    void IRaceEntrant.RaceMoved() => Schedule();

    void IRaceEntrant.HubEnds() => Fail(_port.Hub.HasEndedException(Name));

    private protected override void Begin()
    {
        TimeSpan delay = _port.Owner.Settings.HappyEyeballs ? _port.Owner.Settings.ConnectAttemptDelay : Timeout.InfiniteTimeSpan;
        _race = new ConnectRace(_port.Hub, this, _request.Addresses, delay, _request.AttemptTimeout);
        ArmTimeout();
        Schedule();
    }

    private protected override void Try()
    {
        try
        {
            Errno errno = _race!.Advance(out ConnectRacer? winner);
            if (winner is not null)
            {
                Win(winner);
            }
            else if (errno != Errno.Again)
            {
                CompleteWith(AllFailed());
            }
        }
        catch (Exception bug)
        {
            _race!.Abandon();
            CompleteWith(bug);
        }
    }

    private protected override void Withdraw() => _race?.Abandon();

    private protected override Exception TimeoutError(TimeSpan timeout) => new SocketTimeoutException(
        $"{Name} to {_request.Target}: none of {_request.Addresses.Count} addresses answered within {timeout.TotalMilliseconds:0} ms.");

    // The caller was killed before it saw the connection: nobody else would ever close it.
    private protected override void DropResult() => Result?.CloseFromAnywhere();

    private protected override void Recycle()
    {
    }

    private void Win(ConnectRacer winner)
    {
        var socket = new OwnedSocket(_port, winner.Number, KindFor(winner.Address), SocketPhase.Connected, winner.Address);
        winner.HandOver(socket);
        if (_port.TryAdopt(socket))
        {
            Result = socket;
            Complete();
        }
        else
        {
            CompleteWith(_port.Hub.HasEndedException(Name));
        }
    }

    private Exception AllFailed()
    {
        if (!_request.TellsAll)
        {
            return Error(_race!.Failures[^1]);
        }

        return new AggregateException($"{Name} to {_request.Target} failed", _race!.Failures.Select(Error));
    }

    private SocketException Error(ConnectFailure failure) => failure.IsLate
        ? new SocketTimeoutException(
            $"{Name} to {_request.Target}: no answer from {failure.Address} within {_request.AttemptTimeout.TotalMilliseconds:0} ms.")
        : SocketErrorText.Exception(Name, $"to {_request.Target} ({failure.Address})", failure.Errno);

    private static SocketDescription KindFor(in KernelAddress address) => new(address.Family, SocketType.Stream, ProtocolType.Tcp);
}
