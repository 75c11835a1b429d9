using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <summary>IPv4 and IPv6 packets as they are on the wire, with TCP or UDP in them.</summary>
/// <remarks>RFC 791, RFC 8200, RFC 9293 and RFC 768; checksums are RFC 1071's.</remarks>
internal static class InternetPacket
{
    /// <summary>The most payload of a segment: Linux' MSS on the loopback, whose MTU is 65,536.</summary>
    public const int MaximumPayloadBytes = 65_483;

    /// <summary>The most payload of a datagram: 65,535 less the headers of IPv4 and UDP.</summary>
    public const int MaximumDatagramBytes = 65_507;

    private const int V4HeaderBytes = 20;
    private const int V6HeaderBytes = 40;
    private const int TcpHeaderBytes = 20;
    private const int UdpHeaderBytes = 8;
    private const byte HopLimit = 64; // Linux' default

    /// <summary>The packet's bytes, from the IP header on.</summary>
    public static byte[] Build(CapturedPacket packet)
    {
        bool isTcp = packet.Protocol == ProtocolType.Tcp;
        (IPAddress source, IPAddress target) = SameFamily(packet.Source.Address, packet.Target.Address);
        int ipBytes = source.AddressFamily == AddressFamily.InterNetwork ? V4HeaderBytes : V6HeaderBytes;
        int transportBytes = (isTcp ? TcpHeaderBytes : UdpHeaderBytes) + packet.Payload.Length;
        byte[] bytes = new byte[ipBytes + transportBytes];
        byte protocol = (byte)(isTcp ? ProtocolType.Tcp : ProtocolType.Udp);
        ushort sum = ipBytes == V4HeaderBytes
            ? WriteV4(bytes, protocol, source, target, transportBytes)
            : WriteV6(bytes, protocol, source, target, transportBytes);
        Span<byte> transport = bytes.AsSpan(ipBytes);
        BinaryPrimitives.WriteUInt16BigEndian(transport, (ushort)packet.Source.Port);
        BinaryPrimitives.WriteUInt16BigEndian(transport[2..], (ushort)packet.Target.Port);
        if (isTcp)
        {
            BinaryPrimitives.WriteUInt32BigEndian(transport[4..], packet.Sequence);
            BinaryPrimitives.WriteUInt32BigEndian(transport[8..], packet.Acknowledgement);
            transport[12] = TcpHeaderBytes / 4 << 4;
            transport[13] = (byte)packet.Flags;
            BinaryPrimitives.WriteUInt16BigEndian(transport[14..], (ushort)packet.Window);
            packet.Payload.Span.CopyTo(transport[TcpHeaderBytes..]);
            BinaryPrimitives.WriteUInt16BigEndian(transport[16..], (ushort)~Sum(transport, sum));
        }
        else
        {
            BinaryPrimitives.WriteUInt16BigEndian(transport[4..], (ushort)transportBytes);
            packet.Payload.Span.CopyTo(transport[UdpHeaderBytes..]);
            ushort checksum = (ushort)~Sum(transport, sum);
            checksum = checksum == 0 ? (ushort)0xffff : checksum; // 0 would say that there is none
            BinaryPrimitives.WriteUInt16BigEndian(transport[6..], checksum);
        }

        return bytes;
    }

    /// <summary>Reads a packet back. Null: it is neither TCP nor UDP, is a fragment, or is cut off.</summary>
    public static CapturedPacket? Parse(ReadOnlySpan<byte> bytes, DateTimeOffset time, string? comment)
    {
        if (bytes.Length < V4HeaderBytes)
        {
            return null;
        }

        return (bytes[0] >> 4) switch
        {
            4 => ParseV4(bytes, time, comment),
            6 when bytes.Length >= V6HeaderBytes => ParseV6(bytes, time, comment),
            _ => null,
        };
    }

    /// <summary>The ones' complement sum of 16-bit words, begun with a sum of others.</summary>
    public static ushort Sum(ReadOnlySpan<byte> bytes, ushort begin = 0)
    {
        uint sum = begin;
        for (int i = 0; i < bytes.Length; i += 2)
        {
            sum += (uint)((bytes[i] << 8) | (i + 1 < bytes.Length ? bytes[i + 1] : 0));
            sum = (sum & 0xffff) + (sum >> 16);
        }

        return (ushort)sum;
    }

