using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>The hosts file stands before the name servers, which here know nobody.</summary>
public sealed class HostsFileSpecs : DnsResolverKit
{
    private LocalDnsServer Asked { get; }

    private DnsResolver Resolving { get; }

    public HostsFileSpecs()
    {
        Write(
            """
            # a comment
            192.0.2.1   First.test first alias  # another
            192.0.2.2   second.test first
            2001:db8::1 first.test
            192.0.2.1   shadowed.test
            not-an-address broken.test
            192.0.2.3
            """);
        Asked = Server(query => query.Refuse(3));
        Resolving = Resolver(Asked);
    }

    [Theory]
    [InlineData("first.test")]
    [InlineData("FIRST.TEST")]
    [InlineData("first.test.")]
    public async Task Names_are_found_without_case_and_with_all_their_addresses(string name)
    {
        IReadOnlyList<AddressInfo> found = await FindAsync(Resolving, name);
        Assert.Equal(["192.0.2.1", "2001:db8::1"], found.Select(one => one.EndPoint.Address.ToString()).Order(StringComparer.Ordinal));
        Assert.Empty(Asked.Queries);
    }

    [Fact]
    public async Task Aliases_lead_to_the_primary_name()
    {
        HostEntry host = await Resolving.GetHostByNameExAsync("alias", default).WaitAsync(Patience);
        Assert.Equal("First.test", host.Name);
        Assert.Equal(["first", "alias"], host.Aliases);
        Assert.Equal(2, (await Resolving.GetHostByNameExAsync("first", default).WaitAsync(Patience)).Addresses.Count);
    }

    [Fact]
    public async Task Addresses_lead_back_to_the_first_line_that_has_them()
    {
        HostEntry host = await Resolving.GetHostByAddrAsync("192.0.2.1", default).WaitAsync(Patience);
        Assert.Equal(("First.test", "alias"), (host.Name, host.Aliases[1]));
        var mapped = new IPEndPoint(IPAddress.Parse("::ffff:192.0.2.2"), 80);
        Assert.Equal("second.test", (await Resolving.GetNameInfoAsync(mapped, default, default).WaitAsync(Patience)).Host);
        Assert.Empty(Asked.Queries);
    }

    [Fact]
    public async Task What_the_file_has_not_is_asked_of_theAskeds()
    {
        await FailsAsync(AddressInfoError.NoName, () => Resolving.GetHostByNameAsync("broken.test", default));
        await FailsAsync(
            AddressInfoError.NoName, () => FindAsync(Resolving, "second.test", new AddressInfoHints(AddressFamily.InterNetworkV6)));
        Assert.Equal(["broken.test A", "second.test AAAA"], Asked.Asked);
    }

    [Fact]
    public async Task A_change_is_read_and_a_file_that_goes_says_nothing()
    {
        Assert.Equal("192.0.2.2", (await Resolving.GetHostByNameAsync("second.test", default).WaitAsync(Patience)).ToString());

        Write("192.0.2.99 second.test");
        Assert.Equal("192.0.2.99", (await Resolving.GetHostByNameAsync("second.test", default).WaitAsync(Patience)).ToString());

        File.Delete(HostsPath);
        await FailsAsync(AddressInfoError.NoName, () => Resolving.GetHostByNameAsync("second.test", default));
    }

    [Fact]
    public async Task Localhost_needs_no_file_and_noAsked()
    {
        File.Delete(HostsPath);
        Assert.Equal(["127.0.0.1", "::1"], (await FindAsync(Resolving, "localhost"))
            .Select(one => one.EndPoint.Address.ToString()).Order(StringComparer.Ordinal));
        Assert.Empty(Asked.Queries);
    }

    private void Write(string text) => File.WriteAllText(HostsPath, text);
}
