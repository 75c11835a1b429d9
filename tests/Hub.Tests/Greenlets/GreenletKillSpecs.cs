namespace Akka.Greensock.Tests;

public class GreenletKillSpecs
{
    private static readonly TimeSpan ForEver = Timeout.InfiniteTimeSpan;

    [Fact]
    public void A_sleeping_greenlet_is_killed_at_its_sleep_and_its_finally_runs() => TestHub.Run(async () =>
    {
        Exception? caught = null;
        Greenlet victim = Greenlet.Spawn(async () =>
        {
            try
            {
                await Greenlet.SleepAsync(TimeSpan.FromHours(1));
            }
            catch (Exception e)
            {
                caught = e;
                await Greenlet.YieldAsync();
                throw;
            }
        });
        await Greenlet.YieldAsync();
        victim.Kill();
        Assert.Null(caught);
        Assert.True(await victim.JoinAsync(ForEver));
        Assert.IsType<GreenletExitException>(caught);
        Assert.Equal(GreenletState.Killed, victim.State);
        Assert.Same(caught, victim.Exception);
        Assert.Equal(0, Hub.Current!.Timers.Count);
        await Assert.ThrowsAsync<GreenletExitException>(async () => await victim);
    });

    [Fact]
    public void A_joining_greenlet_is_killed_at_its_join_and_leaves_the_other_alone() => TestHub.Run(async () =>
    {
        Greenlet target = Greenlet.Spawn(() => Greenlet.SleepAsync(ForEver).AsTask());
        Greenlet victim = Greenlet.Spawn(() => target.JoinAsync(ForEver).AsTask());
        await Greenlet.YieldAsync();
        Assert.True(await victim.KillAsync());
        Assert.Equal((GreenletState.Killed, GreenletState.Alive), (victim.State, target.State));
        Assert.True(await target.KillAsync());
    });

    [Fact]
    public void One_that_has_not_begun_never_begins() => TestHub.Run(async () =>
    {
        var errors = new List<HubError>();
        Hub.Current!.ErrorHandler = errors.Add;
        bool began = false;
        Greenlet victim = Greenlet.Spawn(() =>
        {
            began = true;
            return Task.CompletedTask;
        });
        bool linked = false;
        victim.Link(_ => linked = true);
        Assert.True(await victim.KillAsync());
        await Greenlet.YieldAsync();
        await Greenlet.YieldAsync();
        Assert.False(began);
        Assert.True(linked);
        Assert.Equal(GreenletState.Killed, victim.State);
        Assert.Empty(errors);
    });

    [Fact]
    public async Task One_that_awaits_something_foreign_gets_it_at_its_next_call()
    {
        using var test = new TestHub();
        var foreign = new TaskCompletionSource();
        bool cameBack = false;
        bool wentOn = false;
        Greenlet victim = test.Hub.Spawn(async () =>
        {
            await foreign.Task;
            cameBack = true;
            await Greenlet.YieldAsync();
            wentOn = true;
        });
        await test.CallAsync(() => { });
        victim.Kill();
        await test.CallAsync(() => { });
        Assert.False(victim.IsDead);
        foreign.SetResult();
        Assert.True(await victim.JoinAsync(ForEver).AsTask().WaitAsync(Patience));
        Assert.Equal((true, false), (cameBack, wentOn));
    }

    [Fact]
    public void One_that_kills_itself_gets_it_at_its_next_call_that_parks() => TestHub.Run(async () =>
    {
        bool wentOn = false;
        bool passed = false;
        Greenlet victim = Greenlet.Spawn(async () =>
        {
            Greenlet.Current!.Kill();
            wentOn = true;
            await Greenlet.YieldAsync();
            passed = true;
        });
        Greenlet waiting = Greenlet.Spawn(async () => await Greenlet.Current!.KillAsync());
        Assert.True(await Greenlet.JoinAllAsync([victim, waiting]));
        Assert.Equal((true, false), (wentOn, passed));
        Assert.Equal((GreenletState.Killed, GreenletState.Killed), (victim.State, waiting.State));
    });

    [Fact]
    public async Task Another_thread_and_a_greenlet_of_another_hub_may_kill()
    {
        using var a = new TestHub();
        using var b = new TestHub();
        Greenlet first = a.Hub.Spawn(() => Greenlet.SleepAsync(ForEver).AsTask());
        Greenlet second = a.Hub.Spawn(() => Greenlet.SleepAsync(TimeSpan.FromHours(1)).AsTask());
        Assert.True(await first.KillAsync(null, Patience));
        Assert.True(await b.RunAsync(async () => await second.KillAsync(null, Patience)));
        Assert.Equal((GreenletState.Killed, GreenletState.Killed), (first.State, second.State));
        Assert.Equal(0, a.Hub.Statistics.Timers);
        Assert.Empty(a.Errors);
    }

