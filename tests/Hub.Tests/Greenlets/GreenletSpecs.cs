namespace Akka.Greensock.Tests;

public class GreenletSpecs
{
    private static readonly AsyncLocal<string?> Ambient = new();

    [Fact]
    public void Spawning_never_runs_the_body_inline() => TestHub.Run(async () =>
    {
        bool began = false;
        Greenlet greenlet = Greenlet.Spawn(() =>
        {
            began = true;
            return Task.CompletedTask;
        });
        Assert.False(began);
        Assert.Equal(GreenletState.Scheduled, greenlet.State);
        Assert.False(greenlet.IsDead);
        await greenlet;
        Assert.True(began);
        Assert.Equal(GreenletState.Succeeded, greenlet.State);
        Assert.True(greenlet.IsDead);
        Assert.Null(greenlet.Exception);
    });

    [Fact]
    public void A_greenlet_knows_its_name_its_parent_its_hub_and_a_number_of_its_own() => TestHub.Run(async () =>
    {
        Greenlet main = Greenlet.Current!;
        Greenlet? seen = null;
        Greenlet? parent = null;
        Greenlet named = Greenlet.Spawn(async () =>
        {
            seen = Greenlet.Current;
            parent = seen!.Parent;
            await Greenlet.YieldAsync();
            Assert.Same(seen, Greenlet.Current);
        }, "a name");
        Greenlet unnamed = Greenlet.Spawn(() => Task.CompletedTask);
        await Greenlet.JoinAllAsync([named, unnamed]);

        Assert.Same(named, seen);
        Assert.Same(main, parent);
        Assert.Same(main, Greenlet.Current);
        Assert.Null(main.Parent);
        Assert.Same(Hub.Current, named.Hub);
        Assert.Equal("a name", named.Name);
        Assert.Equal($"greenlet-{unnamed.Id}", unnamed.Name);
        Assert.Equal(named.Name, named.ToString());
        Assert.Equal(3, new HashSet<long> { main.Id, named.Id, unnamed.Id }.Count);
    });

    [Fact]
    public void A_greenlet_is_the_context_of_its_body_and_its_own_copy() => TestHub.Run(async () =>
    {
        Assert.Same(Greenlet.Current, SynchronizationContext.Current);
        Assert.Same(Greenlet.Current, SynchronizationContext.Current!.CreateCopy());
        await Greenlet.YieldAsync();
        Assert.Same(Greenlet.Current, SynchronizationContext.Current);
    });

    [Fact]
    public async Task Sending_to_a_greenlet_from_another_thread_is_refused_and_from_its_own_runs_at_once()
    {
        using var test = new TestHub();
        SynchronizationContext? context = null;
        await test.RunAsync(() =>
        {
            context = SynchronizationContext.Current!;
            bool ran = false;
            context.Send(_ => ran = true, null);
            Assert.True(ran);
            return Task.CompletedTask;
        });
        Assert.Throws<InvalidOperationException>(() => context!.Send(_ => { }, null));
    }

    [Fact]
    public async Task Foreign_awaits_come_home_to_the_same_thread_and_greenlet()
    {
        using var test = new TestHub();
        await test.RunAsync(async () =>
        {
            Greenlet self = Greenlet.Current!;
            Thread thread = Thread.CurrentThread;
            for (int i = 0; i < 500; i++)
            {
                await TestHub.Foreign();
                Assert.Same(thread, Thread.CurrentThread);
                Assert.Same(self, Greenlet.Current);
                await Task.Yield();
                Assert.Same(self, Greenlet.Current);
                await Task.WhenAll(TestHub.Foreign(), TestHub.Foreign());
                Assert.Same(self, Greenlet.Current);
                Assert.Same(self, SynchronizationContext.Current);
            }
        });
    }

    [Fact]
    public async Task A_body_that_left_its_hub_ends_all_the_same_and_its_end_is_told_on_the_hub()
    {
        using var test = new TestHub();
        Hub? linkedOn = null;
        var linked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Greenlet<Hub?> greenlet = test.Hub.Spawn(async () =>
        {
            await TestHub.Foreign().ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            return Hub.Current;
        });
        greenlet.Link(_ =>
        {
            linkedOn = Hub.Current;
            linked.SetResult();
        });

        Assert.Null(await greenlet.GetAsync().AsTask().WaitAsync(Patience));
        await linked.Task.WaitAsync(Patience);
        Assert.Same(test.Hub, linkedOn);
    }

