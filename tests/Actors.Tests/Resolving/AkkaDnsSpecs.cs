using System.Net;
using Akka.Actor;
using Akka.Configuration;
using Akka.IO;
using AkkaDns = Akka.IO.Dns;

namespace Akka.Greensock.Tests;

/// <summary>Akka.IO's Dns asks us, and we ask it; but not each other.</summary>
public sealed class AkkaDnsSpecs
{
    private const string AkkaAsksUs =
        "akka.io.dns { resolver = greensock, greensock.provider-object = \"Akka.Greensock.GreensockDnsProvider, Akka.Greensock.Actors\" }";

    [Fact]
    public Task Akka_IO_asks_our_resolver() => InSystem(AkkaAsksUs, async system =>
    {
        Akka.Greensock.Greensock.For(system).Resolver = new Scripted(
            host => [new IPEndPoint(IPAddress.Parse("192.0.2.7"), 0), new IPEndPoint(IPAddress.Parse("2001:db8::7"), 0)]);
        AkkaDns.Resolved resolved = await AskAsync(system, "host.test");
        Assert.True(resolved.IsSuccess);
        Assert.Equal("192.0.2.7", Assert.Single(resolved.Ipv4).ToString());
        Assert.Equal("2001:db8::7", Assert.Single(resolved.Ipv6).ToString());
    });

    [Fact]
    public Task Akka_IO_hears_of_our_failures() => InSystem(AkkaAsksUs, async system =>
    {
        Akka.Greensock.Greensock.For(system).Resolver = new Scripted(_ => throw new AddressInfoException("no", AddressInfoError.TryAgain));
        AkkaDns.Resolved resolved = await AskAsync(system, "host.test");
        Assert.False(resolved.IsSuccess);
        Assert.Equal(AddressInfoError.TryAgain, Assert.IsType<AddressInfoException>(resolved.Exception).Error);
    });

    [Fact]
    public Task Where_the_extension_starts_first_the_resolvers_name_is_enough() => InSystem(
        "akka.io.dns.resolver = greensock\nakka.extensions = [\"Akka.Greensock.GreensockProvider, Akka.Greensock.Actors\"]",
        async system => Assert.Contains(IPAddress.Loopback, (await AskAsync(system, "localhost")).Ipv4));

