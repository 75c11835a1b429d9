using System.Net;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Greensock.TestKit;
using Akka.TestKit;
using Xunit.Sdk;

namespace Akka.Greensock.Tests;

/// <summary>How a kit begins and ends.</summary>
public class KitLifeSpecs
{
    [Fact]
    public void It_has_the_seed_that_it_was_given_and_its_hosts()
    {
        using var kit = new OneKit(seed: 7);
        Assert.Equal((7UL, 7UL), (kit.Seed, kit.Simulation.Seed));
        SimulatedHost server = kit.AddHost("server", IPAddress.Parse("10.1.2.3"));
        Assert.Same(server, kit.Host("SERVER"));
        Assert.Same(server, kit.Host("10.1.2.3"));
        Assert.Same(kit.Local, kit.Host("local"));
        Assert.Same(kit.Network, kit.Simulation.Network);
        Assert.Contains("server", Assert.Throws<ArgumentException>(() => kit.Host("client")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_takes_settings_and_options()
    {
        using var kit = new OneKit(
            options: new SimulationOptions { MaximumTime = TimeSpan.FromHours(1) },
            config: "akka.test.timefactor = 2\nakka.test.single-expect-default = 1s\nakka.greensock.socket.send-queue = 2000");
        Assert.Equal(2000, Greensock.For(kit.Sys).Settings.SendQueueBytes);
        Assert.Contains(
            "Timeout 00:00:02", Assert.ThrowsAny<XunitException>(() => kit.ExpectMsg<string>()).Message, StringComparison.Ordinal);
        kit.Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromHours(2), kit.TestActor, "late", ActorRefs.NoSender);
        Assert.Throws<SimulationLimitException>(() => kit.ReceiveOne(TimeSpan.FromHours(3)));
    }

    [Fact]
    public void It_takes_setups_of_the_system()
    {
        var own = new OwnSetup();
        BootstrapSetup bootstrap = BootstrapSetup.Create().WithConfig("akka.test.timefactor = 3\nakka.test.single-expect-default = 2s");
        using var kit = new OneKit(config: "akka.test.timefactor = 2", setup: ActorSystemSetup.Create(own, bootstrap));
        Assert.Same(own, kit.Sys.Settings.Setup.Get<OwnSetup>().Value);
        Assert.ThrowsAny<XunitException>(() => kit.ExpectMsg<string>());
        Assert.Equal(TimeSpan.FromSeconds(4), kit.Now);
    }

    [Fact]
    public void Its_end_is_the_systems()
    {
        var kit = new OneKit();
        kit.Sys.ActorOf(Props.Empty);
        kit.CreateTestProbe();
        kit.Dispose();
        kit.Dispose();
        Assert.True(kit.Sys.WhenTerminated.IsCompletedSuccessfully);
    }

    [Fact]
    public void Its_end_fails_on_an_error_that_nobody_took()
    {
        var kit = new OneKit();
        kit.AddHost("host").Spawn(() => Task.FromException(new InvalidOperationException("nobody knows")));
        kit.Simulation.RunUntilIdle();
        Assert.Contains("nobody knows", Assert.Throws<SimulationException>(kit.Dispose).Message, StringComparison.Ordinal);
        Assert.True(kit.Sys.WhenTerminated.IsCompletedSuccessfully);
    }

    [Fact]
    public void Its_end_may_be_told_to_forget_errors()
    {
        using var kit = new OneKit(options: new SimulationOptions { FailsOnUnobservedErrors = false });
        kit.AddHost("host").Spawn(() => Task.FromException(new InvalidOperationException("nobody knows")));
        kit.Simulation.RunUntilIdle();
    }

    [Fact]
    public void A_thread_that_had_a_kit_is_no_simulations_any_more()
    {
        var kit = new OneKit();
        Assert.Same(kit.Simulation, Hub.DriverHere);
        kit.Dispose();
        Assert.Null(Hub.DriverHere);
    }

    [Fact]
    public async Task A_body_that_has_gone_to_another_thread_goes_on_there()
    {
        using var kit = new OneKit();
        await Task.Yield();
        kit.Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromHours(1), kit.TestActor, "late", ActorRefs.NoSender);
        await kit.ExpectMsgAsync<string>(TimeSpan.FromHours(2));
        Assert.Equal(TimeSpan.FromHours(1), kit.Now);
    }

    [Fact]
    public void A_probe_by_the_name_of_Akkas_type_waits_in_real_time_and_ends()
    {
        using var kit = new OneKit();
        TestProbe probe = kit.CreateTestProbe();
        Assert.Null(probe.ReceiveOne(TimeSpan.FromMilliseconds(1)));
        probe.Tell("hello");
        Assert.Equal("hello", probe.ExpectMsg<string>());
        Assert.Equal(TimeSpan.Zero, kit.Now);
    }

    [Fact]
    public void A_probe_of_another_system_is_refused()
    {
        using var kit = new OneKit();
        using var other = new OneKit();
        Assert.Contains(
            "Use Sys", Assert.Throws<ArgumentException>(() => kit.CreateTestProbe(other.Sys)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_seed_of_the_environment_that_is_no_number_is_refused()
    {
        Assert.Null(SeedRun.Parse(null));
        Assert.Null(SeedRun.Parse(" "));
        Assert.Equal(17UL, SeedRun.Parse("17"));
        Assert.Contains(
            "GREENSOCK_SEED=x1", Assert.Throws<InvalidOperationException>(() => SeedRun.Parse("x1")).Message, StringComparison.Ordinal);
    }

    private sealed class OneKit(
        ulong? seed = null, SimulationOptions? options = null, Config? config = null, ActorSystemSetup? setup = null)
        : GreensockTestKit(seed, options, config, setup: setup);

    private sealed class OwnSetup : Setup;
}
