namespace Akka.Greensock;

/// <content>
/// Protocols over IP, by the numbers of their headers, which are the same everywhere. A protocol that a platform's
/// headers do not name throws there.
/// </content>
/// <seealso href="https://www.iana.org/assignments/protocol-numbers">IANA, protocol numbers</seealso>
public static partial class Posix
{
    /// <summary>Whatever is the usual one; and the level of the options of IPv4.</summary>
    public static int IPPROTO_IP => 0;

    /// <summary>Control messages of IPv4; icmp(7).</summary>
    public static int IPPROTO_ICMP => 1;

    /// <summary>Management of multicast groups.</summary>
    public static int IPPROTO_IGMP => 2;

    /// <summary>IPv4 within IPv4. Not on Windows.</summary>
    public static int IPPROTO_IPIP => On(linux: 4, macOS: 4);

    /// <summary>TCP; tcp(7). Also the level of its options.</summary>
    public static int IPPROTO_TCP => 6;

    /// <summary>The exterior gateway protocol, out of use.</summary>
    public static int IPPROTO_EGP => 8;

    /// <summary>Xerox's PUP, out of use.</summary>
    public static int IPPROTO_PUP => 12;

    /// <summary>UDP; udp(7). Also the level of its options.</summary>
    public static int IPPROTO_UDP => 17;

    /// <summary>Xerox's IDP, out of use.</summary>
    public static int IPPROTO_IDP => 22;

    /// <summary>ISO transport class 4, out of use. Not on Windows.</summary>
    public static int IPPROTO_TP => On(linux: 29, macOS: 29);

    /// <summary>IPv6 within IPv4; and the level of the options of IPv6.</summary>
    public static int IPPROTO_IPV6 => 41;

    /// <summary>Routing header of IPv6.</summary>
    public static int IPPROTO_ROUTING => 43;

    /// <summary>Fragment header of IPv6.</summary>
    public static int IPPROTO_FRAGMENT => 44;

    /// <summary>Reservation of bandwidth. Not on Windows.</summary>
    public static int IPPROTO_RSVP => On(linux: 46, macOS: 46);

    /// <summary>Generic routing encapsulation. Not on Windows.</summary>
    public static int IPPROTO_GRE => On(linux: 47, macOS: 47);

    /// <summary>Encrypted payload of IPsec.</summary>
    public static int IPPROTO_ESP => 50;

    /// <summary>Authentication header of IPsec.</summary>
    public static int IPPROTO_AH => 51;

    /// <summary>Control messages of IPv6.</summary>
    public static int IPPROTO_ICMPV6 => 58;

    /// <summary>Nothing follows an IPv6 header.</summary>
    public static int IPPROTO_NONE => 59;

    /// <summary>Destination options of IPv6.</summary>
    public static int IPPROTO_DSTOPTS => 60;

    /// <summary>Hop-by-hop options of IPv6.</summary>
    public static int IPPROTO_HOPOPTS => 0;

    /// <summary>Protocol independent multicast.</summary>
    public static int IPPROTO_PIM => 103;

    /// <summary>SCTP.</summary>
    public static int IPPROTO_SCTP => 132;

    /// <summary>UDP-Lite, whose checksum may cover a part only; udplite(7). Linux only.</summary>
    public static int IPPROTO_UDPLITE => On(linux: 136);

    /// <summary>TCP over several paths; given to socket(2), and never in a header. Linux only.</summary>
    public static int IPPROTO_MPTCP => On(linux: 262);

    /// <summary>Raw sockets that write their own headers; raw(7).</summary>
    public static int IPPROTO_RAW => 255;
}
