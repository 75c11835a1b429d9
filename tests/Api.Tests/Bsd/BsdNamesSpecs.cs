using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>gevent's names for lookups, over the system's resolver and over one that hangs.</summary>
public class BsdNamesSpecs() : SocketSpecs("auto")
{
    [Fact]
    public void GetAddrInfo_gives_families_and_types_as_NETs_enums() => OnHub(async () =>
    {
        AddressInfo info = Assert.Single(await Bsd.GetAddrInfoAsync("127.0.0.1", "http", AddressFamily.InterNetwork, SocketType.Stream));
        Assert.Equal(
            new AddressInfo(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp, string.Empty,
                new IPEndPoint(IPAddress.Loopback, 80)),
            info);
        Assert.Equal(443, (await Bsd.GetAddrInfoAsync("localhost", 443))[0].EndPoint.Port);
    });

    [Fact]
    public void A_scope_is_kept() => OnHub(async () =>
        Assert.Equal("[fe80::1%1]:80", (await Bsd.GetAddrInfoAsync("fe80::1%1", 80))[0].EndPoint.ToString()));

    [Theory]
    [InlineData("localhost", "no-such-service", 0, AddressInfoError.Service)]
    [InlineData("localhost", "http", 255, AddressInfoError.Family)]
    [InlineData(null, null, 0, AddressInfoError.NoName)]
    public void Bad_arguments_have_their_EAI_code(string? host, string? service, int family, AddressInfoError expected) => OnHub(async () =>
    {
        AddressInfoException e = await ThrowsAsync<AddressInfoException>(
            async () => await Bsd.GetAddrInfoAsync(host, service, (AddressFamily)family));
        Assert.Equal(expected, e.Error);
    });

    [Theory]
    [InlineData(-1)]
    [InlineData(65_536)]
    public void A_port_out_of_range_is_refused(int port) => OnHub(async () =>
        await ThrowsAsync<ArgumentOutOfRangeException>(async () => await Bsd.GetAddrInfoAsync("localhost", port)));

    [Fact]
    public void No_host_is_refused_where_there_has_to_be_one() => OnHub(async () =>
    {
        await ThrowsAsync<ArgumentNullException>(async () => await Bsd.GetHostByNameAsync(null!));
        await ThrowsAsync<ArgumentNullException>(async () => await Bsd.GetHostByNameExAsync(null!));
        await ThrowsAsync<ArgumentNullException>(async () => await Bsd.GetHostByAddrAsync(null!));
        await ThrowsAsync<ArgumentNullException>(async () => await Bsd.GetNameInfoAsync(null!));
        await ThrowsAsync<ArgumentNullException>(async () => await Bsd.GetFqdnAsync(null!));
        await ThrowsAsync<ArgumentException>(async () => await Bsd.GetHostByNameAsync("local\0host"));
    });

    [Fact]
    public void A_label_that_is_too_long_names_nobody() => OnHub(async () =>
    {
        foreach (string name in new[] { new string('x', 64) + ".test", "a..test", new string('я', 60) + ".test",
            string.Join('.', Enumerable.Repeat("abcdefgh", 30)) })
        {
            AddressInfoException e = await ThrowsAsync<AddressInfoException>(async () => await Bsd.GetHostByNameAsync(name));
            Assert.Equal(AddressInfoError.NoName, e.Error);
        }
    });

    [Fact]
    public void The_empty_name_is_the_wildcard_and_broadcast_is_known_without_switching() => OnHub(async () =>
    {
        using var system = new ResolvingSystem(new ThreadResolver(SystemNames.Here, new LookupPool(new LookupPoolSettings())));
        ValueTask<IPAddress> wildcard = Bsd.GetHostByNameAsync(string.Empty);
        ValueTask<IPAddress> broadcast = Bsd.GetHostByNameAsync("<broadcast>");
        ValueTask<IReadOnlyList<AddressInfo>> numeric = Bsd.GetAddrInfoAsync("127.0.0.1", 80);
        Assert.True(wildcard.IsCompletedSuccessfully && broadcast.IsCompletedSuccessfully && numeric.IsCompletedSuccessfully);
        Assert.Equal((IPAddress.Any, IPAddress.Broadcast), (await wildcard, await broadcast));
        await numeric;
    });

    [Fact]
    public void Lookups_bring_their_greenlet_back_to_its_hub() => OnHub(async () =>
    {
        Hub hub = Hub.Current!;
        Greenlet self = Greenlet.Current!;
        Assert.Equal(IPAddress.Loopback, await Bsd.GetHostByNameAsync("localhost"));
        Assert.Contains("localhost", (await Bsd.GetHostByNameExAsync("localhost")).Name, StringComparison.Ordinal);
        Assert.NotEmpty((await Bsd.GetHostByAddrAsync("127.0.0.1")).Name);
        Assert.Equal("http", (await Bsd.GetNameInfoAsync(new IPEndPoint(IPAddress.Loopback, 80))).Service);
        Assert.Equal((hub, self), (Hub.Current, Greenlet.Current));
    });

