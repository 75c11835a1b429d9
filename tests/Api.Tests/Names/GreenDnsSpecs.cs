using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

#pragma warning disable CS0618 // the obsolete members are members too

/// <summary>What Dns does, question by question as the BCL's, with the same resolver of the system below.</summary>
public class GreenDnsSpecs
{
    private static readonly string[] Hosts =
    [
        "localhost", "LOCALHOST", "127.0.0.1", "127.0.0.2", "127.1", "0x7f.1", "::1", "0.0.0.0", "::", "255.255.255.255",
        "fe80::1%lo", "no.such.invalid", " localhost", "a..b", "foo.localhost", "localhost.",
        Long(254), Long(255), Long(256), string.Concat(Enumerable.Repeat("abc.", 63)) + "ab.", "",
    ];

    private static readonly AddressFamily[] Families =
        [AddressFamily.Unspecified, AddressFamily.InterNetwork, AddressFamily.InterNetworkV6, AddressFamily.Unix, AddressFamily.Unknown];

    private static readonly Dictionary<string, (Func<string, object?> Bcl, Func<string, object?> Green)> Questions = new()
    {
        ["GetHostAddresses"] = (Dns.GetHostAddresses, GreenDns.GetHostAddresses),
        ["GetHostEntry"] = (Dns.GetHostEntry, GreenDns.GetHostEntry),
        ["GetHostAddressesAsync"] = (Dns.GetHostAddressesAsync, GreenDns.GetHostAddressesAsync),
        ["GetHostEntryAsync"] = (Dns.GetHostEntryAsync, GreenDns.GetHostEntryAsync),
        ["GetHostByName"] = (Dns.GetHostByName, GreenDns.GetHostByName),
        ["GetHostByAddress"] = (Dns.GetHostByAddress, GreenDns.GetHostByAddress),
        ["Resolve"] = (Dns.Resolve, GreenDns.Resolve),
        ["BeginGetHostAddresses"] = (
            host => Dns.EndGetHostAddresses(Dns.BeginGetHostAddresses(host, null, null)),
            host => GreenDns.EndGetHostAddresses(GreenDns.BeginGetHostAddresses(host, null, null))),
        ["BeginGetHostEntry"] = (
            host => Dns.EndGetHostEntry(Dns.BeginGetHostEntry(host, null, null)),
            host => GreenDns.EndGetHostEntry(GreenDns.BeginGetHostEntry(host, null, null))),
        ["BeginGetHostByName"] = (
            host => Dns.EndGetHostByName(Dns.BeginGetHostByName(host, null, null)),
            host => GreenDns.EndGetHostByName(GreenDns.BeginGetHostByName(host, null, null))),
        ["BeginResolve"] = (
            host => Dns.EndResolve(Dns.BeginResolve(host, null, null)),
            host => GreenDns.EndResolve(GreenDns.BeginResolve(host, null, null))),
        ["GetHostAddressesAsync, cancelled"] = (
            host => Dns.GetHostAddressesAsync(host, new CancellationToken(true)),
            host => GreenDns.GetHostAddressesAsync(host, new CancellationToken(true))),
        ["GetHostEntryAsync, cancelled"] = (
            host => Dns.GetHostEntryAsync(host, new CancellationToken(true)),
            host => GreenDns.GetHostEntryAsync(host, new CancellationToken(true))),
    };

    private static readonly Dictionary<string, (Func<IPAddress, object?> Bcl, Func<IPAddress, object?> Green)> Reverse = new()
    {
        ["GetHostEntry"] = (Dns.GetHostEntry, GreenDns.GetHostEntry),
        ["GetHostEntryAsync"] = (Dns.GetHostEntryAsync, GreenDns.GetHostEntryAsync),
        ["GetHostByAddress"] = (Dns.GetHostByAddress, GreenDns.GetHostByAddress),
        ["BeginGetHostEntry"] = (
            address => Dns.EndGetHostEntry(Dns.BeginGetHostEntry(address, null, null)),
            address => GreenDns.EndGetHostEntry(GreenDns.BeginGetHostEntry(address, null, null))),
    };

    public static TheoryData<string> Names => [.. Questions.Keys];

    public static TheoryData<string> ReverseNames => [.. Reverse.Keys];

    [Theory]
    [Trait("Category", "Slow")] // names that nobody knows go to the network
    [MemberData(nameof(Names))]
    public void It_answers_as_the_BCLs_does(string question)
    {
        (Func<string, object?> bcl, Func<string, object?> green) = Questions[question];
        foreach (string? host in Hosts.Append(Dns.GetHostName()).Append(null))
        {
            IsTheSame($"{question} of '{host}'", () => bcl(host!), () => green(host!));
        }
    }

