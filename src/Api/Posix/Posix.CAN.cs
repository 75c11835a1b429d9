namespace Akka.Greensock;

/// <content>
/// Sockets of AF_CAN: its protocols, the flags in an identifier, the options of raw sockets, and the commands of the
/// broadcast manager. The flags and masks belong to identifiers of 32 bits and are unsigned.
/// </content>
/// <seealso href="https://docs.kernel.org/networking/can.html">SocketCAN</seealso>
public static partial class Posix
{
    /// <summary>Protocol: frames as they are on the bus. Linux only.</summary>
    public static int CAN_RAW => On(linux: 1);

    /// <summary>
    /// Protocol: the broadcast manager, which sends and filters cyclic frames in the kernel. Linux only.
    /// </summary>
    public static int CAN_BCM => On(linux: 2);

    /// <summary>Protocol: ISO 15765-2, messages longer than a frame. Linux only.</summary>
    public static int CAN_ISOTP => On(linux: 6);

    /// <summary>Protocol: SAE J1939, which heavy vehicles speak. Linux only.</summary>
    public static int CAN_J1939 => On(linux: 7);

    /// <summary>In an identifier: it has 29 bits (extended frame format). Linux only.</summary>
    public static uint CAN_EFF_FLAG => On(linux: 0x80000000U);

    /// <summary>In an identifier: the frame asks for one (remote transmission request). Linux only.</summary>
    public static uint CAN_RTR_FLAG => On(linux: 0x40000000U);

    /// <summary>In an identifier: the frame reports an error of the bus. Linux only.</summary>
    public static uint CAN_ERR_FLAG => On(linux: 0x20000000U);

    /// <summary>The 11 bits of an identifier of the standard frame format. Linux only.</summary>
    public static uint CAN_SFF_MASK => On(linux: 0x7FFU);

    /// <summary>The 29 bits of an identifier of the extended frame format. Linux only.</summary>
    public static uint CAN_EFF_MASK => On(linux: 0x1FFFFFFFU);

    /// <summary>The bits of an error frame's identifier that name classes of errors. Linux only.</summary>
    public static uint CAN_ERR_MASK => On(linux: 0x1FFFFFFFU);

    /// <summary>Option of level SOL_CAN_RAW: which identifiers are received. Linux only.</summary>
    public static int CAN_RAW_FILTER => On(linux: 1);

    /// <summary>
    /// Option of level SOL_CAN_RAW: whether other sockets of this machine receive what this one sends. On unless set
    /// otherwise. Linux only.
    /// </summary>
    public static int CAN_RAW_LOOPBACK => On(linux: 3);

    /// <summary>
    /// Option of level SOL_CAN_RAW: whether the socket receives what it sent itself. Off unless set otherwise. Linux
    /// only.
    /// </summary>
    public static int CAN_RAW_RECV_OWN_MSGS => On(linux: 4);

    /// <summary>Option of level SOL_CAN_RAW: whether frames of CAN FD, up to 64 bytes, may pass. Linux only.</summary>
    public static int CAN_RAW_FD_FRAMES => On(linux: 5);

    /// <summary>Option of level SOL_CAN_RAW: a frame has to match every filter, and not just one. Linux only.</summary>
    public static int CAN_RAW_JOIN_FILTERS => On(linux: 6);

    /// <summary>Command of the broadcast manager: begin a cyclic transmission. Linux only.</summary>
    public static int CAN_BCM_TX_SETUP => On(linux: 1);

    /// <summary>Command of the broadcast manager: end a cyclic transmission. Linux only.</summary>
    public static int CAN_BCM_TX_DELETE => On(linux: 2);

    /// <summary>Command of the broadcast manager: tell about a cyclic transmission. Linux only.</summary>
    public static int CAN_BCM_TX_READ => On(linux: 3);

    /// <summary>Command of the broadcast manager: send one frame. Linux only.</summary>
    public static int CAN_BCM_TX_SEND => On(linux: 4);

