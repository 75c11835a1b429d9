using System.Globalization;
using Akka.TestKit;
using Akka.TestKit.Xunit2.Internals;

namespace Akka.Greensock.TestKit;

/// <summary>
/// The expectations of a kit or a probe, on a simulation's clock: what Akka's do, without its real waits. Everything waits by one of
/// three means: for a message, for a time, for a task.
/// </summary>
internal sealed partial class VirtualExpectations(Simulation simulation, TestKitBase queue, ITestKitAssertions assertions)
{
    private readonly AsyncLocal<TimeSpan?> _end = new();
    private int _hereAt = -1;
    private bool _lastWasNoMessage;

    public TimeSpan Now => simulation.Now;

    public Simulation Simulation => simulation;

    public TimeSpan Remaining => _end.Value is { } end
        ? Until(end)
        : throw new InvalidOperationException("Remaining may not be called outside of \"within\"");

    public TimeSpan RemainingOrDefault => RemainingOr(queue.Dilated(queue.TestKitSettings.SingleExpectDefault));

    public TimeSpan NoMessageRemainingOrDefault => RemainingOr(queue.Dilated(queue.TestKitSettings.ExpectNoMessageDefault));

    // A caller that is synchronous, and not what it has let go on meanwhile.
    private bool IsHere => _hereAt == simulation.Depth;

    public TimeSpan RemainingOr(TimeSpan duration) => _end.Value is { } end ? Until(end) : duration;

    public TimeSpan RemainingOrDilated(TimeSpan? duration) => duration is not { } given ? RemainingOrDefault
        : given >= TimeSpan.Zero ? queue.Dilated(given)
        : throw new ArgumentException($"A timeout of {given}: it must be zero or more.", nameof(duration));

    /// <summary>Calls an awaitable expectation such that it is over when it returns.</summary>
    public T Here<T>(Func<ValueTask<T>> call)
    {
        int before = _hereAt;
        _hereAt = simulation.Depth;
        try
        {
            return call().GetAwaiter().GetResult();
        }
        finally
        {
            _hereAt = before;
        }
    }

    public void Here(Func<ValueTask> call) => Here<bool>(async ValueTask<bool> () =>
    {
        await call();
        return true;
    });

    public T Here<T>(Func<Task<T>> call) => Here<T>(async ValueTask<T> () => await call());

    public void Here(Func<Task> call) => Here<bool>(async ValueTask<bool> () =>
    {
        await call();
        return true;
    });

    public IReadOnlyList<T> AllHere<T>(Func<IAsyncEnumerable<T>> call) => Here<IReadOnlyList<T>>(async ValueTask<IReadOnlyList<T>> () =>
    {
        List<T> all = [];
        await foreach (T item in call())
        {
            all.Add(item);
        }

        return all;
    });

    public async ValueTask<(bool Success, MessageEnvelope Envelope)> TryReceiveOneAsync(TimeSpan? max, CancellationToken token)
    {
        _lastWasNoMessage = false;
        if (await HasMessageAsync(max, token) && queue.TryReceiveOne(out MessageEnvelope envelope, TimeSpan.Zero, CancellationToken.None))
        {
            simulation.Log.Note(null, $"a probe gets {envelope.Message.GetType().Name}");
            return (true, envelope);
        }

        // The queue is empty: this tells the base that there is no last message.
        queue.TryReceiveOne(out envelope, TimeSpan.Zero, CancellationToken.None);
        return (false, envelope);
    }

    public async ValueTask<(bool Success, MessageEnvelope Envelope)> TryPeekOneAsync(TimeSpan? max, CancellationToken token)
    {
        _lastWasNoMessage = false;
        bool isThere = await HasMessageAsync(max, token);
        return (queue.TryPeekOne(out MessageEnvelope envelope, TimeSpan.Zero, CancellationToken.None) && isThere, envelope);
    }

    public async ValueTask<object?> ReceiveOneAsync(TimeSpan? max, CancellationToken token)
    {
        (bool success, MessageEnvelope envelope) = await TryReceiveOneAsync(max, token);
        return success ? envelope.Message : null;
    }

    public async ValueTask<object?> PeekOneAsync(TimeSpan? max, CancellationToken token)
    {
        (bool success, MessageEnvelope envelope) = await TryPeekOneAsync(max, token);
        return success ? envelope.Message : null;
    }

    /// <summary>When a time from now is over; never, where there is no number for it.</summary>
    private TimeSpan After(TimeSpan time) => TimeSpan.FromTicks(VirtualClock.Later(Now.Ticks, time));

    private TimeSpan Until(TimeSpan end) => Max(end - Now, TimeSpan.Zero);

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Min(TimeSpan one, TimeSpan? other) => other is { } given && given >= TimeSpan.Zero && given < one ? given : one;

    private async ValueTask<bool> HasMessageAsync(TimeSpan? max, CancellationToken token)
    {
        TimeSpan timeout = max ?? queue.TestKitSettings.SingleExpectDefault;
        if (queue.HasMessages || timeout == TimeSpan.Zero)
        {
            return queue.HasMessages && (timeout >= TimeSpan.Zero || timeout == Timeout.InfiniteTimeSpan);
        }

        if (timeout < TimeSpan.Zero && timeout != Timeout.InfiniteTimeSpan)
        {
            return false;
        }

        token.ThrowIfCancellationRequested();
        TimeSpan end = After(timeout);
        do
        {
            // Another one who waited for it may have taken it.
            TimeSpan left = timeout < TimeSpan.Zero ? timeout : Until(end);
            await simulation.WaitAsync("a message", () => queue.HasMessages || token.IsCancellationRequested, left, IsHere);
            token.ThrowIfCancellationRequested();
        }
        while (!queue.HasMessages && (timeout < TimeSpan.Zero || Now < end));
        return queue.HasMessages;
    }

    private async ValueTask PauseAsync(TimeSpan time, CancellationToken token)
    {
        await simulation.WaitAsync("time to pass", () => token.IsCancellationRequested, Max(time, TimeSpan.Zero), IsHere);
        token.ThrowIfCancellationRequested();
    }

    // What a body of the caller's awaits comes home to the simulation.
    private async ValueTask<T> CallAsync<T>(Func<Task<T>> body)
    {
        Task<T> running = Start(body);
        await simulation.WaitAsync("a task of its own", () => running.IsCompleted, Timeout.InfiniteTimeSpan, IsHere);
        return await running;
    }

    private Task<T> Start<T>(Func<Task<T>> body)
    {
        using SimulationScope scope = simulation.Enter();
        return body();
    }

    private void Fail(string format, params object?[] values) =>
        assertions.Fail("{0}", WithReport(string.Format(CultureInfo.InvariantCulture, format, values)));

    private void RequireEqual(Action comparison)
    {
        try
        {
            comparison();
        }
        catch (AkkaEqualException e) when (SeedRun.Current is null)
        {
            throw new AkkaEqualException("{0}", WithReport(e.Message));
        }
    }

    // A test over seeds has it once for whatever its body fails with.
    private string WithReport(string text) => SeedRun.Current is null ? $"{text}\n{simulation.Report()}" : text;

    private void Require(bool condition, string format, params object?[] values)
    {
        if (!condition)
        {
            Fail(format, values);
        }
    }
}
