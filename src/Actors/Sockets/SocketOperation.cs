namespace Akka.Greensock;

/// <summary>
/// A call on a socket that may park: a place in one of the socket's two queues, at whose head it tries.
/// </summary>
/// <typeparam name="T">What the call returns.</typeparam>
internal abstract class SocketOperation<T> : Operation<T>, ISocketCall
{
    private OwnedSocket? _socket;
    private object? _holder;

    private protected OwnedSocket Socket => _socket!;

    /// <summary>The way in which it uses its socket; reading and writing never wait for each other.</summary>
    private protected abstract Direction Direction { get; }

    /// <summary>What it is called in errors, such as <c>receive</c>.</summary>
    private protected abstract string Verb { get; }

    string ISocketCall.Verb => Verb;

    object? ISocketCall.Holder => _holder;

    /// <summary>Starts the operation. On the asker's thread, once its fields are filled in.</summary>
    private protected ValueTask<T> Start(
        OwnedSocket socket, TimeSpan timeout, CancellationToken cancellationToken, object? holder = null)
    {
        _socket = socket;
        _holder = holder;
        ValueTask<T> awaitable = AsValueTask();
        Start(socket.Hub, timeout, cancellationToken);
        return awaitable;
    }

    /// <summary>What it throws where the socket's state rules it out, or null. On the owner's hub.</summary>
    private protected virtual Exception? Refusal() => Socket.RefusalToTransfer(Verb, Direction, !MayNotWait);

    /// <summary>Does what can be done now. On the owner's hub, at the head of its queue.</summary>
    /// <returns>The failure or success that ends the call, or <see cref="Errno.Again"/>: it has to wait.</returns>
    private protected abstract Errno Attempt();

    /// <summary>What it throws where a system call failed.</summary>
    private protected virtual Exception Failed(Errno errno) => Socket.Error(Verb, errno);

    /// <summary>
    /// It may not wait and would have to: how it ends. None where it has something to show for itself.
    /// </summary>
    private protected virtual Errno EndWithoutWaiting() => Errno.Again;

    /// <summary>A call on a non-blocking socket: it ends at once, one way or the other.</summary>
    private protected bool MayNotWait => TimeLimit == TimeSpan.Zero;

    private protected override void Begin()
    {
        if ((Socket.IsOverFor(_holder) ? OwnedSocket.Disposed(Verb) : Refusal()) is { } refusal)
        {
            CompleteWith(refusal);
            return;
        }

        if (MayNotWait)
        {
            TryOnce();
            return;
        }

        if (!Socket.IsFree(Direction) && Socket.Port.Owner.Settings.RefusesConcurrentUse)
        {
            CompleteWith(new ConcurrentObjectUseException(
                $"{Verb} {Socket}: this socket is already used by another greenlet, which waits to {Socket.VerbOfHead(Direction)}. " +
                "Let one greenlet do all of it, take a lock, or set akka.greensock.socket.concurrent-use = queue."));
            return;
        }

        Socket.Enqueue(this, Direction);
        ArmTimeout();
    }

    private protected sealed override void Try()
    {
        // An entry may be late: by now another call may stand at the head, or this one may have been passed over.
        if (!Socket.IsHead(this, Direction))
        {
            return;
        }

        if (TryAttempt(out Errno errno) && errno != Errno.Again)
        {
            Socket.Dequeue(this, Direction);
            End(errno);
        }
    }

    private protected sealed override void Withdraw()
    {
        Abandon();
        Socket.Dequeue(this, Direction);
    }

    /// <summary>It fails while it waits: gives up what it has under way.</summary>
    private protected virtual void Abandon()
    {
    }

    private protected override Exception TimeoutError(TimeSpan timeout) => new SocketTimeoutException(
        $"{Verb} {Socket}: timed out after {timeout.TotalMilliseconds:0} ms. The socket is as it was: try again, or close it.");

    private protected override void Recycle()
    {
        _socket = null;
        _holder = null;
        Result = default;
    }

    // It does not stand in line: on a non-blocking socket that would be a wait. What is believed of the socket's readiness
    // does not count either, because an event may be on its way.
    private void TryOnce()
    {
        Errno errno = Errno.Again;
        if (Socket.IsFree(Direction) && !TryAttempt(out errno))
        {
            CompleteWith(Socket.Error(Verb, Errno.Canceled));
            return;
        }

        End(errno == Errno.Again ? EndWithoutWaiting() : errno);
    }

    /// <summary>False: our own code threw, and the socket has ended by that.</summary>
    private bool TryAttempt(out Errno errno)
    {
        try
        {
            errno = Attempt();
            return true;
        }
        catch (Exception bug)
        {
            errno = Errno.Again;
            Socket.Fault(bug);
            return false;
        }
    }

    private void End(Errno errno)
    {
        if (errno == Errno.None)
        {
            Complete();
        }
        else
        {
            CompleteWith(Failure(Socket.Noted(errno)));
        }
    }

    // A bug in the making of a message must not cost the caller the answer.
    private Exception Failure(Errno errno)
    {
        try
        {
            return Failed(errno);
        }
        catch (Exception bug)
        {
            return bug;
        }
    }
}
