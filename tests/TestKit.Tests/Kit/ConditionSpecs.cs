using Akka.Actor;
using Akka.Greensock.TestKit;
using Xunit.Sdk;

namespace Akka.Greensock.Tests;

/// <summary>Conditions that come true, and blocks that take their time.</summary>
public class ConditionSpecs : GreensockTestKit
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_condition_is_waited_for()
    {
        AwaitCondition(() => Now >= Second);
        Assert.InRange(Now, Second, 2 * Second);
        AwaitCondition(() => Now >= Hour, 2 * Hour, 10 * Second);
        Assert.InRange(Now, Hour, Hour + (10 * Second));
        TimeSpan start = Now;
        await AwaitConditionAsync(() => Task.FromResult(Now >= start + Second), Hour);
        await AwaitConditionAsync(() => Now >= start + Hour, 2 * Hour, "later");
        Assert.True(AwaitConditionNoThrow(() => Now >= start + (2 * Hour), 3 * Hour));
        Assert.False(await AwaitConditionNoThrowAsync(() => false, Hour));
    }

    [Fact]
    public void One_that_does_not_come_true_fails_with_the_virtual_timeout()
    {
        var failure = Assert.ThrowsAny<XunitException>(() => AwaitCondition(() => false, Hour, " The cow did not come home."));
        Assert.Contains(
            "Timeout 01:00:00 expired while waiting for condition. The cow did not come home.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(Hour, Now);
    }

    [Fact]
    public async Task An_assertion_is_tried_until_it_holds()
    {
        int tries = 0;
        AwaitAssert(() => Assert.True(++tries == 5));
        Assert.Equal(TimeSpan.FromMilliseconds(400), Now);
        await AwaitAssertAsync(() => Assert.True(Now > Hour), 2 * Hour, Second);
        Assert.InRange(Now, Hour, Hour + (2 * Second));
        TimeSpan start = Now;
        Assert.ThrowsAny<XunitException>(() => AwaitAssert(() => Assert.Fail("never"), Hour, Second));
        Assert.Equal(start + Hour, Now);
    }

    [Fact]
    public void A_block_has_its_time()
    {
        Within(Second, () => ExpectMsgAfter(Second));
        Within(Second, Hour, () => Simulation.RunFor(2 * Second));
        Assert.Equal(7, Within(Hour, () => 7));
        var failure = Assert.ThrowsAny<XunitException>(() => Within(Second, () => Simulation.RunFor(2 * Second)));
        Assert.Contains("Failed: Block took 00:00:02, exceeding 00:00:01", failure.Message, StringComparison.Ordinal);
        failure = Assert.ThrowsAny<XunitException>(() => Within(Second, Hour, () => { }, "too early"));
        Assert.Contains(
            "Failed: Block took 00:00:00, should have at least been 00:00:01. too early", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Waits_in_a_block_have_what_is_left_of_it()
    {
        Assert.Throws<InvalidOperationException>(() => Remaining);
        Within(10 * Second, () =>
        {
            Simulation.RunFor(4 * Second);
            Assert.Equal(6 * Second, Remaining);
            Within(5 * Second, () => Assert.Equal(5 * Second, Remaining));
            Within(Hour, () => Assert.Equal(6 * Second, RemainingOrDefault));
            Assert.Contains(
                "Timeout 00:00:06", Assert.ThrowsAny<XunitException>(() => ExpectMsg<string>()).Message, StringComparison.Ordinal);
            Assert.Equal(TimeSpan.Zero, Remaining);
        });
        Assert.Equal(10 * Second, Now);
    }

    [Fact]
    public async Task An_awaited_block_has_its_time_too()
    {
        SimulatedHost host = AddHost("host");
        await WithinAsync(Second, async () => await host.Spawn(async () => await Greenlet.SleepAsync(Second)));
        Assert.Equal(Second, Now);
        Assert.Equal(7, await WithinAsync(Second, Hour, async () =>
        {
            await host.Spawn(async () => await Greenlet.SleepAsync(Second));
            return 7;
        }));
        var endless = new TaskCompletionSource();
        var failure = await Assert.ThrowsAnyAsync<XunitException>(() => WithinAsync(Hour, () => endless.Task));
        Assert.Contains("Block was still running after 01:00:00", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Silence_in_a_block_may_take_all_of_it()
    {
        Within(Second, () => ReceiveWhile<string>(_ => true));
        Assert.Equal(Second, Now);
    }

    private void ExpectMsgAfter(TimeSpan time)
    {
        Sys.Scheduler.ScheduleTellOnce(time, TestActor, "hello", ActorRefs.NoSender);
        ExpectMsg("hello");
    }
}
