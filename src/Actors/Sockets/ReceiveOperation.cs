using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>A receive into the caller's buffer.</summary>
internal sealed class ReceiveOperation : SocketOperation<int>
{
    internal const string Name = "receive";

    [ThreadStatic]
    private static OperationPool<ReceiveOperation>? _pool;

    private Memory<byte> _buffer;
    private SocketFlags _flags;

    private protected override Direction Direction => Direction.Reading;

    private protected override string Verb => Name;

    public static ValueTask<int> StartAsync(
        OwnedSocket socket, Memory<byte> buffer, SocketFlags flags, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ReceiveOperation operation = (_pool ??= new()).Rent();
        operation._buffer = buffer;
        operation._flags = flags;
        return operation.Start(socket, timeout, cancellationToken);
    }

    private protected override Errno Attempt()
    {
        KernelResult result = Socket.TryReceive(_buffer.Span, _flags);
        Result = result.Value;
        return result.Errno;
    }

    private protected override void Recycle()
    {
        base.Recycle();
        _buffer = default;
        (_pool ??= new()).Return(this);
    }
}
