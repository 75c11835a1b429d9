using System.Threading.Tasks.Sources;

namespace Akka.Greensock;

/// <summary>
/// One call that may park: the message to the owner, the address of the asker and the awaitable in one object, which
/// goes back to a pool when its result is taken. "Ask with continuation", without the ask's allocations.
/// </summary>
/// <remarks>
/// <para><b>Two hubs.</b> The <i>owner</i> hub performs the operation: it alone calls <see cref="Begin"/>,
/// <see cref="Try"/> and <see cref="HubTimer.OnDue"/>, and completes. The <i>asker</i> may be a greenlet of the same
/// hub (a local operation: everything happens on one thread and no field needs a fence), or anything elsewhere (a
/// routed one: it travels through the owner's inbox, and asker and owner meet at <c>_continuation</c> alone, by
/// compare-and-swap).</para>
/// <para><b>One entry.</b> An operation is at most once in its owner's ready queue (<c>_queued</c>). One that completes
/// while it is there is delivered when its entry comes up, so a recycled operation can never be met through an old
/// entry.</para>
/// <para><b>Versions.</b> A ValueTask names the version that it was made for. The version moves on as the result is
/// taken: a second await, a late cancellation and a late kill all find a version that is not theirs.</para>
/// <para><b>Completion is seen late.</b> A routed operation counts as completed for its asker only once the owner has
/// let go of it, which is when <c>_continuation</c> holds <see cref="NobodyWaits"/>; otherwise the asker could recycle
/// it under the owner's hands.</para>
/// </remarks>
internal abstract partial class Operation : HubTimer, IHomeWork, IValueTaskSource
{
    private static readonly Action<object?> NobodyWaits = static _ => throw new InvariantException("a marker is not called");

    private Hub? _owner;
    private Exception? _exception;
    private CancellationTokenRegistration _registration;
    private TimeSpan _timeout;
    private OperationStatus _status;
    private short _version;
    private bool _queued;
    private bool _local;

    /// <summary>The version that a ValueTask over this lease carries.</summary>
    public short Version => _version;

    internal Operation? NextParked { get; set; }

    internal Operation? PreviousParked { get; set; }

    /// <summary>Its neighbours in the one <see cref="OperationQueue"/> that it stands in.</summary>
    internal Operation? NextInLine { get; set; }

    internal Operation? PreviousInLine { get; set; }

    /// <summary>It was counted among the calls that nothing outside its hub can end, when it was parked.</summary>
    internal bool CountsAsInside { get; set; }

    /// <summary>
    /// Nothing but greenlets of the asker's own hub can end it: no descriptor, no other thread, no time.
    /// </summary>
    internal virtual bool WaitsForOwnHub => false;

    /// <summary>
    /// A thread that is no hub may begin it on a hub that sleeps: it is a system call or two, and runs nothing of anybody else.
    /// </summary>
    private protected virtual bool MayBeginHere => false;

    /// <summary>What it waits for, after the name of who does, for a listing.</summary>
    internal virtual string Describe() => $"waits in a {GetType().Name}";

    /// <summary>True while the owner has it and it has no outcome.</summary>
    internal bool IsPending => _status == OperationStatus.Pending;

    /// <summary>The hub that performs it.</summary>
    private protected Hub Owner => _owner!;

    /// <summary>It is performed by the asker's own hub, and nobody else has a way to end it.</summary>
    private protected bool IsOfThisHubAlone => _local && _timeout == Timeout.InfiniteTimeSpan && _registration == default;

    /// <summary>How long it may take; zero for one that must not wait at all.</summary>
    private protected TimeSpan TimeLimit => _timeout;

    /// <summary>
    /// Takes the operation on, at its owner: puts it in line, or completes it at once. On the owner's hub.
    /// </summary>
    private protected abstract void Begin();

    /// <summary>Its entry in the ready queue has come up: go on if it can. On the owner's hub.</summary>
    private protected abstract void Try();

    /// <summary>It fails while pending: leave whatever line it stands in. On the owner's hub.</summary>
    private protected abstract void Withdraw();

    /// <summary>What its timeout throws.</summary>
    private protected abstract Exception TimeoutError(TimeSpan timeout);

    /// <summary>What it throws where its owner has ended before it began.</summary>
    private protected virtual Exception HubEndedError() => Owner.HasEndedException(GetType().Name);

    /// <summary>Its result will not be taken: a kill won. Gives back what the result holds.</summary>
    private protected virtual void DropResult()
    {
    }

    /// <summary>Clears what it holds and goes back to its pool.</summary>
    private protected abstract void Recycle();

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => GetStatus(token);

    void IValueTaskSource.GetResult(short token) => TakeOutcome(token);

    /// <summary>Starts the operation. On the asker's thread, once its fields are filled in.</summary>
    private protected void Start(Hub owner, TimeSpan timeout, CancellationToken cancellationToken)
    {
        _owner = owner;
        _timeout = timeout;
        _local = Hub.Current == owner;
        if (_local)
        {
            Begin_OnOwner();
        }
        else if (MayBeginHere && Hub.Current is null && owner.TryBorrow())
        {
            try
            {
                Begin_OnOwner();
                owner.RunBorrowed(this);
            }
            finally
            {
                owner.GiveBack();
            }
        }
        else if (!owner.TryAdd(this))
        {
            ((IHubWork)this).Reject();
        }

        // Only now: an abort that overtook the operation on its way to the owner would find it fresh.
        if (cancellationToken.CanBeCanceled)
        {
            _registration = cancellationToken.UnsafeRegister(
                static (operation, token) => ((Operation)operation!).Cancel(new OperationCanceledException(token)), this);
        }

        if (!_local && Hub.Current is null && Hub.DriverHere is { WaitsAreItsOwn: true } driver)
        {
            EndBy(driver);
        }
    }

