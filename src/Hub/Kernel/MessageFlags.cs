using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// Flags that BSD has for receiving and sending and <see cref="SocketFlags"/> has no name for. They go wherever a
/// <see cref="SocketFlags"/> does.
/// </summary>
/// <seealso href="https://man7.org/linux/man-pages/man2/recv.2.html">recv(2)</seealso>
/// <seealso href="https://man7.org/linux/man-pages/man2/send.2.html">send(2)</seealso>
public static class MessageFlags
{
    /// <summary>MSG_DONTWAIT: this call fails with WouldBlock where it would have to wait.</summary>
    public const SocketFlags DontWait = (SocketFlags)0x40;

    /// <summary>MSG_EOR: ends a record, or says that one ended.</summary>
    public const SocketFlags EndOfRecord = (SocketFlags)0x80;

    /// <summary>
    /// MSG_WAITALL: a receive from a stream waits until the buffer is full, the stream ends or the call fails. A number
    /// of our own: the kernel's is that of <see cref="SocketFlags.Truncated"/>.
    /// </summary>
    public const SocketFlags WaitAll = (SocketFlags)0x0100_0000;

    /// <summary>MSG_ERRQUEUE: receives from the queue of errors (IP_RECVERR), which never waits.</summary>
    public const SocketFlags ErrorQueue = (SocketFlags)0x2000;

    /// <summary>MSG_MORE: more will be sent, so a segment that is not full may wait for it.</summary>
    public const SocketFlags More = (SocketFlags)0x8000;

    /// <summary>MSG_CONFIRM: the peer is known to be there, so the link layer need not ask.</summary>
    public const SocketFlags Confirm = (SocketFlags)0x800;
}
