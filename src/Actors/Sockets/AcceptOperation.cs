namespace Akka.Greensock;

/// <summary>An accept.</summary>
internal sealed class AcceptOperation : SocketOperation<OwnedSocket>
{
    internal const string Name = "accept";

    [ThreadStatic]
    private static OperationPool<AcceptOperation>? _pool;

    private HubPort? _connectionOwner;

    private protected override Direction Direction => Direction.Reading;

    private protected override string Verb => Name;

    public static ValueTask<OwnedSocket> StartAsync(
        OwnedSocket socket, HubPort connectionOwner, TimeSpan timeout, CancellationToken cancellationToken)
    {
        AcceptOperation operation = (_pool ??= new()).Rent();
        operation._connectionOwner = connectionOwner;
        return operation.Start(socket, timeout, cancellationToken);
    }

    private protected override Exception? Refusal() => Socket.RefusalToAccept(Name);

    private protected override Errno Attempt()
    {
        Errno errno = Socket.TryAccept(_connectionOwner!, out OwnedSocket? accepted);
        Result = accepted;
        return errno;
    }

    // The caller was killed before it saw the connection: nobody else would ever close it.
    private protected override void DropResult() => Result?.CloseFromAnywhere();

    private protected override void Recycle()
    {
        base.Recycle();
        _connectionOwner = null;
        (_pool ??= new()).Return(this);
    }
}
