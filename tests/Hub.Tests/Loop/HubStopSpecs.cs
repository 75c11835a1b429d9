using System.Collections.Concurrent;

namespace Akka.Greensock.Tests;

public class HubStopSpecs
{
    private static readonly HubOptions Impatient = new() { StopTimeout = TimeSpan.FromMilliseconds(20) };

    [Fact]
    public async Task Stopping_unwinds_thousands_of_parked_greenlets_and_does_not_wait_for_the_stop_timeout()
    {
        const int count = 5_000;
        var clock = new ManualClock(); // stands still, so nothing here can be due to the timeout
        using var test = new TestHub(new HubOptions { TimeProvider = clock });
        int unwound = 0;
        int ranOn = 0;
        await test.RunAsync(async () =>
        {
            for (int i = 0; i < count; i++)
            {
                bool timed = i % 2 == 0;
                _ = Greenlet.Spawn(async () =>
                {
                    try
                    {
                        await Greenlet.SleepAsync(timed ? TimeSpan.FromHours(1) : Timeout.InfiniteTimeSpan);
                        ranOn++;
                    }
                    finally
                    {
                        await Greenlet.YieldAsync();
                        unwound++;
                    }
                });
            }

            await Greenlet.YieldAsync();
            Assert.Equal(count, Hub.Current!.ParkedCount);
        });
        test.Stop();

        Assert.Equal((count, 0), (unwound, ranOn));
        Assert.Empty(test.Errors);
        HubStatistics end = test.Hub.Statistics;
        Assert.Equal((0, 0, 0, 0), (end.Parked, end.Greenlets, end.Timers, end.Ready));
    }

    [Fact]
    public async Task A_hub_that_sleeps_deeply_wakes_up_to_stop()
    {
        for (int i = 0; i < 200; i++)
        {
            using var test = new TestHub();
            if (i % 2 == 0)
            {
                await test.CallAsync(() => { });
            }

            test.Stop();
        }
    }

    [Fact]
    public async Task Greenlets_spawned_while_it_stops_never_begin()
    {
        using var test = new TestHub();
        Greenlet? late = null;
        bool began = false;
        bool joined = false;
        await test.RunAsync(async () =>
        {
            _ = Greenlet.Spawn(async () =>
            {
                try
                {
                    await Greenlet.SleepAsync(Timeout.InfiniteTimeSpan);
                }
                finally
                {
                    late = Greenlet.Spawn(() =>
                    {
                        began = true;
                        return Task.CompletedTask;
                    });
                    joined = await late.JoinAsync(Timeout.InfiniteTimeSpan);
                }
            });
            await Greenlet.YieldAsync();
        });
        test.Stop();

        Assert.False(began);
        Assert.True(joined);
        Assert.Equal(GreenletState.Killed, late!.State);
        Assert.IsType<GreenletExitException>(late.Exception);
        Assert.Empty(test.Errors);
    }

