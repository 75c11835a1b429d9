using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace Akka.Greensock.Tests;

/// <summary>Every key refuses what is wrong, and says which key, which value and what is allowed.</summary>
public class GreensockSettingsSpecs
{
    private static readonly (string Key, string Below, string Above, string Lowest, string Highest)[] Numbers =
    [
        ("hubs", "0", "257", "1", "256"),
        ("hub.events-per-poll", "0", "65537", "1", "65536"),
        ("hub.mailbox-budget", "0", "1000001", "1", "1000000"),
        ("hub.greenlet-budget", "0", "1000001", "1", "1000000"),
        ("hub.timer-budget", "0", "1000001", "1", "1000000"),
        ("hub.posted-budget", "0", "1000001", "1", "1000000"),
        ("hub.phase-time", "0.009ms", "10001ms", "0.01ms", "10s"),
        ("hub.yield-budget", "-1", "1000001", "1", "1000000"),
        ("hub.stop-timeout", "-1s", "601s", "0", "10m"),
        ("hub.blocked-threshold", "9ms", "61m", "10ms", "1h"),
        ("hub.thread-greenlets.stack-size", "65535", "1073741825", "64KiB", "1GiB"),
        ("hub.thread-greenlets.maximum", "0", "1000001", "1", "1000000"),
        ("hub.thread-greenlets.idle-threads", "-1", "1000001", "0", "1000000"),
        ("socket.receive-buffer", "511", "16777217", "512", "16MiB"),
        ("socket.pooled-receive-buffers", "-1", "1000001", "0", "1000000"),
        ("socket.send-queue", "1023", "1073741825", "1KiB", "1GiB"),
        ("socket.connect-timeout", "0", "25h", "1ms", "1d"),
        ("socket.register-timeout", "0", "25h", "1ms", "1d"),
        ("socket.close-timeout", "0", "25h", "1ms", "1d"),
        ("connect.attempt-delay", "9ms", "2001ms", "10ms", "2s"),
        ("server.backlog", "0", "65536", "1", "65535"),
        ("server.maximum-connections", "0", "10000001", "1", "10000000"),
        ("server.stop-timeout", "-1s", "25h", "0", "1d"),
        ("resolvers.thread.threads", "0", "1001", "1", "1000"),
        ("resolvers.thread.queue", "0", "10000001", "1", "10000000"),
        ("resolvers.thread.idle-timeout", "0", "25h", "1ms", "1d"),
        ("resolvers.dns.timeout", "0", "11m", "1ms", "10m"),
        ("resolvers.dns.tries", "0", "101", "1", "100"),
        ("resolvers.dns.queries", "0", "60001", "1", "60000"),
        ("resolvers.dns.queue", "0", "10000001", "1", "10000000"),
        ("resolvers.dns.cache.entries", "-1", "10000001", "0", "10000000"),
        ("resolvers.dns.cache.minimum-ttl", "-1s", "25h", "0", "1d"),
        ("resolvers.dns.cache.maximum-ttl", "-1s", "25h", "0", "1d"),
        ("resolvers.dns.cache.negative-ttl", "-1s", "25h", "0", "1d"),
        ("resolvers.akka.timeout", "0", "11m", "1ms", "10m"),
        ("dispatcher.throughput", "0", "1000001", "1", "1000000"),
    ];

    private static readonly (string Key, string Value)[] Texts =
    [
        ("hub.kernel", "auto"),
        ("connect.happy-eyeballs", "on"),
        ("hub.thread-greenlets.one-processor", "on"),
        ("socket.concurrent-use", "queue"),
        ("resolver", "thread"),
        ("resolvers.dns.name-servers", "[]"),
        ("resolvers.dns.resolv-conf", "/etc/resolv.conf"),
        ("resolvers.dns.hosts-file", "/etc/hosts"),
    ];

    private static readonly string[] Malformed = ["many", "1.5.2", "\"\"", "{ a = 1 }", "[1, 2]", "null", "-", "99999999999999999999999"];

    public static TheoryData<string, string> Wrong()
    {
        var data = new TheoryData<string, string>();
        foreach ((string key, string below, string above, _, _) in Numbers)
        {
            foreach (string value in (string[])[below, above, .. Malformed])
            {
                data.Add(key, value);
            }
        }

        data.Add("hub.kernel", "windows");
        data.Add("hub.kernel", "Linux");
        data.Add("hub.kernel", "[auto]");
        data.Add("connect.happy-eyeballs", "maybe");
        data.Add("connect.happy-eyeballs", "On");
        data.Add("connect.attempt-delay", "infinite");
        data.Add("resolver", "ares");
        data.Add("resolver", "\"No.Such, Type\"");
        data.Add("resolver", "\"System.String\"");
        data.Add("resolver", "{ type = thread }");
        data.Add("resolvers.dns.name-servers", "10.0.0.1");
        data.Add("resolvers.dns.name-servers", "{ a = 10.0.0.1 }");
        data.Add("resolvers.dns.hosts-file", "\"\"");
        data.Add("resolvers.dns.resolv-conf", "[a]");
        data.Add("socket.concurrent-use", "maybe");
        data.Add("hub.phase-time", "infinite");
        data.Add("server.stop-timeout", "infinite");
        data.Add("mailbox.mailbox-type", "\"No.Such, Type\"");
        return data;
    }

