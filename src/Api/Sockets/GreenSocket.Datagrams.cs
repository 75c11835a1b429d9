using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Datagrams: receiving with the sender's address, and sending to one.</content>
public sealed partial class GreenSocket
{
    /// <summary>Receives a datagram, and says who sent it.</summary>
    /// <param name="buffer">The buffer, which must stay untouched until the call has ended. What of a datagram does not
    /// fit is lost; <see cref="ReceiveMessageAsync(Memory{byte}, int, SocketFlags, CancellationToken)"/> tells.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many bytes (a datagram may be empty), and from whom; on a stream, the peer.</returns>
    /// <exception cref="InvalidOperationException">The socket has no address that anything could come to: bind it, or
    /// send first.</exception>
    /// <exception cref="SocketException">ConnectionRefused (on a connected socket: an earlier datagram reached nobody),
    /// NotConnected …; OperationAborted: the socket was closed meanwhile.</exception>
    /// <exception cref="SocketTimeoutException">Nothing came within <see cref="Timeout"/>.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <remarks>Parks while there is nothing to receive. Cancelled, killed or timed out: no datagram is lost.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/recvfrom.2.html">recvfrom(2)</seealso>
    public ValueTask<SocketReceiveFromResult> ReceiveFromAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _socket.ReceiveFromAsync(buffer, SocketFlags.None, _timeout, cancellationToken);

    /// <summary>Receives a datagram, and says who sent it.</summary>
    /// <param name="buffer">The buffer, which must stay untouched until the call has ended.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>, or those of <see cref="MessageFlags"/>.</param>
    /// <param name="remoteEndPoint">Any end point of the socket's family, as
    /// <see cref="Socket.ReceiveFromAsync(Memory{byte}, SocketFlags, EndPoint, CancellationToken)"/> has it; it is
    /// checked, and not changed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many bytes, and from whom.</returns>
    /// <exception cref="ArgumentException"><paramref name="remoteEndPoint"/> is of another family.</exception>
    /// <exception cref="SocketException">As for the shorter overload.</exception>
    /// <remarks>Parks while there is nothing to receive.</remarks>
    public ValueTask<SocketReceiveFromResult> ReceiveFromAsync(
        Memory<byte> buffer, SocketFlags socketFlags, EndPoint remoteEndPoint, CancellationToken cancellationToken = default)
    {
        CheckSender(remoteEndPoint, "ReceiveFrom", nameof(remoteEndPoint));
        return _socket.ReceiveFromAsync(buffer, socketFlags, LimitOfReceive(socketFlags), cancellationToken);
    }

    /// <summary>Receives a datagram, and writes who sent it into an address: the form that allocates nothing.</summary>
    /// <param name="buffer">The buffer, which must stay untouched until the call has ended.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>.</param>
    /// <param name="receivedAddress">Where the sender's address goes, with room for
    /// <see cref="SocketAddress.GetMaximumAddressSize"/> bytes. It can be given to
    /// <see cref="SendToAsync(ReadOnlyMemory{byte}, SocketFlags, SocketAddress, CancellationToken)"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many bytes.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="receivedAddress"/> has not enough room.</exception>
    /// <exception cref="SocketException">As for the shorter overload.</exception>
    /// <remarks>Parks while there is nothing to receive.</remarks>
    public ValueTask<int> ReceiveFromAsync(
        Memory<byte> buffer, SocketFlags socketFlags, SocketAddress receivedAddress, CancellationToken cancellationToken = default)
    {
        CheckRoom(receivedAddress);
        return _socket.ReceiveFromAsync(buffer, socketFlags, receivedAddress, LimitOfReceive(socketFlags), cancellationToken);
    }

