using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// A wait until the socket is ready. It stands in no line and takes nothing: the calls of the socket go on beside it. The
/// result says whether it became ready in time.
/// </summary>
/// <remarks>
/// The events of a socket are edges, and tell only that something has changed. So each of them has it look at the level,
/// which is what poll(2) tells; and so has the end of its time, since a busy hub may come to the timer before the event.
/// </remarks>
internal sealed class PollOperation : Operation<bool>
{
    internal const string Name = "poll";

    [ThreadStatic]
    private static OperationPool<PollOperation>? _pool;

    private OwnedSocket? _socket;
    private SelectMode _mode;
    private bool _waits;

    public static ValueTask<bool> StartAsync(OwnedSocket socket, SelectMode mode, TimeSpan timeout, CancellationToken cancellationToken)
    {
        PollOperation operation = (_pool ??= new()).Rent();
        operation._socket = socket;
        operation._mode = mode;
        ValueTask<bool> awaitable = operation.AsValueTask();
        operation.Start(socket.Hub, timeout, cancellationToken);
        return awaitable;
    }

    /// <summary>
    /// Its socket was closed. What the BCL's poll sees of that: a hang-up, and on a stream the error of a reset.
    /// </summary>
    internal void Closed() => EndWith(_mode != SelectMode.SelectError || _socket!.IsStream);

    internal override void OnDue() => EndWith(_socket!.TryPoll(_mode) == Errno.None);

    private protected override void Begin()
    {
        if (_socket!.IsClosed)
        {
            CompleteWith(OwnedSocket.Disposed(Name));
            return;
        }

        Errno errno = _socket.TryPoll(_mode);
        if (errno != Errno.Again || TimeLimit == TimeSpan.Zero)
        {
            Finish(errno);
            return;
        }

        KernelResult watch = _socket.Watch();
        if (!watch.IsOk)
        {
            Finish(watch.Errno);
            return;
        }

        _waits = true;
        _socket.Enqueue(this);
        ArmTimeout();
    }

    private protected override void Try()
    {
        Errno errno = _socket!.TryPoll(_mode);
        if (errno != Errno.Again)
        {
            Withdraw();
            Finish(errno);
        }
    }

    private protected override void Withdraw()
    {
        if (_waits)
        {
            _waits = false;
            _socket!.Dequeue(this);
        }
    }

    private protected override Exception TimeoutError(TimeSpan timeout) => throw new InvariantException("a poll's timeout is a result");

    private protected override void Recycle()
    {
        _socket = null;
        Result = false;
        (_pool ??= new()).Return(this);
    }

    private void Finish(Errno errno)
    {
        if (errno is Errno.None or Errno.Again)
        {
            Result = errno == Errno.None;
            Complete();
        }
        else
        {
            CompleteWith(_socket!.Error(Name, errno));
        }
    }

    private void EndWith(bool ready)
    {
        Withdraw();
        Result = ready;
        CompleteAndDeliver();
    }
}
