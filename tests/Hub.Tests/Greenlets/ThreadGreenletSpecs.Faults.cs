using System.Collections.Concurrent;

namespace Akka.Greensock.Tests;

/// <content>What goes wrong in them, and around them.</content>
public abstract partial class ThreadGreenletSpecs
{
    private static readonly Dictionary<string, Action> Waits = new()
    {
        ["Sleep"] = () => Greenlet.Sleep(Timeout.InfiniteTimeSpan),
        ["Sleep for an hour"] = () => Greenlet.Sleep(TimeSpan.FromHours(1)),
        ["Join"] = () => Sleeper().Join(),
        ["Join for an hour"] = () => Sleeper().Join(TimeSpan.FromHours(1)),
        ["Get"] = () => Sleeper().Get(),
        ["Get a value"] = () => Greenlet.Spawn(() =>
        {
            Greenlet.Sleep(Timeout.InfiniteTimeSpan);
            return 1;
        }).Get(),
        ["JoinAll"] = () => Greenlet.JoinAll([Sleeper(), Sleeper()]),
        ["Await"] = () => Greenlet.Await(new TaskCompletionSource().Task),
        ["Await a value"] = () => Greenlet.Await(new TaskCompletionSource<int>().Task, TimeSpan.FromHours(1)),
        ["Await of an async method"] = () => Greenlet.Await(SleepsAsync()),
    };

    public static TheoryData<string> AllWaits => [.. Waits.Keys];

    private static Greenlet Sleeper() => Greenlet.Spawn(() => Greenlet.Sleep(Timeout.InfiniteTimeSpan));

    private static async Task SleepsAsync() => await Greenlet.SleepAsync(Timeout.InfiniteTimeSpan);

    private static Greenlet Parked(Action body)
    {
        var greenlet = Greenlet.Spawn(body);
        greenlet.Observe();
        for (int i = 0; i < 4; i++)
        {
            Greenlet.Yield();
        }

        Assert.Equal(GreenletState.Alive, greenlet.State);
        return greenlet;
    }

    [Theory]
    [MemberData(nameof(AllWaits))]
    public void A_kill_arrives_at_the_call_that_it_is_parked_in_and_it_can_go_on(string wait) => OnHub(() =>
    {
        bool wentOn = false;
        var reason = new InvalidTimeZoneException("killed");
        Greenlet greenlet = Parked(() =>
        {
            Assert.Same(reason, Assert.Throws<InvalidTimeZoneException>(Waits[wait]));
            Greenlet.Yield();
            wentOn = true;
        });
        greenlet.Kill(reason);
        greenlet.Get();
        Assert.True(wentOn);
    });

    [Theory]
    [MemberData(nameof(AllWaits))]
    public void A_limit_arrives_at_the_call_that_it_is_parked_in(string wait) => OnHub(() =>
    {
        using var outer = GreenletTimeout.Start(TimeSpan.FromHours(2));
        using (var limit = GreenletTimeout.Start(TimeSpan.FromMilliseconds(2)))
        {
            Assert.Same(limit.Exception, Assert.Throws<TimeoutException>(Waits[wait]));
            Assert.Equal((true, false), (limit.HasExpired, outer.HasExpired));
        }

        Greenlet.Yield();
    });

    [Fact]
    public void A_limit_that_was_lifted_in_time_throws_nothing() => OnHub(() =>
    {
        var reason = new InvalidTimeZoneException();
        using (GreenletTimeout.Start(TimeSpan.FromHours(1), reason))
        {
            Greenlet.Yield();
        }

        Greenlet.Sleep(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, Hub.Current!.GreenletCount);
        Assert.Equal(0, Hub.Current.Timers.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => GreenletTimeout.Start(TimeSpan.FromTicks(-2)));
        using var never = GreenletTimeout.Start(Timeout.InfiniteTimeSpan);
        Assert.Equal(0, Hub.Current.Timers.Count);
    });

    [Fact]
    public void A_limit_holds_for_an_async_greenlet_too() => TestHub.Run(
        async () =>
        {
            using var limit = GreenletTimeout.Start(TimeSpan.FromMilliseconds(1), new InvalidTimeZoneException());
            await Assert.ThrowsAsync<InvalidTimeZoneException>(async () => await Greenlet.SleepAsync(Timeout.InfiniteTimeSpan));
        },
        _options);

    [Fact]
    public void A_limit_needs_a_greenlet() => Assert.Throws<InvalidOperationException>(() => GreenletTimeout.Start(TimeSpan.Zero));

    [Fact]
    public void One_that_is_killed_before_it_begins_never_begins() => OnHub(() =>
    {
        bool begun = false;
        var greenlet = Greenlet.Spawn(() => { begun = true; });
        greenlet.Kill();
        greenlet.Join();
        Assert.Equal((false, GreenletState.Killed), (begun, greenlet.State));
    });

    [Fact]
    public void One_that_waits_outside_the_library_is_reported_once_and_the_hub_goes_on_afterwards()
    {
        var errors = new ConcurrentQueue<HubError>();
        using var reported = new ManualResetEventSlim();
        OnHub(
            () =>
            {
                Hub.Current!.ErrorHandler = error =>
                {
                    errors.Enqueue(error);
                    if (error.Exception.Message.Contains("stubborn has kept", StringComparison.Ordinal))
                    {
                        reported.Set(); // and not for what a busy machine keeps
                    }
                };
                Greenlet.Spawn(() => TestHub.Hold(reported), "stubborn").Get();
                Greenlet.Yield();
            },
            _options with { BlockedThreshold = TimeSpan.FromMilliseconds(10) });
        Assert.All(errors, error => Assert.IsType<HubBlockedException>(error.Exception));
        Assert.Single(errors, error => error.Exception.Message.Contains("stubborn has kept", StringComparison.Ordinal));
    }

