namespace Akka.Greensock;

/// <content>
/// Options of level SOL_SOCKET. Those of J1939 and of AF_VSOCK belong to the levels of their protocols.
/// </content>
/// <seealso href="https://man7.org/linux/man-pages/man7/socket.7.html">socket(7)</seealso>
public static partial class Posix
{
    /// <summary>Keep a trace of the protocol's work, where the system has one. Needs CAP_NET_ADMIN.</summary>
    public static int SO_DEBUG => On(linux: 1, macOS: 0x1, windows: 0x1);

    /// <summary>
    /// Bind to an address that is still in TIME_WAIT. On Windows: to one that another socket listens on.
    /// </summary>
    public static int SO_REUSEADDR => On(linux: 2, macOS: 0x4, windows: 0x4);

    /// <summary>Several sockets bind to one address. Linux shares connections out among them. Not on Windows.</summary>
    public static int SO_REUSEPORT => On(linux: 15, macOS: 0x200);

    /// <summary>To read: the socket's type.</summary>
    public static int SO_TYPE => On(linux: 3, macOS: 0x1008, windows: 0x1008);

    /// <summary>To read: the socket's family. Linux only.</summary>
    public static int SO_DOMAIN => On(linux: 39);

    /// <summary>To read: the socket's protocol. Linux only.</summary>
    public static int SO_PROTOCOL => On(linux: 38);

    /// <summary>To read: the error that is pending, which is none from then on.</summary>
    public static int SO_ERROR => On(linux: 4, macOS: 0x1007, windows: 0x1007);

    /// <summary>To read: whether the socket listens.</summary>
    public static int SO_ACCEPTCONN => On(linux: 30, macOS: 0x2, windows: 0x2);

    /// <summary>Send past the routing table.</summary>
    public static int SO_DONTROUTE => On(linux: 5, macOS: 0x10, windows: 0x10);

    /// <summary>Datagrams may go to a broadcast address.</summary>
    public static int SO_BROADCAST => On(linux: 6, macOS: 0x20, windows: 0x20);

    /// <summary>Size of the send buffer in bytes. Linux reports twice what was set.</summary>
    public static int SO_SNDBUF => On(linux: 7, macOS: 0x1001, windows: 0x1001);

    /// <summary>Size of the receive buffer in bytes. Linux reports twice what was set.</summary>
    public static int SO_RCVBUF => On(linux: 8, macOS: 0x1002, windows: 0x1002);

    /// <summary>How many bytes must fit before a send goes on. Linux does not let it be set.</summary>
    public static int SO_SNDLOWAT => On(linux: IsPower ? 17 : 19, macOS: 0x1003, windows: 0x1003);

    /// <summary>How many bytes must be there before a receive goes on.</summary>
    public static int SO_RCVLOWAT => On(linux: IsPower ? 16 : 18, macOS: 0x1004, windows: 0x1004);

    /// <summary>
    /// How long the kernel lets a blocking send wait. It means nothing to a socket that parks its greenlet.
    /// </summary>
    public static int SO_SNDTIMEO => On(linux: IsPower ? 19 : 21, macOS: 0x1005, windows: 0x1005);

    /// <summary>
    /// How long the kernel lets a blocking receive wait. It means nothing to a socket that parks its greenlet.
    /// </summary>
    public static int SO_RCVTIMEO => On(linux: IsPower ? 18 : 20, macOS: 0x1006, windows: 0x1006);

    /// <summary>Ask a silent peer now and then whether it is still there.</summary>
    public static int SO_KEEPALIVE => On(linux: 9, macOS: 0x8, windows: 0x8);

    /// <summary>Urgent data comes in line with the rest.</summary>
    public static int SO_OOBINLINE => On(linux: 10, macOS: 0x100, windows: 0x100);

    /// <summary>
    /// What close does with data that is not sent yet. In clock ticks on macOS, in seconds elsewhere.
    /// </summary>
    public static int SO_LINGER => On(linux: 13, macOS: 0x80, windows: 0x80);

    /// <summary>Priority of what is sent; above 6 needs CAP_NET_ADMIN. Linux only.</summary>
    public static int SO_PRIORITY => On(linux: 12);

    /// <summary>A mark on what is sent, for routing and filters. Needs CAP_NET_ADMIN. Linux only.</summary>
    public static int SO_MARK => On(linux: 36);

    /// <summary>Deliver SCM_CREDENTIALS with what arrives; unix(7). Linux only.</summary>
    public static int SO_PASSCRED => On(linux: IsPower ? 20 : 16);

    /// <summary>To read: process, user and group of the peer at the time of its connect; unix(7). Linux only.</summary>
    public static int SO_PEERCRED => On(linux: IsPower ? 21 : 17);

    /// <summary>Deliver the security label of the sender; unix(7). Linux only.</summary>
    public static int SO_PASSSEC => On(linux: 34);

    /// <summary>To read: the security label of the peer; unix(7). Linux only.</summary>
    public static int SO_PEERSEC => On(linux: 31);

    /// <summary>Use one network device only, given by its name. Linux only.</summary>
    public static int SO_BINDTODEVICE => On(linux: 25);

    /// <summary>Use one network device only, given by its index. Linux only.</summary>
    public static int SO_BINDTOIFINDEX => On(linux: 62);

    /// <summary>The processor that takes in the socket's packets. Linux only.</summary>
    public static int SO_INCOMING_CPU => On(linux: 49);

    /// <summary>Level SOL_CAN_BASE + CAN_J1939: which messages are received. Linux only.</summary>
    public static int SO_J1939_FILTER => On(linux: 1);

    /// <summary>Level SOL_CAN_BASE + CAN_J1939: receive also what is for others. Linux only.</summary>
    public static int SO_J1939_PROMISC => On(linux: 2);

    /// <summary>
    /// Level SOL_CAN_BASE + CAN_J1939: priority of what is sent, 0 the highest, 7 the lowest. Linux only.
    /// </summary>
    public static int SO_J1939_SEND_PRIO => On(linux: 3);

    /// <summary>Level SOL_CAN_BASE + CAN_J1939: tell of transmissions in the error queue. Linux only.</summary>
    public static int SO_J1939_ERRQUEUE => On(linux: 4);

    /// <summary>Level AF_VSOCK: size of the buffer in bytes. Linux only.</summary>
    public static int SO_VM_SOCKETS_BUFFER_SIZE => On(linux: 0);

    /// <summary>Level AF_VSOCK: the least size of the buffer in bytes. Linux only.</summary>
    public static int SO_VM_SOCKETS_BUFFER_MIN_SIZE => On(linux: 1);

    /// <summary>Level AF_VSOCK: the largest size of the buffer in bytes. Linux only.</summary>
    public static int SO_VM_SOCKETS_BUFFER_MAX_SIZE => On(linux: 2);
}