    [Fact]
    public async Task Outside_any_hub_the_default_system_looks_up() =>
        Assert.Equal(IPAddress.Loopback, await Bsd.GetHostByNameAsync("localhost"));

    [Fact]
    public void GetNameInfo_takes_an_address_and_no_name() => OnHub(async () =>
    {
        const NameInfoFlags numbers = NameInfoFlags.NumericHost | NameInfoFlags.NumericService;
        Assert.Equal(new NameInfo("127.0.0.1", "80"), await Bsd.GetNameInfoAsync(new DnsEndPoint("127.0.0.1", 80), numbers));
        Assert.Equal(
            AddressInfoError.NoName,
            (await ThrowsAsync<AddressInfoException>(async () => await Bsd.GetNameInfoAsync(new DnsEndPoint("localhost", 80)))).Error);
        Assert.Equal(
            AddressInfoError.Family,
            (await ThrowsAsync<AddressInfoException>(async () => await Bsd.GetNameInfoAsync(new UnixDomainSocketEndPoint("/x")))).Error);
        Assert.Equal(
            AddressInfoError.BadFlags,
            (await ThrowsAsync<AddressInfoException>(
                async () => await Bsd.GetNameInfoAsync(new IPEndPoint(IPAddress.Loopback, 80), (NameInfoFlags)55_555_555))).Error);
    });

    [Fact]
    public void A_kill_and_a_token_end_a_lookup_that_hangs() => OnHub(async () =>
    {
        using var system = new ResolvingSystem();
        using var cancellation = new CancellationTokenSource();
        Greenlet[] killed =
        [
            await StartedAsync(async () => await Bsd.GetAddrInfoAsync("hangs.test", 80)),
            await StartedAsync(async () => await Bsd.GetHostByNameAsync("hangs.test")),
            await StartedAsync(async () => await Bsd.GetHostByNameExAsync("hangs.test")),
            await StartedAsync(async () => await Bsd.GetHostByAddrAsync("hangs.test")),
            await StartedAsync(async () => await Bsd.GetNameInfoAsync(new IPEndPoint(IPAddress.Loopback, 80))),
            await StartedAsync(async () => await Bsd.GetFqdnAsync("hangs.test")),
        ];
        Greenlet cancelled = await StartedAsync(async () => await Bsd.GetHostByNameAsync("hangs.test", cancellation.Token));
        Assert.Equal(7, system.Resolver.Hanging);

        foreach (Greenlet greenlet in killed)
        {
            greenlet.Kill();
            Assert.IsType<GreenletExitException>(await EndOfAsync(greenlet));
        }

        await cancellation.CancelAsync();
        Assert.IsAssignableFrom<OperationCanceledException>(await EndOfAsync(cancelled));
        Assert.Equal(7, system.Resolver.GivenUp);
    });

    [Theory]
    [InlineData("", "host.example")]
    [InlineData(" 0.0.0.0 ", "host.example")]
    [InlineData("::", "host.example")]
    [InlineData("dotless", "alias.with.dot")]
    [InlineData("none", "none-primary")]
    [InlineData(" unknown ", "unknown")]
    public void GetFqdn_is_the_first_name_with_a_dot(string name, string expected) => OnHub(async () =>
    {
        using var system = new ResolvingSystem(new NamesOfHosts());
        Assert.Equal(expected, await Bsd.GetFqdnAsync(name));
    });

    [Fact]
    public void Three_slow_lookups_take_the_time_of_one() => OnHub(async () =>
    {
        // None of them comes back before all three are under way.
        using var all = new CountdownEvent(3);
        using var pool = new LookupPool(new LookupPoolSettings());
        Task<bool> One() => pool.RunAsync(
            "test",
            () =>
            {
                all.Signal();
                return all.Wait(Patience);
            },
            Hub.Current,
            default);
        Assert.All(await Greenlet.AwaitAsync(Task.WhenAll(One(), One(), One()), Patience), Assert.True);
    });

    /// <summary>Knows the names of some hosts, and nothing else.</summary>
    private sealed class NamesOfHosts : IResolver
    {
        public Task<HostEntry> GetHostByAddrAsync(string host, CancellationToken cancellationToken) => host switch
        {
            "dotless" => Task.FromResult(new HostEntry("dotless", ["also-none", "alias.with.dot"], [])),
            "none" => Task.FromResult(new HostEntry("none-primary", ["alias"], [])),
            "unknown" => Task.FromException<HostEntry>(new AddressInfoException("unknown", AddressInfoError.NoName)),
            _ when host == Dns.GetHostName() => Task.FromResult(new HostEntry("host.example", [], [])),
            _ => throw new InvalidOperationException($"asked for '{host}'"),
        };

        public Task<IReadOnlyList<AddressInfo>> GetAddrInfoAsync(
            string? host, string? service, AddressInfoHints hints, CancellationToken cancellationToken) =>
                throw new NotSupportedException();

        public Task<IPAddress> GetHostByNameAsync(string host, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<HostEntry> GetHostByNameExAsync(string host, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<NameInfo> GetNameInfoAsync(IPEndPoint endPoint, NameInfoFlags flags, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
