using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Begin and End of datagrams.</content>
public sealed partial class GreenSocket
{
    /// <summary>Begins to receive a datagram.</summary>
    /// <param name="buffer">The array.</param>
    /// <param name="offset">Where in it the bytes go, from 0.</param>
    /// <param name="size">At most so many, from 0.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>.</param>
    /// <param name="remoteEP">Any end point of the socket's family; the sender is told at the end.</param>
    /// <param name="callback">Called once it has ended; null for nothing.</param>
    /// <param name="state">What <see cref="IAsyncResult.AsyncState"/> is to be.</param>
    /// <returns>What <see cref="EndReceiveFrom"/> wants.</returns>
    /// <exception cref="ArgumentException">As for
    /// <see cref="ReceiveFrom(byte[], int, int, SocketFlags, ref EndPoint)"/>.</exception>
    /// <exception cref="InvalidOperationException">The socket has no address that anything could come to.</exception>
    public IAsyncResult BeginReceiveFrom(
        byte[] buffer, int offset, int size, SocketFlags socketFlags, ref EndPoint remoteEP, AsyncCallback? callback, object? state)
    {
        ThrowIfClosed(ReceiveFromOperation.Name);
        CheckBuffer(buffer, offset, size);
        CheckSender(remoteEP, "BeginReceiveFrom", nameof(remoteEP));
        CheckBound(ReceiveFromOperation.Name);
        return PendingCall<SocketReceiveFromResult>.Begin(
            ReceiveFromAsync(buffer.AsMemory(offset, size), socketFlags, remoteEP).AsTask(), callback, state);
    }

    /// <summary>Ends a receive of a datagram.</summary>
    /// <param name="asyncResult">What <see cref="BeginReceiveFrom"/> gave.</param>
    /// <param name="endPoint">Any end point of the socket's family; the sender when the call has ended. A stream names
    /// none.</param>
    /// <returns>How many bytes.</returns>
    /// <exception cref="ArgumentException">It is nothing of the kind; or <paramref name="endPoint"/> is null, or of another
    /// family.</exception>
    /// <exception cref="SocketException">The receive has failed.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until the call has ended.</remarks>
    public int EndReceiveFrom(IAsyncResult asyncResult, ref EndPoint endPoint)
    {
        CheckSender(endPoint, "EndReceiveFrom", nameof(endPoint));
        SocketReceiveFromResult received =
            PendingCall<SocketReceiveFromResult>.End(asyncResult, "GreenSocket.EndReceiveFrom", nameof(ReceiveFromAsync));
        endPoint = SocketType == SocketType.Stream ? endPoint : received.RemoteEndPoint;
        return received.ReceivedBytes;
    }

    /// <summary>Begins to receive a datagram, with where it came in.</summary>
    /// <param name="buffer">The array.</param>
    /// <param name="offset">Where in it the bytes go, from 0.</param>
    /// <param name="size">At most so many, from 0.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>.</param>
    /// <param name="remoteEP">Any end point of the socket's family; the sender is told at the end.</param>
    /// <param name="callback">Called once it has ended; null for nothing.</param>
    /// <param name="state">What <see cref="IAsyncResult.AsyncState"/> is to be.</param>
    /// <returns>What <see cref="EndReceiveMessageFrom"/> wants.</returns>
    /// <exception cref="ArgumentException">As for
    /// <see cref="ReceiveFrom(byte[], int, int, SocketFlags, ref EndPoint)"/>.</exception>
    /// <exception cref="InvalidOperationException">The socket has no address that anything could come to.</exception>
    public IAsyncResult BeginReceiveMessageFrom(
        byte[] buffer, int offset, int size, SocketFlags socketFlags, ref EndPoint remoteEP, AsyncCallback? callback, object? state)
    {
        ThrowIfClosed(MessageName);
        CheckBuffer(buffer, offset, size);
        CheckSender(remoteEP, "BeginReceiveMessageFrom", nameof(remoteEP));
        CheckBound(MessageName);
        return PendingCall<SocketReceiveMessageFromResult>.Begin(
            ReceiveMessageFromAsync(buffer.AsMemory(offset, size), socketFlags, remoteEP).AsTask(), callback, state);
    }

    /// <summary>Ends a receive of a datagram with where it came in.</summary>
    /// <param name="asyncResult">What <see cref="BeginReceiveMessageFrom"/> gave.</param>
    /// <param name="socketFlags">What came of it, such as <see cref="SocketFlags.Truncated"/>.</param>
    /// <param name="endPoint">Any end point of the socket's family; the sender when the call has ended.</param>
    /// <param name="ipPacketInformation">The address and the interface that it came to.</param>
    /// <returns>How many bytes.</returns>
    /// <exception cref="ArgumentException">It is nothing of the kind; or <paramref name="endPoint"/> is null, or of another
    /// family.</exception>
    /// <exception cref="SocketException">The receive has failed.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until the call has ended.</remarks>
    public int EndReceiveMessageFrom(
        IAsyncResult asyncResult, ref SocketFlags socketFlags, ref EndPoint endPoint, out IPPacketInformation ipPacketInformation)
    {
        CheckSender(endPoint, "EndReceiveMessageFrom", nameof(endPoint));
        SocketReceiveMessageFromResult received = PendingCall<SocketReceiveMessageFromResult>.End(
            asyncResult, "GreenSocket.EndReceiveMessageFrom", nameof(ReceiveMessageFromAsync));
        socketFlags = received.SocketFlags;
        ipPacketInformation = received.PacketInformation;
        endPoint = SocketType == SocketType.Stream ? endPoint : received.RemoteEndPoint;
        return received.ReceivedBytes;
    }

    /// <summary>Begins to send a datagram.</summary>
    /// <param name="buffer">The array.</param>
    /// <param name="offset">Where in it the bytes begin, from 0.</param>
    /// <param name="size">Their count, from 0.</param>
    /// <param name="socketFlags">Such as those of <see cref="MessageFlags"/>.</param>
    /// <param name="remoteEP">Whom to.</param>
    /// <param name="callback">Called once it has ended; null for nothing.</param>
    /// <param name="state">What <see cref="IAsyncResult.AsyncState"/> is to be.</param>
    /// <returns>What <see cref="EndSendTo"/> wants.</returns>
    /// <exception cref="ArgumentException">As for <see cref="SendTo(byte[], int, int, SocketFlags, EndPoint)"/>.</exception>
    public IAsyncResult BeginSendTo(
        byte[] buffer, int offset, int size, SocketFlags socketFlags, EndPoint remoteEP, AsyncCallback? callback, object? state)
    {
        ThrowIfClosed(SendToOperation.Name);
        CheckBuffer(buffer, offset, size);
        ArgumentNullException.ThrowIfNull(remoteEP);
        return PendingCall<int>.Begin(SendToAsync(buffer.AsMemory(offset, size), socketFlags, remoteEP).AsTask(), callback, state);
    }

    /// <summary>Ends a send of a datagram.</summary>
    /// <param name="asyncResult">What <see cref="BeginSendTo"/> gave.</param>
    /// <returns>How many bytes were sent.</returns>
    /// <exception cref="ArgumentException">It is nothing of the kind.</exception>
    /// <exception cref="SocketException">The send has failed.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until the call has ended.</remarks>
    public int EndSendTo(IAsyncResult asyncResult) => PendingCall<int>.End(asyncResult, "GreenSocket.EndSendTo", nameof(SendToAsync));
}
