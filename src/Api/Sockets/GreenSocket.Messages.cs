using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Messages: several buffers at once, and what travels beside the bytes.</content>
public sealed partial class GreenSocket
{
    /// <summary>Receives, with ancillary data.</summary>
    /// <param name="buffer">The buffer, which must stay untouched until the call has ended.</param>
    /// <param name="ancillaryBytes">Room for ancillary data, as <see cref="Bsd.CmsgSpace"/> counts it; 0 to
    /// 1,048,576.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>, or those of <see cref="MessageFlags"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many bytes (0 at the end of a stream), the ancillary data, the flags and the sender.</returns>
    /// <exception cref="SocketException">As for <see cref="ReceiveAsync(Memory{byte}, CancellationToken)"/>.
    /// OperationNotSupported: the portable kernel has no such call.</exception>
    /// <exception cref="SocketTimeoutException">Nothing came within <see cref="Timeout"/>.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <remarks>Parks while there is nothing to receive. Cancelled, killed or timed out: no byte is lost; descriptors that
    /// had come are closed.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/recvmsg.2.html">recvmsg(2)</seealso>
    public ValueTask<ReceivedMessage> ReceiveMessageAsync(
        Memory<byte> buffer,
        int ancillaryBytes = 0,
        SocketFlags socketFlags = SocketFlags.None,
        CancellationToken cancellationToken = default) =>
        ReceiveMessageAsync([buffer], ancillaryBytes, socketFlags, cancellationToken);

    /// <summary>Receives into several buffers, one after the other, with ancillary data.</summary>
    /// <param name="buffers">The buffers, at most 1,024, which must stay untouched until the call has ended.</param>
    /// <param name="ancillaryBytes">Room for ancillary data, as <see cref="Bsd.CmsgSpace"/> counts it; 0 to
    /// 1,048,576.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many bytes, the ancillary data, the flags and the sender.</returns>
    /// <exception cref="SocketException">As for the other overload; MessageSize: more than 1,024 buffers.</exception>
    /// <remarks>Parks while there is nothing to receive.</remarks>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.socket.recvmsg_into">gevent:
    /// socket.recvmsg_into</seealso>
    public ValueTask<ReceivedMessage> ReceiveMessageAsync(
        IReadOnlyList<Memory<byte>> buffers,
        int ancillaryBytes = 0,
        SocketFlags socketFlags = SocketFlags.None,
        CancellationToken cancellationToken = default)
    {
        CheckMessage(buffers, ancillaryBytes);

        // A copy, because the call may be made later and on another thread, when the caller's list is his again.
        return _socket.ReceiveMessageAsync([.. buffers], ancillaryBytes, socketFlags, LimitOfReceive(socketFlags), cancellationToken);
    }

    /// <summary>Sends several buffers, one after the other, with ancillary data.</summary>
    /// <param name="buffers">The buffers, at most 1,024, which must not change until the call has ended.</param>
    /// <param name="ancillary">The ancillary data; null for none.</param>
    /// <param name="socketFlags">Such as those of <see cref="MessageFlags"/>.</param>
    /// <param name="remoteEP">Whom to; null for the peer.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many bytes were sent. On a stream they may be fewer than asked: the ancillary data went with the
    /// first.</returns>
    /// <exception cref="SocketException">As for <see cref="SendAsync(ReadOnlyMemory{byte}, CancellationToken)"/>;
    /// InvalidArgument: the ancillary data is malformed or not allowed; MessageSize: too long, or more than 1,024
    /// buffers.</exception>
    /// <exception cref="SocketTimeoutException">The send buffer stayed full for <see cref="Timeout"/>.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <remarks>Parks while the kernel's send buffer is full.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/sendmsg.2.html">sendmsg(2)</seealso>
    public ValueTask<int> SendMessageAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> buffers,
        IReadOnlyList<AncillaryMessage>? ancillary = null,
        SocketFlags socketFlags = SocketFlags.None,
        EndPoint? remoteEP = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(buffers);
        return _socket.SendMessageAsync(
            [.. buffers], ancillary is null ? [] : [.. ancillary], socketFlags, remoteEP, Limit(socketFlags), cancellationToken);
    }

    /// <summary>Receives a datagram, and says who sent it and on which address and interface it came.</summary>
    /// <param name="buffer">The buffer, which must stay untouched until the call has ended.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>.</param>
    /// <param name="remoteEndPoint">Any end point of the socket's family; it is checked, and not changed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>As <see cref="Socket.ReceiveMessageFromAsync(Memory{byte}, SocketFlags, EndPoint, CancellationToken)"/>:
    /// bytes, flags, sender, and packet information, which is asked for from the first such call on.</returns>
    /// <exception cref="ArgumentException"><paramref name="remoteEndPoint"/> is of another family.</exception>
    /// <exception cref="SocketException">As for
    /// <see cref="ReceiveFromAsync(Memory{byte}, CancellationToken)"/>.</exception>
    /// <remarks>Parks while there is nothing to receive.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7), IP_PKTINFO</seealso>
    public ValueTask<SocketReceiveMessageFromResult> ReceiveMessageFromAsync(
        Memory<byte> buffer, SocketFlags socketFlags, EndPoint remoteEndPoint, CancellationToken cancellationToken = default)
    {
        CheckSender(remoteEndPoint, "ReceiveMessageFrom", nameof(remoteEndPoint));
        return _socket.ReceiveMessageFromAsync(buffer, socketFlags, LimitOfReceive(socketFlags), cancellationToken);
    }

    /// <summary>Sends descriptors over a Unix socket: the peer gets its own copies. SCM_RIGHTS.</summary>
    /// <param name="buffers">The bytes that they travel with; a stream needs at least one.</param>
    /// <param name="descriptors">The system's descriptors, at most 253. They stay open here: to close them is up to their
    /// owner.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many bytes were sent.</returns>
    /// <exception cref="SocketException">InvalidArgument: too many; OperationAborted (EBADF): one is not open.</exception>
    /// <remarks>Parks while the kernel's send buffer is full.</remarks>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.send_fds">gevent: send_fds</seealso>
    public ValueTask<int> SendFdsAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> buffers, ReadOnlySpan<int> descriptors, CancellationToken cancellationToken = default) =>
        SendMessageAsync(buffers, [AncillaryMessage.FromDescriptors(descriptors)], cancellationToken: cancellationToken);

    /// <summary>Receives descriptors over a Unix socket. They do not pass to child processes.</summary>
    /// <param name="buffer">Where the bytes go that they travel with.</param>
    /// <param name="maximumDescriptors">Room for so many, 1 to 253; the kernel closes those that do not fit.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message; <see cref="AncillaryMessage.ToDescriptors"/> gives the descriptors, which the caller
    /// closes.</returns>
    /// <exception cref="SocketException">As for
    /// <see cref="ReceiveMessageAsync(Memory{byte}, int, SocketFlags, CancellationToken)"/>.</exception>
    /// <remarks>Parks while there is nothing to receive.</remarks>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.recv_fds">gevent: recv_fds</seealso>
    public ValueTask<ReceivedMessage> ReceiveFdsAsync(
        Memory<byte> buffer,
        int maximumDescriptors,
        SocketFlags socketFlags = SocketFlags.None,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumDescriptors, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximumDescriptors, 253);
        return ReceiveMessageAsync(buffer, OwnedSocket.RoomForDescriptors(maximumDescriptors), socketFlags, cancellationToken);
    }
}
