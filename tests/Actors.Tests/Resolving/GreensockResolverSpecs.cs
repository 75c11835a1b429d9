using System.Net;
using Akka.Actor;
using Akka.Configuration;
using Akka.Greensock.Protocol;
using Akka.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>One resolver for each system: chosen, replaced, and gone with it.</summary>
public sealed class GreensockResolverSpecs() : GreensockTestKit("auto")
{
    [Theory]
    [InlineData("thread", typeof(ThreadResolver))]
    [InlineData("blocking", typeof(BlockingResolver))]
    [InlineData("dns", typeof(DnsResolver))]
    [InlineData("akka", typeof(AkkaResolver))]
    [InlineData("Akka.Greensock.Tests.MyResolver, Akka.Greensock.Actors.Tests", typeof(MyResolver))]
    public Task The_configuration_names_the_resolver(string name, Type expected) => InSystem(name, greensock =>
    {
        Assert.IsType(expected, greensock.Resolver);
        Assert.Same(greensock.Resolver, greensock.Resolver);
        Assert.True(greensock.Resolver is not MyResolver mine || mine.System == greensock.System);
    });

    [Fact]
    public async Task The_configured_resolver_ends_with_its_system_and_one_that_was_set_does_not()
    {
        using var mine = new MyResolver(Sys);
        IResolver? configured = null;
        await InSystem("thread", greensock =>
        {
            configured = greensock.Resolver;
            greensock.Resolver = mine;
            Assert.Same(mine, greensock.Resolver);
            Assert.Throws<ArgumentNullException>(() => greensock.Resolver = null!);
        });
        Assert.True(((ThreadResolver)configured!).Pool.IsDisposed);
        Assert.False(mine.IsDisposed);
    }

    [Fact]
    public async Task A_system_that_ends_with_lookups_under_way_tells_them()
    {
        using LocalDnsServer silent = LocalDnsServer.Saying(_ => null);
        var system = ActorSystem.Create("ending", ConfigurationFactory.ParseString(
            $"akka.greensock {{ resolver = dns, resolvers.dns {{ name-servers = [\"{silent.EndPoint}\"], timeout = 10m }} }}\n" +
            "akka.loglevel = WARNING"));
        Task lookup = Akka.Greensock.Greensock.For(system).Resolver.GetHostByNameAsync("host.test", default);
        await Alone.UntilAsync(() => !silent.Queries.IsEmpty, () => "not asked");

        await system.Terminate().WaitAsync(Patience);

        Assert.Equal(AddressInfoError.Canceled, (await Assert.ThrowsAsync<AddressInfoException>(() => lookup.WaitAsync(Patience))).Error);
    }

    [Fact]
    public async Task A_connect_by_message_asks_the_systems_resolver()
    {
        using var names = new FakeNames();
        using var resolver = new ThreadResolver(names, new LookupPool(new LookupPoolSettings { Threads = 1 }));
        Greensock.Resolver = resolver;
        TestProbe handler = CreateTestProbe();
        Greensock.Manager.Tell(new Connect(new DnsEndPoint("only-here.test", ((IPEndPoint)PeerListens().LocalEndPoint!).Port)), handler);
        await Alone.UntilAsync(() => names.Inside == 1, () => "not asked");
        names.LetGo();
        await handler.ExpectMsgAsync<Connected>(Patience);
        Assert.Equal(["only-here.test"], names.Begun);
    }

    [Fact]
    public async Task A_connect_by_message_hears_why_a_name_was_not_found()
    {
        TestProbe handler = CreateTestProbe();
        Greensock.Manager.Tell(new Connect(new DnsEndPoint(new string('x', 64), 80)), handler);
        ConnectFailed failed = await handler.ExpectMsgAsync<ConnectFailed>(Patience);
        Assert.Equal(System.Net.Sockets.SocketError.HostNotFound, failed.Error);
        Assert.Contains("63", failed.Reason, StringComparison.Ordinal);
    }

    private static async Task InSystem(string resolver, Action<Greensock> test)
    {
        var system = ActorSystem.Create("resolver", ConfigurationFactory.ParseString(
            $"akka.greensock.resolver = \"{resolver}\"\nakka.loglevel = WARNING"));
        test(Akka.Greensock.Greensock.For(system));
        await system.Terminate().WaitAsync(Patience);
    }
}
