namespace Akka.Greensock;

/// <summary>A connect. Its result means nothing: it succeeds or fails.</summary>
internal sealed class ConnectOperation : SocketOperation<int>
{
    internal const string Name = "connect";

    [ThreadStatic]
    private static OperationPool<ConnectOperation>? _pool;

    private KernelAddress _address;
    private bool _started;
    private ConnectRetry? _retry;

    private protected override Direction Direction => Direction.Writing;

    private protected override string Verb => Name;

    public static ValueTask<int> StartAsync(
        OwnedSocket socket, in KernelAddress address, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ConnectOperation operation = (_pool ??= new()).Rent();
        operation._address = address;
        operation._started = false;
        return operation.Start(socket, timeout, cancellationToken);
    }

    private protected override Exception? Refusal() => Socket.RefusalToConnect(Name);

    private protected override void Begin()
    {
        base.Begin();

        // The first attempt needs no readiness: it is what starts the handshake.
        if (IsPending)
        {
            Schedule();
        }
    }

    private protected override Errno Attempt()
    {
        Errno errno = Socket.TryConnect(_address, _started, mayWait: !MayNotWait);
        _started = errno == Errno.Again && Socket.Phase == SocketPhase.Connecting;
        if (errno == Errno.Again && !_started && !MayNotWait)
        {
            _retry ??= new ConnectRetry(Owner, this);
            _retry.Arm();
        }

        return errno;
    }

    private protected override Exception Failed(Errno errno) => SocketErrorText.Exception(Name, $"to {_address}", errno);

    private protected override Exception TimeoutError(TimeSpan timeout) => new SocketTimeoutException(
        $"connect to {_address}: no answer within {timeout.TotalMilliseconds:0} ms. A further connect to it goes on " +
        "where this one stopped; for another address make a new socket.");

    private protected override void Recycle()
    {
        base.Recycle();
        _retry = null;
        (_pool ??= new()).Return(this);
    }
}
