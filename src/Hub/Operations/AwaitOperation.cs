namespace Akka.Greensock;

/// <summary>
/// Waits for a task that is none of ours, so that a timeout or a kill can end the wait. The task itself goes on.
/// </summary>
internal sealed class AwaitOperation<T> : Operation<T>
{
    private Task? _task;
    private Func<Task, T>? _take;

    // Such waits are rare, so they are not pooled.
    public static ValueTask<T> StartAsync(
        Hub hub, Task task, Func<Task, T> take, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var operation = new AwaitOperation<T> { _task = task, _take = take };
        ValueTask<T> awaitable = operation.AsValueTask();
        operation.Start(hub, timeout, cancellationToken);
        return awaitable;
    }

    private protected override void Begin()
    {
        if (_task!.IsCompleted)
        {
            Finish();
            return;
        }

        ArmTimeout();

        // All it does is to post, so it may run wherever the task is completed. An awaiter's continuation would go through the
        // thread pool where that is a greenlet, whose context is another: no order, and no simulation, survives that.
        Hub hub = Owner; // which a wait that gave up has no more
        _task.ContinueWith(
            (_, operation) => hub.Root.Post(static operation => ((AwaitOperation<T>)operation!).TaskEnded(), operation),
            this,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private protected override void Try()
    {
    }

    private protected override void Withdraw()
    {
    }

    private protected override Exception TimeoutError(TimeSpan timeout) =>
        new TimeoutException($"What was awaited took longer than {timeout.TotalMilliseconds:0} ms; it goes on by itself.");

    private protected override void Recycle()
    {
    }

    private void TaskEnded()
    {
        if (IsPending)
        {
            Finish();
            CompleteAndDeliver();
        }
    }

    private void Finish()
    {
        try
        {
            // The task has ended: this takes its outcome and waits for nothing.
            Result = _take!(_task!);
            Complete();
        }
        catch (Exception e)
        {
            CompleteWith(e);
        }
    }
}
