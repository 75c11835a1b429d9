using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Messages, synchronously.</content>
public sealed partial class GreenSocket
{
    private const string MessageName = "receive message";

    /// <summary>Receives a datagram into a part of an array, and says who sent it and on which address it came.</summary>
    /// <param name="buffer">The array.</param>
    /// <param name="offset">Where in it the bytes go, from 0.</param>
    /// <param name="size">At most so many, from 0.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>; what came of it, such as
    /// <see cref="SocketFlags.Truncated"/>, when the call has ended.</param>
    /// <param name="remoteEP">Any end point of the socket's family; the sender when the call has ended.</param>
    /// <param name="ipPacketInformation">The address and the interface that it came to, which are asked for from the first
    /// such call on.</param>
    /// <returns>How many bytes; a datagram may be empty.</returns>
    /// <exception cref="ArgumentException">As for
    /// <see cref="ReceiveFrom(byte[], int, int, SocketFlags, ref EndPoint)"/>.</exception>
    /// <exception cref="InvalidOperationException">The socket has no address that anything could come to.</exception>
    /// <exception cref="SocketException">As for
    /// <see cref="ReceiveFrom(byte[], int, int, SocketFlags, ref EndPoint)"/>.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub: await
    /// <see cref="ReceiveMessageFromAsync(Memory{byte}, SocketFlags, EndPoint, CancellationToken)"/>.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while there is nothing to receive.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7), IP_PKTINFO</seealso>
    public int ReceiveMessageFrom(
        byte[] buffer,
        int offset,
        int size,
        ref SocketFlags socketFlags,
        ref EndPoint remoteEP,
        out IPPacketInformation ipPacketInformation)
    {
        ThrowIfClosed(MessageName);
        CheckBuffer(buffer, offset, size);
        return ReceiveMessageFrom(buffer.AsSpan(offset, size), ref socketFlags, ref remoteEP, out ipPacketInformation);
    }

    /// <summary>Receives a datagram into a span, and says who sent it and on which address it came.</summary>
    /// <param name="buffer">Where the bytes go.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>; what came of it when the call has ended.</param>
    /// <param name="remoteEP">Any end point of the socket's family; the sender when the call has ended.</param>
    /// <param name="ipPacketInformation">The address and the interface that it came to.</param>
    /// <returns>How many bytes; a datagram may be empty.</returns>
    /// <exception cref="ArgumentException"><paramref name="remoteEP"/> is null, or of another family.</exception>
    /// <exception cref="InvalidOperationException">The socket has no address that anything could come to.</exception>
    /// <exception cref="SocketException">As for
    /// <see cref="ReceiveFrom(byte[], int, int, SocketFlags, ref EndPoint)"/>.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while there is nothing to receive.</remarks>
    public int ReceiveMessageFrom(
        Span<byte> buffer, ref SocketFlags socketFlags, ref EndPoint remoteEP, out IPPacketInformation ipPacketInformation)
    {
        ThrowIfClosed(MessageName);
        CheckSender(remoteEP, "ReceiveMessageFrom", nameof(remoteEP));
        CheckBound(MessageName);
        using var call = SynchronousCall.Begin("GreenSocket.ReceiveMessageFrom", nameof(ReceiveMessageFromAsync));
        try
        {
            SocketReceiveMessageFromResult received = call.Wait(
                buffer,
                (Socket: _socket, Flags: socketFlags, Limit: SynchronousLimitOfReceive(socketFlags)),
                static (call, memory) =>
                    call.Socket.ReceiveMessageFromAsync(memory, call.Flags, call.Limit, CancellationToken.None));
            socketFlags = received.SocketFlags;
            ipPacketInformation = received.PacketInformation;
            if (SocketType != SocketType.Stream)
            {
                remoteEP = received.RemoteEndPoint;
            }

            return received.ReceivedBytes;
        }
        catch (SocketException e) when (WasClosed(e))
        {
            throw ClosedUnder(MessageName);
        }
    }

    /// <summary>Receives, with ancillary data.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="ancillaryBytes">Room for ancillary data, as <see cref="Bsd.CmsgSpace"/> counts it; 0 to 1,048,576.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>.</param>
    /// <returns>As <see cref="ReceiveMessageAsync(Memory{byte}, int, SocketFlags, CancellationToken)"/>.</returns>
    /// <exception cref="SocketException">As for <see cref="Receive(byte[], int, int, SocketFlags)"/>.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub: await
    /// <see cref="ReceiveMessageAsync(Memory{byte}, int, SocketFlags, CancellationToken)"/>.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while there is nothing to receive.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/recvmsg.2.html">recvmsg(2)</seealso>
    public ReceivedMessage ReceiveMessage(
        Memory<byte> buffer, int ancillaryBytes = 0, SocketFlags socketFlags = SocketFlags.None) =>
        ReceiveMessage([buffer], ancillaryBytes, socketFlags);

