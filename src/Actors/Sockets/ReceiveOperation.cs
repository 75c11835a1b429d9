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
    private int _received;

    private protected override Direction Direction => Direction.Reading;

    private protected override bool MayBeginHere => true;

    private protected override string Verb => Name;

    private bool WaitsForAll => (_flags & (MessageFlags.WaitAll | SocketFlags.Peek)) == MessageFlags.WaitAll && Socket.IsStream;

    public static ValueTask<int> StartAsync(
        OwnedSocket socket,
        Memory<byte> buffer,
        SocketFlags flags,
        TimeSpan timeout,
        object? holder,
        CancellationToken cancellationToken)
    {
        ReceiveOperation operation = (_pool ??= new()).Rent();
        operation._buffer = buffer;
        operation._flags = flags;
        operation._received = 0;
        return operation.Start(socket, timeout, cancellationToken, holder);
    }

    private protected override Errno Attempt()
    {
        KernelResult result = Socket.TryReceive(_buffer.Span[_received..], _flags);
        if (!WaitsForAll)
        {
            Result = result.Value;
            return result.Errno;
        }

        // MSG_WAITALL on a descriptor that does not block is up to us.
        while (result.IsOk && result.Value > 0 && _received + result.Value < _buffer.Length)
        {
            _received += result.Value;
            result = Socket.TryReceive(_buffer.Span[_received..], _flags);
        }

        _received += result.IsOk ? result.Value : 0;
        Result = _received;
        return result.Errno;
    }

    private protected override Errno EndWithoutWaiting() => _received > 0 ? Errno.None : Errno.Again;

    private protected override Exception TimeoutError(TimeSpan timeout) => _received == 0
        ? base.TimeoutError(timeout)
        : new SocketTimeoutException(
            $"receive {Socket}: timed out after {timeout.TotalMilliseconds:0} ms with {_received} of {_buffer.Length} bytes, " +
            "which are in the buffer. Receive the rest behind them, or close the socket.");

    private protected override void Recycle()
    {
        base.Recycle();
        _buffer = default;
        (_pool ??= new()).Return(this);
    }
}
