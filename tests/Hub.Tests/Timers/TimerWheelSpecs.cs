namespace Akka.Greensock.Tests;

public class TimerWheelSpecs
{
    private readonly TimerWheel _wheel = new();
    private readonly List<string> _fired = [];

    [Fact]
    public void A_timer_fires_at_its_tick_and_not_before()
    {
        Probe timer = Arm("a", 100);

        Assert.Equal(0, _wheel.Advance(99, int.MaxValue));
        Assert.True(timer.IsArmed);
        Assert.Equal(1, _wheel.Advance(100, int.MaxValue));
        Assert.Equal(["a"], _fired);
        Assert.False(timer.IsArmed);
        Assert.Equal(0, _wheel.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(4_095)]
    [InlineData(4_096)]
    [InlineData(262_144)]
    [InlineData(16_777_215)]
    [InlineData(1_073_741_824)]
    [InlineData(TimerWheel.MaximumTicks)]
    public void A_deadline_at_any_level_is_met_exactly(long distance)
    {
        foreach (long start in new long[] { 0, 1, 63, 64, 4_095, 987_654_321, (1L << 36) - 1, 1L << 36 })
        {
            var wheel = new TimerWheel();
            wheel.Advance(start, 1);
            int fired = 0;
            wheel.Arm(new Probe(_ => fired++), start + distance);

            wheel.Advance(start + distance - 1, int.MaxValue);
            Assert.Equal(0, fired);
            wheel.Advance(start + distance, int.MaxValue);
            Assert.Equal(1, fired);
        }
    }

    [Fact]
    public void A_deadline_beyond_the_maximum_fires_at_the_maximum()
    {
        Arm("far", long.MaxValue);

        Assert.Equal(0, _wheel.Advance(TimerWheel.MaximumTicks - 1, int.MaxValue));
        Assert.Equal(1, _wheel.Advance(TimerWheel.MaximumTicks, int.MaxValue));
    }

    [Fact]
    public void A_deadline_that_has_passed_fires_at_the_next_tick()
    {
        _wheel.Advance(1_000, int.MaxValue);
        Arm("late", 3);

        Assert.True(_wheel.NextTick() <= 1_001);
        Assert.Equal(1, _wheel.Advance(1_001, int.MaxValue));
    }

    [Fact]
    public void Equal_deadlines_fire_in_the_order_in_which_they_were_armed_whatever_level_they_came_from()
    {
        const long deadline = 300_000;
        Arm("level 3", deadline);
        _wheel.Advance(deadline - 5_000, int.MaxValue);
        Arm("level 2", deadline);
        _wheel.Advance(deadline - 100, int.MaxValue);
        Arm("level 1", deadline);
        _wheel.Advance(deadline - 2, int.MaxValue);
        Arm("level 0", deadline);

        _wheel.Advance(deadline, int.MaxValue);
        Assert.Equal(["level 3", "level 2", "level 1", "level 0"], _fired);
    }

    [Fact]
    public void What_the_budget_leaves_stays_due_and_keeps_its_order()
    {
        foreach (string name in new[] { "a", "b", "c" })
        {
            Arm(name, 10);
        }

        Arm("d", 11);
        Assert.Equal(2, _wheel.Advance(50, 2));
        Assert.Equal(["a", "b"], _fired);
        Assert.True(_wheel.NextTick() <= 50);
        Assert.Equal(2, _wheel.Advance(50, 2));
        Assert.Equal(["a", "b", "c", "d"], _fired);
        Assert.Equal(long.MaxValue, _wheel.NextTick());
    }

    [Fact]
    public void A_timer_armed_while_the_budget_had_left_others_due_waits_for_its_own_deadline()
    {
        Arm("a", 10);
        Arm("b", 10);
        _wheel.Advance(10, 1);
        Arm("c", 10);

        _wheel.Advance(10, int.MaxValue);
        Assert.Equal(["a", "b"], _fired);
        _wheel.Advance(11, int.MaxValue);
        Assert.Equal(["a", "b", "c"], _fired);
    }

    [Fact]
    public void A_cancelled_timer_never_fires_and_may_be_armed_again()
    {
        Probe timer = Arm("a", 10);
        Arm("b", 10);
        _wheel.Cancel(timer);
        _wheel.Cancel(timer);
        Assert.Equal(1, _wheel.Count);

        _wheel.Advance(20, int.MaxValue);
        Assert.Equal(["b"], _fired);
        _wheel.Arm(timer, 30);
        _wheel.Advance(30, int.MaxValue);
        Assert.Equal(["b", "a"], _fired);
    }

    [Fact]
    public void A_timer_may_re_arm_itself_as_it_fires()
    {
        long next = 64;
        int count = 0;
        var timer = new Probe(self =>
        {
            count++;
            next += 64;
            _wheel.Arm(self, next);
        });
        _wheel.Arm(timer, next);

        Assert.Equal(100, _wheel.Advance(6_400, int.MaxValue));
        Assert.Equal(100, count);
        Assert.True(timer.IsArmed);
        Assert.Equal(1, _wheel.Count);
    }

    [Fact]
    public void A_timer_that_re_arms_itself_for_at_once_is_bounded_by_the_budget_and_by_the_tick()
    {
        _wheel.Arm(new Probe(self => _wheel.Arm(self, 0)), 5);

        Assert.Equal(6, _wheel.Advance(10, int.MaxValue));
        Assert.Equal(3, _wheel.Advance(1_000_000, 3));
    }

    [Fact]
    public void A_timer_may_cancel_another_that_is_due_with_it()
    {
        Probe? victim = null;
        _wheel.Arm(new Probe(_ => _wheel.Cancel(victim!)), 10);
        victim = Arm("victim", 10);
        Arm("bystander", 10);

        Assert.Equal(2, _wheel.Advance(10, int.MaxValue));
        Assert.Equal(["bystander"], _fired);
    }

    [Fact]
    public void A_timer_that_throws_is_taken_out_and_the_others_stay_due()
    {
        _wheel.Arm(new Probe(_ => throw new InvalidOperationException("bad timer")), 10);
        Arm("b", 10);

        Assert.Throws<InvalidOperationException>(() => _wheel.Advance(10, int.MaxValue));
        Assert.Equal(1, _wheel.Advance(10, int.MaxValue));
    }

    [Fact]
    public void Arming_an_armed_timer_breaks_an_invariant()
    {
        Probe timer = Arm("a", 10);
        Assert.Throws<InvariantException>(() => _wheel.Arm(timer, 20));
    }

    [Fact]
    public void A_wheel_without_timers_has_nothing_to_do_ever() => Assert.Equal(long.MaxValue, _wheel.NextTick());

    [Fact]
    public void Following_NextTick_fires_a_far_timer_after_at_most_one_early_look_for_each_level()
    {
        Arm("far", TimerWheel.MaximumTicks);
        int looks = 0;
        while (_fired.Count == 0)
        {
            looks++;
            _wheel.Advance(_wheel.NextTick(), int.MaxValue);
            Assert.True(looks <= 7);
        }

        Assert.Equal(TimerWheel.MaximumTicks, _wheel.Now);
    }

    private Probe Arm(string name, long deadline)
    {
        var timer = new Probe(_ => _fired.Add(name));
        _wheel.Arm(timer, deadline);
        return timer;
    }

    internal sealed class Probe(Action<Probe> onDue) : HubTimer
    {
        internal override void OnDue() => onDue(this);
    }
}