    /// <summary>Sends a datagram to an end point. The first one gives the socket an address of its own.</summary>
    /// <param name="buffer">The bytes, which must not change until the call has ended; none is an empty
    /// datagram.</param>
    /// <param name="remoteEP">Whom to: an end point of the socket's family. A <see cref="DnsEndPoint"/> is resolved first,
    /// and the first of its addresses taken.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Their count.</returns>
    /// <exception cref="SocketException">MessageSize: longer than a datagram may be. AccessDenied: broadcast without
    /// <see cref="EnableBroadcast"/>. NetworkUnreachable, NotConnected (a stream) …; OperationAborted: the socket was
    /// closed meanwhile.</exception>
    /// <exception cref="SocketTimeoutException">The send buffer stayed full for <see cref="Timeout"/>.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <remarks>Parks while the kernel's send buffer is full.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/sendto.2.html">sendto(2)</seealso>
    public ValueTask<int> SendToAsync(ReadOnlyMemory<byte> buffer, EndPoint remoteEP, CancellationToken cancellationToken = default) =>
        SendToAsync(buffer, SocketFlags.None, remoteEP, cancellationToken);

    /// <summary>Sends a datagram to an end point, with flags.</summary>
    /// <param name="buffer">The bytes, which must not change until the call has ended.</param>
    /// <param name="socketFlags">Such as those of <see cref="MessageFlags"/>.</param>
    /// <param name="remoteEP">Whom to.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Their count.</returns>
    /// <exception cref="SocketException">As for the shorter overload.</exception>
    /// <remarks>Parks while the kernel's send buffer is full.</remarks>
    public ValueTask<int> SendToAsync(
        ReadOnlyMemory<byte> buffer, SocketFlags socketFlags, EndPoint remoteEP, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(remoteEP);
        return remoteEP is DnsEndPoint name
            ? SendToNameAsync(buffer, socketFlags, name, cancellationToken)
            : _socket.SendToAsync(buffer, socketFlags, remoteEP, Limit(socketFlags), cancellationToken);
    }

    /// <summary>Sends a datagram to an address: the form that allocates nothing.</summary>
    /// <param name="buffer">The bytes, which must not change until the call has ended.</param>
    /// <param name="socketFlags">Such as those of <see cref="MessageFlags"/>.</param>
    /// <param name="socketAddress">Whom to, such as a <c>ReceiveFromAsync</c> has filled in.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Their count.</returns>
    /// <exception cref="SocketException">As for the shorter overload.</exception>
    /// <remarks>Parks while the kernel's send buffer is full.</remarks>
    public ValueTask<int> SendToAsync(
        ReadOnlyMemory<byte> buffer, SocketFlags socketFlags, SocketAddress socketAddress, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(socketAddress);
        return _socket.SendToAsync(buffer, socketFlags, socketAddress, Limit(socketFlags), cancellationToken);
    }

    private async ValueTask<int> SendToNameAsync(
        ReadOnlyMemory<byte> buffer, SocketFlags socketFlags, DnsEndPoint name, CancellationToken cancellationToken)
    {
        var deadline = new Deadline(Hub, _timeout);
        IPAddress[] addresses = await ResolveAsync("send", name, deadline, cancellationToken);
        IPAddress address = addresses.FirstOrDefault(Speaks) ?? throw NoAddress("send to", name);
        return await _socket.SendToAsync(
            buffer, socketFlags, new IPEndPoint(address, name.Port), Blocking ? deadline.Left : TimeSpan.Zero, cancellationToken);
    }

    private void CheckRoom(SocketAddress receivedAddress)
    {
        ArgumentNullException.ThrowIfNull(receivedAddress);
        int needed = SocketAddress.GetMaximumAddressSize(AddressFamily);
        if (receivedAddress.Buffer.Length < needed)
        {
            throw new ArgumentOutOfRangeException(
                nameof(receivedAddress),
                $"ReceiveFrom: an address of family {AddressFamily} needs {needed} bytes, and there is room for " +
                $"{receivedAddress.Buffer.Length}. Make the SocketAddress with that size.");
        }
    }
}
