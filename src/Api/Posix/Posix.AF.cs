namespace Akka.Greensock;

/// <content>
/// Address families, as socket(2) takes them, and the three PF_ names of the module: a protocol family has the number
/// of its address family.
/// </content>
/// <seealso href="https://man7.org/linux/man-pages/man7/address_families.7.html">address_families(7)</seealso>
public static partial class Posix
{
    /// <summary>No family in particular: any, in a question to the resolver.</summary>
    public static int AF_UNSPEC => On(linux: 0, macOS: 0, windows: 0);

    /// <summary>Sockets of one machine, named by a path; unix(7).</summary>
    public static int AF_UNIX => On(linux: 1, macOS: 1, windows: 1);

    /// <summary>IPv4; ip(7).</summary>
    public static int AF_INET => On(linux: 2, macOS: 2, windows: 2);

    /// <summary>IPv6; ipv6(7).</summary>
    public static int AF_INET6 => On(linux: 10, macOS: 30, windows: 23);

    /// <summary>AppleTalk; ddp(7).</summary>
    public static int AF_APPLETALK => On(linux: 5, macOS: 16, windows: 16);

    /// <summary>Novell's IPX.</summary>
    public static int AF_IPX => On(linux: 4, macOS: 23, windows: 6);

    /// <summary>AX.25, amateur packet radio. Linux only.</summary>
    public static int AF_AX25 => On(linux: 3);

    /// <summary>X.25 over ITU-T packet layers; x25(7). Linux only.</summary>
    public static int AF_X25 => On(linux: 9);

    /// <summary>NET/ROM, routing over AX.25. Linux only.</summary>
    public static int AF_NETROM => On(linux: 6);

    /// <summary>ROSE, X.25 over amateur radio. Linux only.</summary>
    public static int AF_ROSE => On(linux: 11);

    /// <summary>Bridging of Ethernets in the kernel; no sockets are made with it. Linux only.</summary>
    public static int AF_BRIDGE => On(linux: 7);

    /// <summary>ATM, permanent virtual circuits. Linux only.</summary>
    public static int AF_ATMPVC => On(linux: 8);

    /// <summary>ATM, switched virtual circuits. Linux only.</summary>
    public static int AF_ATMSVC => On(linux: 20);

    /// <summary>DECnet; Linux has dropped it in version 6.1.</summary>
    public static int AF_DECnet => On(linux: 12, macOS: 12, windows: 12);

    /// <summary>Reserved for NetBEUI; no sockets are made with it. Linux only.</summary>
    public static int AF_NETBEUI => On(linux: 13);

    /// <summary>A name for a callback of the kernel; no sockets are made with it. Linux only.</summary>
    public static int AF_SECURITY => On(linux: 14);

    /// <summary>Keys of IPsec (RFC 2367). Linux only.</summary>
    public static int AF_KEY => On(linux: 15);

    /// <summary>Messages between kernel and programs; netlink(7). Linux only.</summary>
    public static int AF_NETLINK => On(linux: 16);

    /// <summary>
    /// The routing table: a socket family on BSD, another name of AF_NETLINK on Linux. Not on Windows.
    /// </summary>
    public static int AF_ROUTE => On(linux: 16, macOS: 17);

    /// <summary>Frames of a network device; packet(7). Linux only.</summary>
    public static int AF_PACKET => On(linux: 17);

    /// <summary>Ash; no sockets are made with it. Linux only.</summary>
    public static int AF_ASH => On(linux: 18);

    /// <summary>Acorn Econet; Linux has dropped it. Linux only.</summary>
    public static int AF_ECONET => On(linux: 19);

    /// <summary>Reliable datagrams over connections that many sockets share; rds(7). Linux only.</summary>
    public static int AF_RDS => On(linux: 21);

    /// <summary>IBM's SNA.</summary>
    public static int AF_SNA => On(linux: 22, macOS: 11, windows: 11);

    /// <summary>Infrared; Linux has dropped it. Not on macOS.</summary>
    public static int AF_IRDA => On(linux: 23, windows: 26);

    /// <summary>PPP over Ethernet and L2TP. Linux only.</summary>
    public static int AF_PPPOX => On(linux: 24);

    /// <summary>Sangoma's WANPIPE; no sockets are made with it. Linux only.</summary>
    public static int AF_WANPIPE => On(linux: 25);

    /// <summary>IEEE 802.2 logical link control. Linux only.</summary>
    public static int AF_LLC => On(linux: 26);

    /// <summary>Controller area networks, the buses of cars and machines. Linux only.</summary>
    public static int AF_CAN => On(linux: 29);

    /// <summary>TIPC, messages within a cluster. Linux only.</summary>
    public static int AF_TIPC => On(linux: 30);

    /// <summary>The kernel's ciphers and digests, used through sockets. Linux only.</summary>
    public static int AF_ALG => On(linux: 38);

    /// <summary>Between a virtual machine and its host; vsock(7). Not on Windows.</summary>
    public static int AF_VSOCK => On(linux: 40, macOS: 40);

    /// <summary>Qualcomm's IPC router. Linux only.</summary>
    public static int AF_QIPCRTR => On(linux: 42);

    /// <summary>The protocol family of AF_CAN. Linux only.</summary>
    public static int PF_CAN => On(linux: 29);

    /// <summary>The protocol family of AF_PACKET. Linux only.</summary>
    public static int PF_PACKET => On(linux: 17);

    /// <summary>The protocol family of AF_RDS. Linux only.</summary>
    public static int PF_RDS => On(linux: 21);
}
