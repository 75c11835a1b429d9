namespace Akka.Greensock.Tests;

public class CancellationSpecs
{
    private static readonly TimeSpan ForEver = Timeout.InfiniteTimeSpan;

    [Fact]
    public void A_token_that_is_cancelled_already_ends_the_call_before_it_begins() => TestHub.Run(async () =>
    {
        var cancelled = new CancellationToken(true);
        Greenlet target = Greenlet.Spawn(() => Greenlet.SleepAsync(ForEver).AsTask());
        OperationCanceledException thrown =
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Greenlet.SleepAsync(ForEver, cancelled));
        Assert.Equal(cancelled, thrown.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await target.JoinAsync(ForEver, cancelled));
        Assert.Equal((0, 0), (Hub.Current!.Timers.Count, Hub.Current.ParkedCount));
    });

    [Fact]
    public void A_greenlet_of_the_same_hub_may_cancel_sleeps_yields_and_joins() => TestHub.Run(async () =>
    {
        Hub hub = Hub.Current!;
        Greenlet target = Greenlet.Spawn(() => Greenlet.SleepAsync(ForEver).AsTask());
        Func<CancellationToken, ValueTask>[] calls =
        [
            token => Greenlet.SleepAsync(ForEver, token),
            token => Greenlet.SleepAsync(TimeSpan.FromHours(1), token),
            async token => await target.JoinAsync(ForEver, token),
            async token => await target.JoinAsync(TimeSpan.FromHours(1), token),
        ];
        foreach (Func<CancellationToken, ValueTask> call in calls)
        {
            using var source = new CancellationTokenSource();
            Greenlet greenlet = Greenlet.Spawn(async () =>
            {
                OperationCanceledException thrown =
                    await Assert.ThrowsAsync<OperationCanceledException>(async () => await call(source.Token));
                Assert.Equal(source.Token, thrown.CancellationToken);
            });
            await Greenlet.YieldAsync();
            source.Cancel();
            Assert.False(greenlet.IsDead);
            await greenlet;
        }

        Assert.Equal((0, 1), (hub.Timers.Count, hub.ParkedCount));
        Assert.False(target.IsDead);
    });

    [Fact]
    public void A_call_under_way_but_not_awaited_yet_is_cancelled_too() => TestHub.Run(async () =>
    {
        using var source = new CancellationTokenSource();
        ValueTask yield = Greenlet.SleepAsync(TimeSpan.Zero, source.Token);
        ValueTask sleep = Greenlet.SleepAsync(ForEver, source.Token);
        source.Cancel();
        Assert.True(yield.IsCanceled);
        Assert.True(sleep.IsCanceled);
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await yield);
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await sleep);
        await Greenlet.YieldAsync();
        await Greenlet.YieldAsync();
    });

    [Fact]
    public async Task Another_thread_may_cancel()
    {
        using var test = new TestHub();
        Greenlet target = test.Hub.Spawn(() => Greenlet.SleepAsync(ForEver).AsTask());
        await test.RunAsync(async () =>
        {
            using var source = new CancellationTokenSource();
            Task cancelling = TestHub.Elsewhere(source.Cancel);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Greenlet.SleepAsync(ForEver, source.Token));
            await cancelling;
        });
        using var joining = new CancellationTokenSource();
        ValueTask<bool> join = target.JoinAsync(ForEver, joining.Token);
        joining.Cancel();
        await Assert.ThrowsAsync<OperationCanceledException>(() => join.AsTask().WaitAsync(Patience));
        Assert.False(target.IsDead);
    }

    [Fact]
    public async Task A_cancellation_on_the_owner_s_thread_that_overtakes_the_call_is_not_lost()
    {
        using var test = new TestHub();
        using var source = new CancellationTokenSource();
        using var sent = new ManualResetEventSlim();
        Greenlet target = test.Hub.Spawn(() => Greenlet.SleepAsync(ForEver).AsTask());
        Task cancelling = test.CallAsync(() =>
        {
            // The join lies in this hub's inbox, and the hub cannot look at it before it is cancelled here.
            TestHub.Hold(sent);
            source.Cancel();
        });
        Task<bool> join = target.JoinAsync(ForEver, source.Token).AsTask();
        sent.Set();
        await cancelling;
        await Assert.ThrowsAsync<OperationCanceledException>(() => join.WaitAsync(Patience));
    }

    [Fact]
    public void A_cancellation_that_comes_after_the_result_leaves_the_result() => TestHub.Run(async () =>
    {
        using var source = new CancellationTokenSource();
        Greenlet target = Greenlet.Spawn(() => Task.CompletedTask);
        Greenlet canceller = Greenlet.Spawn(() =>
        {
            Assert.True(target.IsDead);
            source.Cancel();
            return Task.CompletedTask;
        });
        Assert.True(await target.JoinAsync(ForEver, source.Token));
        Assert.True(source.IsCancellationRequested);
        await canceller;
    });

    [Fact]
    public async Task Cancellation_racing_with_completion_gives_one_outcome_and_leaves_nothing_behind()
    {
        const int rounds = 20_000; // and more, until both outcomes were seen
        var clock = new ManualClock();
        var random = new Random(4711);
        CancellationTokenSource? published = null;
        bool done = false;
        Task canceller = TestHub.Elsewhere(() =>
        {
            var spins = new Random(42);
            while (!Volatile.Read(ref done))
            {
                if (Interlocked.Exchange(ref published, null) is { } source)
                {
                    Thread.SpinWait(spins.Next(60));
                    source.Cancel();
                }
            }
        });
        int cancelled = 0;
        int completed = 0;
        TestHub.Run(async () =>
        {
            Hub hub = Hub.Current!;
            Greenlet ticker = Greenlet.Spawn(async () =>
            {
                while (true)
                {
                    clock.Advance(TimeSpan.FromMilliseconds(0.5));
                    await Greenlet.YieldAsync();
                }
            });
            while (completed + cancelled < rounds || completed == 0 || cancelled == 0)
            {
                var source = new CancellationTokenSource();
                Volatile.Write(ref published, source);
                try
                {
                    switch (random.Next(3))
                    {
                        case 0:
                            await Greenlet.SleepAsync(TimeSpan.Zero, source.Token);
                            break;
                        case 1:
                            await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(1), source.Token);
                            break;
                        default:
                            await Greenlet.Spawn(async () => await Greenlet.YieldAsync()).JoinAsync(ForEver, source.Token);
                            break;
                    }

                    completed++;
                }
                catch (OperationCanceledException)
                {
                    cancelled++;
                }
            }

            ticker.Kill();
            await ticker.JoinAsync();
            await Greenlet.YieldAsync();
            await Greenlet.YieldAsync();
            Assert.Equal((0, 0), (hub.Timers.Count, hub.ParkedCount));
        }, new HubOptions { TimeProvider = clock, GreenletBudget = 4 });
        Volatile.Write(ref done, true);
        await canceller.WaitAsync(Patience);
    }

    [Fact]
    public async Task Joins_across_hubs_racing_with_kills_and_cancellations_all_end()
    {
        const int rounds = 3_000;
        using var a = new TestHub();
        using var b = new TestHub();
        await a.RunAsync(async () =>
        {
            for (int i = 0; i < rounds; i++)
            {
                int kind = i % 3;
                using var source = new CancellationTokenSource();
                Greenlet target = b.Hub.Spawn(async () => await Greenlet.YieldAsync());
                Greenlet joiner = Greenlet.Spawn(async () =>
                {
                    try
                    {
                        await target.JoinAsync(ForEver, source.Token);
                    }
                    catch (OperationCanceledException)
                    {
                        // One of the two outcomes.
                    }

                    if (kind == 0)
                    {
                        await Greenlet.SleepAsync(ForEver); // only the kill, wherever it caught up, ends this
                    }
                });
                await Greenlet.YieldAsync();
                if (kind == 0)
                {
                    Assert.True(await joiner.KillAsync(null, Patience), "a kill was lost");
                }
                else
                {
                    (kind == 1 ? (Action)source.Cancel : () => b.Hub.Post(source.Cancel))();
                    Assert.True(await joiner.JoinAsync(Patience));
                }

                await target.JoinAsync();
            }
        });
        await b.CallAsync(() => { });
        Assert.Equal(0, await a.CallAsync(() => a.Hub.ParkedCount));
        Assert.Equal((0, 0), (a.Hub.Statistics.Timers, b.Hub.Statistics.Timers));
    }
}
