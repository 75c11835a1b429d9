using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <summary>Options by Linux's own numbers (socket(7), tcp(7), ip(7), ipv6(7)).</summary>
internal static class NativeOptions
{
    /// <summary>IP_RECVTTL and IPV6_RECVHOPLIMIT, which the BCL has no name for.</summary>
    public const SocketOptionName ReceiveHopLimit = (SocketOptionName)0x1_0000;

    /// <summary>
    /// SO_REUSEADDR alone. The BCL's ReuseAddress is this and SO_REUSEPORT (runtime, pal_networking.c), and its ExclusiveAddressUse
    /// the inverse.
    /// </summary>
    public const SocketOptionName ReuseAddressAlone = (SocketOptionName)0x1_0001;

    /// <summary>SO_REUSEPORT alone.</summary>
    public const SocketOptionName ReusePort = (SocketOptionName)0x1_0002;

    private const int SolSocket = 1;
    private const int IpProtoIp = 0;
    private const int IpProtoTcp = 6;
    private const int IpProtoIPv6 = 41;

    public static bool TryTranslate(int level, int name, out SocketOptionLevel known, out SocketOptionName option)
    {
        SocketOptionName? found;
        (known, found) = level switch
        {
            SolSocket => (SocketOptionLevel.Socket, (SocketOptionName?)(name switch
            {
                1 => SocketOptionName.Debug,
                2 => ReuseAddressAlone,
                3 => SocketOptionName.Type,
                4 => SocketOptionName.Error,
                5 => SocketOptionName.DontRoute,
                6 => SocketOptionName.Broadcast,
                7 => SocketOptionName.SendBuffer,
                8 => SocketOptionName.ReceiveBuffer,
                9 => SocketOptionName.KeepAlive,
                10 => SocketOptionName.OutOfBandInline,
                13 => SocketOptionName.Linger,
                15 => ReusePort,
                18 => SocketOptionName.ReceiveLowWater,
                30 => SocketOptionName.AcceptConnection,
                _ => null,
            })),
            IpProtoTcp => (SocketOptionLevel.Tcp, name switch
            {
                1 => SocketOptionName.NoDelay,
                4 => SocketOptionName.TcpKeepAliveTime,
                5 => SocketOptionName.TcpKeepAliveInterval,
                6 => SocketOptionName.TcpKeepAliveRetryCount,
                18 => (SocketOptionName)18,
                _ => null,
            }),
            IpProtoIp => (SocketOptionLevel.IP, name switch
            {
                1 => SocketOptionName.TypeOfService,
                2 => SocketOptionName.IpTimeToLive,
                8 => SocketOptionName.PacketInformation,
                12 => ReceiveHopLimit,
                33 => SocketOptionName.MulticastTimeToLive,
                34 => SocketOptionName.MulticastLoopback,
                _ => null,
            }),
            IpProtoIPv6 => (SocketOptionLevel.IPv6, name switch
            {
                16 => SocketOptionName.HopLimit,
                18 => SocketOptionName.MulticastTimeToLive,
                19 => SocketOptionName.MulticastLoopback,
                26 => SocketOptionName.IPv6Only,
                49 => SocketOptionName.PacketInformation,
                51 => ReceiveHopLimit,
                _ => null,
            }),
            _ => (default, null),
        };
        option = found ?? default;
        return found is not null;
    }
}
