using System.Net.Sockets;

namespace Akka.Greensock.Tests;

// Every way in which a wait ends but by readiness. A second waiter on the same descriptor must never notice.
public class EndingAWaitSpecs : WaitingSpecs
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_kill_ends_the_wait_and_no_other() => Ending(
        (waiter, _) =>
        {
            waiter.Kill();
            return Task.CompletedTask;
        },
        e => Assert.IsType<GreenletExitException>(e));

    [Fact]
    public void A_token_ends_the_wait_and_no_other() => Ending(
        async (_, source) => await source.CancelAsync(),
        e => Assert.IsAssignableFrom<OperationCanceledException>(e));

    [Fact]
    public void A_token_that_another_thread_cancels_ends_it_too() => Ending(
        (_, source) =>
        {
            Assert.True(TestHub.Elsewhere(source.Cancel).Wait(Patience));
            return Task.CompletedTask;
        },
        e => Assert.IsAssignableFrom<OperationCanceledException>(e));

    [Fact]
    public void A_timeout_ends_the_wait_with_the_very_exception_that_was_given_and_no_other()
    {
        var thrown = new TimeZoneNotFoundException();
        TestHub.Run(async () =>
        {
            (int read, int write) = Keep(SystemCalls.Pipe());
            Greenlet<WaitEvents> bystander = await ParkedAsync(read, WaitEvents.Read);
            TimeZoneNotFoundException e = await ThrowsAsync<TimeZoneNotFoundException>(
                async () => await WaitAsync(read, WaitEvents.Read, TimeSpan.FromMilliseconds(1), OnTimeout.Throw(thrown)));
            Assert.Same(thrown, e);
            await StillWaitsAsync(bystander, write);
            NothingIsLeft(read);
        }, Linux);
    }

    [Fact]
    public void A_token_that_was_cancelled_before_begins_no_wait_in_a_watcher() => TestHub.Run(async () =>
    {
        (int read, _) = Keep(SystemCalls.Pipe());
        using var watcher = Watcher.Read(read);
        await ThrowsAsync<TaskCanceledException>(
            async () => await watcher.WaitAsync(Second, OnTimeout.Return, new CancellationToken(canceled: true)));
        Assert.False(watcher.IsActive);
        NothingIsLeft(read);
    }, Linux);

    [Fact]
    public void A_timeout_comes_when_its_time_has_come_and_not_before()
    {
        var clock = new ManualClock();
        TestHub.Run(async () =>
        {
            (int read, int write) = Keep(SystemCalls.Pipe());
            Greenlet<WaitEvents> waiter = await ParkedAsync(read, WaitEvents.Read, Second);
            Greenlet<WaitEvents> bystander = await ParkedAsync(read, WaitEvents.Read, TimeSpan.FromHours(1));
            clock.Advance(TimeSpan.FromMilliseconds(999));
            await PolledAsync();
            Assert.False(waiter.IsDead);
            clock.Advance(TimeSpan.FromMilliseconds(2));
            Assert.Equal(WaitEvents.None, await waiter);
            await StillWaitsAsync(bystander, write);
            NothingIsLeft(read);
        }, Linux with { TimeProvider = clock });
    }

    [Fact]
    public void Readiness_wins_over_a_timeout_that_came_before_the_hub_looked_at_the_kernel()
    {
        var clock = new ManualClock();
        TestHub.Run(async () =>
        {
            (int read, int write) = Keep(SystemCalls.Pipe());
            Greenlet<WaitEvents> waiter = await ParkedAsync(read, WaitEvents.Read, Second);
            SystemCalls.Write(write, 1);
            clock.Advance(Second * 2);
            Assert.Equal(WaitEvents.Read, await waiter);
            NothingIsLeft(read);
        }, Linux with { TimeProvider = clock });
    }

    [Fact]
    public void A_timeout_of_nothing_is_one_look_at_the_kernel() => TestHub.Run(async () =>
    {
        (int read, int write) = Keep(SystemCalls.Pipe());
        long polls = Hub.Current!.Statistics.Polls;
        Assert.Equal(WaitEvents.None, await WaitAsync(read, WaitEvents.Read, TimeSpan.Zero));
        Assert.Equal(polls + 1, Hub.Current.Statistics.Polls);
        SystemCalls.Write(write, 1);
        Assert.Equal(WaitEvents.Read, await WaitAsync(read, WaitEvents.Read, TimeSpan.Zero));
        NothingIsLeft(read);
    }, Linux with { TimeProvider = new ManualClock() });

    [Fact]
    public void A_wait_that_takes_its_last_look_can_still_be_killed() => TestHub.Run(async () =>
    {
        (int read, _) = Keep(SystemCalls.Pipe());
        Greenlet<WaitEvents> waiter = Greenlet.Spawn(() => WaitAsync(read, WaitEvents.Read, TimeSpan.Zero).AsTask());
        waiter.Observe();
        await Greenlet.YieldAsync();
        Assert.True(await waiter.KillAsync());
        Assert.Equal(GreenletState.Killed, waiter.State);

        // The killed one's place is used again by the next.
        Assert.Equal(WaitEvents.None, await WaitAsync(read, WaitEvents.Read, TimeSpan.Zero));
        NothingIsLeft(read);
    }, Linux);

    [Fact]
    public void What_the_maker_of_a_timeouts_exception_throws_is_thrown_by_the_wait() => TestHub.Run(async () =>
    {
        (int read, _) = Keep(SystemCalls.Pipe());
        await ThrowsAsync<FormatException>(
            async () => await WaitAsync(read, WaitEvents.Read, TimeSpan.Zero, OnTimeout.Throw(() => throw new FormatException())));
        await ThrowsAsync<FormatException>(async () => await WaitAsync(
            read, WaitEvents.Read, TimeSpan.FromMilliseconds(1), OnTimeout.Throw(() => throw new FormatException())));
        InvalidOperationException e = await ThrowsAsync<InvalidOperationException>(
            async () => await WaitAsync(read, WaitEvents.Read, TimeSpan.Zero, OnTimeout.Throw(() => null!)));
        Assert.Contains("OnTimeout", e.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => OnTimeout.Throw((Exception)null!));
        Assert.Throws<ArgumentNullException>(() => OnTimeout.Throw((Func<Exception>)null!));
        NothingIsLeft(read);
    }, Linux);

    [Fact]
    public void A_close_that_is_told_ends_every_wait_for_the_number() => TestHub.Run(async () =>
    {
        (int read, int write) = Keep(SystemCalls.Pipe());
        Greenlet<WaitEvents> first = await ParkedAsync(read, WaitEvents.Read);
        Greenlet<WaitEvents> second = await ParkedAsync(read, WaitEvents.Read);
        Greenlet<WaitEvents> bystander = await ParkedAsync(write, Either & WaitEvents.Read);
        Hub.Current!.Numbers.Closing(read);
        NothingIsLeftBut(1);
        CancelWaitException e = await ThrowsAsync<CancelWaitException>(async () => await first);
        Assert.Equal(SocketError.OperationAborted, e.SocketErrorCode);
        await ThrowsAsync<CancelWaitException>(async () => await second);
        Assert.True(await bystander.KillAsync());
        NothingIsLeft(read, write);
    }, Linux);

    [Fact]
    public async Task A_close_that_is_told_reaches_the_waits_of_other_hubs_and_not_those_that_come_after()
    {
        using var a = new TestHub(Linux);
        using var b = new TestHub(Linux);
        (int read, int write) = Keep(SystemCalls.Pipe());
        Task<WaitEvents> first = await WaitOnAsync(a, read);
        Task<WaitEvents> second = await WaitOnAsync(b, read);
        await a.CallAsync(() => a.Hub.Numbers.Closing(read));
        await Assert.ThrowsAsync<CancelWaitException>(() => first.WaitAsync(Patience));
        await Assert.ThrowsAsync<CancelWaitException>(() => second.WaitAsync(Patience));

        // To the hubs the number is somebody else's now.
        Task<WaitEvents> third = await WaitOnAsync(b, read);
        SystemCalls.Write(write, 1);
        Assert.Equal(WaitEvents.Read, await third.WaitAsync(Patience));
        await a.CallAsync(() => NothingIsLeft(read));
    }

    [Fact]
    public void A_wait_that_comes_between_the_close_and_its_news_is_for_the_new_descriptor() => TestHub.Run(async () =>
    {
        (int read, int write) = Keep(SystemCalls.Pipe());
        Greenlet<WaitEvents> old = await ParkedAsync(read, WaitEvents.Read);
        Hub hub = Hub.Current!;

        // From another thread: the news is in the hub's inbox, which it does not look into before it polls.
        Assert.True(TestHub.Elsewhere(() => hub.Numbers.Closing(read)).Wait(Patience));
        ValueTask<WaitEvents> wait = WaitAsync(read, WaitEvents.Read);
        SystemCalls.Write(write, 1);
        Assert.Equal(WaitEvents.Read, await wait);
        await ThrowsAsync<CancelWaitException>(async () => await old);
        NothingIsLeft(read);
    }, Linux);

    [Fact]
    public async Task An_event_that_comes_after_the_close_and_before_its_news_is_the_close()
    {
        using var test = new TestHub(Linux);
        (int read, int write) = Keep(SystemCalls.Pipe());
        (int trigger, _) = Keep(SystemCalls.SocketPair());
        Task<WaitEvents> wait = await WaitOnAsync(test, read);
        var owner = new Owner(test.Hub, trigger);

        // In the poll that also has the pipe's event, and before that: the news gets no further than the inbox.
        owner.OnEvent = () => Assert.True(TestHub.Elsewhere(() => test.Hub.Numbers.Closing(read)).Wait(Patience));
        await test.CallAsync(() =>
        {
            SystemCalls.Write(write, 1);
            Assert.True(test.Hub.Watch(owner).IsOk);
        });
        await Assert.ThrowsAsync<CancelWaitException>(() => wait.WaitAsync(Patience));
        await test.CallAsync(() =>
        {
            test.Hub.Unwatch(owner);
            NothingIsLeft(read);
        });
    }

    [Fact]
    public async Task The_hubs_end_tells_every_waiter()
    {
        using var test = new TestHub(Linux);
        (int read, _) = Keep(SystemCalls.Pipe());
        Exception? caught = null;
        Greenlet greenlet = test.Hub.Spawn(async () =>
        {
            try
            {
                await WaitAsync(read, WaitEvents.Read);
            }
            catch (Exception e)
            {
                caught = e;
                throw;
            }
        });
        Task<WaitEvents> outside = await WaitOnAsync(test, read);
        using var watcher = Watcher.Read(read, test.Hub);
        Task<WaitEvents> watched = watcher.WaitAsync(Timeout.InfiniteTimeSpan, OnTimeout.Return, default).AsTask();
        await test.CallAsync(() => { });
        test.Stop();
        Assert.IsType<GreenletExitException>(caught);
        Assert.Equal(GreenletState.Killed, greenlet.State);
        InvalidOperationException ended = await Assert.ThrowsAsync<InvalidOperationException>(() => outside);
        Assert.Contains("has ended", ended.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => watched);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => watcher.WaitAsync(Timeout.InfiniteTimeSpan, OnTimeout.Return, default).AsTask());
        Assert.Equal(0, SystemCalls.WatchesOf(read));
        Assert.Empty(test.Errors);
    }

    [Fact]
    public async Task A_wait_that_takes_its_last_look_as_the_hub_ends_is_told()
    {
        using var test = new TestHub(Linux);
        (int read, _) = Keep(SystemCalls.Pipe());
        var waits = new List<Task<WaitEvents>>();
        using var stopped = new ManualResetEventSlim();
        test.Hub.Post(() =>
        {
            test.Hub.Stop();
            for (int i = 0; i < 3; i++)
            {
                waits.Add(WaitAsync(read, WaitEvents.Read, TimeSpan.Zero).AsTask());
            }

            stopped.Set();
        });
        TestHub.Hold(stopped);
        test.Stop();
        foreach (Task<WaitEvents> wait in waits)
        {
            // One look was still taken, or none any more: either way it is told.
            await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                Assert.Equal(WaitEvents.None, await wait.WaitAsync(Patience));
                throw new InvalidOperationException();
            });
        }

        Assert.Equal(0, SystemCalls.WatchesOf(read));
    }

    [Fact]
    public async Task A_wait_that_takes_its_last_look_as_the_hub_breaks_is_told()
    {
        using var test = new TestHub(Linux);
        (int read, _) = Keep(SystemCalls.Pipe());
        (int trigger, _) = Keep(SystemCalls.SocketPair());
        var owner = new Owner(test.Hub, trigger) { OnEvent = () => throw new InvariantException("broken") };
        Task<WaitEvents>? wait = null;
        await test.CallAsync(() =>
        {
            wait = WaitAsync(read, WaitEvents.Read, TimeSpan.Zero).AsTask();
            Assert.True(test.Hub.Watch(owner).IsOk);
        });
        await Assert.ThrowsAsync<InvalidOperationException>(() => wait!.WaitAsync(Patience));
        Assert.True(test.Hub.Join(Patience));
        Assert.IsType<InvariantException>(Assert.Single(test.Errors).Exception);
        Assert.Equal(0, SystemCalls.WatchesOf(read));
    }

    [Fact]
    public async Task A_wait_that_begins_as_the_hub_ends_is_refused()
    {
        using var test = new TestHub(Linux with { StopTimeout = TimeSpan.Zero });
        (int read, _) = Keep(SystemCalls.Pipe());
        var outcome = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        (int trigger, _) = Keep(SystemCalls.SocketPair());
        var owner = new Owner(test.Hub, trigger)
        {
            OnEvent = () => throw new InvariantException("broken"), // a hub that breaks kills nobody before its end
        };
        _ = test.Hub.Spawn(async () =>
        {
            try
            {
                Assert.True(test.Hub.Watch(owner).IsOk);
                await Greenlet.SleepAsync(Timeout.InfiniteTimeSpan);
            }
            finally
            {
                try
                {
                    await WaitAsync(read, WaitEvents.Read);
                }
                catch (Exception e)
                {
                    outcome.SetResult(e);
                }
            }
        });
        Assert.IsType<InvalidOperationException>(await outcome.Task.WaitAsync(Patience));
        Assert.True(test.Hub.Join(Patience));
        Assert.Equal(0, SystemCalls.WatchesOf(read));
    }

    private static Task<Task<WaitEvents>> WaitOnAsync(TestHub test, int descriptor)
    {
        Task<WaitEvents> wait = WaitOperation.Start(
            test.Hub, descriptor, WaitEvents.Read, Timeout.InfiniteTimeSpan, OnTimeout.Return, default).AsValueTask().AsTask();
        return test.CallAsync(() => wait);
    }

    private void Ending(Func<Greenlet, CancellationTokenSource, Task> end, Action<Exception?> check) => TestHub.Run(async () =>
    {
        (int read, int write) = Keep(SystemCalls.Pipe());
        using var source = new CancellationTokenSource();
        Greenlet<WaitEvents> bystander = await ParkedAsync(read, WaitEvents.Read);
        Greenlet<WaitEvents> waiter = await ParkedAsync(read, WaitEvents.Read, Second * 100, token: source.Token);
        await end(waiter, source);
        Assert.True(await waiter.JoinAsync(Patience));
        check(waiter.Exception);
        await StillWaitsAsync(bystander, write);
        NothingIsLeft(read);
    }, Linux);

    private static async Task StillWaitsAsync(Greenlet<WaitEvents> bystander, int write)
    {
        await PolledAsync();
        Assert.False(bystander.IsDead);
        SystemCalls.Write(write, 1);
        Assert.Equal(WaitEvents.Read, await bystander);
    }

    private static void NothingIsLeftBut(int descriptors) => Assert.Equal(descriptors, Hub.Current!.Statistics.Descriptors);
}
