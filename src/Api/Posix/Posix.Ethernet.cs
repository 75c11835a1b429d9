namespace Akka.Greensock;

/// <content>
/// What an Ethernet frame carries: numbers of its type field (IEEE 802), in host order. On a socket of AF_PACKET they
/// are passed in network order.
/// </content>
/// <seealso href="https://man7.org/linux/man-pages/man7/packet.7.html">packet(7)</seealso>
public static partial class Posix
{
    /// <summary>Protocol of a packet socket: every frame, whatever its type. Linux only.</summary>
    public static int ETH_P_ALL => On(linux: 0x3);

    /// <summary>IPv4. Not on Windows.</summary>
    public static int ETHERTYPE_IP => On(linux: 0x800, macOS: 0x800);

    /// <summary>ARP, the question who has an IPv4 address. Not on Windows.</summary>
    public static int ETHERTYPE_ARP => On(linux: 0x806, macOS: 0x806);

    /// <summary>IPv6. Not on Windows.</summary>
    public static int ETHERTYPE_IPV6 => On(linux: 0x86DD, macOS: 0x86DD);

    /// <summary>A tag of IEEE 802.1Q; the true type follows it. Not on Windows.</summary>
    public static int ETHERTYPE_VLAN => On(linux: 0x8100, macOS: 0x8100);
}