    [Fact]
    public void A_custom_exception_is_what_it_dies_of_and_is_reported_unless_awaited() => TestHub.Run(async () =>
    {
        var errors = new List<HubError>();
        Hub.Current!.ErrorHandler = errors.Add;
        var reason = new TimeoutException("too slow");
        Greenlet victim = Greenlet.Spawn(() => Greenlet.SleepAsync(ForEver).AsTask());
        await Greenlet.YieldAsync();
        victim.Kill(reason);
        await Greenlet.YieldAsync();
        await Greenlet.YieldAsync();
        Assert.Equal(GreenletState.Faulted, victim.State);
        Assert.Same(reason, victim.Exception);
        Assert.Same(victim, Assert.Single(errors).Greenlet);

        Greenlet awaited = Greenlet.Spawn(() => Greenlet.SleepAsync(ForEver).AsTask());
        awaited.Kill(reason);
        Assert.Same(reason, await Assert.ThrowsAsync<TimeoutException>(async () => await awaited));
    });

    [Fact]
    public void A_killed_greenlet_is_not_reported_and_a_dead_one_stays_as_it_is() => TestHub.Run(async () =>
    {
        var errors = new List<HubError>();
        Hub.Current!.ErrorHandler = errors.Add;
        Greenlet victim = Greenlet.Spawn(() => Greenlet.SleepAsync(ForEver).AsTask());
        Greenlet done = Greenlet.Spawn(() => Task.CompletedTask);
        await Greenlet.YieldAsync();
        victim.Kill();
        done.Kill();
        await Greenlet.YieldAsync();
        await Greenlet.YieldAsync();
        Assert.Equal((GreenletState.Killed, GreenletState.Succeeded), (victim.State, done.State));
        Assert.Null(done.Exception);
        Assert.Empty(errors);
    });

