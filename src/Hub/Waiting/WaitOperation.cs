using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>Waits until a descriptor of somebody else's is ready. The result says for what.</summary>
/// <remarks>
/// Readiness wins over the timeout: a wait that is due takes a last look at the kernel first, since a busy hub may come
/// to the timer before it comes to the event. A timeout of nothing is the same without the timer.
/// </remarks>
internal sealed class WaitOperation : Operation<WaitEvents>
{
    [ThreadStatic]
    private static OperationPool<WaitOperation>? _pool;

    private ForeignDescriptor? _descriptor;
    private int _handle;
    private Watcher? _watcher;
    private OnTimeout? _onTimeout;
    private Exception? _cancelled;
    private WaitEvents _events;
    private WaitEvents _found;
    private TimeSpan _timeout;

    /// <summary>The kernel's number of what is waited for; -1 where it has none.</summary>
    public int Number { get; private set; }

    /// <summary>What for, in the seam's words; nothing any more once it was told.</summary>
    public Readiness Interest => _found != WaitEvents.None ? Readiness.None :
        ((_events & WaitEvents.Read) != 0 ? Readiness.Readable : 0) | ((_events & WaitEvents.Write) != 0 ? Readiness.Writable : 0);

    private string What =>
        $"wait on descriptor {_handle} to " +
        (_events == WaitEvents.Read ? "read" : _events == WaitEvents.Write ? "write" : "read or write");

    /// <summary>Starts a wait on a hub. Any thread; the arguments have been checked.</summary>
    public static WaitOperation Start(
        Hub hub, int number, WaitEvents events, TimeSpan timeout, OnTimeout onTimeout, CancellationToken cancellationToken)
    {
        WaitOperation operation = (_pool ??= new()).Rent();
        operation.Begin(hub, number, events, timeout, onTimeout, cancellationToken);
        return operation;
    }

    /// <summary>A wait of a watcher. It is used once: whoever cancels it later must not meet another in its
    /// place.</summary>
    public static WaitOperation Of(Watcher watcher) => new() { _watcher = watcher };

    /// <summary>Starts it on a hub. Any thread.</summary>
    public void Begin(
        Hub hub, int number, WaitEvents events, TimeSpan timeout, OnTimeout onTimeout, CancellationToken cancellationToken)
    {
        _handle = number;
        KernelResult found = hub.Kernel.FindHandle(number);
        Number = found.IsOk ? found.Value : -1;
        _events = events;
        _timeout = timeout;
        _onTimeout = onTimeout;
        Start(hub, timeout, cancellationToken);
    }

    /// <summary>It stands in line for this descriptor.</summary>
    internal void Joined(ForeignDescriptor descriptor) => _descriptor = descriptor;

    /// <summary>
    /// Its descriptor is ready. It stays in line until its turn comes, so that a close before that is told to it: what is
    /// ready then is somebody else's.
    /// </summary>
    internal void Ready(Readiness readiness)
    {
        WaitEvents found = (readiness & Readiness.Readable) != 0 ? WaitEvents.Read : WaitEvents.None;
        found |= (readiness & Readiness.Writable) != 0 ? WaitEvents.Write : WaitEvents.None;
        _found = _events & found;
        Schedule();
    }

    /// <summary>Ends it by an exception, unless it has its outcome. On its hub, where it may not have begun yet.</summary>
    internal void CancelBy(Exception exception)
    {
        if (IsPending)
        {
            if (_found == WaitEvents.None)
            {
                Fail(exception); // a wake-up that won is kept
            }
        }
        else
        {
            _cancelled = exception;
        }
    }

    internal override void OnDue()
    {
        if (_found == WaitEvents.None)
        {
            ScheduleAfterPoll();
        }
    }

    private protected override void Begin()
    {
        if (_cancelled is not null)
        {
            Ended();
            CompleteWith(_cancelled);
            return;
        }

        KernelResult added = Owner.Foreign.Add(this);
        if (added.Errno == Errno.Perm)
        {
            Schedule(); // it is ready, and still everybody else goes first: a loop over a file must not keep the hub
        }
        else if (!added.IsOk)
        {
            Ended();
            CompleteWith(added.Errno == Errno.Canceled ? Owner.HasEndedException(What) : Refused(added.Errno));
        }
        else if (_timeout == TimeSpan.Zero)
        {
            ScheduleAfterPoll();
        }
        else
        {
            ArmTimeout();
        }
    }

    /// <summary>
    /// It was told; or the last look at the kernel has found nothing; or there is nothing that could be waited for.
    /// </summary>
    private protected override void Try()
    {
        WaitEvents found = _descriptor is null ? _events : _found;
        Withdraw();
        if (found != WaitEvents.None)
        {
            Result = found;
            Complete();
        }
        else if (_onTimeout!.Returns)
        {
            Result = WaitEvents.None;
            Complete();
        }
        else
        {
            CompleteWith(TimeoutError(_timeout));
        }
    }

    private protected override void Withdraw()
    {
        ForeignDescriptor? descriptor = _descriptor;
        _descriptor = null;
        descriptor?.Remove(this);
        Ended();
    }

    private protected override Exception TimeoutError(TimeSpan timeout) => _onTimeout!.Make(What, timeout);

    private protected override void Recycle()
    {
        Result = WaitEvents.None;
        _found = WaitEvents.None;
        _onTimeout = null;
        Ended();
        if (_watcher is null)
        {
            (_pool ??= new()).Return(this);
        }
    }

    private void Ended() => _watcher?.Ended(this);

    private SocketException Refused(Errno errno) => new(
        (int)errno.ToSocketError(), $"{What}: {Why(errno)} ({errno}).");

    private string Why(Errno errno) => errno switch
    {
        Errno.BadF when Owner.Kernel.Name == "portable" =>
            "it is no open socket of the portable kernel, which can wait for nothing but those; the linux kernel waits for " +
            "whatever the system can poll",
        Errno.BadF => "it is not open; it may have been closed before",
        Errno.NoSpc or Errno.NoMem => "the system has no room for another watch; raise fs.epoll.max_user_watches, or wait for fewer",
        Errno.MFile or Errno.NFile => "the limit of open descriptors is reached; raise it (ulimit -n), or close what is not used",
        Errno.Loop or Errno.Inval => "it is an epoll instance that the hub cannot wait for, because it waits for the hub's own",
        _ => "the kernel refuses to wait for it",
    };
}
