namespace Akka.Greensock;

/// <content>Socket types. The last two may be added to a type on Linux.</content>
/// <seealso href="https://man7.org/linux/man-pages/man2/socket.2.html">socket(2)</seealso>
public static partial class Posix
{
    /// <summary>A stream of bytes, in order, both ways.</summary>
    public static int SOCK_STREAM => 1;

    /// <summary>Datagrams: each for itself, perhaps lost.</summary>
    public static int SOCK_DGRAM => 2;

    /// <summary>The protocol below, for who speaks it himself.</summary>
    public static int SOCK_RAW => 3;

    /// <summary>Datagrams that are not lost and may change their order.</summary>
    public static int SOCK_RDM => 4;

    /// <summary>Datagrams over a connection, in order and not lost.</summary>
    public static int SOCK_SEQPACKET => 5;

    /// <summary>The new descriptor does not wait. Every socket here is made so. Linux only.</summary>
    public static int SOCK_NONBLOCK => On(linux: 0x800);

    /// <summary>The new descriptor is closed on exec. Every socket here is made so. Linux only.</summary>
    public static int SOCK_CLOEXEC => On(linux: 0x80000);
}