    private static ushort WriteV4(Span<byte> bytes, byte protocol, IPAddress source, IPAddress target, int transportBytes)
    {
        bytes[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(bytes[2..], (ushort)(V4HeaderBytes + transportBytes));
        bytes[6] = 0x40; // DF: nothing here is fragmented
        bytes[8] = HopLimit;
        bytes[9] = protocol;
        source.TryWriteBytes(bytes[12..], out _);
        target.TryWriteBytes(bytes[16..], out _);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[10..], (ushort)~Sum(bytes[..V4HeaderBytes]));
        return PseudoHeader(bytes[12..V4HeaderBytes], protocol, transportBytes);
    }

    private static ushort WriteV6(Span<byte> bytes, byte protocol, IPAddress source, IPAddress target, int transportBytes)
    {
        bytes[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(bytes[4..], (ushort)transportBytes);
        bytes[6] = protocol;
        bytes[7] = HopLimit;
        source.TryWriteBytes(bytes[8..], out _);
        target.TryWriteBytes(bytes[24..], out _);
        return PseudoHeader(bytes[8..V6HeaderBytes], protocol, transportBytes);
    }

    private static ushort PseudoHeader(ReadOnlySpan<byte> addresses, byte protocol, int transportBytes) =>
        Sum([0, protocol, (byte)(transportBytes >> 8), (byte)transportBytes], Sum(addresses));

    private static CapturedPacket? ParseV4(ReadOnlySpan<byte> bytes, DateTimeOffset time, string? comment)
    {
        int header = (bytes[0] & 15) * 4;
        int total = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        bool isFragment = (BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]) & 0x3fff) != 0;
        return isFragment || header < V4HeaderBytes || total < header || total > bytes.Length
            ? null
            : ParseTransport(bytes[header..total], bytes[9], new IPAddress(bytes[12..16]), new IPAddress(bytes[16..20]), time, comment);
    }

    private static CapturedPacket? ParseV6(ReadOnlySpan<byte> bytes, DateTimeOffset time, string? comment)
    {
        int end = V6HeaderBytes + BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
        return end > bytes.Length
            ? null
            : ParseTransport(bytes[V6HeaderBytes..end], bytes[6], new IPAddress(bytes[8..24]), new IPAddress(bytes[24..40]), time, comment);
    }

    private static CapturedPacket? ParseTransport(
        ReadOnlySpan<byte> bytes, byte protocol, IPAddress source, IPAddress target, DateTimeOffset time, string? comment)
    {
        bool isTcp = protocol == (byte)ProtocolType.Tcp;
        if ((!isTcp && protocol != (byte)ProtocolType.Udp) || bytes.Length < (isTcp ? TcpHeaderBytes : UdpHeaderBytes))
        {
            return null;
        }

        var from = new IPEndPoint(source, BinaryPrimitives.ReadUInt16BigEndian(bytes));
        var to = new IPEndPoint(target, BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]));
        if (!isTcp)
        {
            return new CapturedPacket(time, from, to, ProtocolType.Udp, TcpFlags.None, 0, 0, 0, bytes[UdpHeaderBytes..].ToArray(), comment);
        }

        int header = (bytes[12] >> 4) * 4;
        return header < TcpHeaderBytes || header > bytes.Length
            ? null
            : new CapturedPacket(
                time,
                from,
                to,
                ProtocolType.Tcp,
                (TcpFlags)(bytes[13] & 0x3f),
                BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]),
                BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]),
                BinaryPrimitives.ReadUInt16BigEndian(bytes[14..]),
                bytes[header..].ToArray(),
                comment);
    }

    /// <summary>IPv4 where both are, mapped ones included; IPv6 otherwise.</summary>
    private static (IPAddress Source, IPAddress Target) SameFamily(IPAddress source, IPAddress target)
    {
        return IsV4(source) && IsV4(target) ? (source.MapToIPv4(), target.MapToIPv4()) : (source.MapToIPv6(), target.MapToIPv6());

        static bool IsV4(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork || address.IsIPv4MappedToIPv6;
    }
}
