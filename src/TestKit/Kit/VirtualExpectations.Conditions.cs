using Akka.Event;

namespace Akka.Greensock.TestKit;

/// <content>Conditions that come true, and blocks that take their time.</content>
internal sealed partial class VirtualExpectations
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromMilliseconds(100); // Akka's

    public async Task AwaitConditionAsync(
        Func<Task<bool>> condition, TimeSpan? given, TimeSpan? interval, string? message, CancellationToken token)
    {
        TimeSpan max = RemainingOrDilated(given);
        Require(
            await IsMetAsync(condition, max, interval, token),
            "Timeout {0} expired while waiting for condition.{1}",
            max,
            message);
    }

    public Task AwaitConditionAsync(Func<Task<bool>> condition, TimeSpan? given, string? message, CancellationToken token) =>
        AwaitConditionAsync(condition, given, RemainingOrDilated(given) / 10, message, token);

    public Task<bool> AwaitConditionNoThrowAsync(
        Func<Task<bool>> condition, TimeSpan max, TimeSpan? interval, CancellationToken token) =>
        IsMetAsync(condition, max, interval ?? DefaultInterval, token);

    /// <summary>A body that is synchronous, as an awaitable one.</summary>
    public static Task AsTask(Action body)
    {
        body();
        return Task.CompletedTask;
    }

    // An interval of null asks at the beginning and at the end.
    private async Task<bool> IsMetAsync(Func<Task<bool>> condition, TimeSpan max, TimeSpan? interval, CancellationToken token)
    {
        Check(max, nameof(max));
        TimeSpan end = After(max);
        while (!await CallAsync(condition))
        {
            token.ThrowIfCancellationRequested();
            if (Now >= end)
            {
                return false;
            }

            await PauseAsync(Min(Until(end), interval), token);
        }

        return true;
    }

    public async Task AwaitAssertAsync(Func<Task> assertion, TimeSpan? given, TimeSpan? interval, CancellationToken token)
    {
        TimeSpan every = interval ?? DefaultInterval;
        TimeSpan max = RemainingOrDilated(given);
        TimeSpan start = Now;
        TimeSpan end = After(max);
        for (int attempts = 1; ; attempts++)
        {
            token.ThrowIfCancellationRequested();
            try
            {
                await CallAsync(() => WithValueAsync(assertion));
                return;
            }
            catch (Exception e) when (e is not SimulationException)
            {
                if (Now >= end)
                {
                    queue.Sys.Log.Warning(
                        "AwaitAssert failed, timeout [{0}] is over after [{1}] attempts and [{2}] elapsed time",
                        max,
                        attempts,
                        Now - start);
                    throw;
                }
            }

            await PauseAsync(Min(Until(end), every), token);
        }
    }

    public Task WithinAsync(
        TimeSpan min, TimeSpan max, Func<Task> body, string? hint, TimeSpan? epsilon, CancellationToken token) =>
        WithinAsync(min, max, () => WithValueAsync(body), hint, epsilon, token);

    public async Task<T> WithinAsync<T>(
        TimeSpan min, TimeSpan max, Func<Task<T>> body, string? hint, TimeSpan? epsilon, CancellationToken token)
    {
        Check(min, nameof(min));
        Check(max, nameof(max));
        max = queue.Dilated(max);
        TimeSpan start = Now;
        TimeSpan? outer = _end.Value;
        TimeSpan left = outer - start ?? TimeSpan.MaxValue;
        Require(left >= min, "Required min time {0} not possible, only {1} left. {2}", min, left, hint);
        _lastWasNoMessage = false;
        TimeSpan limit = Min(max, Max(left, TimeSpan.Zero));
        T result = default!;
        bool isOver;
        _end.Value = After(limit);
        try
        {
            Task<T> running = Start(body);
            isOver = await simulation.WaitAsync(
                "a block within a time", () => running.IsCompleted || token.IsCancellationRequested, max, IsHere);
            if (isOver)
            {
                token.ThrowIfCancellationRequested();
                result = await running;
            }
        }
        finally
        {
            _end.Value = outer;
        }

        TimeSpan took = Now - start;
        Require(
            isOver,
            "Failed: Block was still running after {0}, exceeding the maximum allowed duration of {1}. Its result and any exception it "
            + "throws from now on are lost. {2}",
            took,
            max,
            hint);
        Require(took >= min, "Failed: Block took {0}, should have at least been {1}. {2}", took, min, hint);

        // Nothing here is late by the machine's fault, so that Akka's margin of 15 % has no use.
        Require(
            _lastWasNoMessage || took <= limit + (epsilon ?? TimeSpan.Zero),
            "Failed: Block took {0}, exceeding {1}. {2}",
            took,
            limit,
            hint);
        return result;
    }

    private static async Task<bool> WithValueAsync(Func<Task> body)
    {
        await body();
        return true;
    }

    private static void Check(TimeSpan time, string name)
    {
        if (time < TimeSpan.Zero)
        {
            throw new ArgumentException($"A time of {time}: it must be zero or more, and finite.", name);
        }
    }
}
