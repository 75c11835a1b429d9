namespace Akka.Greensock.Tests;

/// <summary>
/// In the steady state a hub allocates nothing. Each loop is one async method, whose box is made once. The JIT's first,
/// unoptimized code may box awaiters, so a window counts once it has been replaced: some window must be free of any
/// byte, and there are windows for as long as that may take on a machine that has no time for its JIT.
/// </summary>
public class AllocationSpecs
{
    private const int Rounds = 100_000;

    [Fact]
    public void Yielding_allocates_nothing() => TestHub.Run(async () =>
    {
        long allocated = long.MaxValue;
        for (var windows = new Windows(); allocated != 0 && windows.Next();)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Rounds; i++)
            {
                await Greenlet.YieldAsync();
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
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
            long allocated = long.MaxValue;
            for (var windows = new Windows(); allocated != 0 && windows.Next();)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < Rounds; i++)
                {
                    await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(1));
                }

                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            }

            Assert.Equal(0, allocated);
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
        long allocated = long.MaxValue;
        for (var windows = new Windows(); allocated != 0 && windows.Next();)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Rounds; i++)
            {
                ball++;
                while (ball % 2 != 0)
                {
                    await Greenlet.YieldAsync();
                }
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
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
            long allocated = long.MaxValue;
            for (var windows = new Windows(); allocated != 0 && windows.Next();)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < Rounds / 5; i++)
                {
                    clock.Advance(TimeSpan.FromMilliseconds(1));
                    await Greenlet.YieldAsync();
                }

                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            }

            Assert.Equal(0, allocated);
            done = true;
            await Greenlet.KillAllAsync(sleepers);
        }, new HubOptions { TimeProvider = clock, GreenletBudget = 16 });
    }
}