    [Fact]
    public void Two_kills_before_the_greenlet_resumes_are_one() => TestHub.Run(async () =>
    {
        int caught = 0;
        bool cleanedUp = false;
        Greenlet victim = Greenlet.Spawn(async () =>
        {
            try
            {
                await Greenlet.SleepAsync(ForEver);
            }
            catch (GreenletExitException)
            {
                caught++;
                await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(1));
                cleanedUp = true;
            }
        });
        await Greenlet.YieldAsync();
        victim.Kill();
        victim.Kill();
        await victim;
        Assert.Equal((1, true), (caught, cleanedUp));
    });

    [Fact]
    public void A_swallowed_kill_is_over_and_the_greenlet_may_go_on() => TestHub.Run(async () =>
    {
        Greenlet<string> victim = Greenlet.Spawn(async () =>
        {
            try
            {
                await Greenlet.SleepAsync(ForEver);
            }
            catch (GreenletExitException)
            {
                // It has its reasons.
            }

            await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(1));
            return "went on";
        });
        await Greenlet.YieldAsync();
        victim.Kill();
        Assert.Equal("went on", await victim);
    });

    [Fact]
    public void A_kill_reaches_every_call_that_the_greenlet_is_parked_in() => TestHub.Run(async () =>
    {
        Exception? first = null;
        Exception? second = null;
        Greenlet target = Greenlet.Spawn(() => Greenlet.SleepAsync(ForEver).AsTask());
        Greenlet victim = Greenlet.Spawn(async () =>
        {
            Task sleep = Greenlet.SleepAsync(TimeSpan.FromHours(1)).AsTask();
            Task join = target.JoinAsync(ForEver).AsTask();
            Assert.True(Hub.Current!.ParkedCount >= 2);
            try
            {
                await Task.WhenAll(sleep, join);
            }
            finally
            {
                first = sleep.Exception!.InnerException;
                second = join.Exception!.InnerException;
            }
        });
        await Greenlet.YieldAsync();
        Assert.True(await victim.KillAsync());
        Assert.IsType<GreenletExitException>(first);
        Assert.Same(first, second);
        Assert.Equal(GreenletState.Killed, victim.State);
        target.Kill();
    });

    [Fact]
    public void Calls_of_one_greenlet_may_finish_one_by_one() => TestHub.Run(async () =>
    {
        Hub hub = Hub.Current!;
        int before = hub.ParkedCount;
        Task[] sleeps = [.. Enumerable.Range(1, 5).Select(i => Greenlet.SleepAsync(TimeSpan.FromMilliseconds(i)).AsTask())];
        Assert.Equal(before + 5, hub.ParkedCount);
        for (int i = 0; i < 5; i++)
        {
            await sleeps[(i + 2) % 5];
        }

        Assert.Equal(before, hub.ParkedCount);
        Assert.Equal(0, hub.Timers.Count);
    });

    [Fact]
    public void A_kill_wins_over_a_result_that_the_greenlet_has_not_seen_yet() => TestHub.Run(async () =>
    {
        bool resumed = false;
        bool release = false;
        Greenlet target = Greenlet.Spawn(async () =>
        {
            while (!release)
            {
                await Greenlet.YieldAsync();
            }
        });
        Greenlet victim = Greenlet.Spawn(async () =>
        {
            await target.JoinAsync(ForEver);
            resumed = true;
        });
        Greenlet killer = Greenlet.Spawn(async () =>
        {
            while (!target.IsDead)
            {
                await Greenlet.YieldAsync();
            }

            // target ended in this very round of the ready queue: victim's join is over, and its resumption stands
            // behind this greenlet.
            Assert.False(resumed);
            victim.Kill();
        });
        await Greenlet.YieldAsync();
        release = true;
        await killer;
        Assert.True(await victim.JoinAsync(ForEver));
        Assert.False(resumed);
        Assert.Equal(GreenletState.Killed, victim.State);
        Assert.Equal(0, Hub.Current!.ParkedCount);
    });

    [Fact]
    public void A_kill_is_not_lost_on_a_call_that_was_cancelled_just_before() => TestHub.Run(async () =>
    {
        using var cancel = new CancellationTokenSource();
        Greenlet victim = Greenlet.Spawn(async () =>
        {
            try
            {
                await Greenlet.SleepAsync(ForEver, cancel.Token);
            }
            catch (OperationCanceledException)
            {
                // It may see either; what it may not do is live on.
            }

            await Greenlet.SleepAsync(ForEver);
        });
        await Greenlet.YieldAsync();
        cancel.Cancel();
        victim.Kill();
        Assert.True(await victim.JoinAsync(Patience), "the kill was lost");
        Assert.Equal(GreenletState.Killed, victim.State);
    });

    [Fact]
    public async Task A_kill_is_not_lost_on_a_call_that_another_hub_has_just_finished()
    {
        using var a = new TestHub();
        using var b = new TestHub();
        using var ended = new ManualResetEventSlim();
        var release = new TaskCompletionSource();
        Greenlet target = b.Hub.Spawn(() => release.Task);
        bool cameBack = false;
        Greenlet victim = a.Hub.Spawn(async () =>
        {
            await target.JoinAsync(ForEver);
            cameBack = true;
            await Greenlet.SleepAsync(ForEver);
        });
        await a.CallAsync(() => { });
        await b.CallAsync(() => { });

        // While a is held, b finishes the join: its answer lies in a's inbox as the kill comes.
        Task killed = a.CallAsync(() =>
        {
            release.SetResult();
            TestHub.Hold(ended);
            victim.Kill();
        });
        Assert.True(await target.JoinAsync(Patience));
        await b.CallAsync(() => { });
        ended.Set();
        await killed;
        Assert.True(await victim.JoinAsync(Patience), "the kill was lost");
        Assert.Equal(GreenletState.Killed, victim.State);
        Assert.True(cameBack);
    }

    [Fact]
    public async Task A_kill_that_reached_a_call_at_another_hub_is_not_delivered_again()
    {
        using var a = new TestHub();
        using var b = new TestHub();
        Greenlet target = b.Hub.Spawn(() => Greenlet.SleepAsync(ForEver).AsTask());
        bool cleanedUp = false;
        Greenlet victim = a.Hub.Spawn(async () =>
        {
            try
            {
                await target.JoinAsync(ForEver);
            }
            finally
            {
                await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(1));
                cleanedUp = true;
            }
        });
        await a.CallAsync(() => { });
        await b.CallAsync(() => { });
        Assert.True(await victim.KillAsync(null, Patience));
        Assert.True(cleanedUp);
        Assert.False(target.IsDead);
    }

    [Fact]
    public async Task Killing_all_waits_for_all_and_says_when_the_time_was_up()
    {
        using var a = new TestHub(new HubOptions { StopTimeout = TimeSpan.FromMilliseconds(10) });
        using var b = new TestHub();
        await a.RunAsync(async () =>
        {
            Func<Task> sleep = () => Greenlet.SleepAsync(ForEver).AsTask();
            Greenlet[] all = [.. Enumerable.Range(0, 50).Select(i => (i % 2 == 0 ? a : b).Hub.Spawn(sleep))];
            await Greenlet.YieldAsync();
            Assert.True(await Greenlet.KillAllAsync(all));
            Assert.All(all, g => Assert.Equal(GreenletState.Killed, g.State));

            Greenlet deaf = Greenlet.Spawn(() => new TaskCompletionSource().Task);
            await Greenlet.YieldAsync();
            Assert.False(await Greenlet.KillAllAsync([deaf], TimeSpan.FromMilliseconds(2)));
            Assert.False(await deaf.KillAsync(null, TimeSpan.FromMilliseconds(2)));
        });
    }

    [Fact]
    public void Ten_thousand_spawns_and_kills_leave_nothing_behind() => TestHub.Run(async () =>
    {
        Hub hub = Hub.Current!;
        for (int round = 0; round < 100; round++)
        {
            Greenlet[] all = [.. Enumerable.Range(0, 100).Select(i => Greenlet.Spawn(async () =>
            {
                await Greenlet.SleepAsync(i % 3 == 0 ? ForEver : TimeSpan.FromMinutes(i + 1));
            }))];
            if (round % 2 == 0)
            {
                await Greenlet.YieldAsync();
            }

            Assert.True(await Greenlet.KillAllAsync(all));
        }

        Assert.Equal((0, 1, 0), (hub.ParkedCount, hub.GreenletCount, hub.Timers.Count));
    });
}
