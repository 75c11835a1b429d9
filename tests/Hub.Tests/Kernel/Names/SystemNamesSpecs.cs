using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>The system's name calls, below the seam: values and codes, and nothing thrown.</summary>
public abstract class SystemNamesSpecs
{
    private protected abstract ISystemNames Names { get; }

    [Fact]
    public void An_address_with_a_service_is_all_kinds_of_socket_that_have_it()
    {
        AddressInfo[] found = Found("127.0.0.1", "domain");
        Assert.Equal([(SocketType.Stream, ProtocolType.Tcp), (SocketType.Dgram, ProtocolType.Udp)],
            found.Select(one => (one.SocketType, one.ProtocolType)));
        Assert.All(found, one => Assert.Equal(new IPEndPoint(IPAddress.Loopback, 53), one.EndPoint));
        Assert.Equal([SocketType.Stream, SocketType.Dgram, SocketType.Raw], Found("127.0.0.1", "53").Select(one => one.SocketType));
    }

    [Fact]
    public void No_host_is_this_machine()
    {
        Assert.Equal([IPAddress.IPv6Loopback, IPAddress.Loopback],
            Addresses(Found(null, "80", new AddressInfoHints(SocketType: SocketType.Stream))));
        Assert.Equal(
            [IPAddress.Any, IPAddress.IPv6Any],
            Addresses(Found(null, "80", new AddressInfoHints(SocketType: SocketType.Stream, Flags: AddressInfoFlags.Passive))));
    }

    [Fact]
    public void A_scope_belongs_to_the_address() => Assert.Equal(1, Found("fe80::1%1", "80")[0].EndPoint.Address.ScopeId);

    [Fact]
    public void The_first_result_carries_the_canonical_name() => Assert.Equal(
        ["127.0.0.1", "", ""], Found("127.0.0.1", "80", new AddressInfoHints(Flags: AddressInfoFlags.CanonicalName))
            .Select(one => one.CanonicalName));

    [Fact]
    public void V4_is_mapped_where_V6_is_wanted_and_mapping_allowed() => Assert.Equal(
        "::ffff:127.0.0.1",
        Found("127.0.0.1", "80", new AddressInfoHints(AddressFamily.InterNetworkV6,
            Flags: AddressInfoFlags.V4Mapped))[0].EndPoint.Address.ToString());

    [Theory]
    [InlineData("127.0.0.1", "no-such-service", 0, 0, 0, 0, AddressInfoError.Service)]
    [InlineData("127.0.0.1", "tftp", 0, 1, 0, 0, AddressInfoError.Service)]
    [InlineData("127.0.0.1", "80", 0, 3, 0, 0, AddressInfoError.Service)]
    [InlineData("127.0.0.1", "80", 255, 0, 0, 0, AddressInfoError.Family)]
    [InlineData("127.0.0.1", "80", 23, 0, 0, 0, AddressInfoError.AddressFamily)] // .NET's InterNetworkV6
    [InlineData("127.0.0.1", "80", 0, 77, 0, 0, AddressInfoError.SocketType)]
    [InlineData("127.0.0.1", "80", 0, 1, 17, 0, AddressInfoError.SocketType)]
    [InlineData("127.0.0.1", "80", 0, 0, 0, 0x8000000, AddressInfoError.BadFlags)]
    [InlineData(null, "80", 0, 0, 0, 2, AddressInfoError.BadFlags)]
    [InlineData("localhost", "80", 0, 0, 0, 4, AddressInfoError.NoName)]
    [InlineData("127.0.0.1", "http", 0, 0, 0, 0x400, AddressInfoError.NoName)]
    [InlineData(null, null, 0, 0, 0, 0, AddressInfoError.NoName)]
    public void What_is_wrong_has_its_code(string? host, string? service, int family, int type, int protocol, int flags,
        AddressInfoError expected)
    {
        NamesResult<AddressInfo[]> result = Names.GetAddrInfo(
            host, service, new AddressInfoHints((AddressFamily)family, (SocketType)type, (ProtocolType)protocol, (AddressInfoFlags)flags));
        Assert.Equal(expected, result.Error);
        Assert.Null(result.Value);
    }

    [Fact]
    public void An_end_point_has_names_and_numbers()
    {
        var http = new IPEndPoint(IPAddress.Loopback, 80);
        Assert.Equal("http", Names.GetNameInfo(http, NameInfoFlags.None).Value!.Service);
        Assert.Equal(new NameInfo("127.0.0.1", "80"), Names.GetNameInfo(http, (NameInfoFlags)3).Value);
        Assert.Equal("syslog", Names.GetNameInfo(new IPEndPoint(IPAddress.Loopback, 514), NameInfoFlags.Datagram).Value!.Service);
        Assert.Equal(AddressInfoError.BadFlags, Names.GetNameInfo(http, (NameInfoFlags)55_555_555).Error);
    }

    [Fact]
    public void Localhost_is_a_host_by_name_and_by_address()
    {
        Assert.Contains(IPAddress.Loopback, Names.GetHostByName("localhost").Value!.Addresses);
        HostEntry host = Names.GetHostByAddr(IPAddress.Loopback).Value!;
        Assert.NotEmpty(host.Name);
        Assert.Equal([IPAddress.Loopback], host.Addresses);
    }

    [Fact]
    public void A_host_that_cannot_be_is_a_failure_and_no_exception()
    {
        NamesResult<HostEntry> result = Names.GetHostByName(new string('x', 300));
        Assert.False(result.IsOk);
        Assert.NotEqual(HostLookupError.None, result.HostError);
        Assert.NotEqual(AddressInfoError.None, Names.GetAddrInfo(new string('x', 300), null, default).Error);
    }

    private static IEnumerable<IPAddress> Addresses(AddressInfo[] found) => found.Select(one => one.EndPoint.Address);

    private AddressInfo[] Found(string? host, string? service, AddressInfoHints hints = default)
    {
        NamesResult<AddressInfo[]> result = Names.GetAddrInfo(host, service, hints);
        Assert.True(result.IsOk, $"{result.Error}");
        return result.Value!;
    }
}

public class LinuxNamesSpecs : SystemNamesSpecs
{
    private protected override ISystemNames Names { get; } = new LinuxNames();
}

public class PortableNamesSpecs : SystemNamesSpecs
{
    private protected override ISystemNames Names { get; } = new PortableNames(ServicesFile.System);

    [Fact]
    public void Without_a_file_of_services_numbers_are_left()
    {
        var names = new PortableNames(new ServicesFile("/nowhere"));
        Assert.Equal(AddressInfoError.Service, names.GetAddrInfo("127.0.0.1", "http", default).Error);
        Assert.Equal(80, names.GetAddrInfo("127.0.0.1", "80", default).Value![0].EndPoint.Port);
        Assert.Equal("80", names.GetNameInfo(new IPEndPoint(IPAddress.Loopback, 80), NameInfoFlags.NumericHost).Value!.Service);
    }
}
