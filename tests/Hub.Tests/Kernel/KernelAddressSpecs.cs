using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Akka.Greensock.Tests;

public sealed class KernelAddressSpecs
{
    [Fact]
    public void An_address_takes_32_bytes() => Assert.Equal(32, Unsafe.SizeOf<KernelAddress>());

    [Fact]
    public void Every_part_of_an_address_makes_it_another()
    {
        KernelAddress[] all = [.. Different()];

        for (int i = 0; i < all.Length; i++)
        {
            for (int j = 0; j < all.Length; j++)
            {
                Assert.Equal(i == j, all[i] == all[j]);
                Assert.Equal(i != j, all[i] != all[j]);
                Assert.Equal(i == j, all[i].Equals((object)all[j]));
            }
        }

        Assert.False(all[0].Equals("127.0.0.1:80"));
    }

    [Fact]
    public void Equal_addresses_have_the_same_hash()
    {
        foreach ((KernelAddress one, KernelAddress two) in Different().Zip(Different()))
        {
            Assert.Equal(one, two);
            Assert.Equal(one.GetHashCode(), two.GetHashCode());
        }
    }

    [Fact]
    public void An_address_reads_as_its_end_point_does()
    {
        Assert.Equal("127.0.0.1:80", KernelAddress.FromBytes([127, 0, 0, 1], 80).ToString());
        Assert.Equal("[fe80::1%7]:80", Six("fe80::1%7", 80).ToString());
        Assert.Equal("/run/x", KernelAddress.FromUnixName("/run/x"u8).ToString());
        Assert.Equal("(none)", default(KernelAddress).ToString());
        Assert.Equal("an unnamed socket", KernelAddress.FromUnixName([]).ToString());
        Assert.Contains("FF00", KernelAddress.FromUnixName([0x2F, 0xFF, 0x00]).ToString(), StringComparison.Ordinal);
        Assert.Contains("0102", KernelAddress.FromNative([16, 0, 1, 2]).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", 80)]
    [InlineData("255.255.255.255", 65535)]
    [InlineData("::1", 1)]
    [InlineData("fe80::1:2:3%7", 443)]
    [InlineData("::ffff:10.0.0.1", 0)]
    public void An_IP_address_goes_to_the_system_and_back(string text, int port)
    {
        var endPoint = new IPEndPoint(IPAddress.Parse(text), port);
        KernelAddress address = KernelEndPoints.ToAddress(endPoint);

        Assert.Equal(endPoint, address.ToEndPoint());
        Assert.Equal(address, ThroughTheSystem(address));
        Assert.Equal(address, KernelEndPoints.FromSocketAddress(endPoint.Serialize()));
    }

    [Fact]
    public void A_Unix_name_goes_to_the_system_and_back()
    {
        foreach (byte[] name in new byte[][] { [], [0, 0, 1, 0], [.. "/x"u8], [.. Enumerable.Repeat((byte)'a', 108)], [0x2F, 0xFF] })
        {
            KernelAddress address = KernelAddress.FromUnixName(name);

            Assert.Equal(address, ThroughTheSystem(address));
            Assert.Equal(address, KernelEndPoints.ToAddress(address.ToEndPoint()!));
            Assert.Equal(name is [not 0, ..], address.IsUnixPath);
        }
    }

    [Fact]
    public void A_path_comes_back_without_the_zero_that_ended_it()
    {
        byte[] native = [1, 0, .. "/x"u8, 0];

        Assert.Equal(KernelAddress.FromUnixName("/x"u8), SockAddr.Read(native, (uint)native.Length));
    }

    [Fact]
    public void What_is_no_address_is_none()
    {
        Assert.True(default(KernelAddress).IsNone);
        Assert.Null(default(KernelAddress).ToEndPoint());
        Assert.True(SockAddr.Read(new byte[128], 0).IsNone);
        Assert.True(SockAddr.Read(new byte[128], 1).IsNone);
        Assert.True(SockAddr.Read(new byte[128], 16).IsNone); // AF_UNSPEC
        Assert.Equal(0u, SockAddr.Write(default, new byte[128]));
        Assert.Equal(0u, SockAddr.Write(KernelAddress.FromUnixName(new byte[109]), new byte[128]));
        Assert.Equal(0u, SockAddr.Write(KernelAddress.FromNative(new byte[129]), new byte[128]));
    }

    [Fact]
    public void An_address_that_is_cut_off_is_not_read_as_what_it_was_to_be()
    {
        byte[] native = new byte[128];
        native[0] = 2;

        Assert.Equal(AddressFamily.Unknown, SockAddr.Read(native, 8).Family);
        Assert.Equal(AddressFamily.InterNetwork, SockAddr.Read(native, 16).Family);
        Assert.Equal(8, SockAddr.Read(native, 8).Name.Length);
    }

    private static IEnumerable<KernelAddress> Different() =>
    [
        default,
        KernelAddress.FromBytes([127, 0, 0, 1], 80),
        KernelAddress.FromBytes([127, 0, 0, 1], 81),
        KernelAddress.FromBytes([127, 0, 0, 2], 80),
        Six("::7f00:1", 80),
        Six("7f00:1::", 80),
        Six("fe80::1%7", 80),
        Six("fe80::1%8", 80),
        KernelAddress.FromUnixName([]),
        KernelAddress.FromUnixName("/x"u8),
        KernelAddress.FromUnixName("/X"u8),
        KernelAddress.FromUnixName([0, .. "/x"u8]),
        KernelAddress.FromUnixName([0, .. "/x"u8, 0]),
        KernelAddress.FromNative("/x"u8),
        KernelAddress.FromNative([16, 0]),
    ];

    private static KernelAddress Six(string text, int port) => KernelAddress.FromEndPoint(new IPEndPoint(IPAddress.Parse(text), port));

    private static KernelAddress ThroughTheSystem(in KernelAddress address)
    {
        byte[] native = new byte[SockAddr.MaximumBytes];
        return SockAddr.Read(native, SockAddr.Write(address, native));
    }
}
