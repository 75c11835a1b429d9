using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>A send to an address. The result is the byte count.</summary>
internal sealed class SendToOperation : SocketOperation<int>
{
    internal const string Name = "send to";

    [ThreadStatic]
    private static OperationPool<SendToOperation>? _pool;

    private ReadOnlyMemory<byte> _buffer;
    private SocketFlags _flags;
    private KernelAddress _target;

    private protected override Direction Direction => Direction.Writing;

    private protected override bool MayBeginHere => true;

    private protected override string Verb => Name;

    public static ValueTask<int> StartAsync(
        OwnedSocket socket,
        ReadOnlyMemory<byte> buffer,
        SocketFlags flags,
        in KernelAddress target,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        SendToOperation operation = (_pool ??= new()).Rent();
        operation._buffer = buffer;
        operation._flags = flags;
        operation._target = target;
        return operation.Start(socket, timeout, cancellationToken);
    }

    private protected override Errno Attempt()
    {
        KernelResult result = Socket.TrySendTo(_buffer.Span, _flags, _target);
        Result = result.Value;
        return result.Errno;
    }

    private protected override Exception Failed(Errno errno) =>
        SocketErrorText.Exception(Name, _target.IsNone ? $"{Socket}" : $"{_target}", errno);

    private protected override void Recycle()
    {
        base.Recycle();
        _buffer = default;
        _target = default;
        (_pool ??= new()).Return(this);
    }
}
