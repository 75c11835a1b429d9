using Akka.Actor;
using Akka.Greensock.TestKit;
using Xunit.Sdk;

namespace Akka.Greensock.Tests;

/// <summary>One message, or none: of the kit and of a probe, in both forms.</summary>
public class ExpectationSpecs : GreensockTestKit
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly SimulatedProbe _probe;

    public ExpectationSpecs() => _probe = CreateTestProbe();

    [Fact]
    public void A_message_is_waited_for_in_virtual_time()
    {
        After(2, "hello");
        Assert.Equal("hello", ExpectMsg<string>());
        Assert.Equal(TimeSpan.FromSeconds(2), Now);
    }

    [Fact]
    public async Task An_awaited_message_too()
    {
        After(2, "hello", _probe);
        Assert.Equal("hello", await _probe.ExpectMsgAsync<string>());
        Assert.Equal(TimeSpan.FromSeconds(2), Now);
    }

    [Fact]
    public void Every_way_to_expect_one_takes_one_that_meets_it()
    {
        IActorRef echo = Echo();
        Tell(echo, "a", 7);
        Assert.Equal("a", ExpectMsg("a"));
        Assert.Equal(7, ExpectMsg<int>(number => number == 7));
        Tell(echo, "a", "b", "c");
        ExpectMsg<string>(text => Assert.Equal("a", text));
        ExpectMsg<string>((text, sender) => text == "b" && sender.Equals(echo));
        ExpectMsg<string>((text, sender) => Assert.Equal(echo, sender));
        Tell(echo, "A", "b", "c", "d", "e", "f", "g");
        ExpectMsg("a", (one, other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase));
        ExpectMsgFrom<string>(echo);
        ExpectMsgFrom(echo, "c");
        ExpectMsgFrom<string>(echo, text => text == "d");
        ExpectMsgFrom<string>(sender => sender.Equals(echo), text => text == "e");
        ExpectMsgFrom<string>(echo, text => Assert.Equal("f", text));
        ExpectMsgFrom<string>(sender => Assert.Equal(echo, sender), text => Assert.Equal("g", text));
        Assert.Equal(echo, LastSender);
        ExpectNoMsg();
    }

    [Fact]
    public async Task Every_awaitable_way_takes_one_that_meets_it()
    {
        IActorRef echo = Echo();
        foreach (object message in new object[] { "a", 7, "b", "c", "d", "E", "f", "g", "h", "i", "j", "k" })
        {
            echo.Tell(message, _probe);
        }

        Assert.Equal("a", await _probe.ExpectMsgAsync("a"));
        Assert.Equal(7, await _probe.ExpectMsgAsync<int>(number => number == 7));
        await _probe.ExpectMsgAsync<string>(text => Assert.Equal("b", text));
        await _probe.ExpectMsgAsync<string>((text, sender) => text == "c" && sender.Equals(echo));
        await _probe.ExpectMsgAsync<string>((text, sender) => Assert.Equal(echo, sender));
        await _probe.ExpectMsgAsync("e", (one, other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase));
        await _probe.ExpectMsgFromAsync<string>(echo);
        await _probe.ExpectMsgFromAsync(echo, "g");
        await _probe.ExpectMsgFromAsync<string>(echo, text => text == "h");
        await _probe.ExpectMsgFromAsync<string>(sender => sender.Equals(echo), text => text == "i");
        await _probe.ExpectMsgFromAsync<string>(echo, text => Assert.Equal("j", text));
        await _probe.ExpectMsgFromAsync<string>(sender => Assert.Equal(echo, sender), text => Assert.Equal("k", text));
        Assert.Equal(echo, _probe.Sender);
        await _probe.ExpectNoMsgAsync();
    }

    [Fact]
    public void A_message_that_does_not_come_fails_with_the_virtual_timeout_and_the_report()
    {
        var failure = Assert.ThrowsAny<XunitException>(() => ExpectMsg<string>(Hour, "of greeting"));
        Assert.Contains(
            "Failed: Timeout 01:00:00 while waiting for a message of type System.String of greeting",
            failure.Message, StringComparison.Ordinal);
        Assert.Contains("GREENSOCK_SEED=1 dotnet test", failure.Message, StringComparison.Ordinal);
        Assert.Equal(Hour, Now);
    }

    [Fact]
    public void The_default_timeout_is_the_settings()
    {
        Assert.Contains("Timeout 00:00:03", Assert.ThrowsAny<XunitException>(() => ExpectMsg<string>()).Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(3), Now);
    }

    [Fact]
    public void Another_message_fails_at_once_and_tells_both()
    {
        TestActor.Tell(7);
        var failure = Assert.ThrowsAny<XunitException>(() => ExpectMsg<string>());
        Assert.Contains(
            "Expected a message of type System.String, but received {7} (type System.Int32)", failure.Message, StringComparison.Ordinal);
        TestActor.Tell("a");
        failure = Assert.ThrowsAny<XunitException>(() => ExpectMsg("b"));
        Assert.Contains("Expected: b", failure.Message, StringComparison.Ordinal);
        Assert.Contains("GREENSOCK_SEED=1 dotnet test", failure.Message, StringComparison.Ordinal);
        TestActor.Tell("a");
        failure = Assert.ThrowsAny<XunitException>(() => ExpectMsg<string>(text => text == "b", hint: "the letter b"));
        Assert.Contains("Also expected the letter b but the message {a}", failure.Message, StringComparison.Ordinal);
        TestActor.Tell("a", TestActor);
        failure = Assert.ThrowsAny<XunitException>(() => ExpectMsgFrom<string>(_probe));
        Assert.Contains("Sender does not match", failure.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.Zero, Now);
    }

    [Fact]
    public void An_hour_without_a_message_takes_no_time()
    {
        for (int i = 0; i < 24; i++)
        {
            ExpectNoMsg(Hour);
        }

        Assert.Equal(TimeSpan.FromDays(1), Now);
        ExpectNoMsg(500);
        ExpectNoMsg();
        Assert.Equal(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(3.5), Now);
    }

    [Fact]
    public void A_message_where_none_may_come_fails_and_tells_when_it_came()
    {
        After(2, "hello", _probe);
        var failure = Assert.ThrowsAny<XunitException>(() => _probe.ExpectNoMsg(Hour));
        Assert.Contains("Expected no messages during 01:00:00, instead we received", failure.Message, StringComparison.Ordinal);
        Assert.Contains("after 00:00:02", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_probe_watches_an_actor_end()
    {
        IActorRef actor = Echo();
        _probe.Watch(actor);
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromSeconds(1), actor, PoisonPill.Instance, ActorRefs.NoSender);
        Assert.Equal(actor, _probe.ExpectTerminated(actor).ActorRef);
        Assert.Equal(TimeSpan.FromSeconds(1), Now);
        IActorRef other = Echo();
        await WatchAsync(other);
        Sys.Stop(other);
        await ExpectTerminatedAsync(other);
        var failure = Assert.ThrowsAny<XunitException>(() => _probe.ExpectTerminated(other));
        Assert.Contains(
            "Timeout 00:00:03 while waiting for a message of type Akka.Actor.Terminated", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_is_received_or_none()
    {
        After(1, "a");
        Assert.Equal("a", ReceiveOne());
        Assert.Null(ReceiveOne(Hour));
        Assert.Equal(Hour + TimeSpan.FromSeconds(1), Now);
        After(1, "b");
        Assert.Equal("b", await ReceiveOneAsync());
        Assert.False(TryReceiveOne(out _, TimeSpan.Zero));
        After(1, "c");
        Assert.True(TryReceiveOne(out var envelope));
        Assert.Equal("c", envelope.Message);
        Assert.False((await TryReceiveOneAsync(Hour)).success);
        After(1, "d");
        Assert.Equal("d", ReceiveOne(TimeSpan.MaxValue));
        After(1, "e");
        Assert.Equal("e", Assert.Single(ReceiveN(1, TimeSpan.MaxValue)));
    }

    [Fact]
    public async Task One_is_looked_at_and_stays()
    {
        After(1, "a");
        Assert.Equal("a", PeekOne());
        Assert.Equal("a", await PeekOneAsync(Hour));
        Assert.Equal("a", PeekOne(CancellationToken.None));
        Assert.True(TryPeekOne(out var envelope, null, CancellationToken.None));
        Assert.Equal("a", envelope.Message);
        Assert.Equal("a", ReceiveOne());
        Assert.Null(PeekOne(Hour));
        Assert.False((await TryPeekOneAsync(Hour, CancellationToken.None)).success);
    }

    [Fact]
    public void What_never_comes_and_has_no_timeout_ends_at_once_with_the_report()
    {
        var failure = Assert.Throws<SimulationDeadlockException>(() => ReceiveOne(Timeout.InfiniteTimeSpan));
        Assert.Contains("nothing will ever happen", failure.Message, StringComparison.Ordinal);
        Assert.Throws<SimulationDeadlockException>(() => PeekOne(CancellationToken.None));
    }

    [Fact]
    public void A_wait_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        Sys.Scheduler.Advanced.ScheduleOnce(TimeSpan.FromSeconds(1), cancellation.Cancel);
        Assert.ThrowsAny<OperationCanceledException>(() => ExpectMsg<string>(Hour, cancellationToken: cancellation.Token));
        Assert.Equal(TimeSpan.FromSeconds(1), Now);
    }

    [Fact]
    public void Children_and_latches_are_there_without_waiting()
    {
        IActorRef child = _probe.ChildActorOf(Props.Create<EchoActor>());
        Assert.Equal(_probe.Ref, ((LocalActorRef)child).Parent);
        SimulatedLatch latch = CreateTestLatch();
        Sys.Scheduler.Advanced.ScheduleOnce(TimeSpan.FromSeconds(1), latch.CountDown);
        latch.Ready(Hour);
        Assert.Equal(TimeSpan.FromSeconds(1), Now);
        Assert.Contains(
            "Timeout of 01:00:00", Assert.Throws<TimeoutException>(() => CreateTestLatch().Ready(Hour)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_actor_that_awaits_keeps_its_cell()
    {
        IActorRef actor = Sys.ActorOf(Props.Create<AwaitingActor>(Simulation));
        actor.Tell("hello", TestActor);
        ExpectMsgFrom(actor, "hello");
        Assert.Equal(TimeSpan.FromSeconds(1), Now);
    }

    private IActorRef Echo() => Sys.ActorOf(Props.Create<EchoActor>());

    private void Tell(IActorRef actor, params object[] messages) => Array.ForEach(messages, message => actor.Tell(message, TestActor));

    private void After(int seconds, object message, IActorRef? to = null) =>
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromSeconds(seconds), to ?? TestActor, message, ActorRefs.NoSender);

    private sealed class EchoActor : ReceiveActor
    {
        public EchoActor() => ReceiveAny(message => Sender.Tell(message));
    }

    private sealed class AwaitingActor : ReceiveActor
    {
        public AwaitingActor(Simulation simulation) => ReceiveAsync<string>(async message =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), simulation.Time);
            Sender.Tell(message, Self);
        });
    }
}
