namespace Akka.Greensock;

/// <content>Options of level IPPROTO_TCP.</content>
/// <seealso href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</seealso>
public static partial class Posix
{
    /// <summary>Small segments are sent at once, and do not wait for an acknowledgement.</summary>
    public static int TCP_NODELAY => On(linux: 1, macOS: 1, windows: 1);

    /// <summary>The largest segment in bytes.</summary>
    public static int TCP_MAXSEG => On(linux: 2, macOS: 2, windows: 4);

    /// <summary>Send full segments only, until it is taken away; at most 200 ms. Linux only.</summary>
    public static int TCP_CORK => On(linux: 3);

    /// <summary>Seconds of silence before the first keep-alive. macOS calls it TCP_KEEPALIVE. Not on macOS.</summary>
    public static int TCP_KEEPIDLE => On(linux: 4, windows: 3);

    /// <summary>Seconds between keep-alives.</summary>
    public static int TCP_KEEPINTVL => On(linux: 5, macOS: 0x101, windows: 0x11);

    /// <summary>How many keep-alives may stay unanswered.</summary>
    public static int TCP_KEEPCNT => On(linux: 6, macOS: 0x102, windows: 0x10);

    /// <summary>How often a SYN is sent before a connect fails. Linux only.</summary>
    public static int TCP_SYNCNT => On(linux: 7);

    /// <summary>Seconds that a closed socket stays in FIN_WAIT2. Linux only.</summary>
    public static int TCP_LINGER2 => On(linux: 8);

    /// <summary>A connection is accepted once data has come; seconds to wait for it. Linux only.</summary>
    public static int TCP_DEFER_ACCEPT => On(linux: 9);

    /// <summary>The largest window that is offered, in bytes. Linux only.</summary>
    public static int TCP_WINDOW_CLAMP => On(linux: 10);

    /// <summary>To read: the connection's state and figures. Linux only.</summary>
    public static int TCP_INFO => On(linux: 11);

    /// <summary>Acknowledge at once. It does not last: the kernel changes it back. Linux only.</summary>
    public static int TCP_QUICKACK => On(linux: 12);

    /// <summary>The congestion control, by its name. Linux only.</summary>
    public static int TCP_CONGESTION => On(linux: 13);

    /// <summary>Key of a peer for signatures by MD5 (RFC 2385). Linux only.</summary>
    public static int TCP_MD5SIG => On(linux: 14);

    /// <summary>TCP_MD5SIG with a prefix of addresses and an interface. Linux only.</summary>
    public static int TCP_MD5SIG_EXT => On(linux: 32);

    /// <summary>For thin streams: repeat at even intervals, without back-off. Linux only.</summary>
    public static int TCP_THIN_LINEAR_TIMEOUTS => On(linux: 16);

    /// <summary>
    /// For thin streams: repeat after one duplicate acknowledgement. Linux ignores it by now. Linux only.
    /// </summary>
    public static int TCP_THIN_DUPACK => On(linux: 17);

    /// <summary>Milliseconds that data may stay unacknowledged before the connection is given up. Linux only.</summary>
    public static int TCP_USER_TIMEOUT => On(linux: 18);

    /// <summary>
    /// Take a connection apart, or put it together, for checkpoints. Needs CAP_NET_ADMIN. Linux only.
    /// </summary>
    public static int TCP_REPAIR => On(linux: 19);

    /// <summary>Under repair: which of the queues the next calls are about. Linux only.</summary>
    public static int TCP_REPAIR_QUEUE => On(linux: 20);

    /// <summary>Under repair: the sequence number of the queue. Linux only.</summary>
    public static int TCP_QUEUE_SEQ => On(linux: 21);

    /// <summary>Under repair: the options that were agreed on. Linux only.</summary>
    public static int TCP_REPAIR_OPTIONS => On(linux: 22);

    /// <summary>Under repair: the windows. Linux only.</summary>
    public static int TCP_REPAIR_WINDOW => On(linux: 29);

    /// <summary>Under repair: the clock of the timestamps. Linux only.</summary>
    public static int TCP_TIMESTAMP => On(linux: 24);

    /// <summary>On a listener: data in a SYN is welcome. On Linux the value is how many may wait.</summary>
    public static int TCP_FASTOPEN => On(linux: 23, macOS: 0x105, windows: 0xF);

    /// <summary>On a client: the SYN waits for the first send and takes its data along. Linux only.</summary>
    public static int TCP_FASTOPEN_CONNECT => On(linux: 30);

    /// <summary>The key of the cookies of fast open. Linux only.</summary>
    public static int TCP_FASTOPEN_KEY => On(linux: 33);

    /// <summary>Fast open without cookies. Linux only.</summary>
    public static int TCP_FASTOPEN_NO_COOKIE => On(linux: 34);

    /// <summary>The socket is writable while fewer bytes than this wait to be sent. Not on Windows.</summary>
    public static int TCP_NOTSENT_LOWAT => On(linux: 25, macOS: 0x201);

    /// <summary>To read: figures of the congestion control. Linux only.</summary>
    public static int TCP_CC_INFO => On(linux: 26);

    /// <summary>On a listener: keep the headers of each SYN. Linux only.</summary>
    public static int TCP_SAVE_SYN => On(linux: 27);

    /// <summary>To read, once: the headers of the SYN of an accepted connection. Linux only.</summary>
    public static int TCP_SAVED_SYN => On(linux: 28);

    /// <summary>A layer on top of TCP within the kernel, by its name, such as tls. Linux only.</summary>
    public static int TCP_ULP => On(linux: 31);

    /// <summary>Map what arrives into memory, without a copy. Linux only.</summary>
    public static int TCP_ZEROCOPY_RECEIVE => On(linux: 35);

    /// <summary>Deliver with each receive how many bytes are left, as ancillary data. Linux only.</summary>
    public static int TCP_INQ => On(linux: 36);

    /// <summary>Delay what is sent, in microseconds, for tests. Linux only.</summary>
    public static int TCP_TX_DELAY => On(linux: 37);
}