    [Fact]
    public async Task A_cleanup_may_sleep_while_its_hub_stops()
    {
        using var test = new TestHub();
        bool slept = false;
        await test.RunAsync(async () =>
        {
            _ = Greenlet.Spawn(async () =>
            {
                try
                {
                    await Greenlet.SleepAsync(Timeout.InfiniteTimeSpan);
                }
                finally
                {
                    await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(2));
                    slept = true;
                }
            });
            await Greenlet.YieldAsync();
        });
        test.Stop();
        Assert.True(slept);
    }

    [Theory]
    [InlineData("sleeps on")]
    [InlineData("yields for ever")]
    [InlineData("awaits something foreign for ever")]
    public async Task A_greenlet_that_swallows_its_kill_delays_the_end_by_the_stop_timeout_and_is_reported(string how)
    {
        using var test = new TestHub(Impatient);
        int swallowed = 0;
        Greenlet stubborn = test.Hub.Spawn(async () =>
        {
            if (how == "awaits something foreign for ever")
            {
                await new TaskCompletionSource().Task;
            }

            // The last two throw at once where there is no hub any more; then even a stubborn greenlet gives up.
            while (Hub.Current is not null)
            {
                try
                {
                    await (how == "sleeps on" ? Greenlet.SleepAsync(Timeout.InfiniteTimeSpan) : Greenlet.YieldAsync());
                }
                catch (Exception)
                {
                    swallowed++;
                }
            }
        });
        await test.CallAsync(() => { });
        ValueTask<bool> join = stubborn.JoinAsync(Timeout.InfiniteTimeSpan);
        test.Stop();

        HubError error = Assert.Single(test.Errors);
        Assert.Contains("1 greenlets", Assert.IsType<TimeoutException>(error.Exception).Message, StringComparison.Ordinal);
        Assert.True(await join.AsTask().WaitAsync(Patience));
        Assert.Equal(GreenletState.Killed, stubborn.State);
        Assert.True(how == "awaits something foreign for ever" || swallowed > 0);
    }

    [Fact]
    public async Task Everybody_who_waits_for_a_greenlet_that_is_left_behind_is_told()
    {
        using var other = new TestHub();
        using var test = new TestHub(Impatient);
        Greenlet stubborn = test.Hub.Spawn(() => new TaskCompletionSource().Task);
        var linked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        stubborn.Link(_ => linked.SetResult());
        await test.CallAsync(() => { });
        Task foreign = Assert.ThrowsAnyAsync<Exception>(async () => await stubborn);
        Task<bool> elsewhere = other.RunAsync(async () => await stubborn.JoinAsync(Timeout.InfiniteTimeSpan));
        await other.RunAsync(async () => await Greenlet.YieldAsync());
        test.Stop();

        await foreign.WaitAsync(Patience);
        await linked.Task.WaitAsync(Patience);
        Assert.True(await elsewhere);
        Assert.True(stubborn.IsDead);
    }

    [Fact]
    public async Task A_call_that_a_posted_callback_parked_in_ends_with_its_hub()
    {
        using var test = new TestHub();
        var ended = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        await test.CallAsync(async void () =>
        {
            try
            {
                await Greenlet.SleepAsync(Timeout.InfiniteTimeSpan);
            }
            catch (Exception e)
            {
                ended.SetResult(e);
            }
        });
        test.Stop();
        Assert.NotNull(await ended.Task.WaitAsync(Patience));
    }

    [Fact]
    public async Task Posts_that_race_with_the_end_are_refused_or_run_and_never_lost()
    {
        for (int round = 0; round < 50; round++)
        {
            var test = new TestHub();
            int accepted = 0;
            int ran = 0;
            using var go = new ManualResetEventSlim();
            Task[] producers = [.. Enumerable.Range(0, 4).Select(_ => TestHub.Elsewhere(() =>
            {
                TestHub.Hold(go);
                try
                {
                    for (int i = 0; i < 100_000; i++)
                    {
                        test.Hub.Post(() => Interlocked.Increment(ref ran));
                        Interlocked.Increment(ref accepted);
                    }
                }
                catch (InvalidOperationException)
                {
                    // It has ended.
                }
            }))];
            go.Set();
            await test.CallAsync(() => { });
            test.Stop();
            await Task.WhenAll(producers).WaitAsync(Patience);
            Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref ran) == accepted, Patience), $"{accepted} accepted, {ran} ran");
        }
    }

    [Fact]
    public async Task Spawns_that_race_with_the_end_are_refused_or_end_and_never_hang_their_joiners()
    {
        for (int round = 0; round < 50; round++)
        {
            var test = new TestHub();
            var spawned = new ConcurrentBag<Greenlet>();
            Task[] producers = [.. Enumerable.Range(0, 2).Select(_ => TestHub.Elsewhere(() =>
            {
                try
                {
                    for (int i = 0; i < 5_000; i++)
                    {
                        spawned.Add(test.Hub.Spawn(() => Task.CompletedTask));
                    }
                }
                catch (InvalidOperationException)
                {
                    // It has ended.
                }
            }))];
            await test.CallAsync(() => { });
            test.Stop();
            await Task.WhenAll(producers).WaitAsync(Patience);
            Assert.True(await Greenlet.JoinAllAsync(spawned).AsTask().WaitAsync(Patience));
        }
    }

    [Fact]
    public async Task A_callback_that_was_taken_by_a_hub_that_ended_before_it_ran_runs_elsewhere_and_may_throw()
    {
        using var test = new TestHub();
        using var held = new ManualResetEventSlim();
        var reported = new TaskCompletionSource<HubError>(TaskCreationOptions.RunContinuationsAsynchronously);
        test.Hub.ErrorHandler = reported.SetResult;
        var work = new PostedCallback(test.Hub, test.Hub.Root, static _ => throw new FormatException("bad callback"), null);
        ((IHubWork)work).Reject();

        HubError error = await reported.Task.WaitAsync(Patience);
        Assert.IsType<FormatException>(error.Exception);
    }

    [Fact]
    public void A_link_to_a_greenlet_of_a_hub_that_has_ended_is_called()
    {
        var test = new TestHub();
        Greenlet greenlet = test.Hub.Spawn(() => Task.CompletedTask);
        test.Stop();
        using var called = new ManualResetEventSlim();
        greenlet.Link(_ => called.Set());
        TestHub.Hold(called);
    }

    [Fact]
    public async Task A_greenlet_of_a_hub_that_has_ended_can_be_killed_and_joined_without_harm()
    {
        var test = new TestHub();
        Greenlet greenlet = test.Hub.Spawn(() => Task.CompletedTask);
        test.Stop();
        Assert.True(await greenlet.KillAsync());
    }
}
