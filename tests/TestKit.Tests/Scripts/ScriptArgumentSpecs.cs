using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

public class ScriptArgumentSpecs
{
    [Fact]
    public void Nothing_follows_the_end_of_a_connection()
    {
        Script closed = Script.Start().Close();
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => closed.ExpectLine("a"));
        Assert.Equal("Script: ExpectLine(\"a\") cannot follow Close(), which ends the connection.", e.Message);
        Assert.Throws<InvalidOperationException>(() => Script.Start().Reset().Close());
        Assert.Throws<InvalidOperationException>(() => closed.Then(Script.Start().Wait(TimeSpan.Zero)));
        Assert.Throws<InvalidOperationException>(() => Script.Start().Repeat(1, closed).ExpectEnd());
    }

    [Fact]
    public void Nothing_is_sent_after_a_half_close()
    {
        Script half = Script.Start().HalfClose();
        Assert.Throws<InvalidOperationException>(() => half.SendLine("a"));
        Assert.Throws<InvalidOperationException>(() => half.SendSlowly("a", 1));
        Assert.Throws<InvalidOperationException>(() => half.Repeat(2, Script.Start().Send("a")));
        half.ExpectLine("a").ExpectEnd().Close();
    }

    [Fact]
    public void What_ends_something_is_not_repeated()
    {
        Assert.Throws<ArgumentException>(() => Script.Start().Repeat(2, Script.Start().Close()));
        Assert.Throws<ArgumentException>(() => Script.Start().Repeat(2, Script.Start().HalfClose()));
        Script.Start().Repeat(1, Script.Start().Close());
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Script script = Script.Start();
        Assert.Throws<ArgumentNullException>(() => script.ExpectLine((string)null!));
        Assert.Throws<ArgumentNullException>(() => script.SendLine((string)null!));
        Assert.Throws<ArgumentNullException>(() => script.Send((string)null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => script.ExpectBytes(-1));
        Assert.Throws<ArgumentException>(() => script.ExpectBytesMatching(1, static _ => true, ""));
        Assert.Throws<ArgumentOutOfRangeException>(() => script.SendSlowly("a", 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => script.SendSlowly("a", 1, TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => script.Wait(TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => script.ExpectSilence(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => script.WithTimeout(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => script.WithLongestLine(0));
        Assert.Throws<ArgumentException>(() => script.WithLineEnding(""));
        Assert.Throws<ArgumentOutOfRangeException>(() => script.Repeat(-1, script));
        Assert.ThrowsAny<ArgumentException>(() => script.ExpectLineMatching("("));
    }

    [Fact]
    public void A_script_is_immutable()
    {
        Script start = Script.Start().SendLine("a");
        Script one = start.SendLine("b");
        Script other = start.SendLine("c");
        Assert.Equal(1, start.StepCount);
        Assert.Equal("1. SendLine(\"a\")\n2. SendLine(\"b\")", one.ToString());
        Assert.Equal("1. SendLine(\"a\")\n2. SendLine(\"c\")", other.ToString());
        Assert.Equal(0, Script.Start().StepCount);
    }
}
