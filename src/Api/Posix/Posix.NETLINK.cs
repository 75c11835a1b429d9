namespace Akka.Greensock;

/// <content>The protocols of AF_NETLINK.</content>
/// <seealso href="https://man7.org/linux/man-pages/man7/netlink.7.html">netlink(7)</seealso>
public static partial class Posix
{
    /// <summary>Routes, addresses and links; rtnetlink(7). Linux only.</summary>
    public static int NETLINK_ROUTE => On(linux: 0);

    /// <summary>Between programs. Linux only.</summary>
    public static int NETLINK_USERSOCK => On(linux: 2);

    /// <summary>
    /// Packets to the program, IPv4. Linux keeps the number and has dropped the protocol. Linux only.
    /// </summary>
    public static int NETLINK_FIREWALL => On(linux: 3);

    /// <summary>The old log of netfilter. Linux keeps the number and has dropped the protocol. Linux only.</summary>
    public static int NETLINK_NFLOG => On(linux: 5);

    /// <summary>Policies and associations of IPsec. Linux only.</summary>
    public static int NETLINK_XFRM => On(linux: 6);

    /// <summary>
    /// Packets to the program, IPv6. Linux keeps the number and has dropped the protocol. Linux only.
    /// </summary>
    public static int NETLINK_IP6_FW => On(linux: 13);

    /// <summary>Routing messages of DECnet, dropped with it. Linux only.</summary>
    public static int NETLINK_DNRTMSG => On(linux: 14);

    /// <summary>The kernel's ciphers and digests. Linux only.</summary>
    public static int NETLINK_CRYPTO => On(linux: 21);
}