    [Fact]
    [Trait("Category", "Slow")] // names that nobody knows go to the network
    public void Only_addresses_of_the_family_that_was_asked_for_are_told()
    {
        // Not of this machine's own name, for which the BCL tells addresses of either family, whatever was asked for.
        foreach (string host in new[] { "localhost", "127.0.0.1", "::1", "127.0.0.2", "a..b", "0.0.0.0" })
        {
            foreach (AddressFamily family in Families)
            {
                IsTheSame(
                    $"addresses of '{host}', {family}",
                    () => Dns.GetHostAddresses(host, family),
                    () => GreenDns.GetHostAddresses(host, family));
                IsTheSame(
                    $"entry of '{host}', {family}", () => Dns.GetHostEntry(host, family), () => GreenDns.GetHostEntry(host, family));
                IsTheSame(
                    $"awaited addresses of '{host}', {family}",
                    () => Dns.GetHostAddressesAsync(host, family),
                    () => GreenDns.GetHostAddressesAsync(host, family));
                IsTheSame(
                    $"awaited entry of '{host}', {family}",
                    () => Dns.GetHostEntryAsync(host, family),
                    () => GreenDns.GetHostEntryAsync(host, family));
            }
        }

        IsTheSame(
            "this machine's own name",
            () => Dns.GetHostAddresses(string.Empty).Where(one => one.AddressFamily == AddressFamily.InterNetwork).ToArray(),
            () => GreenDns.GetHostAddresses(string.Empty, AddressFamily.InterNetwork));
    }

    [Theory]
    [Trait("Category", "Slow")] // names that nobody knows go to the network
    [MemberData(nameof(ReverseNames))]
    public void It_tells_whose_an_address_is_as_the_BCLs_does(string question)
    {
        (Func<IPAddress, object?> bcl, Func<IPAddress, object?> green) = Reverse[question];
        string[] addresses = ["127.0.0.1", "127.0.0.2", "::1", "0.0.0.0", "::", "192.0.2.1", "255.255.255.255", "::ffff:127.0.0.1"];
        foreach (string address in addresses)
        {
            IsTheSame($"{question} of {address}", () => bcl(IPAddress.Parse(address)), () => green(IPAddress.Parse(address)));
        }

        IsTheSame($"{question} of nothing", () => bcl(null!), () => green(null!));
    }

    [Fact]
    public void What_was_begun_elsewhere_cannot_be_ended_here()
    {
        IsTheSame("null", () => Dns.EndGetHostAddresses(null!), () => GreenDns.EndGetHostAddresses(null!));
        IsTheSame("a task", () => Dns.EndGetHostEntry(Task.CompletedTask), () => GreenDns.EndGetHostEntry(Task.CompletedTask));
        IsTheSame(
            "another pair's",
            () => Dns.EndGetHostAddresses(Dns.BeginGetHostEntry("localhost", null, null)),
            () => GreenDns.EndGetHostAddresses(GreenDns.BeginGetHostEntry("localhost", null, null)));
        Assert.Equal("state", GreenDns.BeginGetHostAddresses("localhost", null, "state").AsyncState);
    }

    [Fact]
    public void The_machine_has_one_name() => Assert.Equal(Dns.GetHostName(), GreenDns.GetHostName());

    [Fact]
    public void A_callback_runs_after_the_lookup_and_ends_it_without_waiting() => TestHub.Run(async () =>
    {
        var ended = new TaskCompletionSource<IPAddress[]>();
        GreenDns.BeginGetHostAddresses("localhost", result => ended.SetResult(GreenDns.EndGetHostAddresses(result)), null);

        Assert.Contains(IPAddress.Loopback, await Greenlet.AwaitAsync(ended.Task, Patience));
    });

    [Fact]
    public void The_resolver_of_the_hubs_system_answers() => TestHub.Run(async () =>
    {
        using var system = new ResolvingSystem();
        var lookup = Greenlet.Spawn(async () => await GreenDns.GetHostAddressesAsync("nobody.answers"));
        lookup.Observe();
        await SocketSpecs.SettleAsync();

        Assert.Equal(1, system.Resolver.Hanging);
        Assert.True(await lookup.KillAsync(timeout: Patience));
        Assert.Equal(1, system.Resolver.GivenUp);
    });

    [Fact]
    public void No_synchronous_member_waits_in_an_async_greenlet() => TestHub.Run(() =>
    {
        using var system = new ResolvingSystem(); // whose lookups never end
        Action[] members =
        [
            () => GreenDns.GetHostAddresses("127.0.0.1"),
            () => GreenDns.GetHostAddresses("127.0.0.1", AddressFamily.InterNetwork),
            () => GreenDns.GetHostEntry("127.0.0.1"),
            () => GreenDns.GetHostEntry("127.0.0.1", AddressFamily.InterNetwork),
            () => GreenDns.GetHostEntry(IPAddress.Loopback),
            () => GreenDns.GetHostByName("127.0.0.1"),
            () => GreenDns.GetHostByAddress("127.0.0.1"),
            () => GreenDns.GetHostByAddress(IPAddress.Loopback),
            () => GreenDns.Resolve("127.0.0.1"),
            () => GreenDns.EndGetHostEntry(GreenDns.BeginGetHostEntry("nobody.answers", null, null)),
        ];
        Assert.All(members, member => Assert.Throws<BlockingSwitchOutException>(member));
        return Task.CompletedTask;
    });

    private static string Long(int length) => new('a', length);

    private static void IsTheSame(string what, Func<object?> bcl, Func<object?> green)
    {
        string expected = $"{what}: {Outcome.Of(Net.Bcl, bcl)}";
        Assert.Equal(expected, $"{what}: {Outcome.Of(Net.Green, green)}");
        string? inGreenlet = null;
        Hub.Run(() => inGreenlet = Outcome.Of(Net.Green, green));
        Assert.Equal(expected, $"{what}: {inGreenlet}");
    }
}