    [Fact]
    public void One_more_than_may_be_ends_at_once_and_says_why() => OnHub(
        () =>
        {
            Greenlet sleeper = Parked(() => Greenlet.Sleep(Timeout.InfiniteTimeSpan));
            var greenlet = Greenlet.Spawn(() => { });
            var e = Assert.Throws<InvalidOperationException>(greenlet.Get);
            Assert.Contains("akka.greensock.hub.thread-greenlets.maximum", e.Message, StringComparison.Ordinal);
            sleeper.KillAndJoin();
            Greenlet.Spawn(() => { }).Get();
            Assert.Equal(2, Hub.Current!.Statistics.Threads);
        },
        _options with { MaximumThreads = 2 });

    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    public void Thousands_of_births_and_deaths_leave_no_thread_behind(int idle) => OnHub(
        () =>
        {
            Hub hub = Hub.Current!;
            for (int i = 0; i < 10_000; i++)
            {
                var greenlet = Greenlet.Spawn(() => Greenlet.Sleep(Timeout.InfiniteTimeSpan));
                if (i % 2 == 0)
                {
                    Greenlet.Yield();
                }

                greenlet.KillAndJoin();
            }

            Greenlet.Yield();
            HubStatistics now = hub.Statistics;
            Assert.Equal((1, 0, 0), (now.Greenlets, now.Parked, now.Timers));
            Assert.True(now.Threads <= (idle == 0 ? 1 : 2), $"{now.Threads} threads");
        },
        _options with { IdleThreads = idle });

    [Fact]
    public void Stopping_unwinds_all_that_are_parked_and_ends_their_threads()
    {
        const int count = 300;
        string name = $"unw-{Environment.ProcessId % 1000}-{_options.Kernel[..1]}";
        using var test = new TestHub(_options with { Name = name });
        int unwound = 0;
        using var parked = new CountdownEvent(count);
        for (int i = 0; i < count; i++)
        {
            test.Hub.Spawn(() =>
            {
                try
                {
                    parked.Signal();
                    Greenlet.Sleep(Timeout.InfiniteTimeSpan);
                }
                finally
                {
                    Greenlet.Yield();
                    unwound++;
                }
            });
        }

        Assert.True(parked.Wait(Patience));
        test.Stop();
        Assert.Equal(count, unwound);
        Assert.Empty(test.Errors);
        Until(() => Threads(name) == 0); // they have nothing more to do than to end
    }

    [Fact]
    public void One_that_outlives_its_hub_goes_on_as_a_plain_thread()
    {
        var clock = new ManualClock();
        using var test = new TestHub(_options with { TimeProvider = clock });
        using var over = new ManualResetEventSlim();
        var seen = new List<string>();
        using var begun = new ManualResetEventSlim();
        Greenlet greenlet = test.Hub.Spawn(() =>
        {
            begun.Set();
            for (int i = 0; Hub.Current is not null; i++)
            {
                try
                {
                    Greenlet.Sleep(Timeout.InfiniteTimeSpan);
                }
                catch (Exception e)
                {
                    seen.Add(e.GetType().Name);
                    clock.Advance(TimeSpan.FromHours(1)); // more than its hub waits for it
                }
            }

            Greenlet.Sleep(TimeSpan.FromMilliseconds(1)); // as any thread
            over.Set();
        });
        Assert.True(begun.Wait(Patience));
        test.Stop();
        Assert.True(over.Wait(Patience));
        Assert.Equal(["GreenletExitException", "InvalidOperationException", "InvalidOperationException"], seen);
        Assert.Equal(GreenletState.Killed, greenlet.State);
        Assert.Contains("1 greenlets", Assert.Single(test.Errors).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_swallows_everything_and_yields_cannot_keep_its_hub()
    {
        using var test = new TestHub(_options with { StopTimeout = TimeSpan.FromMilliseconds(20) });
        using var begun = new ManualResetEventSlim();
        test.Hub.Spawn(() =>
        {
            begun.Set();
            while (Hub.Current is not null)
            {
                try
                {
                    Greenlet.Yield();
                }
                catch (Exception)
                {
                    // Not so easily.
                }
            }
        });
        Assert.True(begun.Wait(Patience));
        test.Stop();
    }

    [Fact]
    public void Callbacks_run_on_the_hubs_own_thread_also_while_a_greenlets_thread_polls() => OnHub(() =>
    {
        Hub hub = Hub.Current!;
        int home = 0;
        using var done = new ManualResetEventSlim();
        hub.Post(() => home = Environment.CurrentManagedThreadId);
        Greenlet.Yield();
        for (int i = 0; i < 20; i++)
        {
            var source = new TaskCompletionSource<(int, Greenlet?)>(TaskCreationOptions.RunContinuationsAsynchronously);
            ThreadPool.QueueUserWorkItem(_ => hub.Post(() => source.SetResult((Environment.CurrentManagedThreadId, Greenlet.Current))));
            Assert.Equal((home, null), Greenlet.Await(source.Task, Patience)); // while this thread sleeps in the poller
        }
    });

    private static int Threads(string name) => Directory.GetDirectories("/proc/self/task").Count(task =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, "comm")).StartsWith(name, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false; // it has ended meanwhile
        }
    });
}
