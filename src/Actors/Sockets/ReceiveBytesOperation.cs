namespace Akka.Greensock;

/// <summary>A receive into a buffer that is rented when there is something to put into it.</summary>
internal sealed class ReceiveBytesOperation : SocketOperation<ReceivedBytes>
{
    [ThreadStatic]
    private static OperationPool<ReceiveBytesOperation>? _pool;

    private int _maximumBytes;

    private protected override Direction Direction => Direction.Reading;

    private protected override bool MayBeginHere => true;

    private protected override string Verb => ReceiveOperation.Name;

    public static ValueTask<ReceivedBytes> StartAsync(
        OwnedSocket socket, int maximumBytes, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ReceiveBytesOperation operation = (_pool ??= new()).Rent();
        operation._maximumBytes = maximumBytes;
        return operation.Start(socket, timeout, cancellationToken);
    }

    private protected override Errno Attempt()
    {
        Errno errno = Socket.TryReceive(_maximumBytes, out ReceivedBytes received);
        Result = received;
        return errno;
    }

    private protected override void DropResult() => Result.Dispose();

    private protected override void Recycle()
    {
        base.Recycle();
        (_pool ??= new()).Return(this);
    }
}
