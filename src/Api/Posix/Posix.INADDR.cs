namespace Akka.Greensock;

/// <content>
/// Well-known IPv4 addresses as numbers in host order, hence unsigned, and where the reserved ports end. All of it is
/// the same everywhere.
/// </content>
/// <seealso href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</seealso>
public static partial class Posix
{
    /// <summary>0.0.0.0: every address of this machine.</summary>
    public static uint INADDR_ANY => 0U;

    /// <summary>255.255.255.255: every machine of the local network.</summary>
    public static uint INADDR_BROADCAST => 0xFFFFFFFFU;

    /// <summary>127.0.0.1: this machine.</summary>
    public static uint INADDR_LOOPBACK => 0x7F000001U;

    /// <summary>255.255.255.255 as well: how inet_addr(3) says that a text is no address.</summary>
    public static uint INADDR_NONE => 0xFFFFFFFFU;

    /// <summary>224.0.0.0: the first multicast address, which no group may use.</summary>
    public static uint INADDR_UNSPEC_GROUP => 0xE0000000U;

    /// <summary>224.0.0.1: the group of all machines of the local network.</summary>
    public static uint INADDR_ALLHOSTS_GROUP => 0xE0000001U;

    /// <summary>224.0.0.255: the last of the groups that no router passes on.</summary>
    public static uint INADDR_MAX_LOCAL_GROUP => 0xE00000FFU;

    /// <summary>Ports below it need a privilege to bind to.</summary>
    public static int IPPORT_RESERVED => 1024;

    /// <summary>
    /// BSD's old border: ports from here on were for servers of users. No system of today goes by it.
    /// </summary>
    public static int IPPORT_USERRESERVED => 5000;
}