    // A method of its own for the closure, which others need not pay for.
    private void EndBy(IHubDriver driver) =>
        driver.RunUntil(() => ReferenceEquals(Volatile.Read(ref _continuation), NobodyWaits), Timeout.InfiniteTimeSpan);

    /// <summary>Puts it into its owner's ready queue, if it is not there. On the owner's hub.</summary>
    internal void Schedule()
    {
        if (!_queued)
        {
            _queued = true;
            _owner!.Schedule(this);
        }
    }

    /// <summary>
    /// Puts it into its owner's ready queue once the kernel has been looked at. On the owner's hub; it is in no queue.
    /// </summary>
    private protected void ScheduleAfterPoll()
    {
        Invariant.Holds(!_queued, "an operation has one entry");
        _queued = true;
        _owner!.ScheduleAfterPoll(this);
    }

    /// <inheritdoc/>
    public bool NeedsLoop => _asker is Greenlet { Carrier: null };

    void IHubWork.Run()
    {
        if (_status == OperationStatus.Delivered)
        {
            Resume();
            return;
        }

        _queued = false;
        if (_status == OperationStatus.Fresh)
        {
            Begin_OnOwner();
            return;
        }

        if (_status == OperationStatus.Pending)
        {
            Try();
        }

        if (_status == OperationStatus.Completed)
        {
            Deliver();
        }
    }

    void IHubWork.Reject()
    {
        if (_status == OperationStatus.Delivered)
        {
            // The asker's hub has gone. Its code still has a finally to run: its own thread runs it, or the pool.
            if (_asker is Greenlet { Carrier: { } carrier })
            {
                carrier.Release(this);
                return;
            }

            ThreadPool.UnsafeQueueUserWorkItem(static operation => operation.Continue(), this, preferLocal: false);
            return;
        }

        if (_status == OperationStatus.Retired)
        {
            return;
        }

        _owner!.Timers.Cancel(this);
        if (_status < OperationStatus.Completed)
        {
            _exception = HubEndedError();
        }

        _status = OperationStatus.Completed;
        _queued = false;
        Deliver();
    }

    internal override void OnDue() => Fail(TimeoutError(_timeout));

    /// <summary>It stands in line: from now on it may time out. On the owner's hub.</summary>
    private protected void ArmTimeout()
    {
        if (_timeout != Timeout.InfiniteTimeSpan)
        {
            _owner!.Timers.Arm(this, _owner.TickAfter(_timeout));
        }
    }

    /// <summary>
    /// It has its result, which the caller has stored. On the owner's hub, by <see cref="Begin"/> or <see cref="Try"/>
    /// of this operation.
    /// </summary>
    private protected void Complete()
    {
        _owner!.Timers.Cancel(this);
        _status = OperationStatus.Completed;
    }

    /// <summary>
    /// It has failed. On the owner's hub, by <see cref="Begin"/> or <see cref="Try"/> of this operation.
    /// </summary>
    private protected void CompleteWith(Exception failure)
    {
        _exception = failure;
        Complete();
    }

    /// <summary>It has its result, which the caller has stored. On the owner's hub, from anywhere else.</summary>
    private protected void CompleteAndDeliver()
    {
        Complete();
        DeliverSoon();
    }

    /// <summary>It fails; a call that has its outcome already keeps it. On the owner's hub.</summary>
    internal void Fail(Exception exception)
    {
        if (_status == OperationStatus.Pending)
        {
            Withdraw();
            _exception = exception;
            CompleteAndDeliver();
        }
    }

    /// <summary>Takes the outcome and gives the operation back; the caller has taken the result before.</summary>
    private protected void TakeOutcome(short token)
    {
        CheckVersion(token);
        if (GetStatus(token) == ValueTaskSourceStatus.Pending)
        {
            throw new InvalidOperationException("The call has not finished: await its ValueTask, and do not ask for its result before.");
        }

        Exception? exception = _exception;
        _registration.Dispose();
        _registration = default;
        _exception = null;
        _version++;
        Forget();
        if (_queued)
        {
            _status = OperationStatus.Retired;
        }
        else
        {
            _status = OperationStatus.Fresh;
            _owner = null;
            Recycle();
        }

        if (exception is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception);
        }
    }

    private protected ValueTaskSourceStatus GetStatus(short token)
    {
        CheckVersion(token);
        // The owner's thread may still be at a local operation that says it is completed: to other threads it is
        // pending until it resumes.
        Action<object?>? continuation = Volatile.Read(ref _continuation);
        bool completed = _continues || (_local
            ? _status >= OperationStatus.Completed && Hub.Current == _owner
            : ReferenceEquals(continuation, NobodyWaits));
        if (!completed)
        {
            // Found here and not in OnCompleted, whose exceptions end the process: the runtime does not throw them into
            // the async method.
            return continuation is null ? ValueTaskSourceStatus.Pending : throw AwaitedTwice();
        }

        return _exception switch
        {
            null => ValueTaskSourceStatus.Succeeded,
            OperationCanceledException => ValueTaskSourceStatus.Canceled,
            _ => ValueTaskSourceStatus.Faulted,
        };
    }

    private void Begin_OnOwner()
    {
        if (_exception is null)
        {
            _status = OperationStatus.Pending;
            Begin();
        }
        else
        {
            _status = OperationStatus.Completed; // cancelled on its way here
        }

        if (_status == OperationStatus.Completed)
        {
            DeliverSoon();
        }
    }

    private void CheckVersion(short token)
    {
        if (token != _version)
        {
            throw AwaitedTwice();
        }
    }

    private static InvalidOperationException AwaitedTwice() =>
        new("A ValueTask was awaited twice, or after its result was taken. Await each call once.");
}