    /// <summary>Receives into several buffers, one after the other, with ancillary data.</summary>
    /// <param name="buffers">The buffers, at most 1,024.</param>
    /// <param name="ancillaryBytes">Room for ancillary data, as <see cref="Bsd.CmsgSpace"/> counts it; 0 to 1,048,576.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>.</param>
    /// <returns>How many bytes, the ancillary data, the flags and the sender.</returns>
    /// <exception cref="SocketException">As for <see cref="Receive(byte[], int, int, SocketFlags)"/>; MessageSize: more than
    /// 1,024 buffers.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while there is nothing to receive.</remarks>
    public ReceivedMessage ReceiveMessage(
        IReadOnlyList<Memory<byte>> buffers, int ancillaryBytes = 0, SocketFlags socketFlags = SocketFlags.None)
    {
        ThrowIfClosed(MessageName);
        CheckMessage(buffers, ancillaryBytes);
        using var call = SynchronousCall.Begin("GreenSocket.ReceiveMessage", nameof(ReceiveMessageAsync));
        try
        {
            return call.Wait(_socket.ReceiveMessageAsync(
                buffers, ancillaryBytes, socketFlags, SynchronousLimitOfReceive(socketFlags), CancellationToken.None));
        }
        catch (SocketException e) when (WasClosed(e))
        {
            throw ClosedUnder(MessageName);
        }
    }

    /// <summary>Sends several buffers, one after the other, with ancillary data.</summary>
    /// <param name="buffers">The buffers, at most 1,024.</param>
    /// <param name="ancillary">The ancillary data; null for none.</param>
    /// <param name="socketFlags">Such as those of <see cref="MessageFlags"/>.</param>
    /// <param name="remoteEP">Whom to; null for the peer.</param>
    /// <returns>How many bytes were sent; on a stream perhaps fewer than asked.</returns>
    /// <exception cref="SocketException">As for
    /// <see cref="SendMessageAsync"/>; ConnectionAborted (a stream) or Interrupted where the socket was closed
    /// meanwhile.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub: await
    /// <see cref="SendMessageAsync"/>.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while the kernel's send buffer is full.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/sendmsg.2.html">sendmsg(2)</seealso>
    public int SendMessage(
        IReadOnlyList<ReadOnlyMemory<byte>> buffers,
        IReadOnlyList<AncillaryMessage>? ancillary = null,
        SocketFlags socketFlags = SocketFlags.None,
        EndPoint? remoteEP = null)
    {
        ThrowIfClosed("send message");
        ArgumentNullException.ThrowIfNull(buffers);
        using var call = SynchronousCall.Begin("GreenSocket.SendMessage", nameof(SendMessageAsync));
        try
        {
            return call.Wait(_socket.SendMessageAsync(
                buffers, ancillary ?? [], socketFlags, remoteEP, SynchronousLimitOfSend(socketFlags), CancellationToken.None));
        }
        catch (SocketException e) when (WasClosed(e))
        {
            throw ClosedUnder("send message");
        }
    }

    /// <summary>Sends descriptors over a Unix socket: the peer gets its own copies. SCM_RIGHTS.</summary>
    /// <param name="buffers">The bytes that they travel with; a stream needs at least one.</param>
    /// <param name="descriptors">The system's descriptors, at most 253. They stay open here.</param>
    /// <returns>How many bytes were sent.</returns>
    /// <exception cref="SocketException">InvalidArgument: too many; OperationAborted (EBADF): one is not open.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub: await
    /// <see cref="SendFdsAsync"/>.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while the kernel's send buffer is full.</remarks>
    public int SendFds(IReadOnlyList<ReadOnlyMemory<byte>> buffers, ReadOnlySpan<int> descriptors) =>
        SendMessage(buffers, [AncillaryMessage.FromDescriptors(descriptors)]);

    /// <summary>Receives descriptors over a Unix socket. They do not pass to child processes.</summary>
    /// <param name="buffer">Where the bytes go that they travel with.</param>
    /// <param name="maximumDescriptors">Room for so many, 1 to 253; the kernel closes those that do not fit.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>.</param>
    /// <returns>The message; <see cref="AncillaryMessage.ToDescriptors"/> gives the descriptors, which the caller
    /// closes.</returns>
    /// <exception cref="SocketException">As for
    /// <see cref="ReceiveMessage(Memory{byte}, int, SocketFlags)"/>.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub: await
    /// <see cref="ReceiveFdsAsync"/>.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while there is nothing to receive.</remarks>
    public ReceivedMessage ReceiveFds(Memory<byte> buffer, int maximumDescriptors, SocketFlags socketFlags = SocketFlags.None)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumDescriptors, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximumDescriptors, 253);
        return ReceiveMessage(buffer, OwnedSocket.RoomForDescriptors(maximumDescriptors), socketFlags);
    }

    private static void CheckMessage(IReadOnlyList<Memory<byte>> buffers, int ancillaryBytes)
    {
        ArgumentNullException.ThrowIfNull(buffers);
        ArgumentOutOfRangeException.ThrowIfNegative(ancillaryBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ancillaryBytes, 1 << 20);
    }
}
