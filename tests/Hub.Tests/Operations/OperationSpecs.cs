namespace Akka.Greensock.Tests;

public class OperationSpecs
{
    private static readonly TimeSpan ForEver = Timeout.InfiniteTimeSpan;

    [Fact]
    public void A_call_awaited_a_second_time_after_its_end_says_so() => TestHub.Run(async () =>
    {
        ValueTask call = Greenlet.YieldAsync();
        await call;
        InvalidOperationException thrown = await Assert.ThrowsAsync<InvalidOperationException>(async () => await call);
        Assert.Contains("twice", thrown.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void A_call_awaited_a_second_time_while_it_is_under_way_says_so_and_the_first_await_is_unharmed() => TestHub.Run(async () =>
    {
        ValueTask call = Greenlet.SleepAsync(TimeSpan.FromMilliseconds(2));
        Task first = call.AsTask();
        InvalidOperationException thrown = await Assert.ThrowsAsync<InvalidOperationException>(async () => await call);
        Assert.Contains("twice", thrown.Message, StringComparison.Ordinal);
        await first;
        Assert.Equal((0, 0), (Hub.Current!.ParkedCount, Hub.Current.Timers.Count));
    });

    [Fact]
    public async Task A_call_to_another_hub_awaited_a_second_time_while_it_is_under_way_says_so_too()
    {
        using var a = new TestHub();
        using var b = new TestHub();
        Greenlet target = b.Hub.Spawn(() => Greenlet.SleepAsync(ForEver).AsTask());
        await a.RunAsync(async () =>
        {
            ValueTask<bool> call = target.JoinAsync(ForEver);
            Task<bool> first = call.AsTask();
            InvalidOperationException thrown = await Assert.ThrowsAsync<InvalidOperationException>(async () => await call);
            Assert.Contains("twice", thrown.Message, StringComparison.Ordinal);
            Assert.False(first.IsCompleted);
            target.Kill();
            Assert.True(await first);
            Assert.Equal(0, Hub.Current!.ParkedCount);
        });
    }

    [Fact]
    public void A_result_taken_before_the_end_says_so() => TestHub.Run(async () =>
    {
        ValueTask call = Greenlet.YieldAsync();
        Assert.Throws<InvalidOperationException>(() => call.GetAwaiter().GetResult());
        await call;
    });

    [Fact]
    public void A_call_that_is_awaited_late_is_found_completed() => TestHub.Run(async () =>
    {
        ValueTask yield = Greenlet.YieldAsync();
        ValueTask sleep = Greenlet.SleepAsync(TimeSpan.FromMilliseconds(1));
        await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(3));
        Assert.True(yield.IsCompletedSuccessfully);
        Assert.True(sleep.IsCompletedSuccessfully);
        await sleep;
        await yield;
    });

    [Fact]
    public async Task A_call_begun_on_a_hub_may_be_awaited_on_another_thread()
    {
        using var test = new TestHub();
        for (int i = 0; i < 300; i++)
        {
            TimeSpan time = TimeSpan.FromTicks(i % 3 * i * 100);
            ValueTask call = await test.CallAsync(() => Greenlet.SleepAsync(time));
            await call.AsTask().WaitAsync(Patience);
            Assert.Null(Hub.Current);
        }

        ValueTask finished = await test.CallAsync(() => Greenlet.YieldAsync());
        await test.RunAsync(async () => await Greenlet.YieldAsync());
        await finished.AsTask().WaitAsync(Patience);
    }

    [Fact]
    public async Task A_call_begun_on_one_hub_may_be_awaited_on_another_and_resumes_there()
    {
        using var a = new TestHub();
        using var b = new TestHub();
        for (int i = 0; i < 300; i++)
        {
            ValueTask call = await a.CallAsync(() => Greenlet.SleepAsync(TimeSpan.FromTicks(i * 100)));
            await b.RunAsync(async () =>
            {
                Greenlet self = Greenlet.Current!;
                await call;
                Assert.Same(b.Hub, Hub.Current);
                Assert.Same(self, Greenlet.Current);
            });
        }
    }

    [Fact]
    public async Task A_call_awaited_only_after_its_hub_has_ended_ends_too()
    {
        var test = new TestHub();
        ValueTask call = await test.CallAsync(() => Greenlet.SleepAsync(ForEver));
        test.Stop();
        Exception thrown = await Assert.ThrowsAnyAsync<Exception>(() => call.AsTask().WaitAsync(Patience));
        Assert.IsNotType<TimeoutException>(thrown);
    }

    [Fact]
    public async Task A_call_that_another_thread_awaits_ends_with_its_hub()
    {
        var test = new TestHub();
        ValueTask call = await test.CallAsync(() => Greenlet.SleepAsync(TimeSpan.FromHours(1)));
        Task awaited = call.AsTask();
        await test.CallAsync(() => { });
        test.Stop();
        Exception thrown = await Assert.ThrowsAnyAsync<Exception>(() => awaited.WaitAsync(Patience));
        Assert.IsNotType<TimeoutException>(thrown);
    }

    [Fact]
    public async Task A_plain_context_of_another_thread_gets_its_continuation()
    {
        using var test = new TestHub();
        Greenlet target = test.Hub.Spawn(() => Greenlet.SleepAsync(ForEver).AsTask());
        var context = new RecordingContext();
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);
        Task<bool> join;
        try
        {
            join = Join();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        target.Kill();
        Assert.True(await join.WaitAsync(Patience));
        Assert.True(context.Posts >= 1);

        async Task<bool> Join() => await target.JoinAsync(ForEver);
    }

    [Fact]
    public async Task Ambient_values_survive_a_call()
    {
        using var test = new TestHub();
        var ambient = new AsyncLocal<int>();
        await test.RunAsync(async () =>
        {
            for (int i = 1; i < 100; i++)
            {
                ambient.Value = i;
                await Greenlet.YieldAsync();
                Assert.Equal(i, ambient.Value);
                await Greenlet.SleepAsync(TimeSpan.Zero).AsTask();
                Assert.Equal(i, ambient.Value);
            }
        });
    }

    private sealed class RecordingContext : SynchronizationContext
    {
        public int Posts { get; private set; }

        public override void Post(SendOrPostCallback d, object? state)
        {
            Posts++;
            base.Post(d, state);
        }
    }
}
