using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <content>What travels beside a datagram, by the numbers of ip(7) and ipv6(7): where it came in, and how far it may go.</content>
internal sealed partial class UdpSocket
{
    private const int IpLevel = 0; // IPPROTO_IP
    private const int IpTimeToLive = 2; // IP_TTL
    private const int IpPacketInfo = 8; // IP_PKTINFO
    private const int IPv6Level = 41; // IPPROTO_IPV6
    private const int IPv6PacketInfo = 50; // IPV6_PKTINFO
    private const int IPv6HopLimit = 52; // IPV6_HOPLIMIT

    private AncillaryRoom Tell(in UdpDatagram datagram, int ancillaryBytes)
    {
        var room = new AncillaryRoom(ancillaryBytes);
        if (ancillaryBytes == 0)
        {
            return room; // recvfrom(2), or a receive that has no use for it
        }

        bool isV6 = Family == AddressFamily.InterNetworkV6;
        SocketOptionLevel level = isV6 ? SocketOptionLevel.IPv6 : SocketOptionLevel.IP;
        byte[] index = BitConverter.GetBytes(datagram.IsOwn ? 1 : 2); // lo, eth0
        if (Get(level, SocketOptionName.PacketInformation) != 0)
        {
            Span<byte> address = stackalloc byte[16];
            datagram.Target.To(Family).WriteBytes(address);
            if (isV6)
            {
                room.Add(IPv6Level, IPv6PacketInfo, [.. address, .. index]); // struct in6_pktinfo
            }
            else
            {
                room.Add(IpLevel, IpPacketInfo, [.. index, .. address[..4], .. address[..4]]); // struct in_pktinfo
            }
        }

        if (Get(level, NativeOptions.ReceiveHopLimit) != 0)
        {
            room.Add(isV6 ? IPv6Level : IpLevel, isV6 ? IPv6HopLimit : IpTimeToLive, BitConverter.GetBytes(datagram.HopLimit));
        }

        return room;
    }

    private int HopLimitTo(NetworkAddress target) => (Family == AddressFamily.InterNetworkV6, target.IsMulticast) switch
    {
        (true, true) => Get(SocketOptionLevel.IPv6, SocketOptionName.MulticastTimeToLive),
        (true, false) => Get(SocketOptionLevel.IPv6, SocketOptionName.HopLimit),
        (false, true) => Get(SocketOptionLevel.IP, SocketOptionName.MulticastTimeToLive),
        _ => Get(SocketOptionLevel.IP, SocketOptionName.IpTimeToLive),
    };

    // What is said of one datagram alone. Descriptors do not go over IP; Linux overlooks them.
    private Errno Obey(IReadOnlyList<AncillaryMessage> ancillary, ref UInt128? from, ref int hopLimit)
    {
        foreach (AncillaryMessage message in ancillary)
        {
            switch ((message.Level, message.Type, message.Data.Length))
            {
                case (IpLevel, IpTimeToLive, 4) or (IPv6Level, IPv6HopLimit, 4):
                    hopLimit = message.ToInt32() is >= 1 and <= 255 and int limit ? limit : hopLimit;
                    break;
                case (IpLevel, IpPacketInfo, 12):
                    from = NetworkAddress.ToIp(message.Data.Span[4..8]);
                    break;
                case (IPv6Level, IPv6PacketInfo, 20):
                    from = NetworkAddress.ToIp(message.Data.Span[..16]);
                    break;
                case (1, _, _):
                    break;
                default:
                    return Errno.Inval;
            }
        }

        if (from is { } given && !Host.Has(given))
        {
            bool isAny = new NetworkAddress(given, 0).IsAny;
            from = null;
            return isAny ? Errno.None : Errno.Inval;
        }

        return Errno.None;
    }
}
