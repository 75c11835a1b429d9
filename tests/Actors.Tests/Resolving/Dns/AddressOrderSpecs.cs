using System.Net;

namespace Akka.Greensock.Tests;

/// <summary>The examples of RFC 6724, section 10.2, as far as the rules that are applied here decide them.</summary>
public class AddressOrderSpecs
{
    [Theory]
    [InlineData("2001:db8:1::1=2001:db8:1::2 198.51.100.121=169.254.13.78", "2001:db8:1::1 198.51.100.121")] // matching scope
    [InlineData("2001:db8:1::1=fe80::1 198.51.100.121=198.51.100.117", "198.51.100.121 2001:db8:1::1")]
    [InlineData("10.1.2.3=10.1.2.4 2001:db8:1::1=2001:db8:1::2", "2001:db8:1::1 10.1.2.3")] // higher precedence
    [InlineData("2001:db8:1::1=2001:db8:1::2 fe80::1=fe80::2", "fe80::1 2001:db8:1::1")] // smaller scope
    [InlineData("2001:db8:3ffe::1=2001:db8:3f44::2 2001:db8:1::1=2001:db8:1::2", "2001:db8:1::1 2001:db8:3ffe::1")] // longer common prefix
    [InlineData("2001:db8:1::1=2002:c633:6401::2 2002:c633:6401::1=2002:c633:6401::2", "2002:c633:6401::1 2001:db8:1::1")] // matching label
    [InlineData("2002:c633:6401::1=2002:c633:6401::2 2001:db8:1::1=2001:db8:1::2", "2001:db8:1::1 2002:c633:6401::1")]
    [InlineData("2001:db8:1::1= 198.51.100.121=198.51.100.117", "198.51.100.121 2001:db8:1::1")] // no route
    [InlineData("192.0.2.2=192.0.2.9 192.0.2.1=192.0.2.9", "192.0.2.2 192.0.2.1")] // equals stay as they stood
    [InlineData("127.0.0.1=127.0.0.1 ::1=::1", "::1 127.0.0.1")]
    public void Addresses_are_tried_in_the_order_of_RFC_6724(string pairs, string expected)
    {
        Dictionary<string, IPAddress?> sources = pairs.Split(' ').Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => pair[1].Length == 0 ? null : IPAddress.Parse(pair[1]));
        IPAddress[] given = [.. pairs.Split(' ').Select(pair => IPAddress.Parse(pair.Split('=')[0]))];

        Assert.Equal(expected, string.Join<IPAddress>(' ', AddressOrder.Sort(given, address => sources[address.ToString()])));
    }

    [Fact]
    public void The_kernel_tells_the_source_of_a_destination()
    {
        Assert.Equal(IPAddress.Loopback, AddressOrder.SourceOf(IPAddress.Loopback));
        Assert.Null(AddressOrder.SourceOf(IPAddress.Parse("fe80::1%9999")));
    }
}
