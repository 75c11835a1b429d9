namespace Akka.Greensock;

/// <content>
/// Flags of one call to receive or send. Beware: SocketFlags of .NET has other numbers and is translated.
/// </content>
/// <seealso href="https://man7.org/linux/man-pages/man2/recv.2.html">recv(2)</seealso>
public static partial class Posix
{
    /// <summary>Urgent data of TCP.</summary>
    public static int MSG_OOB => On(linux: 0x1, macOS: 0x1, windows: 0x1);

    /// <summary>Look at the data and leave it there.</summary>
    public static int MSG_PEEK => On(linux: 0x2, macOS: 0x2, windows: 0x2);

    /// <summary>Send past the routing table, to a machine of the local network.</summary>
    public static int MSG_DONTROUTE => On(linux: 0x4, macOS: 0x4, windows: 0x4);

    /// <summary>Answer: ancillary data was cut off.</summary>
    public static int MSG_CTRUNC => On(linux: 0x8, macOS: 0x20, windows: 0x200);

    /// <summary>Answer: the datagram was longer than the buffer. Asked for on Linux: tell the true length.</summary>
    public static int MSG_TRUNC => On(linux: 0x20, macOS: 0x10, windows: 0x100);

    /// <summary>This call does not wait. Not on Windows.</summary>
    public static int MSG_DONTWAIT => On(linux: 0x40, macOS: 0x80);

    /// <summary>A record ends here. Not on Windows.</summary>
    public static int MSG_EOR => On(linux: 0x80, macOS: 0x8);

    /// <summary>Wait until the buffer is full.</summary>
    public static int MSG_WAITALL => On(linux: 0x100, macOS: 0x40, windows: 0x8);

    /// <summary>Tell the link layer that the peer answers, so that it need not ask. Linux only.</summary>
    public static int MSG_CONFIRM => On(linux: 0x800);

    /// <summary>
    /// Receive from the queue of errors. On Windows an answer: the data belongs to an error. Not on macOS.
    /// </summary>
    public static int MSG_ERRQUEUE => On(linux: 0x2000, windows: 0x1000);

    /// <summary>A send to a closed connection raises no SIGPIPE. Linux only.</summary>
    public static int MSG_NOSIGNAL => On(linux: 0x4000);

    /// <summary>More follows: do not send a small segment yet. Linux only.</summary>
    public static int MSG_MORE => On(linux: 0x8000);

    /// <summary>Connect and send the first data with the SYN. Linux only.</summary>
    public static int MSG_FASTOPEN => On(linux: 0x20000000);

    /// <summary>Descriptors that arrive are closed on exec. Linux only.</summary>
    public static int MSG_CMSG_CLOEXEC => On(linux: 0x40000000);
}