    [Fact]
    public Task Akka_IO_connects_by_a_name_that_only_our_resolver_knows() => InSystem(AkkaAsksUs, async system =>
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Akka.Greensock.Greensock.For(system).Resolver = new Scripted(_ => [new IPEndPoint(IPAddress.Loopback, 0)]);
        var answer = new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously);
        IActorRef probe = system.ActorOf(Props.Create(() => new Probe(answer)));
        system.Tcp().Tell(new Tcp.Connect(new DnsEndPoint("only-here.test", ((IPEndPoint)listener.LocalEndpoint).Port)), probe);
        Assert.IsType<Tcp.Connected>(await answer.Task.WaitAsync(Patience));
    });

    [Fact]
    public Task Our_resolver_asks_Akka_IO() => InSystem(
        "akka.greensock.resolver = akka\nakka.io.dns { resolver = scripted, scripted.provider-object = "
            + $"\"{typeof(ScriptedProvider).AssemblyQualifiedName}\" }}",
        async system =>
        {
            IResolver resolver = Akka.Greensock.Greensock.For(system).Resolver;
            Assert.Equal("192.0.2.9", (await resolver.GetHostByNameAsync("known.test", default).WaitAsync(Patience)).ToString());
            IReadOnlyList<AddressInfo> found =
                await resolver.GetAddrInfoAsync("known.test", "http",
                    new AddressInfoHints(SocketType: System.Net.Sockets.SocketType.Stream), default).WaitAsync(Patience);
            Assert.Equal(2, found.Count);
            Assert.All(found, one => Assert.Equal(80, one.EndPoint.Port));
            AddressInfoException e = await Assert.ThrowsAsync<AddressInfoException>(
                () => resolver.GetHostByNameAsync("unknown.test", default).WaitAsync(Patience));
            Assert.Equal(AddressInfoError.NoName, e.Error);

            // Addresses have names by the operating system.
            Assert.NotEmpty((await resolver.GetHostByAddrAsync("127.0.0.1", default).WaitAsync(Patience)).Name);
        });

    [Fact]
    public Task Silence_of_Akka_IO_is_EAI_AGAIN() => InSystem(
        "akka.greensock { resolver = akka, resolvers.akka.timeout = 20ms }\nakka.io.dns { resolver = scripted, scripted.provider-object = "
            + $"\"{typeof(ScriptedProvider).AssemblyQualifiedName}\" }}",
        async system =>
        {
            AddressInfoException e = await Assert.ThrowsAsync<AddressInfoException>(
                () => Akka.Greensock.Greensock.For(system).Resolver.GetHostByNameAsync("silent.test", default).WaitAsync(Patience));
            Assert.Equal(AddressInfoError.TryAgain, e.Error);
        });

    [Fact]
    public Task Two_that_would_ask_each_other_are_refused_at_the_start() => InSystem(
        "akka.greensock.resolver = akka\n" + AkkaAsksUs,
        system =>
        {
            ConfigurationException e = Assert.ThrowsAny<ConfigurationException>(() => Akka.Greensock.Greensock.For(system));
            Assert.Contains("akka.io.dns.resolver = greensock", e.Message, StringComparison.Ordinal);
            return Task.CompletedTask;
        });

    [Fact]
    public Task Two_that_were_made_to_ask_each_other_later_are_refused_by_both() => InSystem(AkkaAsksUs, async system =>
    {
        using var circle = new AkkaResolver(system, SystemNames.Here, new LookupPool(new LookupPoolSettings()), Patience);
        Akka.Greensock.Greensock.For(system).Resolver = circle;
        Assert.IsType<ConfigurationException>((await AskAsync(system, "host.test")).Exception);
        await Assert.ThrowsAsync<ConfigurationException>(() => circle.GetHostByNameAsync("host.test", default).WaitAsync(Patience));
    });

    private static Task<AkkaDns.Resolved> AskAsync(ActorSystem system, string name) =>
        AkkaDns.Instance.Apply(system).Manager.Ask<AkkaDns.Resolved>(new AkkaDns.Resolve(name), Patience);

    private static async Task InSystem(string hocon, Func<ActorSystem, Task> test)
    {
        var system = ActorSystem.Create("dns",
            ConfigurationFactory.ParseString($"{hocon}\nakka.loglevel = OFF\nakka.stdout-loglevel = OFF"));
        try
        {
            await test(system);
        }
        finally
        {
            await system.Terminate().WaitAsync(Patience);
        }
    }

    /// <summary>A provider of Akka.IO that knows one name, denies another and is silent about the rest.</summary>
    public sealed class ScriptedProvider : IDnsProvider
    {
        public DnsBase Cache { get; } = new ScriptedCache();

        public Type ActorClass => typeof(ScriptedActor);

        public Type ManagerClass => typeof(SimpleDnsManager);
    }

    /// <summary>Keeps nothing.</summary>
    public sealed class ScriptedCache : DnsBase;

    public sealed class ScriptedActor : ReceiveActor
    {
        public ScriptedActor(ScriptedCache cache, Config config)
        {
            _ = cache;
            _ = config;
            Receive<AkkaDns.Resolve>(question => question.Name != "silent.test", question => Sender.Tell(question.Name == "known.test"
                ? AkkaDns.Resolved.Create(question.Name, [IPAddress.Parse("192.0.2.9"), IPAddress.Parse("2001:db8::9")])
                : new AkkaDns.Resolved(question.Name,
                    new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound))));
            ReceiveAny(_ => { });
        }
    }

    private sealed class Probe : ReceiveActor
    {
        public Probe(TaskCompletionSource<object> answer) => ReceiveAny(message => answer.TrySetResult(message));
    }

    private sealed class Scripted(Func<string, IPEndPoint[]> script) : IResolver
    {
        public async Task<IReadOnlyList<AddressInfo>> GetAddrInfoAsync(
            string? host, string? service, AddressInfoHints hints, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return [.. script(host!).Select(end => new AddressInfo(end.AddressFamily, hints.SocketType, default, string.Empty, end))];
        }

        public Task<IPAddress> GetHostByNameAsync(string host, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<HostEntry> GetHostByNameExAsync(string host, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<HostEntry> GetHostByAddrAsync(string host, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<NameInfo> GetNameInfoAsync(IPEndPoint endPoint, NameInfoFlags flags, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
