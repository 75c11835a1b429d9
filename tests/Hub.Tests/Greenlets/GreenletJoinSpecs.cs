namespace Akka.Greensock.Tests;

public class GreenletJoinSpecs
{
    [Fact]
    public void A_join_says_whether_the_greenlet_ended_in_time() => TestHub.Run(async () =>
    {
        Greenlet endless = Greenlet.Spawn(() => Greenlet.SleepAsync(Timeout.InfiniteTimeSpan).AsTask());
        Greenlet brief = Greenlet.Spawn(() => Greenlet.SleepAsync(TimeSpan.FromMilliseconds(1)).AsTask());

        Assert.False(await endless.JoinAsync(TimeSpan.FromMilliseconds(1)));
        Assert.True(await brief.JoinAsync(Patience));
        Assert.True(await brief.JoinAsync(TimeSpan.Zero));
        Assert.False(await endless.JoinAsync(TimeSpan.Zero));
        Assert.Equal(GreenletState.Alive, endless.State);
        Assert.Equal(0, Hub.Current!.Timers.Count);
    });

    [Fact]
    public void A_join_throws_nothing_that_the_greenlet_died_of_and_an_await_does() => TestHub.Run(async () =>
    {
        Greenlet failing = Greenlet.Spawn(() => throw new FormatException("died"));
        await failing.JoinAsync();
        Assert.True(await failing.JoinAsync(TimeSpan.Zero));
        await Assert.ThrowsAsync<FormatException>(async () => await failing);
        await Assert.ThrowsAsync<FormatException>(async () => await failing);
    });

    [Fact]
    public void Joiners_resume_in_the_order_in_which_they_came_and_one_that_gave_up_is_left_out() => TestHub.Run(async () =>
    {
        var resumed = new List<int>();
        using var gaveUp = new CancellationTokenSource();
        Greenlet target = Greenlet.Spawn(async () =>
        {
            for (int i = 0; i < 10; i++)
            {
                await Greenlet.YieldAsync();
            }
        });
        Greenlet[] joiners = [.. Enumerable.Range(0, 5).Select(i => Greenlet.Spawn(async () =>
        {
            try
            {
                await target.JoinAsync(Patience, i is 0 or 2 or 4 ? gaveUp.Token : default);
                resumed.Add(i);
            }
            catch (OperationCanceledException)
            {
                resumed.Add(-i - 1);
            }
        }))];
        await Greenlet.YieldAsync();
        gaveUp.Cancel();
        await Greenlet.JoinAllAsync(joiners);
        Assert.Equal([-1, -3, -5, 1, 3], resumed.Order().Take(3).OrderDescending().Concat(resumed.Where(i => i >= 0)));
    });

    [Fact]
    public async Task A_thread_without_a_hub_may_join_await_and_take_the_value()
    {
        using var test = new TestHub();
        var release = new TaskCompletionSource();
        Greenlet<int> greenlet = test.Hub.Spawn(async () =>
        {
            await release.Task;
            return 42;
        });
        Assert.False(await greenlet.JoinAsync(TimeSpan.FromMilliseconds(1)).AsTask().WaitAsync(Patience));
        ValueTask<bool> join = greenlet.JoinAsync(Timeout.InfiniteTimeSpan);
        release.SetResult();
        Assert.True(await join.AsTask().WaitAsync(Patience));
        Assert.Equal(42, await greenlet);
        Assert.Null(Hub.Current);

        Greenlet failing = test.Hub.Spawn(async () =>
        {
            await TestHub.Foreign();
            throw new FormatException("died");
        });
        await Assert.ThrowsAsync<FormatException>(async () => await failing);
    }

    [Fact]
    public async Task A_greenlet_of_another_hub_may_join_and_resumes_at_home()
    {
        using var a = new TestHub();
        using var b = new TestHub();
        for (int i = 0; i < 300; i++)
        {
            Greenlet<int> target = b.Hub.Spawn(async () =>
            {
                await Greenlet.YieldAsync();
                return i;
            });
            await a.RunAsync(async () =>
            {
                Greenlet self = Greenlet.Current!;
                Assert.True(await target.JoinAsync(Patience));
                Assert.Same(self, Greenlet.Current);
                Assert.Same(a.Hub, Hub.Current);
                Assert.Equal(i, await target);
                Assert.Same(self, Greenlet.Current);
            });
        }

        Greenlet endless = b.Hub.Spawn(() => Greenlet.SleepAsync(Timeout.InfiniteTimeSpan).AsTask());
        Assert.False(await a.RunAsync(async () => await endless.JoinAsync(TimeSpan.FromMilliseconds(1))));
        Assert.Equal((0, 0), (a.Hub.Statistics.Timers, b.Hub.Statistics.Timers));
        Assert.Equal(0, await a.CallAsync(() => a.Hub.ParkedCount));
    }

    [Fact]
    public async Task Joining_all_waits_for_the_last_and_gives_up_when_the_time_for_all_is_up()
    {
        using var a = new TestHub();
        using var b = new TestHub();
        await a.RunAsync(async () =>
        {
            int ended = 0;
            Greenlet[] all = [.. Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? a : b).Hub.Spawn(async () =>
            {
                await TestHub.Foreign();
                Interlocked.Increment(ref ended);
            }))];
            Assert.True(await Greenlet.JoinAllAsync(all));
            Assert.Equal(20, ended);
            Assert.True(await Greenlet.JoinAllAsync([]));

            Greenlet endless = Greenlet.Spawn(() => Greenlet.SleepAsync(Timeout.InfiniteTimeSpan).AsTask());
            Assert.False(await Greenlet.JoinAllAsync([.. all, endless], TimeSpan.FromMilliseconds(2)));
            using var cancelled = new CancellationTokenSource();
            cancelled.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                async () => await Greenlet.JoinAllAsync([endless], null, cancelled.Token));
        });
    }

    [Fact]
    public async Task The_hub_s_own_callbacks_may_join_too()
    {
        using var test = new TestHub();
        var joined = new TaskCompletionSource<Hub?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Greenlet target = test.Hub.Spawn(async () => await Greenlet.YieldAsync());
        test.Hub.Post(async void () =>
        {
            await target;
            joined.SetResult(Hub.Current);
        });
        Assert.Same(test.Hub, await joined.Task.WaitAsync(Patience));
    }

    [Fact]
    public void A_greenlet_that_joins_itself_is_told_instead_of_hanging() => Hub.Run(async () =>
    {
        Greenlet self = Greenlet.Current!;
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await self.JoinAsync(Timeout.InfiniteTimeSpan));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await self);
    });

    [Fact]
    public void A_join_of_no_time_only_looks_and_a_negative_one_is_refused() => Hub.Run(async () =>
    {
        Greenlet target = Greenlet.Spawn(() => Task.CompletedTask);
        ValueTask<bool> look = target.JoinAsync(TimeSpan.Zero);
        Assert.True(look.IsCompleted);
        Assert.False(await look);
        await target;
        Assert.True(await target.JoinAsync(TimeSpan.Zero));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await target.JoinAsync(TimeSpan.FromSeconds(-2)));
    });
}
