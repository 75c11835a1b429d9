namespace Akka.Greensock;

/// <summary>A call that was begun by a <c>Begin…</c> and is to be ended by its <c>End…</c>.</summary>
/// <typeparam name="T">What it returns.</typeparam>
internal sealed class PendingCall<T> : IAsyncResult
{
    private readonly Task<T> _task;

    private PendingCall(Task<T> task, object? state)
    {
        _task = task;
        AsyncState = state;
        CompletedSynchronously = task.IsCompleted;
    }

    public object? AsyncState { get; }

    public bool CompletedSynchronously { get; }

    public bool IsCompleted => _task.IsCompleted;

    public WaitHandle AsyncWaitHandle => ((IAsyncResult)_task).AsyncWaitHandle;

    /// <summary>Takes a call on. The callback is called in the greenlet that began it; without one, by the pool.</summary>
    public static IAsyncResult Begin(Task<T> task, AsyncCallback? callback, object? state)
    {
        var call = new PendingCall<T>(task, state);
        if (callback is not null)
        {
            if (call.CompletedSynchronously)
            {
                callback(call);
            }
            else
            {
                // Not in a context that is none of ours: whoever blocks its thread until the callback comes would wait for
                // ever, and with the BCL does not.
                _ = call.CallBackAsync(
                    callback, Hub.Current is null ? ConfigureAwaitOptions.None : ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
        }

        return call;
    }

    /// <summary>Ends a call: its result, or its exception. One that has not ended is waited for.</summary>
    /// <param name="asyncResult">What <see cref="Begin"/> gave.</param>
    /// <param name="operation">What this is called in errors.</param>
    /// <param name="twin">The member to await where nothing may wait.</param>
    public static T End(IAsyncResult asyncResult, string operation, string twin)
    {
        ArgumentNullException.ThrowIfNull(asyncResult);
        if (asyncResult is not PendingCall<T> call)
        {
            throw new ArgumentException($"{operation}: this is no call that the member beside it has begun.", nameof(asyncResult));
        }

        if (call.IsCompleted)
        {
            return call._task.GetAwaiter().GetResult();
        }

        using var waiting = SynchronousCall.Begin(operation, twin);
        return waiting.Wait(new ValueTask<T>(call._task));
    }

    /// <summary>The call has failed by now: how.</summary>
    public static System.Net.Sockets.SocketError? ErrorOf(Task<T> task) => task.Exception?.InnerException switch
    {
        System.Net.Sockets.SocketException e => e.SocketErrorCode,
        null => null,
        _ => System.Net.Sockets.SocketError.SocketError,
    };

    private async Task CallBackAsync(AsyncCallback callback, ConfigureAwaitOptions where)
    {
        await ((Task)_task).ConfigureAwait(where | ConfigureAwaitOptions.SuppressThrowing);
        callback(this);
    }
}
