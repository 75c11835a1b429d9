namespace Akka.Greensock.Tests;

public class HubTurnSpecs
{
    [Fact]
    public void Greenlets_that_yield_take_turns_in_order() => TestHub.Run(async () =>
    {
        var seen = new List<string>();
        Func<Task> Walker(string name) => async () =>
        {
            seen.Add(name + "A");
            await Greenlet.YieldAsync();
            seen.Add(name + "B");
        };
        await Greenlet.JoinAllAsync([Greenlet.Spawn(Walker("1")), Greenlet.Spawn(Walker("2"))]);
        Assert.Equal("1A 2A 1B 2B", string.Join(' ', seen));
    });

    [Fact]
    public void A_greenlet_that_only_yields_does_not_starve_timers() => TestHub.Run(async () =>
    {
        bool fired = false;
        _ = Greenlet.Spawn(async () =>
        {
            await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(1));
            fired = true;
        });
        await YieldUntil(() => fired);
    });

    [Fact]
    public void A_greenlet_that_only_yields_does_not_starve_posts() => TestHub.Run(async () =>
    {
        bool ran = false;
        Hub hub = Hub.Current!;
        Task post = TestHub.Elsewhere(() => hub.Post(() => ran = true));
        await YieldUntil(() => ran);
        await post;
    });

    [Fact]
    public void A_greenlet_that_only_yields_does_not_starve_mailboxes() => TestHub.Run(async () =>
    {
        var mailbox = new Mailbox(Hub.Current!, runs: 1_000);
        Hub.Current!.Submit(mailbox);
        await YieldUntil(() => mailbox.Left == 0);
    });

    [Fact]
    public void Mailboxes_that_are_never_empty_do_not_starve_greenlets_timers_and_posts() => TestHub.Run(async () =>
    {
        Hub hub = Hub.Current!;
        var mailbox = new Mailbox(hub, runs: int.MaxValue);
        hub.Submit(mailbox);
        await Greenlet.YieldAsync();
        await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(1));
        bool ran = false;
        Task post = TestHub.Elsewhere(() => hub.Post(() => ran = true));
        await YieldUntil(() => ran);
        mailbox.Left = 1;
        await post;
    });

    [Fact]
    public async Task A_callback_that_posts_itself_again_does_not_starve_what_others_post()
    {
        using var test = new TestHub();
        bool done = false;
        void Again()
        {
            if (!done)
            {
                test.Hub.Post(Again);
            }
        }

        test.Hub.Post(Again);
        await test.CallAsync(() => done = true);
    }

    [Fact]
    public async Task A_callback_that_posts_itself_again_and_throws_does_not_either()
    {
        using var test = new TestHub();
        test.Hub.ErrorHandler = _ => { };
        bool done = false;
        void Again()
        {
            if (!done)
            {
                test.Hub.Post(Again);
                throw new FormatException("again");
            }
        }

        test.Hub.Post(Again);
        await test.CallAsync(() => done = true);
    }

    [Fact]
    public void Each_phase_ends_when_its_time_is_up_however_much_is_left()
    {
        var clock = new ManualClock();
        var options = new HubOptions { TimeProvider = clock, PhaseTime = TimeSpan.FromMilliseconds(2) };
        TestHub.Run(async () =>
        {
            Hub hub = Hub.Current!;
            long before = hub.Statistics.Turns;
            int left = 320;
            for (int i = 0; i < 320; i++)
            {
                hub.Post(() => Slow(ref left));
            }

            await YieldUntil(() => left == 0);
            long ready = hub.Statistics.Turns;
            left = 320;
            await TestHub.Elsewhere(() =>
            {
                for (int i = 0; i < 320; i++)
                {
                    hub.Post(() => Slow(ref left));
                }
            });
            await YieldUntil(() => left == 0);
            long posted = hub.Statistics.Turns;

            // 16 pieces lie between two looks at the clock, and each takes as long as a whole phase may.
            Assert.True(ready - before >= 320 / 32, $"{ready - before} turns for what was ready");
            Assert.True(posted - ready >= 320 / 32, $"{posted - ready} turns for what was posted");
        }, options);

        void Slow(ref int left)
        {
            clock.Advance(TimeSpan.FromMilliseconds(3));
            left--;
        }
    }

    [Fact]
    public async Task A_scheduled_action_that_throws_is_reported_and_the_hub_lives()
    {
        using var test = new TestHub();
        test.Hub.Submit(new Thrower());
        await test.CallAsync(() => test.Hub.Submit(new Thrower()));
        await test.CallAsync(() => { });
        await test.CallAsync(() => { });

        Assert.Equal(["bad action", "bad action"], test.Errors.Select(e => e.Exception.Message));
        Assert.False(test.Hub.HasEnded);
    }

    [Fact]
    public void A_mailbox_runs_outside_any_greenlet_and_without_a_context() => TestHub.Run(async () =>
    {
        (Greenlet? Greenlet, SynchronizationContext? Context) seen = (Greenlet.Current, SynchronizationContext.Current);
        var mailbox = new Mailbox(Hub.Current!, 1) { Each = () => seen = (Greenlet.Current, SynchronizationContext.Current) };
        Hub.Current!.Submit(mailbox);
        await YieldUntil(() => mailbox.Left == 0);
        Assert.Equal((null, null), seen);
        Assert.Same(Greenlet.Current, SynchronizationContext.Current);
    });

    private static async Task YieldUntil(Func<bool> condition)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (!condition() && TimeProvider.System.GetElapsedTime(started) < Patience)
        {
            await Greenlet.YieldAsync();
        }

        Assert.True(condition(), "starved");
    }

    /// <summary>What a dispatcher hands to its hub: a runnable that submits itself again while it has more.</summary>
    private sealed class Mailbox(Hub hub, int runs) : Akka.Dispatch.IRunnable
    {
        public int Left { get; set; } = runs;

        public Action? Each { get; init; }

        public void Run()
        {
            Each?.Invoke();
            if (--Left > 0)
            {
                hub.Submit(this);
            }
        }

        public void Execute() => Run();
    }

    private sealed class Thrower : Akka.Dispatch.IRunnable
    {
        public void Run() => throw new FormatException("bad action");

        public void Execute() => Run();
    }
}
