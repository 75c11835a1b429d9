namespace Akka.Greensock;

/// <content>Options of UDP-Lite, whose level is IPPROTO_UDPLITE.</content>
/// <seealso href="https://man7.org/linux/man-pages/man7/udplite.7.html">udplite(7)</seealso>
public static partial class Posix
{
    /// <summary>How many bytes of a datagram the sender's checksum covers; 0 for all. Linux only.</summary>
    public static int UDPLITE_SEND_CSCOV => On(linux: 10);

    /// <summary>
    /// The least number of bytes that a checksum must cover for a datagram to be received. Linux only.
    /// </summary>
    public static int UDPLITE_RECV_CSCOV => On(linux: 11);
}
