namespace Akka.Greensock;

/// <content>How a call ends that is killed or cancelled, from wherever that comes.</content>
internal abstract partial class Operation
{
    /// <summary>
    /// The greenlet that is parked in it is killed. True: what it gets from this call is the exception, even if a
    /// result was on its way. False: another hub performs the call and is asked to end it, but may have done so
    /// already. On the asker's hub.
    /// </summary>
    internal bool Kill(Exception exception)
    {
        if (!_local)
        {
            SendAbortion(exception);
            return false;
        }

        if (_status == OperationStatus.Completed)
        {
            if (_exception is null)
            {
                DropResult();
            }

            _exception = exception;
        }

        Fail(exception);
        return true;
    }

    /// <summary>
    /// Its token was cancelled: it fails, unless it has its outcome. Any thread; the lease is current, because its end
    /// waits for this.
    /// </summary>
    private void Cancel(OperationCanceledException exception)
    {
        if (Hub.Current != _owner)
        {
            SendAbortion(exception);
        }
        else if (_status == OperationStatus.Fresh)
        {
            _exception = exception; // it lies in the inbox of this hub still, and will be over as it begins
        }
        else
        {
            Fail(exception);
        }
    }

    private void SendAbortion(Exception exception)
    {
        // An owner that has ended has ended all its operations with it.
        _ = _owner!.TryAdd(new Abortion(this, _version, exception));
    }

    /// <summary>An abort that travels to the owner's hub. By the time it is there the lease may be over.</summary>
    private sealed class Abortion(Operation operation, short version, Exception exception) : IHubWork
    {
        public void Run()
        {
            // In this order: an operation that is pending here is this hub's until it is delivered, so its version
            // cannot move on after the look at it.
            bool isPending = operation.IsPending;
            Interlocked.MemoryBarrier();
            if (isPending && operation._version == version)
            {
                operation.Fail(exception);
            }
        }

        // The owner ends, and with it every operation that it has.
        public void Reject()
        {
        }
    }
}