    public static TheoryData<string> Keys() => [.. Numbers.Select(number => number.Key), .. Texts.Select(text => text.Key)];

    public static TheoryData<string, string> Right()
    {
        var data = new TheoryData<string, string>();
        foreach ((string key, _, _, string lowest, string highest) in Numbers)
        {
            data.Add(key, lowest);
            data.Add(key, highest);
        }

        data.Add("socket.connect-timeout", "infinite");
        data.Add("socket.close-timeout", "Infinite");
        data.Add("hub.kernel", "portable");
        data.Add("connect.happy-eyeballs", "on");
        data.Add("connect.happy-eyeballs", "off");
        foreach (string resolver in new[] { "thread", "blocking", "dns", "akka", $"\"{typeof(MyResolver).AssemblyQualifiedName}\"" })
        {
            data.Add("resolver", resolver);
        }

        data.Add("resolvers.dns.name-servers", "[10.0.0.1, \"10.0.0.2:5353\", \"::1\", \"[::1]:5353\"]");
        return data;
    }

    [Fact]
    public void Every_key_of_the_reference_is_specified_here()
    {
        IEnumerable<string> leaves = Leaves("akka.greensock", Reference.GetValue("akka.greensock").GetObject());
        Assert.Equal(
            Numbers.Select(number => number.Key)
                .Concat(Texts.Select(text => text.Key))
                .Concat(["mailbox.mailbox-type", "dispatcher.type"])
                .Select(key => "akka.greensock." + key)
                .Order(),
            leaves.Order());
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_value_is_refused_with_its_key_and_what_is_allowed(string key, string value)
    {
        ConfigurationException refusal = Refusal($"akka.greensock.{key} = {value}");
        Assert.Contains($"akka.greensock.{key}", refusal.Message, StringComparison.Ordinal);
        if (key != "mailbox.mailbox-type" && value != "null")
        {
            Assert.Contains("must be", refusal.Message, StringComparison.Ordinal);
            string shown = value[0] is '{' or '[' ? string.Empty : value.Trim('"');
            Assert.Contains($"akka.greensock.{key} = {shown}", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Right))]
    public void The_bounds_themselves_are_allowed(string key, string value) =>
        GreensockSettings.FromConfig(ConfigurationFactory.ParseString($"akka.greensock.{key} = {value}").WithFallback(Reference));

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_missing_key_is_refused_with_its_name(string key)
    {
        // Without the reference as its fallback: every key but one.
        Config all = Reference;
        string hocon = string.Join('\n', Numbers.Select(number => (number.Key, Value: all.GetString("akka.greensock." + number.Key)))
            .Concat(Texts)
            .Where(other => other.Key != key)
            .Select(other => $"akka.greensock.{other.Key} = {other.Value}"));
        ConfigurationException refusal = Assert.Throws<ConfigurationException>(
            () => GreensockSettings.FromConfig(ConfigurationFactory.ParseString(hocon)));
        Assert.Contains($"akka.greensock.{key}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("missing", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("akka.greensock.socket = 5")]
    [InlineData("akka.greensock.hub = [1]")]
    [InlineData("akka.greensock.server = all")]
    [InlineData("akka.greensock = none")]
    public void A_section_that_is_none_is_refused(string hocon) => Refusal(hocon);

    [Fact]
    public void A_name_server_that_is_no_address_is_refused_by_its_text() => Assert.Contains(
        "ns.example", Refusal("akka.greensock.resolvers.dns.name-servers = [10.0.0.1, ns.example]").Message, StringComparison.Ordinal);

    [Fact]
    public void Name_servers_have_port_53_unless_they_say_so() => Assert.Equal(
        ["10.0.0.1:53", "10.0.0.2:5353", "[::1]:53", "[::1]:5353"],
        GreensockSettings.FromConfig(ConfigurationFactory.ParseString(
            "akka.greensock.resolvers.dns.name-servers = [10.0.0.1, \"10.0.0.2:5353\", \"::1\", \"[::1]:5353\"]").WithFallback(Reference))
            .DnsResolver.NameServers.Select(server => server.ToString()));

    private static Config Reference => Akka.Greensock.Greensock.DefaultConfiguration();

    private static ConfigurationException Refusal(string hocon) =>
        Assert.Throws<ConfigurationException>(
            () => GreensockSettings.FromConfig(ConfigurationFactory.ParseString(hocon).WithFallback(Reference)));


    private static IEnumerable<string> Leaves(string path, HoconObject section) => section.Items.SelectMany(
        item => item.Value.IsObject() ? Leaves($"{path}.{item.Key}", item.Value.GetObject()) : [$"{path}.{item.Key}"]);
}
