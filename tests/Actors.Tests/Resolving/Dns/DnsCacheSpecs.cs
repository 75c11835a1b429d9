using System.Net;

namespace Akka.Greensock.Tests;

/// <summary>What is kept, for how long, and how much of it; on a clock that the test moves.</summary>
public sealed class DnsCacheSpecs : DnsResolverKit
{
    [Fact]
    public async Task An_answer_is_kept_for_its_TTL_whatever_the_case_of_the_name()
    {
        LocalDnsServer server = Server(query => query.Reply(DnsQuery.Address(query.Name, "192.0.2.7", ttl: 60)));
        DnsResolver resolver = Resolver(server);
        await LookUpAsync(resolver, "host.test");
        Clock.Advance(TimeSpan.FromSeconds(59));
        await LookUpAsync(resolver, "HOST.Test");
        Assert.Single(server.Queries);

        Clock.Advance(TimeSpan.FromSeconds(1));
        await LookUpAsync(resolver, "host.test");
        Assert.Equal(2, server.Queries.Count);
    }

    [Fact]
    public async Task The_shortest_TTL_of_a_chain_counts()
    {
        LocalDnsServer server = Server(query => query.Reply(
            DnsQuery.Alias(query.Name, "end.test", ttl: 10), DnsQuery.Address("end.test", "192.0.2.7", ttl: 600)));
        DnsResolver resolver = Resolver(server);
        await LookUpAsync(resolver, "host.test");
        Clock.Advance(TimeSpan.FromSeconds(10));
        await LookUpAsync(resolver, "host.test");
        Assert.Equal(2, server.Queries.Count);
    }

    [Fact]
    public async Task The_settings_bound_the_TTL_on_both_sides()
    {
        LocalDnsServer server = Server(query =>
            query.Reply(DnsQuery.Address(query.Name, "192.0.2.7", ttl: query.Name == "short.test" ? 0u : 600)));
        DnsResolver resolver = Resolver([server],
            new DnsResolverSettings { MinimumTtl = TimeSpan.FromSeconds(5), MaximumTtl = TimeSpan.FromSeconds(20) });
        foreach (string name in new[] { "short.test", "long.test" })
        {
            await LookUpAsync(resolver, name);
            await LookUpAsync(resolver, name);
        }

        Assert.Equal(2, server.Queries.Count);
        Clock.Advance(TimeSpan.FromSeconds(5));
        await LookUpAsync(resolver, "short.test");
        Clock.Advance(TimeSpan.FromSeconds(15));
        await LookUpAsync(resolver, "long.test");
        Assert.Equal(4, server.Queries.Count);
    }

    [Theory]
    [InlineData(3, AddressInfoError.NoName)]
    [InlineData(0, AddressInfoError.NoData)]
    public async Task That_there_is_no_answer_is_kept_for_as_long_as_the_zone_says(int code, AddressInfoError error)
    {
        LocalDnsServer server = Server(query => query.Refuse(code, DnsQuery.Soa("test", ttl: 10)));
        DnsResolver resolver = Resolver(server);
        await FailsAsync(error, () => LookUpAsync(resolver, "host.test"));
        await FailsAsync(error, () => LookUpAsync(resolver, "host.test"));
        Assert.Single(server.Queries);

        Clock.Advance(TimeSpan.FromSeconds(10));
        await FailsAsync(error, () => LookUpAsync(resolver, "host.test"));
        Assert.Equal(2, server.Queries.Count);
    }

    [Fact]
    public async Task That_there_is_no_answer_is_kept_no_longer_than_the_settings_say()
    {
        LocalDnsServer server = Server(query => query.Refuse(3, DnsQuery.Soa("test", ttl: 600)));
        DnsResolver resolver = Resolver([server], new DnsResolverSettings { NegativeTtl = TimeSpan.FromSeconds(1) });
        await FailsAsync(AddressInfoError.NoName, () => LookUpAsync(resolver, "host.test"));
        Clock.Advance(TimeSpan.FromSeconds(1));
        await FailsAsync(AddressInfoError.NoName, () => LookUpAsync(resolver, "host.test"));
        Assert.Equal(2, server.Queries.Count);
    }

    [Theory]
    [InlineData(3)] // without an SOA
    [InlineData(2)]
    public async Task A_failure_that_says_nothing_about_itself_is_not_kept(int code)
    {
        LocalDnsServer server = Server(query => query.Refuse(code));
        DnsResolver resolver = Resolver([server], new DnsResolverSettings { Tries = 1 });
        await Assert.ThrowsAsync<AddressInfoException>(() => LookUpAsync(resolver, "host.test"));
        await Assert.ThrowsAsync<AddressInfoException>(() => LookUpAsync(resolver, "host.test"));
        Assert.Equal((2, 0), (server.Queries.Count, resolver.Cache.Count));
    }

    [Fact]
    public async Task Beyond_the_bound_the_least_recently_used_answer_goes()
    {
        LocalDnsServer server = Server(query => query.Addresses("192.0.2.7"));
        DnsResolver resolver = Resolver(server, cache: 2);
        foreach (string name in new[] { "a.test", "b.test", "a.test", "c.test", "a.test", "b.test" })
        {
            await LookUpAsync(resolver, name);
        }

        Assert.Equal(["a.test", "b.test", "c.test", "b.test"], server.Queries.Select(query => query.Name));
        Assert.Equal(2, resolver.Cache.Count);
    }

    [Fact]
    public async Task A_cache_of_no_entries_keeps_nothing()
    {
        LocalDnsServer server = Server(query => query.Addresses("192.0.2.7"));
        DnsResolver resolver = Resolver(server, cache: 0);
        await LookUpAsync(resolver, "a.test");
        await LookUpAsync(resolver, "a.test");
        Assert.Equal((2, 0), (server.Queries.Count, resolver.Cache.Count));
    }

    private static Task<IPAddress> LookUpAsync(DnsResolver resolver, string name) =>
        resolver.GetHostByNameAsync(name, default).WaitAsync(Patience);
}
