using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>A send of all of the caller's bytes. The result is their count.</summary>
internal sealed class SendOperation : SocketOperation<int>
{
    internal const string Name = "send";

    /// <summary>How much one send may hand over before others have their turn: two of Linux's largest buffers.</summary>
    internal const int TurnBytes = 8 * 1024 * 1024;

    [ThreadStatic]
    private static OperationPool<SendOperation>? _pool;

    private ReadOnlyMemory<byte> _rest;
    private int _sent;
    private SocketFlags _flags;
    private bool _all;

    private protected override Direction Direction => Direction.Writing;

    private protected override bool MayBeginHere => true;

    private protected override string Verb => Name;

    public static SendOperation Start(
        OwnedSocket socket, ReadOnlyMemory<byte> rest, int sent, bool all, SocketFlags flags, TimeSpan timeout,
        object? holder, CancellationToken cancellationToken)
    {
        SendOperation operation = (_pool ??= new()).Rent();
        operation._rest = rest;
        operation._sent = sent;
        operation._flags = flags;
        operation._all = all;
        operation.Start(socket, timeout, cancellationToken, holder);
        return operation;
    }

    private protected override Errno Attempt()
    {
        // A short write is not yet the kernel's word that it is full: only EAGAIN promises an event.
        int once = 0;
        do
        {
            KernelResult result = Socket.TrySend(_rest.Span, _flags);
            if (!result.IsOk)
            {
                return result.Errno;
            }

            _sent += result.Value;
            once += result.Value;
            _rest = _rest[result.Value..];
            if (once > TurnBytes && !_rest.IsEmpty)
            {
                // A peer as fast as this would keep the hub from everybody else. A call that may not wait ends with it.
                if (!MayNotWait)
                {
                    Schedule();
                }

                return Errno.Again;
            }
        }
        while (!_rest.IsEmpty);

        Result = _sent;
        return Errno.None;
    }

    // What is sent is sent: a send says how much, and a send of all of it has failed.
    private protected override Errno EndWithoutWaiting()
    {
        if (_sent == 0 || _all)
        {
            return Errno.Again;
        }

        Result = _sent;
        return Errno.None;
    }

    private protected override Exception Failed(Errno errno) => errno == Errno.Again && _sent > 0
        ? SocketErrorText.Exception(Name, $"{Socket}, with {_sent} bytes sent and {_rest.Length} left", errno)
        : base.Failed(errno);

    private protected override Exception TimeoutError(TimeSpan timeout) => new SocketTimeoutException(
        $"send {Socket}: timed out after {timeout.TotalMilliseconds:0} ms with {_sent} bytes sent and {_rest.Length} " +
        "left, because the peer reads too slowly. The stream is cut at that byte: close the socket, unless you can " +
        "resume there.");

    private protected override void Recycle()
    {
        base.Recycle();
        _rest = default;
        (_pool ??= new()).Return(this);
    }
}
