namespace Akka.Greensock;

/// <summary>Begin… and End… of the clients and streams, over their awaitable members: a <see cref="PendingCall{T}"/> each.</summary>
internal static class BegunCall
{
    public static IAsyncResult Begin<T>(Task<T> task, AsyncCallback? callback, object? state) =>
        PendingCall<T>.Begin(task, callback, state);

    public static IAsyncResult Begin(Task task, AsyncCallback? callback, object? state) =>
        PendingCall<bool>.Begin(task.IsCompletedSuccessfully ? Task.FromResult(true) : DoneAsync(task), callback, state);

    /// <inheritdoc cref="PendingCall{T}.End"/>
    public static T End<T>(IAsyncResult asyncResult, string operation, string twin) =>
        PendingCall<T>.End(asyncResult, operation, twin);

    /// <inheritdoc cref="PendingCall{T}.End"/>
    public static void End(IAsyncResult asyncResult, string operation, string twin) =>
        PendingCall<bool>.End(asyncResult, operation, twin);

    private static async Task<bool> DoneAsync(Task task)
    {
        await task;
        return true;
    }
}
