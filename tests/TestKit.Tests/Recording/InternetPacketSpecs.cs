using System.Net;
using System.Net.Sockets;
using Akka.Greensock.TestKit;
using FsCheck.Xunit;

namespace Akka.Greensock.Tests;

public class InternetPacketSpecs
{
    [Property]
    public void What_is_built_is_parsed_back(
        byte[] payload, ushort fromPort, ushort toPort, uint sequence, uint acknowledgement, byte flags, bool isV6, bool isTcp)
    {
        var packet = new CapturedPacket(
            DateTimeOffset.UnixEpoch,
            new IPEndPoint(IPAddress.Parse(isV6 ? "2001:db8::1" : "10.1.2.3"), fromPort),
            new IPEndPoint(IPAddress.Parse(isV6 ? "::1" : "127.0.0.1"), toPort),
            isTcp ? ProtocolType.Tcp : ProtocolType.Udp,
            isTcp ? (TcpFlags)(flags & 0x3f) : TcpFlags.None,
            isTcp ? sequence : 0,
            isTcp ? acknowledgement : 0,
            isTcp ? flags * 257 : 0,
            payload,
            "why");

        byte[] bytes = InternetPacket.Build(packet);
        CapturedPacket parsed = InternetPacket.Parse(bytes, packet.Time, packet.Comment)!;

        Assert.Equal(packet with { Payload = default }, parsed with { Payload = default });
        Assert.Equal(payload, parsed.Payload.ToArray());
        Assert.All(
            Enumerable.Range(0, bytes.Length), length => Assert.Null(InternetPacket.Parse(bytes.AsSpan(0, length), packet.Time, null)));
    }

    [Fact]
    public void A_segment_has_exactly_these_bytes()
    {
        // As scapy builds it: IP(id=0, flags="DF") / TCP(...) / "hi".
        var packet = new CapturedPacket(
            DateTimeOffset.UnixEpoch, new IPEndPoint(IPAddress.Parse("192.168.0.1"), 1234),
            new IPEndPoint(IPAddress.Parse("192.168.0.2"), 80),
            ProtocolType.Tcp, TcpFlags.Psh | TcpFlags.Ack, 0x01020304, 0x05060708, 0x2000, "hi"u8.ToArray());
        byte[] bytes = InternetPacket.Build(packet);
        Assert.Equal(
            "4500002a000040004006" + "b97a" + "c0a80001" + "c0a80002" + "04d2" + "0050" + "01020304" + "05060708" + "5018" + "2000",
            Convert.ToHexStringLower(bytes)[..72]);
        Assert.Equal(0xffff, InternetPacket.Sum(bytes.AsSpan(0, 20))); // RFC 1071: with its checksum in it, the sum is all ones
        byte[] pseudo = [.. bytes[12..20], 0, 6, 0, 22];
        Assert.Equal(0xffff, InternetPacket.Sum(bytes.AsSpan(20), InternetPacket.Sum(pseudo)));
    }

    [Fact]
    public void Mapped_addresses_are_IPv4_and_mixed_ones_IPv6()
    {
        Assert.Equal(4, VersionOf("::ffff:127.0.0.1", "127.0.0.1"));
        Assert.Equal(6, VersionOf("::1", "127.0.0.1"));

        static int VersionOf(string source, string target) => InternetPacket.Build(new CapturedPacket(
            DateTimeOffset.UnixEpoch, new IPEndPoint(IPAddress.Parse(source), 1), new IPEndPoint(IPAddress.Parse(target), 2),
            ProtocolType.Udp, TcpFlags.None, 0, 0, 0, default))[0] >> 4;
    }
}
