using System.Collections.Concurrent;

namespace Akka.Greensock.Tests;

/// <summary>
/// What a program with a user interface has: a context whose one thread runs all that is posted, in order.
/// </summary>
internal sealed class OneThreadContext : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _posted = [];

    public override void Post(SendOrPostCallback d, object? state) => _posted.Add((d, state));

    /// <summary>Runs the body and everything that it posts on this thread.</summary>
    public static void Run(Func<Task> body)
    {
        var context = new OneThreadContext();
        SynchronizationContext? before = Current;
        SetSynchronizationContext(context);
        try
        {
            Task task = body();
            task.ContinueWith(_ => context._posted.CompleteAdding(), TaskScheduler.Default);
            foreach ((SendOrPostCallback callback, object? state) in context._posted.GetConsumingEnumerable())
            {
                callback(state);
            }

            task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }
}
