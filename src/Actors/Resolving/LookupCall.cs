namespace Akka.Greensock;

/// <summary>
/// How everything here waits for a resolver: the caller comes back where it called, at once when its time is up, it is
/// killed or its token says so, and the resolver is told then that nobody waits any more.
/// </summary>
internal static class LookupCall
{
    /// <param name="lookup">Starts the lookup, with the token that tells it to stop.</param>
    /// <param name="timeout">How long the caller waits.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">The time was up.</exception>
    public static async ValueTask<T> AwaitAsync<T>(
        Func<CancellationToken, Task<T>> lookup, TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var given = new CancellationTokenSource();
        Task<T> task = lookup(given.Token);
        if (task.IsCompleted)
        {
            return await task; // nothing to wait for, and so nothing to switch for
        }

        try
        {
            return Hub.Current is { } hub
                ? await Greenlet.AwaitAsync(task, timeout, cancellationToken)
                : await task.WaitAsync(timeout, TimeProvider.System, cancellationToken);
        }
        finally
        {
            if (!task.IsCompleted)
            {
                given.Cancel();
            }
        }
    }
}
