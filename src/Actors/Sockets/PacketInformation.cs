using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Akka.Greensock;

/// <summary>
/// IP_PKTINFO and IPV6_PKTINFO: on which address and interface a datagram came (ip(7), ipv6(7)). Other kernels translate
/// to these.
/// </summary>
internal static class PacketInformation
{
    /// <summary>sizeof(struct in6_pktinfo), the larger of the two.</summary>
    public const int MaximumBytes = 20;

    private const int LevelIP = 0;
    private const int LevelIPv6 = 41;
    private const int TypeIP = 8;
    private const int TypeIPv6 = 50;
    private const int IPBytes = 12; // struct in_pktinfo: index, local address, the header's destination address

    /// <summary>Has the kernel give it with every datagram from now on.</summary>
    public static void Ask(IKernel kernel, int descriptor, AddressFamily family)
    {
        SocketOptionLevel level = family == AddressFamily.InterNetworkV6 ? SocketOptionLevel.IPv6 : SocketOptionLevel.IP;
        kernel.SetOption(descriptor, level, SocketOptionName.PacketInformation, 1);
        if (family == AddressFamily.InterNetworkV6)
        {
            kernel.SetOption(descriptor, SocketOptionLevel.IP, SocketOptionName.PacketInformation, 1); // in dual mode
        }
    }

    /// <summary>What came with a datagram; the default where nothing did.</summary>
    public static IPPacketInformation Find(IReadOnlyList<AncillaryMessage> ancillary)
    {
        foreach (AncillaryMessage message in ancillary)
        {
            ReadOnlySpan<byte> data = message.Data.Span;
            switch (message.Level, message.Type)
            {
                case (LevelIP, TypeIP) when data.Length >= IPBytes:
                    return Make(new IPAddress(data.Slice(8, 4)), BitConverter.ToInt32(data));
                case (LevelIPv6, TypeIPv6) when data.Length >= MaximumBytes:
                    return Make(new IPAddress(data[..16]), BitConverter.ToInt32(data[16..]));
            }
        }

        return default;
    }

    // The BCL's type has no public constructor, and code that is to move between the two libraries needs that very type.
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern IPPacketInformation Make(IPAddress address, int networkInterface);
}
