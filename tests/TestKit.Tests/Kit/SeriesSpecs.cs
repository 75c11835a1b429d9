using System.Collections;
using Akka.Actor;
using Akka.Greensock.TestKit;
using Akka.TestKit;
using Xunit.Sdk;

namespace Akka.Greensock.Tests;

/// <summary>Several messages.</summary>
public class SeriesSpecs : GreensockTestKit
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_number_of_messages_is_received()
    {
        EverySecond(1, 2, 3, 4);
        Assert.Equal([1, 2], ReceiveN(2).Cast<int>());
        Assert.Equal([3, 4], ReceiveN(2, Hour).Cast<int>());
        Assert.Equal(4 * Second, Now);
        EverySecond(5);
        await foreach (object message in ReceiveNAsync(1))
        {
            Assert.Equal(5, message);
        }

        EverySecond(6);
        var failure = Assert.ThrowsAny<XunitException>(() => ReceiveN(2, Hour));
        Assert.Contains(
            "Timeout (01:00:00) while expecting 2 messages. Only got 1 after 01:00:00.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_of_several_are_expected_in_any_order()
    {
        EverySecond("b", "a", "c", "b");
        Assert.Equal(["b", "a"], ExpectMsgAllOf("a", "b"));
        Assert.Equal(["c", "b"], ExpectMsgAllOf(Hour, "b", "c"));
        EverySecond("x", "y");
        List<string> got = [];
        await foreach (string text in ExpectMsgAllOfAsync(Hour, ["y", "x"]))
        {
            got.Add(text);
        }

        Assert.Equal(["x", "y"], got);
        EverySecond("a", "d");
        var failure = Assert.ThrowsAny<XunitException>(() => ExpectMsgAllOf("a", "b"));
        Assert.Contains("not found [b] found unexpected [d]", failure.Message, StringComparison.Ordinal);
        EverySecond("a");
        Assert.Contains("Only got 1", Assert.ThrowsAny<XunitException>(() => ExpectMsgAllOf("a", "b")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_predicates_are_met()
    {
        PredicateInfo text = PredicateInfo.Create<string>(one => one.Length == 1);
        PredicateInfo number = PredicateInfo.Create<int>(one => one > 1);
        EverySecond(2, "a");
        Assert.Equal([2, "a"], ExpectMsgAllOfMatchingPredicates(text, number));
        EverySecond(2, "a");
        Assert.Equal([2, "a"], ExpectMsgAllOfMatchingPredicates(Hour, text, number));
        EverySecond(1, "a");
        Assert.Contains(
            "found unexpected [1]",
            Assert.ThrowsAny<XunitException>(() => ExpectMsgAllOfMatchingPredicates(text, number)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_of_several_is_expected()
    {
        EverySecond("b", "a");
        Assert.Equal("b", ExpectMsgAnyOf(["a", "b"]));
        Assert.Equal("a", await ExpectMsgAnyOfAsync(["a", "b"]));
        Assert.Contains(
            "Timeout 00:00:03", Assert.ThrowsAny<XunitException>(() => ExpectMsgAnyOf(["a"])).Message, StringComparison.Ordinal);
        EverySecond("c");
        Assert.Contains(
            "found unexpected c", Assert.ThrowsAny<XunitException>(() => ExpectMsgAnyOf(["a"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_is_fished_for()
    {
        EverySecond(1, "a", 2, 3);
        Assert.Equal("a", FishForMessage(message => message is string));
        var others = new ArrayList();
        Assert.Equal(3, FishForMessage<int>(number => number == 3, others));
        Assert.Equal([2], others.Cast<int>());
        EverySecond(1, "b");
        Assert.Equal("b", await FishForMessageAsync<string>(text => text == "b", Hour));
        EverySecond(1);
        var failure = Assert.ThrowsAny<XunitException>(() => FishForMessage<string>(_ => true, Hour, "no text"));
        Assert.Contains("Timeout (01:00:00) during fishForMessage, hint: no text", failure.Message, StringComparison.Ordinal);
        EverySecond(1, 2);
        await FishUntilMessageAsync<string>(Hour);
        EverySecond(1, "a");
        await Assert.ThrowsAnyAsync<XunitException>(() => FishUntilMessageAsync<string>(Hour));
    }

    [Fact]
    public async Task Silence_is_waited_for()
    {
        EverySecond(1, 2, 3);
        Assert.Equal([1, 2, 3], (await WaitForRadioSilenceAsync(2 * Second)).Cast<int>());
        Assert.Equal(5 * Second, Now);
        EverySecond(1, 2, 3);
        await Assert.ThrowsAnyAsync<XunitException>(() => WaitForRadioSilenceAsync(2 * Second, 1));
    }

    [Fact]
    public async Task Messages_are_received_while_they_fit()
    {
        EverySecond(1, 2, 30, 4);
        Assert.Equal([1, 2], ReceiveWhile<int>(number => number < 10, Hour));
        Assert.Equal(30, ReceiveOne());
        Assert.Equal([4], ReceiveWhile<int>(number => number < 10, Hour, 2 * Second));
        Assert.Equal(6 * Second, Now);
        EverySecond("a", 1, "b", 2);
        Assert.Equal(["a", "b"], ReceiveWhile<string>(_ => true, Hour, msgs: 2));
        Assert.Empty(ReceiveWhile<string>(_ => true, Hour, shouldIgnoreOtherMessageTypes: false));
        Assert.Equal(2, ReceiveOne());
        EverySecond("a", "b", 3);
        Assert.Equal(["A", "B"], ReceiveWhile(Hour, message => (message as string)?.ToUpperInvariant()!));
        Assert.Equal(3, ReceiveOne());
        EverySecond("a", "b");
        List<string> got = [];
        await foreach (string text in ReceiveWhileAsync(Hour, 2 * Second, message => (message as string)!))
        {
            got.Add(text);
        }

        Assert.Equal(["a", "b"], got);
    }

    private void EverySecond(params object[] messages)
    {
        for (int i = 0; i < messages.Length; i++)
        {
            Sys.Scheduler.ScheduleTellOnce((i + 1) * Second, TestActor, messages[i], ActorRefs.NoSender);
        }
    }
}
