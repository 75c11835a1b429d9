namespace Akka.Greensock.Tests;

/// <summary>Greenlets with synchronous bodies: one at a time with everything else of their hub, each on a thread of its own.</summary>
public abstract partial class ThreadGreenletSpecs(string kernel)
{
    private readonly HubOptions _options = new() { Kernel = kernel };

    private void OnHub(Action main, HubOptions? options = null) => TestHub.Run(main, options ?? _options);

    [Fact]
    public void It_runs_on_a_thread_of_its_own_and_belongs_to_its_hub() => OnHub(() =>
    {
        Hub hub = Hub.Current!;
        int main = Environment.CurrentManagedThreadId;
        Greenlet<(Hub?, Greenlet?, int, SynchronizationContext?)> other = hub.Spawn(
            () => (Hub.Current, Greenlet.Current, Environment.CurrentManagedThreadId, SynchronizationContext.Current));
        Assert.True(other.IsThreaded);
        (Hub? its, Greenlet? itself, int thread, SynchronizationContext? context) = other.Get();
        Assert.Same(hub, its);
        Assert.Same(other, itself);
        Assert.Same(other, context);
        Assert.NotEqual(main, thread);
        Assert.Same(Greenlet.Current, SynchronizationContext.Current);
    });

    [Fact]
    public void It_begins_in_a_later_turn_and_its_value_name_and_parent_are_told() => OnHub(() =>
    {
        bool begun = false;
        Greenlet<int> greenlet = Greenlet.Spawn(
            () =>
            {
                begun = true;
                return 5;
            },
            "five");
        Assert.False(begun);
        Assert.Equal(("five", GreenletState.Scheduled), (greenlet.Name, greenlet.State));
        Assert.Same(Greenlet.Current, greenlet.Parent);
        Assert.Equal(5, greenlet.Get());
        Assert.Equal((5, GreenletState.Succeeded, null), (greenlet.Value, greenlet.State, greenlet.Exception));
    });

    [Fact]
    public void Those_that_yield_take_turns_in_order_of_either_kind() => OnHub(() =>
    {
        var order = new List<string>();
        Greenlet[] all = [.. Enumerable.Range(0, 6).Select(i => i % 2 == 0
            ? Greenlet.Spawn(() =>
            {
                for (int round = 0; round < 3; round++)
                {
                    order.Add($"{round}{i}");
                    Greenlet.Yield();
                }
            })
            : Greenlet.Spawn(async () =>
            {
                for (int round = 0; round < 3; round++)
                {
                    order.Add($"{round}{i}");
                    await Greenlet.YieldAsync();
                }
            }))];
        Assert.True(Greenlet.JoinAll(all, Patience));
        Assert.Equal(order.Order(), order);
        Assert.Equal(18, order.Count);
    });

