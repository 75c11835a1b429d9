namespace Akka.Greensock.Tests;

/// <summary>In the steady state a hub allocates nothing. Each loop is one async method, whose box is made once.</summary>
public class AllocationSpecs
{
    private const int Rounds = 100_000;

    [Fact]
    public void Yielding_allocates_nothing() => TestHub.Run(async () =>
    {
        var windows = new AllocationWindows(limit: 0);
        while (windows.Next())
        {
            for (int i = 0; i < Rounds; i++)
            {
                await Greenlet.YieldAsync();
            }
        }

        Assert.Equal(0, windows.Allocated);
    });

    [Fact]
    public void Sleeping_on_a_timer_allocates_nothing()
    {
        var clock = new ManualClock();
        TestHub.Run(async () =>
        {
            Greenlet ticker = Greenlet.Spawn(async () =>
            {
                while (true)
                {
                    clock.Advance(TimeSpan.FromMilliseconds(1));
                    await Greenlet.YieldAsync();
                }
            });
            var windows = new AllocationWindows(limit: 0);
            while (windows.Next())
            {
                for (int i = 0; i < Rounds; i++)
                {
                    await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(1));
                }
            }

            Assert.Equal(0, windows.Allocated);
            ticker.Kill();
        }, new HubOptions { TimeProvider = clock, GreenletBudget = 2 });
    }

    [Fact]
    public void Two_greenlets_that_hand_a_ball_to_and_fro_allocate_nothing() => TestHub.Run(async () =>
    {
        int ball = 0;
        Greenlet other = Greenlet.Spawn(async () =>
        {
            while (true)
            {
                while (ball % 2 == 0)
                {
                    await Greenlet.YieldAsync();
                }

                ball++;
                await Greenlet.YieldAsync();
            }
        });
        var windows = new AllocationWindows(limit: 0);
        while (windows.Next())
        {
            for (int i = 0; i < Rounds; i++)
            {
                ball++;
                while (ball % 2 != 0)
                {
                    await Greenlet.YieldAsync();
                }
            }
        }

        Assert.Equal(0, windows.Allocated);
        other.Kill();
    });

    [Fact]
    public void Ten_parked_sleepers_with_timers_that_time_out_together_allocate_nothing()
    {
        var clock = new ManualClock();
        TestHub.Run(async () =>
        {
            bool done = false;
            Greenlet[] sleepers = [.. Enumerable.Range(1, 10).Select(i => Greenlet.Spawn(async () =>
            {
                while (!done)
                {
                    await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(i));
                }
            }))];
            var windows = new AllocationWindows(limit: 0);
            while (windows.Next())
            {
                for (int i = 0; i < Rounds / 5; i++)
                {
                    clock.Advance(TimeSpan.FromMilliseconds(1));
                    await Greenlet.YieldAsync();
                }
            }

            Assert.Equal(0, windows.Allocated);
            done = true;
            await Greenlet.KillAllAsync(sleepers);
        }, new HubOptions { TimeProvider = clock, GreenletBudget = 16 });
    }
}
