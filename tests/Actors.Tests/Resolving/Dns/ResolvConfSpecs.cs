namespace Akka.Greensock.Tests;

public class ResolvConfSpecs
{
    [Fact]
    public void It_says_whom_to_ask_and_under_which_names()
    {
        ResolvConf conf = Parse(
            """
            # comment
            nameserver 192.0.2.1
            nameserver 2001:db8::1 ; comment
            nameserver not-an-address
            nameserver 192.0.2.3
            nameserver 192.0.2.4
            domain overridden.test
            search a.test. b.test
            options rotate ndots:2 timeout:1
            """);
        Assert.Equal(["192.0.2.1:53", "[2001:db8::1]:53", "192.0.2.3:53"], conf.Servers.Select(server => server.ToString()));
        Assert.Equal(["a.test", "b.test"], conf.Search);
        Assert.Equal((2, "a.test"), (conf.Dots, conf.Domain));
    }

    [Fact]
    public void Without_it_this_machine_is_asked_for_the_name_as_it_is()
    {
        ResolvConf conf = Parse(string.Empty);
        Assert.Equal("127.0.0.1:53", Assert.Single(conf.Servers).ToString());
        Assert.Equal(["host"], conf.Candidates("host"));
        Assert.Equal((1, string.Empty), (conf.Dots, conf.Domain));
    }

    [Theory]
    [InlineData("host", "host.a.test host.b.test host")]
    [InlineData("one.dot", "one.dot.a.test one.dot.b.test one.dot")]
    [InlineData("two.dots.here", "two.dots.here two.dots.here.a.test two.dots.here.b.test")]
    [InlineData("host.", "host")]
    public void Enough_dots_put_the_name_itself_first_and_a_final_one_leaves_nothing_else(string name, string expected) =>
        Assert.Equal(expected, string.Join(' ', Parse("search a.test b.test\noptions ndots:2").Candidates(name)));

    [Theory]
    [InlineData("options ndots:99", 15)]
    [InlineData("options ndots:many", 1)]
    [InlineData("options ndots:0", 0)]
    public void Ndots_is_bounded(string conf, int dots) => Assert.Equal(dots, Parse(conf).Dots);

    private static ResolvConf Parse(string text) => ResolvConf.Parse(text.Split('\n'));
}
