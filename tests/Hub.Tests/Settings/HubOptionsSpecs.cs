using Akka.Configuration;

namespace Akka.Greensock.Tests;

public class HubOptionsSpecs
{
    private static readonly Config Reference = ReferenceConfiguration.Load();

    [Fact]
    public void The_reference_configuration_says_what_the_defaults_say() =>
        Assert.Equal(new HubOptions(), HubOptions.FromConfig(Reference));

    [Fact]
    public void Every_option_can_be_set()
    {
        HubOptions options = HubOptions.FromConfig(With("""
            kernel = portable, events-per-poll = 1, mailbox-budget = 2, greenlet-budget = 3, timer-budget = 4, posted-budget = 5,
            phase-time = 6ms, yield-budget = 7, stop-timeout = 10m
            """));
        Assert.Equal(
            new HubOptions
            {
                Kernel = "portable",
                EventsPerPoll = 1,
                MailboxBudget = 2,
                GreenletBudget = 3,
                TimerBudget = 4,
                PostedBudget = 5,
                PhaseTime = TimeSpan.FromMilliseconds(6),
                YieldBudget = 7,
                StopTimeout = TimeSpan.FromMinutes(10),
            },
            options);
    }

    [Theory]
    [InlineData("kernel", "windows", "auto, linux, portable")]
    [InlineData("events-per-poll", "0", "from 1 to 65536")]
    [InlineData("events-per-poll", "65537", "from 1 to 65536")]
    [InlineData("mailbox-budget", "-1", "from 1 to 1000000")]
    [InlineData("greenlet-budget", "1000001", "from 1 to 1000000")]
    [InlineData("timer-budget", "1.5", "from 1 to 1000000")]
    [InlineData("posted-budget", "99999999999", "from 1 to 1000000")]
    [InlineData("yield-budget", "many", "from 1 to 1000000")]
    [InlineData("yield-budget", "\"\"", "from 1 to 1000000")]
    [InlineData("phase-time", "1us", "from 0.01ms to 10s")]
    [InlineData("phase-time", "11s", "from 0.01ms to 10s")]
    [InlineData("phase-time", "soon", "from 0.01ms to 10s")]
    [InlineData("phase-time", "infinite", "from 0.01ms to 10s")]
    [InlineData("stop-timeout", "11m", "from 0ms to 600s")]
    [InlineData("stop-timeout", "-1s", "from 0ms to 600s")]
    public void A_wrong_value_is_refused_with_its_key_the_value_and_what_is_allowed(string key, string value, string allowed)
    {
        ConfigurationException thrown = Assert.Throws<ConfigurationException>(() => HubOptions.FromConfig(With($"{key} = {value}")));
        Assert.Contains($"akka.greensock.hub.{key} = {value.Trim('"')}", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(allowed, thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yield-budget { a = 1 }", "yield-budget")]
    [InlineData("phase-time = [1, 2]", "phase-time")]
    [InlineData("stop-timeout = null", "stop-timeout")]
    public void A_value_of_the_wrong_shape_is_refused_with_its_key(string hocon, string key)
    {
        ConfigurationException thrown = Assert.Throws<ConfigurationException>(() => HubOptions.FromConfig(With(hocon)));
        Assert.Contains($"akka.greensock.hub.{key}", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_section_or_key_is_named()
    {
        ConfigurationException thrown = Assert.Throws<ConfigurationException>(() => HubOptions.FromConfig(Config.Empty));
        Assert.Contains("akka.greensock.hub.kernel is missing", thrown.Message, StringComparison.Ordinal);
        Config one = ConfigurationFactory.ParseString("a.b { kernel = auto }");
        thrown = Assert.Throws<ConfigurationException>(() => HubOptions.FromConfig(one, "a.b"));
        Assert.Contains("a.b.events-per-poll is missing", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Kernel")]
    [InlineData("EventsPerPoll")]
    [InlineData("MailboxBudget")]
    [InlineData("GreenletBudget")]
    [InlineData("TimerBudget")]
    [InlineData("PostedBudget")]
    [InlineData("YieldBudget")]
    [InlineData("PhaseTime")]
    [InlineData("StopTimeout")]
    public void Options_set_in_code_have_the_same_bounds_and_a_hub_is_not_started_with_wrong_ones(string name)
    {
        HubOptions wrong = name switch
        {
            "Kernel" => new HubOptions { Kernel = "windows" },
            "EventsPerPoll" => new HubOptions { EventsPerPoll = 65_537 },
            "MailboxBudget" => new HubOptions { MailboxBudget = 0 },
            "GreenletBudget" => new HubOptions { GreenletBudget = 0 },
            "TimerBudget" => new HubOptions { TimerBudget = 1_000_001 },
            "PostedBudget" => new HubOptions { PostedBudget = -1 },
            "YieldBudget" => new HubOptions { YieldBudget = 0 },
            "PhaseTime" => new HubOptions { PhaseTime = TimeSpan.Zero },
            _ => new HubOptions { StopTimeout = TimeSpan.FromMinutes(11) },
        };
        ArgumentOutOfRangeException thrown = Assert.Throws<ArgumentOutOfRangeException>(() => Hub.Start(wrong));
        Assert.Equal(name, thrown.ParamName);
        Assert.Contains($"HubOptions.{name}", thrown.Message, StringComparison.Ordinal);
    }

    private static Config With(string hocon) =>
        ConfigurationFactory.ParseString($"akka.greensock.hub {{ {hocon} }}").WithFallback(Reference);
}
