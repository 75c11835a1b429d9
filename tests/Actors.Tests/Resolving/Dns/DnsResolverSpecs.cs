using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>The resolver that asks name servers itself, and a name server of the test's own.</summary>
public sealed class DnsResolverSpecs : DnsResolverKit
{
    [Fact]
    public async Task A_and_AAAA_are_asked_for_at_the_same_time()
    {
        using var both = new CountdownEvent(2);
        var go = new TaskCompletionSource();
        LocalDnsServer server = ServerLater(async query =>
        {
            if (both.Signal())
            {
                go.SetResult(); // neither is answered before both have come
            }

            await go.Task;
            return query.Addresses("192.0.2.7", "2001:db8::7");
        });

        IReadOnlyList<AddressInfo> found = await FindAsync(Resolver(server), "host.test");

        Assert.Equal(["192.0.2.7", "2001:db8::7"], found.Select(one => one.EndPoint.Address.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(["host.test A", "host.test AAAA"], server.Asked);
        Assert.All(found, one => Assert.Equal((SocketType.Stream, ProtocolType.Tcp, 443),
            (one.SocketType, one.ProtocolType, one.EndPoint.Port)));
    }

    [Fact]
    public async Task Only_the_family_that_is_wanted_is_asked_for()
    {
        LocalDnsServer server = Server(query => query.Addresses("192.0.2.7", "2001:db8::7"));
        DnsResolver resolver = Resolver(server);
        Assert.Equal("192.0.2.7", (await resolver.GetHostByNameAsync("host.test", default)).ToString());
        Assert.Single(await FindAsync(resolver, "six.test", new AddressInfoHints(AddressFamily.InterNetworkV6, SocketType.Stream)));
        Assert.Equal(["host.test A", "six.test AAAA"], server.Asked);
    }

    [Fact]
    public async Task A_family_that_fails_does_not_spoil_the_other()
    {
        DnsResolver resolver = Resolver(Server(query => query.Type == "A" ? query.Addresses("192.0.2.7") : query.Refuse(2)));
        Assert.Equal("192.0.2.7", Assert.Single(await FindAsync(resolver, "host.test")).EndPoint.Address.ToString());
    }

    [Fact]
    public async Task V4_addresses_are_mapped_where_that_is_asked_for()
    {
        DnsResolver resolver = Resolver(
            Server(query => query.Addresses(query.Name == "four.test" ? ["192.0.2.7"] : ["192.0.2.7", "2001:db8::7"])));
        async Task<string[]> SixAsync(string host, AddressInfoFlags flags) =>
            [.. (await FindAsync(resolver, host, new AddressInfoHints(AddressFamily.InterNetworkV6, SocketType.Stream, default, flags)))
                .Select(one => one.EndPoint.Address.ToString()).Order(StringComparer.Ordinal)];

        Assert.Equal(["::ffff:192.0.2.7"], await SixAsync("four.test", AddressInfoFlags.V4Mapped));
        Assert.Equal(["2001:db8::7"], await SixAsync("both.test", AddressInfoFlags.V4Mapped));
        Assert.Equal(["2001:db8::7", "::ffff:192.0.2.7"], await SixAsync("both.test", AddressInfoFlags.V4Mapped | AddressInfoFlags.All));
        await FailsAsync(AddressInfoError.NoData, () => SixAsync("four.test", AddressInfoFlags.None));
    }

    [Fact]
    public async Task A_chain_of_aliases_ends_in_the_canonical_name()
    {
        DnsResolver resolver = Resolver(Server(query => query.Reply(
            DnsQuery.Alias(query.Name, "middle.test"), DnsQuery.Alias("MIDDLE.test", "end.test"),
            DnsQuery.Address("end.test", "192.0.2.7"))));

        HostEntry host = await resolver.GetHostByNameExAsync("start.test", default).WaitAsync(Patience);
        Assert.Equal("end.test", host.Name);
        Assert.Equal(["start.test", "middle.test"], host.Aliases);

        var hints = new AddressInfoHints(AddressFamily.InterNetwork, SocketType.Unknown, default, AddressInfoFlags.CanonicalName);
        IReadOnlyList<AddressInfo> found = await resolver.GetAddrInfoAsync("start.test", "80", hints, default).WaitAsync(Patience);
        Assert.Equal(["end.test", "", ""], found.Select(one => one.CanonicalName)); // stream, datagram, raw
    }

    [Fact]
    public async Task The_names_of_an_address_are_asked_for_under_its_reverse()
    {
        LocalDnsServer server = Server(query => query.Type == "PTR"
            ? query.Reply(DnsQuery.Record(query.Name, "PTR", DnsQuery.Encode("host.example.test")))
            : query.Addresses("192.0.2.7"));
        DnsResolver resolver = Resolver(server, conf: "search example.test");

        HostEntry host = await resolver.GetHostByAddrAsync("192.0.2.7", default).WaitAsync(Patience);
        Assert.Equal("host.example.test", host.Name);
        Assert.Equal([IPAddress.Parse("192.0.2.7")], host.Addresses);
        Assert.Equal("host.example.test", (await resolver.GetHostByAddrAsync("name.test", default).WaitAsync(Patience)).Name);

        var six = new IPEndPoint(IPAddress.Parse("2001:db8::567:89ab"), 80);
        Assert.Equal(new NameInfo("host.example.test", "http"), await resolver.GetNameInfoAsync(six, default, default).WaitAsync(Patience));
        Assert.Equal(new NameInfo("host", "80"), await resolver.GetNameInfoAsync(six, (NameInfoFlags)6, default).WaitAsync(Patience));
        Assert.Contains("7.2.0.192.in-addr.arpa PTR", server.Asked);
        Assert.Contains("b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa PTR", server.Asked);
    }

    [Fact]
    public async Task An_address_without_a_name_is_unknown_or_stays_a_number()
    {
        DnsResolver resolver = Resolver(Server(query => query.Refuse(3)));
        var end = new IPEndPoint(IPAddress.Parse("192.0.2.7"), 80);

        AddressInfoException e = await FailsAsync(AddressInfoError.NoName, () => resolver.GetHostByAddrAsync("192.0.2.7", default));
        Assert.Equal(HostLookupError.HostNotFound, e.HostError);
        Assert.Equal(new NameInfo("192.0.2.7", "http"), await resolver.GetNameInfoAsync(end, default, default).WaitAsync(Patience));
        await FailsAsync(AddressInfoError.NoName, () => resolver.GetNameInfoAsync(end, NameInfoFlags.NameRequired, default));
    }

    [Fact]
    public async Task Names_are_asked_for_in_the_domains_of_the_search_list()
    {
        LocalDnsServer server = Server(query => query.Name == "host.b.test" ? query.Addresses("192.0.2.7") : query.Refuse(3));
        DnsResolver resolver = Resolver(server, conf: "search a.test b.test\noptions ndots:2");

        await resolver.GetHostByNameAsync("host", default).WaitAsync(Patience);
        await FailsAsync(AddressInfoError.NoName, () => resolver.GetHostByNameAsync("two.dots.here", default));
        await FailsAsync(AddressInfoError.NoName, () => resolver.GetHostByNameAsync("host.", default));

        Assert.Equal(
            ["host.a.test", "host.b.test", "two.dots.here", "two.dots.here.a.test", "two.dots.here.b.test", "host"],
            server.Queries.Select(query => query.Name));
    }

    [Fact]
    public async Task A_Unicode_name_is_asked_for_in_its_ASCII_form()
    {
        LocalDnsServer server = Server(query => query.Addresses("192.0.2.7"));
        DnsResolver resolver = Resolver(server, cache: 0);
        foreach (string name in new[] { "президент.рф", "Президент.РФ", "xn--d1abbgf6aiiy.xn--p1ai" })
        {
            await resolver.GetHostByNameAsync(name, default).WaitAsync(Patience);
        }

        Assert.Equal(["xn--d1abbgf6aiiy.xn--p1ai"], server.Queries.Select(query => query.Name).Distinct());
    }

    [Theory]
    [InlineData(2, AddressInfoError.TryAgain)] // SERVFAIL
    [InlineData(5, AddressInfoError.TryAgain)] // REFUSED
    [InlineData(1, AddressInfoError.Fail)] // FORMERR
    [InlineData(3, AddressInfoError.NoName)] // NXDOMAIN
    [InlineData(0, AddressInfoError.NoData)] // no error, and nothing in it
    public async Task What_the_server_says_becomes_the_code_that_libc_gives(int code, AddressInfoError expected) =>
        await FailsAsync(expected, () => Resolver(Server(query => query.Refuse(code))).GetHostByNameAsync("host.test", default));

    [Fact]
    public async Task A_server_that_is_silent_or_refuses_is_followed_by_the_next()
    {
        LocalDnsServer silent = Silent();
        LocalDnsServer refusing = Server(query => query.Refuse(5));
        LocalDnsServer good = Server(query => query.Addresses("192.0.2.7"));
        DnsResolver resolver = Resolver([silent, refusing, good], new DnsResolverSettings());
        Assert.Equal("192.0.2.7", (await resolver.GetHostByNameAsync("host.test", default).WaitAsync(Patience)).ToString());
        Assert.All([silent, refusing, good], server => Assert.Single(server.Queries));
    }

    [Fact]
    public async Task Silence_of_all_servers_is_EAI_AGAIN_after_all_tries()
    {
        LocalDnsServer silent = Silent();
        await FailsAsync(AddressInfoError.TryAgain, () =>
            Resolver([silent], new DnsResolverSettings { Tries = 3 }).GetHostByNameAsync("host.test", default));
        Assert.Equal(3, silent.Queries.Count);
    }

    [Fact]
    public async Task Cancelling_and_disposing_end_a_lookup_that_hangs()
    {
        LocalDnsServer silent = Server(_ => null);
        DnsResolver resolver = Resolver(silent);
        using var cancellation = new CancellationTokenSource();
        Task given = resolver.GetHostByNameAsync("one.test", cancellation.Token);
        Task other = resolver.GetHostByNameAsync("two.test", default);
        await Alone.UntilAsync(() => silent.Queries.Count == 2, () => "not asked");

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given.WaitAsync(Patience));
        Assert.False(other.IsCompleted);

        resolver.Dispose();
        await FailsAsync(AddressInfoError.Canceled, () => other);
        Assert.Throws<ObjectDisposedException>(() => { _ = resolver.GetHostByNameAsync("three.test", default); });
    }

    [Fact]
    public async Task No_more_questions_are_under_way_than_allowed_and_the_line_is_bounded()
    {
        var go = new TaskCompletionSource();
        LocalDnsServer server = ServerLater(async query =>
        {
            await go.Task;
            return query.Addresses("192.0.2.7");
        });
        DnsResolver resolver = Resolver([server], new DnsResolverSettings { Queries = 2, Queue = 1 });
        Task[] first = [resolver.GetHostByNameAsync("a.test", default), resolver.GetHostByNameAsync("b.test", default)];
        await Alone.UntilAsync(() => server.Queries.Count == 2, () => "not asked");

        // One of the next two waits for its turn, and there is no place for the other.
        Task[] next = [resolver.GetHostByNameAsync("c.test", default), resolver.GetHostByNameAsync("d.test", default)];
        Task refused = await Task.WhenAny(next).WaitAsync(Patience);
        await FailsAsync(AddressInfoError.TryAgain, () => refused);
        Assert.Equal(2, server.Queries.Count);

        go.SetResult();
        await Task.WhenAll([.. first, .. next.Where(lookup => lookup != refused)]).WaitAsync(Patience);
    }
}