    [Fact]
    public void No_two_of_a_hub_run_at_once() => OnHub(() =>
    {
        int running = 0, rounds = 0;
        void Step()
        {
            Assert.Equal(1, Interlocked.Increment(ref running));
            rounds++; // without a fence
            Thread.SpinWait(200);
            Assert.Equal(0, Interlocked.Decrement(ref running));
        }

        Greenlet[] all = [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0
            ? Greenlet.Spawn(() =>
            {
                for (int n = 0; n < 100; n++)
                {
                    Step();
                    Greenlet.Yield();
                }
            })
            : Greenlet.Spawn(async () =>
            {
                for (int n = 0; n < 100; n++)
                {
                    Step();
                    await Greenlet.YieldAsync();
                }
            }))];
        foreach (Greenlet greenlet in all)
        {
            greenlet.Get();
        }

        Assert.Equal(4_000, rounds);
    });

    [Fact]
    public void Either_kind_joins_the_other() => OnHub(() =>
    {
        var asynchronous = Greenlet.Spawn(async () =>
        {
            Greenlet<int> inner = Greenlet.Spawn(() =>
            {
                Greenlet.Sleep(TimeSpan.FromMilliseconds(1));
                return 1;
            });
            return 1 + await inner;
        });
        Assert.Equal(2, asynchronous.Get());
    });

    [Fact]
    public void Joining_one_that_goes_on_is_given_up_when_the_time_is_up() => OnHub(() =>
    {
        var sleeper = Greenlet.Spawn(() => Greenlet.Sleep(Timeout.InfiniteTimeSpan));
        Assert.False(sleeper.Join(TimeSpan.FromMilliseconds(1)));
        Assert.False(sleeper.Join(TimeSpan.Zero));
        Assert.True(sleeper.KillAndJoin());
        Assert.Equal(GreenletState.Killed, sleeper.State);
    });

    [Fact]
    public void A_sleep_is_never_shorter_than_asked_for() => OnHub(() =>
    {
        long started = TimeProvider.System.GetTimestamp();
        Greenlet.Sleep(TimeSpan.FromMilliseconds(5));
        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(5));
    });

    [Fact]
    public void What_it_dies_of_is_told_to_who_joins_it() => OnHub(() =>
    {
        var failing = Greenlet.Spawn(() => Fail());
        failing.Observe();
        failing.Join();
        Assert.Equal(GreenletState.Faulted, failing.State);
        Assert.IsType<InvalidTimeZoneException>(failing.Exception);
        Assert.Throws<InvalidTimeZoneException>(failing.Get);

        static void Fail() => throw new InvalidTimeZoneException();
    });

    [Fact]
    public void One_that_fails_with_nobody_waiting_is_reported_once_and_harms_nobody()
    {
        var errors = new List<HubError>();
        OnHub(() =>
        {
            Hub.Current!.ErrorHandler = errors.Add;
            Greenlet.Spawn(new Action(() => throw new InvalidTimeZoneException()), "bad");
            Greenlet.Yield();
            Greenlet.Yield();
            Assert.Equal(3, Greenlet.Spawn(() => 3).Get());
        });
        HubError error = Assert.Single(errors);
        Assert.Equal("bad", error.Greenlet!.Name);
        Assert.IsType<InvalidTimeZoneException>(error.Exception);
    }

    [Fact]
    public void Its_links_are_called_once_it_has_ended() => OnHub(() =>
    {
        var linked = new List<Greenlet>();
        Greenlet<int> greenlet = Greenlet.Spawn(() => 1);
        greenlet.Link(linked.Add);
        greenlet.Get();
        Greenlet.Yield();
        Greenlet.Yield();
        Assert.Same(greenlet, Assert.Single(linked));
    });

    [Fact]
    public void What_is_ambient_where_it_is_spawned_is_ambient_in_it_and_stays_there() => OnHub(() =>
    {
        var ambient = new AsyncLocal<string> { Value = "outer" };
        Greenlet<string?> inner = Greenlet.Spawn<string?>(() =>
        {
            string? seen = ambient.Value;
            ambient.Value = "inner";
            Greenlet.Yield();
            return $"{seen} {ambient.Value}";
        });
        Greenlet.Yield();
        Assert.Equal("outer", ambient.Value);
        Assert.Equal("outer inner", inner.Get());
        Assert.Equal("outer", ambient.Value);
    });

    [Fact]
    public void A_local_has_a_value_for_each_greenlet() => OnHub(() =>
    {
        using var local = new GreenletLocal<int>(() => 1);
        local.Value = 5;
        Greenlet<int> thread = Greenlet.Spawn(() => local.Value++ + local.Value);
        Greenlet<int> asynchronous = Greenlet.Spawn(async () =>
        {
            await Greenlet.YieldAsync();
            return local.Value += 10;
        });
        Assert.Equal(3, thread.Get());
        Assert.Equal(11, asynchronous.Get());
        Assert.Equal(5, local.Value);
    });

    [Fact]
    public void A_task_of_others_is_waited_for_while_the_hub_goes_on() => OnHub(() =>
    {
        var source = new TaskCompletionSource<int>();
        var other = Greenlet.Spawn(() => ThreadPool.QueueUserWorkItem(_ => source.SetResult(7)));
        Assert.Equal(7, Greenlet.Await(source.Task, Patience));
        Assert.True(other.IsDead);
        Greenlet.Await(TestHub.Foreign(), Patience);
        Assert.Throws<TimeoutException>(() => Greenlet.Await(new TaskCompletionSource().Task, TimeSpan.FromMilliseconds(1)));
    });

    [Fact]
    public void An_async_method_that_it_starts_goes_on_in_it() => OnHub(() =>
    {
        int thread = Environment.CurrentManagedThreadId;
        var threads = new List<int>();
        async Task StepsAsync()
        {
            await Greenlet.YieldAsync();
            threads.Add(Environment.CurrentManagedThreadId);
            await TestHub.Foreign();
            threads.Add(Environment.CurrentManagedThreadId);
            Assert.Equal(4, Greenlet.Spawn(() => 4).Get()); // waits inside a wait
            threads.Add(Environment.CurrentManagedThreadId);
        }

        Greenlet.Await(StepsAsync(), Patience);
        Assert.Equal([thread, thread, thread], threads);
    });

    [Fact]
    public async Task Another_thread_spawns_kills_and_joins_it()
    {
        using var home = new TestHub(_options);
        Greenlet<int> quick = home.Hub.Spawn(() => 5);
        Assert.Equal(5, quick.Get()); // this thread is no hub, and blocks
        Greenlet slow = home.Hub.Spawn(() => Greenlet.Sleep(Timeout.InfiniteTimeSpan));
        await home.CallAsync(() => true);
        slow.Kill();
        Assert.True(slow.Join(Patience));
        Assert.Equal(GreenletState.Killed, slow.State);
    }

    [Fact]
    public void A_greenlet_of_another_hub_is_joined() => OnHub(() =>
    {
        using var other = new TestHub(_options);
        Assert.Equal(9, other.Hub.Spawn(() => 9).Get());
        Assert.Equal(8, other.Hub.Spawn(async () =>
        {
            await Greenlet.YieldAsync();
            return 8;
        }).Get());
    });

    [Fact]
    public void Where_nothing_may_wait_it_is_refused_always() => TestHub.Run(
        () =>
        {
            var done = Greenlet.Spawn(() => Task.CompletedTask);
            Action[] calls =
            [
                () => Greenlet.Sleep(TimeSpan.Zero), Greenlet.Yield, done.Join, () => done.Join(TimeSpan.Zero), done.Get,
                () => Greenlet.JoinAll([]), () => Greenlet.KillAll([]), () => done.KillAndJoin(), () => Greenlet.Await(Task.CompletedTask),
                () => Greenlet.Await(Task.FromResult(1)), () => Greenlet.Spawn(() => Task.FromResult(2)).Get(),
            ];
            Assert.All(calls, call => Assert.Contains(
                "Await", Assert.Throws<BlockingSwitchOutException>(call).Message, StringComparison.Ordinal));
            return Task.CompletedTask;
        },
        _options);

    [Fact]
    public void A_body_that_returns_what_nobody_awaits_is_refused() => OnHub(() =>
    {
        Assert.Throws<ArgumentException>(() => Greenlet.Spawn(() => ValueTask.CompletedTask));
        Assert.Throws<ArgumentException>(() => Greenlet.Spawn(() => ValueTask.FromResult(1)));
    });
}
