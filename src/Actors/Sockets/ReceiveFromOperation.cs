using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>A receive that says from whom.</summary>
internal sealed class ReceiveFromOperation : SocketOperation<SocketReceiveFromResult>
{
    internal const string Name = "receive from";

    [ThreadStatic]
    private static OperationPool<ReceiveFromOperation>? _pool;

    private Memory<byte> _buffer;
    private SocketFlags _flags;

    private protected override Direction Direction => Direction.Reading;

    private protected override bool MayBeginHere => true;

    private protected override string Verb => Name;

    public static ValueTask<SocketReceiveFromResult> StartAsync(
        OwnedSocket socket, Memory<byte> buffer, SocketFlags flags, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ReceiveFromOperation operation = (_pool ??= new()).Rent();
        operation._buffer = buffer;
        operation._flags = flags;
        return operation.Start(socket, timeout, cancellationToken);
    }

    private protected override Errno Attempt()
    {
        KernelResult result = Socket.TryReceiveFrom(_buffer.Span, _flags, out KernelAddress sender);
        if (result.IsOk)
        {
            Result = OwnedSocket.ReceivedFrom(result.Value, sender);
        }

        return result.Errno;
    }

    private protected override void Recycle()
    {
        base.Recycle();
        _buffer = default;
        (_pool ??= new()).Return(this);
    }
}
