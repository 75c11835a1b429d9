using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public sealed class RawEndPointSpecs
{
    [Fact]
    public void Bytes_make_it_equal_and_nothing_else()
    {
        var one = new RawEndPoint([16, 0, 1, 2]);

        Assert.Equal(new RawEndPoint([16, 0, 1, 2]), one);
        Assert.Equal(new RawEndPoint([16, 0, 1, 2]).GetHashCode(), one.GetHashCode());
        Assert.Equal(new RawEndPoint(one.Serialize()), one);
        Assert.NotEqual(new RawEndPoint([16, 0, 1, 3]), one);
        Assert.NotEqual(new RawEndPoint([16, 0, 1]), one);
        Assert.False(one.Equals(null));
        Assert.False(one.Equals("16"));
        Assert.Equal(one, one.Create(one.Serialize()));
    }

    [Fact]
    public void It_reads_as_its_family_and_its_bytes()
    {
        Assert.Equal("Unknown:0102", new RawEndPoint([16, 0, 1, 2]).ToString());
        Assert.Equal("Unix:2FFF", RawEndPoint.FromUnixName([0x2F, 0xFF]).ToString());
        Assert.Equal(AddressFamily.Unix, RawEndPoint.FromUnixName([]).AddressFamily);
        Assert.Equal("Unix:", RawEndPoint.FromUnixName([]).ToString());
    }

    [Fact]
    public void Bytes_that_are_no_address_are_refused()
    {
        Assert.Throws<ArgumentNullException>(() => new RawEndPoint((SocketAddress)null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RawEndPoint([16]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RawEndPoint(new byte[129]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RawEndPoint(new SocketAddress(AddressFamily.Unix, 2) { Size = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => RawEndPoint.FromUnixName(new byte[109]));
        Assert.Equal(128, new RawEndPoint(new byte[128]).Bytes.Length);
        Assert.Equal(110, RawEndPoint.FromUnixName(new byte[108]).Bytes.Length);
    }
}
