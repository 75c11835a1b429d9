namespace Akka.Greensock;

/// <content>Options of level IPPROTO_IPV6 and their ancillary data (RFC 3493, RFC 3542).</content>
/// <seealso href="https://man7.org/linux/man-pages/man7/ipv6.7.html">ipv6(7)</seealso>
public static partial class Posix
{
    /// <summary>The socket speaks IPv6 alone, and not IPv4 by mapped addresses.</summary>
    public static int IPV6_V6ONLY => On(linux: 26, macOS: 27, windows: 27);

    /// <summary>Hop limit of what is sent; -1 for the system's.</summary>
    public static int IPV6_UNICAST_HOPS => On(linux: 16, macOS: 4, windows: 4);

    /// <summary>The index of the interface that multicast goes out of.</summary>
    public static int IPV6_MULTICAST_IF => On(linux: 17, macOS: 9, windows: 9);

    /// <summary>Hop limit of multicast.</summary>
    public static int IPV6_MULTICAST_HOPS => On(linux: 18, macOS: 10, windows: 10);

    /// <summary>Whether this machine receives its own multicast.</summary>
    public static int IPV6_MULTICAST_LOOP => On(linux: 19, macOS: 11, windows: 11);

    /// <summary>Join a multicast group on an interface.</summary>
    public static int IPV6_JOIN_GROUP => On(linux: 20, macOS: 12, windows: 12);

    /// <summary>Leave a multicast group.</summary>
    public static int IPV6_LEAVE_GROUP => On(linux: 21, macOS: 13, windows: 13);

    /// <summary>On a raw socket: where in the data the kernel puts the checksum.</summary>
    public static int IPV6_CHECKSUM => On(linux: 7, macOS: 26, windows: 26);

    /// <summary>A datagram that is too big is refused, and not sent in fragments.</summary>
    public static int IPV6_DONTFRAG => On(linux: 62, macOS: 62, windows: 14);

    /// <summary>The size in bytes that the path of a connected socket takes. Not on Windows.</summary>
    public static int IPV6_PATHMTU => On(linux: 61, macOS: 44);

    /// <summary>Tell of changes of the path's size, as ancillary data. Not on Windows.</summary>
    public static int IPV6_RECVPATHMTU => On(linux: 60, macOS: 43);

    /// <summary>Ancillary data: the address and the interface of a packet.</summary>
    public static int IPV6_PKTINFO => On(linux: 50, macOS: 46, windows: 19);

    /// <summary>Deliver IPV6_PKTINFO with what arrives. Not on Windows.</summary>
    public static int IPV6_RECVPKTINFO => On(linux: 49, macOS: 61);

    /// <summary>Ancillary data: the hop limit of a packet.</summary>
    public static int IPV6_HOPLIMIT => On(linux: 52, macOS: 47, windows: 21);

    /// <summary>Deliver IPV6_HOPLIMIT with what arrives. Not on Windows.</summary>
    public static int IPV6_RECVHOPLIMIT => On(linux: 51, macOS: 37);

    /// <summary>Traffic class of what is sent.</summary>
    public static int IPV6_TCLASS => On(linux: 67, macOS: 36, windows: 39);

    /// <summary>Deliver the traffic class of what arrives.</summary>
    public static int IPV6_RECVTCLASS => On(linux: 66, macOS: 35, windows: 40);

    /// <summary>The next hop of what is sent. Not on Windows.</summary>
    public static int IPV6_NEXTHOP => On(linux: 9, macOS: 48);

    /// <summary>Hop-by-hop options of what is sent.</summary>
    public static int IPV6_HOPOPTS => On(linux: 54, macOS: 49, windows: 1);

    /// <summary>Deliver the hop-by-hop options of what arrives. Not on Windows.</summary>
    public static int IPV6_RECVHOPOPTS => On(linux: 53, macOS: 39);

    /// <summary>Destination options of what is sent. Not on Windows.</summary>
    public static int IPV6_DSTOPTS => On(linux: 59, macOS: 50);

    /// <summary>Deliver the destination options of what arrives. Not on Windows.</summary>
    public static int IPV6_RECVDSTOPTS => On(linux: 58, macOS: 40);

    /// <summary>Routing header of what is sent.</summary>
    public static int IPV6_RTHDR => On(linux: 57, macOS: 51, windows: 32);

    /// <summary>Deliver the routing header of what arrives.</summary>
    public static int IPV6_RECVRTHDR => On(linux: 56, macOS: 38, windows: 38);

    /// <summary>Destination options before the routing header of what is sent. Not on Windows.</summary>
    public static int IPV6_RTHDRDSTOPTS => On(linux: 55, macOS: 57);

    /// <summary>The routing header of type 0, which RFC 5095 forbids by now. Not on Windows.</summary>
    public static int IPV6_RTHDR_TYPE_0 => On(linux: 0, macOS: 0);
}
