using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>A receive that writes from whom into an address of the caller's.</summary>
internal sealed class ReceiveFromAddressOperation : SocketOperation<int>
{
    [ThreadStatic]
    private static OperationPool<ReceiveFromAddressOperation>? _pool;

    private Memory<byte> _buffer;
    private SocketFlags _flags;
    private SocketAddress? _sender;

    private protected override Direction Direction => Direction.Reading;

    private protected override bool MayBeginHere => true;

    private protected override string Verb => ReceiveFromOperation.Name;

    public static ValueTask<int> StartAsync(
        OwnedSocket socket,
        Memory<byte> buffer,
        SocketFlags flags,
        SocketAddress sender,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        ReceiveFromAddressOperation operation = (_pool ??= new()).Rent();
        operation._buffer = buffer;
        operation._flags = flags;
        operation._sender = sender;
        return operation.Start(socket, timeout, cancellationToken);
    }

    private protected override Errno Attempt()
    {
        KernelResult result = Socket.TryReceiveFrom(_buffer.Span, _flags, out KernelAddress from);
        if (result.IsOk)
        {
            Result = OwnedSocket.ReceivedFrom(result.Value, from, _sender!);
        }

        return result.Errno;
    }

    private protected override void Recycle()
    {
        base.Recycle();
        _buffer = default;
        _sender = null;
        (_pool ??= new()).Return(this);
    }
}
