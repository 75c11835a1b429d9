namespace Akka.Greensock;

/// <content>Levels of socket options, and the longest queue of a listener.</content>
/// <seealso href="https://man7.org/linux/man-pages/man2/getsockopt.2.html">getsockopt(2)</seealso>
public static partial class Posix
{
    /// <summary>Options of every socket: the names that begin with SO_.</summary>
    public static int SOL_SOCKET => On(linux: 1, macOS: 0xFFFF, windows: 0xFFFF);

    /// <summary>Options of IPv4: as IPPROTO_IP.</summary>
    public static int SOL_IP => 0;

    /// <summary>Options of TCP: as IPPROTO_TCP.</summary>
    public static int SOL_TCP => 6;

    /// <summary>Options of UDP: as IPPROTO_UDP.</summary>
    public static int SOL_UDP => 17;

    /// <summary>Options of AF_CAN; a protocol's own level is this plus its number. Linux only.</summary>
    public static int SOL_CAN_BASE => On(linux: 100);

    /// <summary>Options of CAN_RAW. Linux only.</summary>
    public static int SOL_CAN_RAW => On(linux: 101);

    /// <summary>Options of AF_TIPC. Linux only.</summary>
    public static int SOL_TIPC => On(linux: 271);

    /// <summary>Options of AF_RDS. Linux only.</summary>
    public static int SOL_RDS => On(linux: 276);

    /// <summary>Options of AF_ALG. Linux only.</summary>
    public static int SOL_ALG => On(linux: 279);

    /// <summary>
    /// The longest queue that listen(2) can be asked for, as the header says. Linux goes by net.core.somaxconn.
    /// </summary>
    public static int SOMAXCONN => On(linux: 4096, macOS: 0x80, windows: 0x7FFFFFFF);
}