    /// <summary>Command of the broadcast manager: begin to watch an identifier. Linux only.</summary>
    public static int CAN_BCM_RX_SETUP => On(linux: 5);

    /// <summary>Command of the broadcast manager: watch an identifier no longer. Linux only.</summary>
    public static int CAN_BCM_RX_DELETE => On(linux: 6);

    /// <summary>Command of the broadcast manager: tell about an identifier that is watched. Linux only.</summary>
    public static int CAN_BCM_RX_READ => On(linux: 7);

    /// <summary>Answer of the broadcast manager to CAN_BCM_TX_READ. Linux only.</summary>
    public static int CAN_BCM_TX_STATUS => On(linux: 8);

    /// <summary>Word of the broadcast manager: the counted part of a transmission is over. Linux only.</summary>
    public static int CAN_BCM_TX_EXPIRED => On(linux: 9);

    /// <summary>Answer of the broadcast manager to CAN_BCM_RX_READ. Linux only.</summary>
    public static int CAN_BCM_RX_STATUS => On(linux: 10);

    /// <summary>Word of the broadcast manager: a cyclic frame that was watched has stayed away. Linux only.</summary>
    public static int CAN_BCM_RX_TIMEOUT => On(linux: 11);

    /// <summary>Word of the broadcast manager: the first frame, or one whose content has changed. Linux only.</summary>
    public static int CAN_BCM_RX_CHANGED => On(linux: 12);

    /// <summary>
    /// Flag of a broadcast manager command: its intervals and count are to be taken over. Linux only.
    /// </summary>
    public static int CAN_BCM_SETTIMER => On(linux: 0x1);

    /// <summary>Flag of a broadcast manager command: the timer starts now. Linux only.</summary>
    public static int CAN_BCM_STARTTIMER => On(linux: 0x2);

    /// <summary>Flag of a broadcast manager command: tell when the count has run out. Linux only.</summary>
    public static int CAN_BCM_TX_COUNTEVT => On(linux: 0x4);

    /// <summary>Flag of a broadcast manager command: changed content is sent at once. Linux only.</summary>
    public static int CAN_BCM_TX_ANNOUNCE => On(linux: 0x8);

    /// <summary>
    /// Flag of a broadcast manager command: the identifier of the command goes into every frame. Linux only.
    /// </summary>
    public static int CAN_BCM_TX_CP_CAN_ID => On(linux: 0x10);

    /// <summary>
    /// Flag of a broadcast manager command: watch the identifier alone, whatever the content. Linux only.
    /// </summary>
    public static int CAN_BCM_RX_FILTER_ID => On(linux: 0x20);

    /// <summary>Flag of a broadcast manager command: a changed length counts as changed content. Linux only.</summary>
    public static int CAN_BCM_RX_CHECK_DLC => On(linux: 0x40);

    /// <summary>Flag of a broadcast manager command: do not start the timeout by itself. Linux only.</summary>
    public static int CAN_BCM_RX_NO_AUTOTIMER => On(linux: 0x80);

    /// <summary>
    /// Flag of a broadcast manager command: after a timeout, tell of the next frame even if it is unchanged. Linux
    /// only.
    /// </summary>
    public static int CAN_BCM_RX_ANNOUNCE_RESUME => On(linux: 0x100);

    /// <summary>Flag of a broadcast manager command: begin again at the first of several frames. Linux only.</summary>
    public static int CAN_BCM_TX_RESET_MULTI_IDX => On(linux: 0x200);

    /// <summary>
    /// Flag of a broadcast manager command: answer remote transmission requests with this frame. Linux only.
    /// </summary>
    public static int CAN_BCM_RX_RTR_FRAME => On(linux: 0x400);

    /// <summary>Flag of a broadcast manager command: the frames that follow are of CAN FD. Linux only.</summary>
    public static int CAN_BCM_CAN_FD_FRAME => On(linux: 0x800);
}
