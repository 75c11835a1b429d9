using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public sealed class KernelEndPointsSpecs
{
    [Fact]
    public void A_host_name_is_no_address_and_says_what_to_do()
    {
        var e = Assert.Throws<NotSupportedException>(() => KernelEndPoints.ToAddress(new DnsEndPoint("localhost", 80)));

        Assert.Contains("resolve", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_end_point_that_does_not_say_its_address_is_none()
    {
        var e = Assert.Throws<NotSupportedException>(() => KernelEndPoints.ToAddress(new MuteEndPoint()));

        Assert.Contains(nameof(MuteEndPoint), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_end_point_of_anothers_making_counts_by_its_bytes()
    {
        var ip = new IPEndPoint(IPAddress.Parse("fe80::1%3"), 80);
        var unix = new UnixDomainSocketEndPoint("/run/é");

        Assert.Equal(KernelEndPoints.ToAddress(ip), KernelEndPoints.ToAddress(new RawEndPoint(ip.Serialize())));
        Assert.Equal(KernelEndPoints.ToAddress(unix), KernelEndPoints.ToAddress(new RawEndPoint(unix.Serialize())));
        Assert.Equal(KernelAddress.FromUnixName("/run/é"u8), KernelEndPoints.ToAddress(unix));
        Assert.Equal(KernelAddress.FromUnixName([0, 1, 0]), KernelEndPoints.ToAddress(new UnixDomainSocketEndPoint("\0\u0001\0")));
    }

    [Theory]
    [InlineData(AddressFamily.InterNetwork, 4)]
    [InlineData(AddressFamily.InterNetworkV6, 16)]
    public void An_address_that_is_too_short_for_its_family_is_left_to_the_system(AddressFamily family, int size)
    {
        KernelAddress address = KernelEndPoints.FromSocketAddress(new SocketAddress(family, size));

        Assert.Equal(AddressFamily.Unknown, address.Family);
        Assert.Equal(size, address.Name.Length);
    }

    [Fact]
    public void An_address_without_even_a_family_is_none()
    {
        var nothing = new SocketAddress(AddressFamily.Unix, 2) { Size = 0 };

        Assert.True(KernelEndPoints.FromSocketAddress(nothing).IsNone);
    }

    [Fact]
    public void Each_kind_of_address_has_its_kind_of_end_point()
    {
        Assert.IsType<IPEndPoint>(KernelAddress.FromBytes([1, 2, 3, 4], 5).ToEndPoint());
        Assert.IsType<UnixDomainSocketEndPoint>(KernelAddress.FromUnixName("/x"u8).ToEndPoint());
        Assert.IsType<UnixDomainSocketEndPoint>(KernelAddress.FromUnixName([]).ToEndPoint());
        Assert.IsType<RawEndPoint>(KernelAddress.FromUnixName([0x2F, 0xFF]).ToEndPoint());
        Assert.IsType<RawEndPoint>(KernelAddress.FromUnixName([.. Enumerable.Repeat((byte)'a', 108)]).ToEndPoint());
        Assert.IsType<RawEndPoint>(KernelAddress.FromNative([16, 0, 1]).ToEndPoint());
    }

    private sealed class MuteEndPoint : EndPoint;
}
