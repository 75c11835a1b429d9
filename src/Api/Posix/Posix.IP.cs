namespace Akka.Greensock;

/// <content>Options of level IPPROTO_IP, and the bounds and defaults of multicast.</content>
/// <seealso href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</seealso>
public static partial class Posix
{
    /// <summary>Type of service of what is sent, in the header's second byte.</summary>
    public static int IP_TOS => On(linux: 1, macOS: 3, windows: 3);

    /// <summary>Time to live of what is sent, 1 to 255 hops.</summary>
    public static int IP_TTL => On(linux: 2, macOS: 4, windows: 4);

    /// <summary>On a raw socket: the program writes the IP header itself.</summary>
    public static int IP_HDRINCL => On(linux: 3, macOS: 2, windows: 2);

    /// <summary>The IP options of what is sent, at most 40 bytes.</summary>
    public static int IP_OPTIONS => On(linux: 4, macOS: 1, windows: 1);

    /// <summary>Deliver the IP options of what arrives, as ancillary data. Not on Windows.</summary>
    public static int IP_RECVOPTS => On(linux: 6, macOS: 5);

    /// <summary>Deliver the IP options of what arrives as they came, not filled in. Not on Windows.</summary>
    public static int IP_RECVRETOPTS => On(linux: 7, macOS: 6);

    /// <summary>The ancillary data of IP_RECVRETOPTS. Not on Windows.</summary>
    public static int IP_RETOPTS => On(linux: 7, macOS: 8);

    /// <summary>Deliver with each datagram the interface and the address that it came to.</summary>
    public static int IP_PKTINFO => On(linux: 8, macOS: 26, windows: 19);

    /// <summary>Deliver the type of service of what arrives, as ancillary data.</summary>
    public static int IP_RECVTOS => On(linux: 13, macOS: 27, windows: 40);

    /// <summary>Bind to addresses that are not of this machine, for proxies. Needs CAP_NET_ADMIN. Linux only.</summary>
    public static int IP_TRANSPARENT => On(linux: 19);

    /// <summary>
    /// A bind to port 0 leaves the choice of the port to connect, which can then use one for many peers. Linux only.
    /// </summary>
    public static int IP_BIND_ADDRESS_NO_PORT => On(linux: 24);

    /// <summary>The interface that multicast goes out of.</summary>
    public static int IP_MULTICAST_IF => On(linux: 32, macOS: 9, windows: 9);

    /// <summary>How many hops multicast goes; 1, the local network, unless set otherwise.</summary>
    public static int IP_MULTICAST_TTL => On(linux: 33, macOS: 10, windows: 10);

    /// <summary>Whether this machine receives its own multicast; on unless set otherwise.</summary>
    public static int IP_MULTICAST_LOOP => On(linux: 34, macOS: 11, windows: 11);

    /// <summary>Join a multicast group.</summary>
    public static int IP_ADD_MEMBERSHIP => On(linux: 35, macOS: 12, windows: 12);

    /// <summary>Leave a multicast group.</summary>
    public static int IP_DROP_MEMBERSHIP => On(linux: 36, macOS: 13, windows: 13);

    /// <summary>Join a multicast group for one sender.</summary>
    public static int IP_ADD_SOURCE_MEMBERSHIP => On(linux: 39, macOS: 70, windows: 15);

    /// <summary>Leave a multicast group for one sender.</summary>
    public static int IP_DROP_SOURCE_MEMBERSHIP => On(linux: 40, macOS: 71, windows: 16);

    /// <summary>Receive nothing more from one sender of a group.</summary>
    public static int IP_BLOCK_SOURCE => On(linux: 38, macOS: 72, windows: 17);

    /// <summary>Receive again from a sender that was blocked.</summary>
    public static int IP_UNBLOCK_SOURCE => On(linux: 37, macOS: 73, windows: 18);

    /// <summary>The hops of multicast where none are set. Not on Windows.</summary>
    public static int IP_DEFAULT_MULTICAST_TTL => On(linux: 1, macOS: 1);

    /// <summary>Whether multicast comes back where nothing is set. Not on Windows.</summary>
    public static int IP_DEFAULT_MULTICAST_LOOP => On(linux: 1, macOS: 1);

    /// <summary>
    /// How many groups a socket may join, as the header says. Linux goes by net.ipv4.igmp_max_memberships. Not on
    /// Windows.
    /// </summary>
    public static int IP_MAX_MEMBERSHIPS => On(linux: 20, macOS: 4095);
}
