namespace Akka.Greensock;

/// <content>For whom a frame was that a socket of AF_PACKET received.</content>
/// <seealso href="https://man7.org/linux/man-pages/man7/packet.7.html">packet(7)</seealso>
public static partial class Posix
{
    /// <summary>For this machine. Linux only.</summary>
    public static int PACKET_HOST => On(linux: 0);

    /// <summary>For everybody on the link. Linux only.</summary>
    public static int PACKET_BROADCAST => On(linux: 1);

    /// <summary>For a group. Linux only.</summary>
    public static int PACKET_MULTICAST => On(linux: 2);

    /// <summary>For another machine; the device is promiscuous. Linux only.</summary>
    public static int PACKET_OTHERHOST => On(linux: 3);

    /// <summary>From this machine, looped back to the packet socket. Linux only.</summary>
    public static int PACKET_OUTGOING => On(linux: 4);

    /// <summary>Looped back within the kernel; a program does not see it. Linux only.</summary>
    public static int PACKET_LOOPBACK => On(linux: 5);

    /// <summary>Routed by the device itself; a program does not see it. Linux only.</summary>
    public static int PACKET_FASTROUTE => On(linux: 6);
}
