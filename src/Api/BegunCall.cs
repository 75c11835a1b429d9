namespace Akka.Greensock;

/// <summary>
/// The pairs of Begin… and End… over awaitable members. The callback runs where the call ends: on the caller's hub, or on a
/// thread of the pool.
/// </summary>
internal static class BegunCall
{
    public static IAsyncResult Begin(Task task, AsyncCallback? callback, object? state) => TaskToAsyncResult.Begin(task, callback, state);

    /// <summary>
    /// The result of a call that was begun. One that has ended, as it has when its callback runs, is no reason to wait, wherever
    /// that is; for one that has not, this waits as any synchronous call does.
    /// </summary>
    /// <param name="asyncResult">What Begin… gave.</param>
    /// <param name="operation">What End… is called in errors.</param>
    /// <param name="twin">The member to await where nothing may wait.</param>
    /// <exception cref="ArgumentNullException">There is none.</exception>
    /// <exception cref="ArgumentException">It is another member's.</exception>
    /// <exception cref="BlockingSwitchOutException">The call has not ended, and here nothing may wait.</exception>
    public static T End<T>(IAsyncResult asyncResult, string operation, string twin)
    {
        Task<T> task = TaskToAsyncResult.Unwrap<T>(asyncResult);
        if (task.IsCompleted)
        {
            return task.GetAwaiter().GetResult();
        }

        using var call = SynchronousCall.Begin(operation, twin);
        return call.Wait(new ValueTask<T>(task));
    }

    /// <inheritdoc cref="End{T}"/>
    public static void End(IAsyncResult asyncResult, string operation, string twin)
    {
        Task task = TaskToAsyncResult.Unwrap(asyncResult);
        if (task.IsCompleted)
        {
            task.GetAwaiter().GetResult();
            return;
        }

        using var call = SynchronousCall.Begin(operation, twin);
        call.Wait(new ValueTask(task));
    }
}
