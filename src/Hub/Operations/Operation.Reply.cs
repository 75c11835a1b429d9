using System.Threading.Tasks.Sources;

namespace Akka.Greensock;

/// <content>The reply address: who asked, and how to resume it there.</content>
internal abstract partial class Operation
{
    private Action<object?>? _continuation;
    private object? _state;
    private object? _asker; // Greenlet, TaskScheduler or SynchronizationContext; null: the thread pool, or the driver
    private ExecutionContext? _context;
    private bool _parked;
    private bool _continues;

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        OnCompleted(continuation, state, token, flags);

    private protected void OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        CheckVersion(token);
        object? asker = CaptureAsker(flags);
        ExecutionContext? context =
            (flags & ValueTaskSourceOnCompletedFlags.FlowExecutionContext) != 0 ? ExecutionContext.Capture() : null;
        if (!_local)
        {
            Register_Routed(continuation, state, asker, context);
        }
        else if (Hub.Current == _owner)
        {
            Register_OnOwner(continuation, state, asker, context);
        }
        else
        {
            PostRegistration(continuation, state, asker, context);
        }
    }

    // Begun on its hub and awaited elsewhere: rare, and simply done where it is safe. A method of its own, because a
    // closure is made where its method begins, whether it is needed or not.
    private void PostRegistration(Action<object?> continuation, object? state, object? asker, ExecutionContext? context) =>
        _owner!.Root.Post(_ => Register_Late(continuation, state, asker, context), null);

    private static object? CaptureAsker(ValueTaskSourceOnCompletedFlags flags)
    {
        Hub? hub = Hub.Current;
        if (hub?.Running is { } greenlet)
        {
            return greenlet;
        }

        if ((flags & ValueTaskSourceOnCompletedFlags.UseSchedulingContext) != 0)
        {
            if (SynchronizationContext.Current is { } context && context.GetType() != typeof(SynchronizationContext))
            {
                return context;
            }

            // In an actor's ReceiveAsync this is its ActorTaskScheduler, which brings Self, Sender and Context back.
            if (TaskScheduler.Current != TaskScheduler.Default)
            {
                return TaskScheduler.Current;
            }
        }

        return hub?.Root;
    }

    private void Register_OnOwner(Action<object?> continuation, object? state, object? asker, ExecutionContext? context)
    {
        if (_continuation is not null)
        {
            throw AwaitedTwice();
        }

        // Whoever else waits is parked in the hub's root, so that the hub's end finds every call that somebody waits
        // for.
        (_continuation, _state, _asker, _context) = (continuation, state, asker, context);
        _parked = true;
        (AskerIsOfOwner ? (Greenlet)asker! : _owner!.Root).Park(this);

        if (_status == OperationStatus.Completed)
        {
            DeliverSoon();
        }
    }

    private void Register_Late(Action<object?> continuation, object? state, object? asker, ExecutionContext? context)
    {
        if (Hub.Current == _owner)
        {
            Register_OnOwner(continuation, state, asker, context);
            return;
        }

        // The hub has ended, and this is the pool. The hub's queues and wheel may still hold the operation: so it is
        // not used again.
        (_continuation, _state, _asker, _context) = (continuation, state, asker, context);
        _exception = _status < OperationStatus.Completed ? _owner!.HasEndedException(GetType().Name) : _exception;
        _status = OperationStatus.Delivered;
        _queued = true;
        Tell();
    }

    private bool AskerIsOfOwner => _asker is Greenlet greenlet && greenlet.Hub == _owner;

    private void Register_Routed(Action<object?> continuation, object? state, object? asker, ExecutionContext? context)
    {
        if (Volatile.Read(ref _continuation) is { } registered && !ReferenceEquals(registered, NobodyWaits))
        {
            throw AwaitedTwice();
        }

        (_state, _asker, _context) = (state, asker, context);
        if (asker is Greenlet greenlet)
        {
            _parked = true;
            greenlet.Park(this);
        }

        if (Interlocked.CompareExchange(ref _continuation, continuation, null) is not null)
        {
            // The owner was faster and has left its marker: tell the asker from here.
            _continuation = continuation;
            Tell();
        }
    }

    /// <summary>Completed: tell the asker in a later piece of work. On the owner's hub.</summary>
    private void DeliverSoon()
    {
        if (_queued)
        {
            return;
        }

        if (!_local)
        {
            Deliver();
        }
        else if (_continuation is not null)
        {
            Schedule();
        }
    }

    /// <summary>Completed, and no entry of it is left in the ready queue: tell the asker. On the owner's hub.</summary>
    private void Deliver()
    {
        if (_local)
        {
            if (_continuation is null)
            {
                return; // not awaited yet: the await will find it completed
            }

            _status = OperationStatus.Delivered;
            if (Hub.Current != _owner)
            {
                Tell(); // its hub has ended
            }
            else if (AskerIsOfOwner)
            {
                Resume();
            }
            else
            {
                _owner!.Root.Unpark(this);
                _parked = false;
                Tell();
            }

            return;
        }

        _status = OperationStatus.Delivered;
        if (Interlocked.CompareExchange(ref _continuation, NobodyWaits, null) is not null)
        {
            Tell();
        }
    }

    /// <summary>Hands the delivered operation to where its asker resumes. Any thread.</summary>
    private void Tell()
    {
        switch (_asker)
        {
            case Greenlet greenlet:
                if (!greenlet.Hub.TryAdd(this))
                {
                    ((IHubWork)this).Reject();
                }

                break;
            case TaskScheduler scheduler:
                // ActorTaskScheduler runs it inside the actor: with its cell, between its messages.
                new Task(static operation => ((Operation)operation!).Continue(), this).Start(scheduler);
                break;
            case SynchronizationContext context:
                context.Post(static operation => ((Operation)operation!).Continue(), this);
                break;
            default:
                if (_owner!.Options.Driver is { HasEnded: false } driver)
                {
                    driver.Post(Continue); // by the pool it would come when the time has gone on
                    break;
                }

                ThreadPool.UnsafeQueueUserWorkItem(static operation => operation.Continue(), this, preferLocal: false);
                break;
        }
    }

    /// <summary>The asker is a greenlet, and this is its hub: go on in it.</summary>
    private void Resume()
    {
        var greenlet = (Greenlet)_asker!;
        if (_parked)
        {
            greenlet.Unpark(this);
            if (!_local)
            {
                greenlet.Resumed(_exception);
            }
        }

        if (greenlet.Carrier is { } carrier)
        {
            carrier.Give(this);
        }
        else
        {
            greenlet.Hub.Enter(greenlet);
            Continue();
        }
    }

    void IHomeWork.RunAtHome()
    {
        var greenlet = (Greenlet)_asker!;
        greenlet.Hub.Enter(greenlet);
        Continue();
    }

    private void Continue()
    {
        Action<object?> continuation = _continuation!;
        object? state = _state;
        _continues = true;
        if (_context is { } context)
        {
            ExecutionContext.Run(context, static pair =>
            {
                var (continuation, state) = ((Action<object?>, object?))pair!;
                continuation(state);
            }, (continuation, state));
        }
        else
        {
            continuation(state);
        }
    }

    private void Forget()
    {
        _continuation = null;
        _state = null;
        _asker = null;
        _context = null;
        _parked = false;
        _continues = false;
    }
}