    [Fact]
    public void What_is_ambient_flows_in_from_the_spawner_and_not_back_or_across() => TestHub.Run(async () =>
    {
        Ambient.Value = "spawner";
        string? first = null;
        string? second = null;
        Greenlet changes = Greenlet.Spawn(async () =>
        {
            first = Ambient.Value;
            Ambient.Value = "child";
            await Greenlet.YieldAsync();
            Assert.Equal("child", Ambient.Value);
            await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(1));
            Assert.Equal("child", Ambient.Value);
        });
        Greenlet reads = Greenlet.Spawn(async () =>
        {
            await Greenlet.YieldAsync();
            second = Ambient.Value;
        });
        Ambient.Value = "changed later";
        await Greenlet.JoinAllAsync([changes, reads]);
        await changes;
        Assert.Equal(("spawner", "spawner", "changed later"), (first, second, Ambient.Value));
        Ambient.Value = null;
    });

    [Fact]
    public async Task Spawning_and_sleeping_need_a_hub()
    {
        Assert.Null(Hub.Current);
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => Greenlet.Spawn(() => Task.CompletedTask));
        Assert.Contains("no hub", thrown.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Greenlet.YieldAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Greenlet.SleepAsync(TimeSpan.Zero));
    }

    [Fact]
    public void A_sleep_is_never_shorter_than_asked_for() => TestHub.Run(async () =>
    {
        foreach (double milliseconds in new[] { 0.001, 0.4, 1, 1.5, 3 })
        {
            var time = TimeSpan.FromMilliseconds(milliseconds);
            long started = TimeProvider.System.GetTimestamp();
            await Greenlet.SleepAsync(time);
            Assert.True(TimeProvider.System.GetElapsedTime(started) >= time);
        }
    });

    [Fact]
    public void Sleepers_wake_in_the_order_of_their_deadlines()
    {
        var clock = new ManualClock();
        TestHub.Run(async () =>
        {
            var woken = new List<int>();
            Greenlet[] sleepers = [.. new[] { 300, 5, 70, 5_000 }.Select(ms => Greenlet.Spawn(async () =>
            {
                await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(ms));
                woken.Add(ms);
            }))];
            await Greenlet.YieldAsync();
            clock.Advance(TimeSpan.FromMilliseconds(4_999.9));
            while (woken.Count < 3)
            {
                await Greenlet.YieldAsync();
            }

            Assert.False(sleepers[3].IsDead);
            clock.Advance(TimeSpan.FromMilliseconds(0.1));
            await Greenlet.JoinAllAsync(sleepers);
            Assert.Equal([5, 70, 300, 5_000], woken);
        }, new HubOptions { TimeProvider = clock });
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MaxValue / 2)]
    [InlineData(TimeSpan.TicksPerDay * 10_000)]
    public void A_very_long_sleep_is_not_taken_for_a_short_one(long ticks) => TestHub.Run(async () =>
    {
        Greenlet sleeper = Greenlet.Spawn(() => Greenlet.SleepAsync(new TimeSpan(ticks)).AsTask());
        await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(5));
        await Greenlet.YieldAsync();
        Assert.False(sleeper.IsDead);
    });

    [Fact]
    public void A_negative_sleep_is_refused() => TestHub.Run(() =>
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Greenlet.SleepAsync(TimeSpan.FromMilliseconds(-2)));
        return Task.CompletedTask;
    });

    [Fact]
    public void A_body_that_returns_no_task_is_an_error_of_that_greenlet() => TestHub.Run(async () =>
    {
        Greenlet greenlet = Greenlet.Spawn(() => null!);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await greenlet);
        Assert.Equal(GreenletState.Faulted, greenlet.State);
    });

    [Fact]
    public void A_failing_greenlet_that_nobody_waits_for_is_reported_once() => TestHub.Run(async () =>
    {
        var errors = new List<HubError>();
        Hub.Current!.ErrorHandler = errors.Add;
        Greenlet early = Greenlet.Spawn(() => throw new FormatException("early"));
        Greenlet late = Greenlet.Spawn(async () =>
        {
            await Greenlet.YieldAsync();
            throw new FormatException("late");
        });
        Greenlet cancelled = Greenlet.Spawn(() => Task.FromCanceled(new CancellationToken(true)));
        for (int i = 0; i < 10; i++)
        {
            await Greenlet.YieldAsync();
        }

        Assert.Equal([early, cancelled, late], errors.Select(e => e.Greenlet));
        Assert.Equal([early.Exception, cancelled.Exception, late.Exception], errors.Select(e => e.Exception));
        Assert.IsAssignableFrom<OperationCanceledException>(cancelled.Exception);
        await Assert.ThrowsAsync<FormatException>(async () => await early);
        Assert.Equal(3, errors.Count);
    });

    [Fact]
    public void A_failing_greenlet_that_somebody_waits_for_is_not_reported() => TestHub.Run(async () =>
    {
        var errors = new List<HubError>();
        Hub.Current!.ErrorHandler = errors.Add;
        Greenlet awaited = Greenlet.Spawn(() => throw new FormatException("awaited"));
        FormatException thrown = await Assert.ThrowsAsync<FormatException>(async () => await awaited);
        Assert.Same(awaited.Exception, thrown);

        Greenlet joined = Greenlet.Spawn(() => throw new FormatException("joined"));
        Assert.True(await joined.JoinAsync(Timeout.InfiniteTimeSpan));

        Exception? linked = null;
        Greenlet.Spawn(() => throw new FormatException("linked")).Link(g => linked = g.Exception);
        await Greenlet.YieldAsync();
        await Greenlet.YieldAsync();
        Assert.Equal("linked", linked?.Message);
        Assert.Empty(errors);
    });

    [Fact]
    public async Task An_async_void_that_throws_in_a_greenlet_is_reported_and_does_not_end_it()
    {
        using var test = new TestHub();
        await test.RunAsync(async () =>
        {
            Explode();
            await Greenlet.YieldAsync();
            await Greenlet.YieldAsync();
            Assert.NotNull(Greenlet.Current);
        });
        HubError error = Assert.Single(test.Errors);
        Assert.Equal("async void", error.Exception.Message);
        Assert.Null(error.Greenlet);

        static async void Explode()
        {
            await Greenlet.YieldAsync();
            throw new FormatException("async void");
        }
    }

    [Fact]
    public void A_greenlet_has_the_value_that_its_body_returned_and_none_before() => TestHub.Run(async () =>
    {
        Greenlet<int> greenlet = Greenlet.Spawn(async () =>
        {
            await Greenlet.YieldAsync();
            return 42;
        });
        Assert.Contains("Scheduled", Assert.Throws<InvalidOperationException>(() => greenlet.Value).Message, StringComparison.Ordinal);
        Assert.Equal(42, await greenlet);
        Assert.Equal(42, await greenlet.GetAsync());
        Assert.Equal(42, greenlet.Value);

        Greenlet<int> failing = Greenlet.Spawn<int>(() => throw new FormatException("no value"));
        await Assert.ThrowsAsync<FormatException>(async () => await failing);
        Assert.Throws<InvalidOperationException>(() => failing.Value);
    });

    [Fact]
    public void Links_are_called_on_the_hub_in_a_later_turn_whether_added_before_or_after_the_end() => TestHub.Run(async () =>
    {
        Hub hub = Hub.Current!;
        var called = new List<string>();
        Greenlet greenlet = Greenlet.Spawn(() => Task.CompletedTask);
        greenlet.Link(g => called.Add($"1 {g.State} {Hub.Current == hub} {Greenlet.Current is null}"));
        greenlet.Link(_ => called.Add("2"));
        Assert.Empty(called);
        await greenlet;
        await Greenlet.YieldAsync();
        greenlet.Link(_ => called.Add("3"));
        Assert.Equal(["1 Succeeded True True", "2"], called);
        await Greenlet.YieldAsync();
        Assert.Equal(["1 Succeeded True True", "2", "3"], called);
    });

    [Fact]
    public async Task A_link_may_come_from_another_thread_and_one_that_throws_is_reported()
    {
        using var test = new TestHub();
        Greenlet greenlet = test.Hub.Spawn(() => Task.CompletedTask);
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        greenlet.Link(_ => throw new FormatException("bad link"));
        greenlet.Link(_ => called.SetResult());
        await called.Task.WaitAsync(Patience);
        Assert.Equal("bad link", Assert.Single(test.Errors).Exception.Message);
    }
}
