using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Receiving with the sender's address, synchronously.</content>
public sealed partial class GreenSocket
{
    /// <summary>Receives a datagram into a part of an array, and says who sent it.</summary>
    /// <param name="buffer">The array. What of a datagram does not fit is lost.</param>
    /// <param name="offset">Where in it the bytes go, from 0.</param>
    /// <param name="size">At most so many, from 0.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>, or those of <see cref="MessageFlags"/>.</param>
    /// <param name="remoteEP">Any end point of the socket's family; the sender when the call has ended. A stream names
    /// none, and leaves it alone.</param>
    /// <returns>How many bytes; a datagram may be empty.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="buffer"/> or <paramref name="remoteEP"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="offset"/> or <paramref name="size"/> is outside of the
    /// array.</exception>
    /// <exception cref="ArgumentException"><paramref name="remoteEP"/> is of another family.</exception>
    /// <exception cref="InvalidOperationException">The socket has no address that anything could come to: bind it, or send
    /// first.</exception>
    /// <exception cref="SocketException">ConnectionRefused (on a connected socket: an earlier datagram reached nobody),
    /// NotConnected …; WouldBlock: there is none, and the socket is non-blocking; ConnectionAborted (a stream) or Interrupted:
    /// the socket was closed meanwhile.</exception>
    /// <exception cref="SocketTimeoutException">Nothing came within <see cref="ReceiveTimeout"/> or
    /// <see cref="Timeout"/>.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub: await
    /// <see cref="ReceiveFromAsync(Memory{byte}, CancellationToken)"/>.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while there is nothing to receive.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/recvfrom.2.html">recvfrom(2)</seealso>
    public int ReceiveFrom(byte[] buffer, int offset, int size, SocketFlags socketFlags, ref EndPoint remoteEP)
    {
        ThrowIfClosed(ReceiveFromOperation.Name);
        CheckBuffer(buffer, offset, size);
        return ReceiveFrom(buffer.AsSpan(offset, size), socketFlags, ref remoteEP);
    }

    /// <inheritdoc cref="ReceiveFrom(byte[], int, int, SocketFlags, ref EndPoint)"/>
    public int ReceiveFrom(byte[] buffer, int size, SocketFlags socketFlags, ref EndPoint remoteEP) =>
        ReceiveFrom(buffer, 0, size, socketFlags, ref remoteEP);

    /// <inheritdoc cref="ReceiveFrom(byte[], int, int, SocketFlags, ref EndPoint)"/>
    public int ReceiveFrom(byte[] buffer, SocketFlags socketFlags, ref EndPoint remoteEP) =>
        ReceiveFrom(buffer, 0, buffer?.Length ?? 0, socketFlags, ref remoteEP);

    /// <inheritdoc cref="ReceiveFrom(byte[], int, int, SocketFlags, ref EndPoint)"/>
    public int ReceiveFrom(byte[] buffer, ref EndPoint remoteEP) => ReceiveFrom(buffer, SocketFlags.None, ref remoteEP);

    /// <summary>Receives a datagram into a span, and says who sent it.</summary>
    /// <param name="buffer">Where the bytes go. What of a datagram does not fit is lost.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>, or those of <see cref="MessageFlags"/>.</param>
    /// <param name="remoteEP">Any end point of the socket's family; the sender when the call has ended.</param>
    /// <returns>How many bytes; a datagram may be empty.</returns>
    /// <exception cref="ArgumentException"><paramref name="remoteEP"/> is null, or of another family.</exception>
    /// <exception cref="InvalidOperationException">The socket has no address that anything could come to.</exception>
    /// <exception cref="SocketException">As for the other overloads.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while there is nothing to receive.</remarks>
    public int ReceiveFrom(Span<byte> buffer, SocketFlags socketFlags, ref EndPoint remoteEP)
    {
        ThrowIfClosed(ReceiveFromOperation.Name);
        CheckSender(remoteEP, "ReceiveFrom", nameof(remoteEP));
        CheckBound(ReceiveFromOperation.Name);
        using var call = SynchronousCall.Begin("GreenSocket.ReceiveFrom", nameof(ReceiveFromAsync));
        try
        {
            SocketReceiveFromResult received = call.Wait(
                buffer,
                (Socket: _socket, Flags: socketFlags, Limit: SynchronousLimitOfReceive(socketFlags)),
                static (call, memory) => call.Socket.ReceiveFromAsync(memory, call.Flags, call.Limit, CancellationToken.None));
            if (SocketType != SocketType.Stream)
            {
                remoteEP = received.RemoteEndPoint;
            }

            return received.ReceivedBytes;
        }
        catch (SocketException e) when (WasClosed(e))
        {
            throw ClosedUnder(ReceiveFromOperation.Name);
        }
    }

    /// <inheritdoc cref="ReceiveFrom(Span{byte}, SocketFlags, ref EndPoint)"/>
    public int ReceiveFrom(Span<byte> buffer, ref EndPoint remoteEP) => ReceiveFrom(buffer, SocketFlags.None, ref remoteEP);

    /// <summary>Receives a datagram, and writes who sent it into an address: the form that allocates nothing.</summary>
    /// <param name="buffer">Where the bytes go. What of a datagram does not fit is lost.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>.</param>
    /// <param name="receivedAddress">Where the sender's address goes, with room for
    /// <see cref="SocketAddress.GetMaximumAddressSize"/> bytes.</param>
    /// <returns>How many bytes.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="receivedAddress"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It has not enough room.</exception>
    /// <exception cref="SocketException">As for the other overloads.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while there is nothing to receive.</remarks>
    public int ReceiveFrom(Span<byte> buffer, SocketFlags socketFlags, SocketAddress receivedAddress)
    {
        ThrowIfClosed(ReceiveFromOperation.Name);
        CheckRoom(receivedAddress);
        using var call = SynchronousCall.Begin("GreenSocket.ReceiveFrom", nameof(ReceiveFromAsync));
        try
        {
            return call.Wait(
                buffer,
                (Socket: _socket, Flags: socketFlags, From: receivedAddress, Limit: SynchronousLimitOfReceive(socketFlags)),
                static (call, memory) =>
                    call.Socket.ReceiveFromAsync(memory, call.Flags, call.From, call.Limit, CancellationToken.None));
        }
        catch (SocketException e) when (WasClosed(e))
        {
            throw ClosedUnder(ReceiveFromOperation.Name);
        }
    }
}
