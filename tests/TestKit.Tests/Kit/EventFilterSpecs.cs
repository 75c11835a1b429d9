using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Event;
using Akka.Greensock.TestKit;
using Xunit.Sdk;

namespace Akka.Greensock.Tests;

/// <summary>Events of the log are expected in virtual time.</summary>
public class EventFilterSpecs : GreensockTestKit
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Events_are_expected_while_a_block_runs_and_after()
    {
        EventFilter.Warning("careful").ExpectOne(() => Sys.Log.Warning("careful"));
        EventFilter.Info(start: "the ").Expect(2, Hour, () => Later(10, () =>
        {
            Sys.Log.Info("the one");
            Sys.Log.Info("the other");
        }));
        Assert.Equal(TimeSpan.FromMinutes(10), Now);
        EventFilter.Error(new Regex("b.d")).ExpectOne(Hour, () => Later(1, () => Sys.Log.Error("bad")));
        Assert.Equal(7, EventFilter.ForLogLevel(LogLevel.WarningLevel, contains: "7").ExpectOne(() =>
        {
            Sys.Log.Warning("it is 7");
            return 7;
        }));
        await EventFilter.Custom<Info>(info => info.LogSource.Length > 0).ExpectOneAsync(Hour, () =>
        {
            Later(1, () => Sys.Log.Info("a"));
            return Task.CompletedTask;
        });
        await CreateTestProbe().EventFilter.Warning("a").And.Info("b").ExpectAsync(2, async () =>
        {
            Sys.Log.Warning("a");
            await Task.Yield();
            Sys.Log.Info("b");
        });
    }

    [Fact]
    public void An_actors_exception_is_expected()
    {
        IActorRef actor = Sys.ActorOf(Props.Create<ThrowingActor>());
        EventFilter.Exception<InvalidOperationException>("no").ExpectOne(() => actor.Tell("go"));
        EventFilter.Exception<InvalidOperationException>(new Regex("^no$")).Expect(2, () =>
        {
            actor.Tell("go");
            actor.Tell("go");
        });
    }

    [Fact]
    public void A_dead_letter_is_expected()
    {
        IActorRef actor = Sys.ActorOf(Props.Create<ThrowingActor>());
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);
        EventFilter.DeadLetter<string>().ExpectOne(() => actor.Tell("too late"));
        EventFilter.DeadLetter<string>(text => text == "b").ExpectOne(() => actor.Tell("b"));
        EventFilter.DeadLetter<int>().Expect(0, () => actor.Tell("c"));
    }

    [Fact]
    public void Too_few_fail_after_the_time_and_too_many_at_once()
    {
        var failure = Assert.ThrowsAny<XunitException>(() => EventFilter.Warning("a").Expect(2, Hour, () => Sys.Log.Warning("a")));
        Assert.Contains(
            "Timeout (01:00:00) while waiting for messages. Only received 1/2 messages that matched filter [",
            failure.Message, StringComparison.Ordinal);
        Assert.Equal(Hour, Now);
        failure = Assert.ThrowsAny<XunitException>(() => EventFilter.Warning("a").ExpectOne(() =>
        {
            Sys.Log.Warning("a");
            Sys.Log.Warning("a");
            Simulation.RunUntilIdle();
        }));
        Assert.Contains("Received 1 message too many. Expected 1 message but received 2", failure.Message, StringComparison.Ordinal);
        Assert.ThrowsAny<XunitException>(() => EventFilter.Warning("a").Expect(0, () => Later(0, () => Sys.Log.Warning("a"))));
    }

    [Fact]
    public void Muted_events_are_muted_and_nothing_is_waited_for()
    {
        EventFilter.Warning("a").Mute(() => Sys.Log.Warning("a"));
        Assert.Equal(7, EventFilter.Warning("a").Mute(() => 7));
        using (EventFilter.Warning("a").Mute())
        {
            Sys.Log.Warning("a");
        }

        Assert.Equal(TimeSpan.Zero, Now);
    }

    private void Later(int minutes, Action action) => Sys.Scheduler.Advanced.ScheduleOnce(TimeSpan.FromMinutes(minutes), action);

    private sealed class ThrowingActor : ReceiveActor
    {
        public ThrowingActor() => ReceiveAny(_ => throw new InvalidOperationException("no"));
    }
}
