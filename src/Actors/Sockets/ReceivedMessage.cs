using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>What a <c>ReceiveMessageAsync</c> received.</summary>
/// <param name="ReceivedBytes">How many bytes are in the buffers.</param>
/// <param name="Ancillary">What came beside them. Descriptors among it belong to the receiver, who closes them.</param>
/// <param name="SocketFlags">Truncated: a datagram was longer than the buffers. ControlDataTruncated: there was more
/// ancillary data than room; descriptors that did not fit have been closed by the kernel. OutOfBand, EndOfRecord
/// …</param>
/// <param name="RemoteEndPoint">Who sent it; null on a stream, and where an unnamed Unix socket did.</param>
/// <seealso href="https://man7.org/linux/man-pages/man2/recvmsg.2.html">recvmsg(2)</seealso>
public sealed record ReceivedMessage(
    int ReceivedBytes, IReadOnlyList<AncillaryMessage> Ancillary, SocketFlags SocketFlags, EndPoint? RemoteEndPoint)
{
    /// <summary>A datagram was longer than the buffers, and its end is lost.</summary>
    public bool IsTruncated => (SocketFlags & SocketFlags.Truncated) != 0;

    /// <summary>There was more ancillary data than room for it.</summary>
    public bool IsAncillaryTruncated => (SocketFlags & SocketFlags.ControlDataTruncated) != 0;
}
