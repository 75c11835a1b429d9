namespace Akka.Greensock;

/// <summary>
/// A descriptor that somebody else owns, and that greenlets of this hub wait for. It lives as long as anybody waits:
/// one entry in the poller, for all of them together. It never touches the descriptor itself.
/// </summary>
internal sealed class ForeignDescriptor(Hub hub, int number) : Descriptor(hub, number)
{
    private OperationQueue _waiters;
    private volatile bool _isClosed;

    /// <summary>The generation of its slot.</summary>
    public uint Generation { get; set; }

    /// <summary>True once its number was closed, as far as that was told.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>What its waiters wait for, together.</summary>
    public Readiness Interest
    {
        get
        {
            Readiness interest = Readiness.None;
            for (Operation? wait = _waiters.Head; wait is not null; wait = wait.NextInLine)
            {
                interest |= ((WaitOperation)wait).Interest;
            }

            return interest;
        }
    }

    /// <summary>Any thread.</summary>
    public void MarkClosed() => _isClosed = true;

    public void Append(WaitOperation wait) => _waiters.Append(wait);

    /// <summary>One of them waits no longer. The interest is left as it is, until the next event or wait.</summary>
    public void Remove(WaitOperation wait)
    {
        _waiters.Remove(wait);
        if (_waiters.IsEmpty)
        {
            Hub.Foreign.LetGo(this);
        }
    }

    /// <summary>Its number was closed: all of them are told.</summary>
    public void Abandon() => FailAll(static number => new CancelWaitException(
        $"wait on descriptor {number}: it was closed while the call was waiting (BadF). Whoever closes it should end its waits first."));

    /// <summary>The same, soon, from any thread.</summary>
    public void AbandonFromAnywhere()
    {
        if (Hub.Current == Hub)
        {
            Abandon();
        }
        else
        {
            Hub.TryAdd(new Abandonment(this));
        }
    }

    internal override void OnReady(Readiness readiness)
    {
        if (_isClosed)
        {
            // The close may itself be the event. Whatever it was, a read would now meet the number's next owner.
            Abandon();
            return;
        }

        for (Operation? wait = _waiters.Head; wait is not null; wait = wait.NextInLine)
        {
            if ((((WaitOperation)wait).Interest & readiness) != 0)
            {
                ((WaitOperation)wait).Ready(readiness);
            }
        }

        // Those who were told leave when their turn comes; nobody else is there to be told of a next event yet.
        if (Interest != Readiness.None && !Hub.Foreign.Rearm(this))
        {
            Abandon();
        }
    }

    internal override void OnHubEnded() => FailAll(_ => Hub.HasEndedException("A wait"));

    // Each leaves by itself, and the last one ends this.
    private void FailAll(Func<int, Exception> exception)
    {
        while (_waiters.Head is { } wait)
        {
            wait.Fail(exception(Number));
        }
    }

    private sealed class Abandonment(ForeignDescriptor descriptor) : IHubWork
    {
        public void Run() => descriptor.Abandon();

        // The hub has ended, and every wait with it.
        public void Reject()
        {
        }
    }
}
