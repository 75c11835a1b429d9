using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Sending to an address, synchronously.</content>
public sealed partial class GreenSocket
{
    /// <summary>Sends a part of an array as a datagram. The first one gives the socket an address of its own.</summary>
    /// <param name="buffer">The array.</param>
    /// <param name="offset">Where in it the bytes begin, from 0.</param>
    /// <param name="size">Their count, from 0: none is an empty datagram.</param>
    /// <param name="socketFlags">Such as those of <see cref="MessageFlags"/>.</param>
    /// <param name="remoteEP">Whom to: an end point of the socket's family.</param>
    /// <returns>How many bytes were sent.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="buffer"/> or <paramref name="remoteEP"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="offset"/> or <paramref name="size"/> is outside of the
    /// array.</exception>
    /// <exception cref="ArgumentException"><paramref name="remoteEP"/> is a <see cref="DnsEndPoint"/>: await
    /// <see cref="SendToAsync(ReadOnlyMemory{byte}, EndPoint, CancellationToken)"/>, which takes one.</exception>
    /// <exception cref="SocketException">MessageSize, AccessDenied, NetworkUnreachable, NotConnected (a stream) …; WouldBlock:
    /// there is no room, and the socket is non-blocking; ConnectionAborted (a stream) or Interrupted: the socket was closed
    /// meanwhile.</exception>
    /// <exception cref="SocketTimeoutException">The send buffer stayed full for <see cref="SendTimeout"/> or
    /// <see cref="Timeout"/>.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub: await
    /// <see cref="SendToAsync(ReadOnlyMemory{byte}, EndPoint, CancellationToken)"/>.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while the kernel's send buffer is full.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/sendto.2.html">sendto(2)</seealso>
    public int SendTo(byte[] buffer, int offset, int size, SocketFlags socketFlags, EndPoint remoteEP)
    {
        ThrowIfClosed(SendToOperation.Name);
        CheckBuffer(buffer, offset, size);
        return SendTo(buffer.AsSpan(offset, size), socketFlags, remoteEP);
    }

    /// <inheritdoc cref="SendTo(byte[], int, int, SocketFlags, EndPoint)"/>
    public int SendTo(byte[] buffer, int size, SocketFlags socketFlags, EndPoint remoteEP) =>
        SendTo(buffer, 0, size, socketFlags, remoteEP);

    /// <inheritdoc cref="SendTo(byte[], int, int, SocketFlags, EndPoint)"/>
    public int SendTo(byte[] buffer, SocketFlags socketFlags, EndPoint remoteEP) =>
        SendTo(buffer, 0, buffer?.Length ?? 0, socketFlags, remoteEP);

    /// <inheritdoc cref="SendTo(byte[], int, int, SocketFlags, EndPoint)"/>
    public int SendTo(byte[] buffer, EndPoint remoteEP) => SendTo(buffer, SocketFlags.None, remoteEP);

    /// <summary>Sends a span as a datagram.</summary>
    /// <param name="buffer">The bytes; none is an empty datagram.</param>
    /// <param name="socketFlags">Such as those of <see cref="MessageFlags"/>.</param>
    /// <param name="remoteEP">Whom to: an end point of the socket's family.</param>
    /// <returns>How many bytes were sent.</returns>
    /// <exception cref="ArgumentException"><paramref name="remoteEP"/> is null, or a name.</exception>
    /// <exception cref="SocketException">As for the other overloads.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while the kernel's send buffer is full.</remarks>
    public int SendTo(ReadOnlySpan<byte> buffer, SocketFlags socketFlags, EndPoint remoteEP)
    {
        ThrowIfClosed(SendToOperation.Name);
        ArgumentNullException.ThrowIfNull(remoteEP);
        if (remoteEP is DnsEndPoint)
        {
            throw new ArgumentException("SendTo: a name has to be looked up first. Give an IPEndPoint.", nameof(remoteEP));
        }

        using var call = SynchronousCall.Begin("GreenSocket.SendTo", nameof(SendToAsync));
        try
        {
            return call.Wait(
                buffer,
                (Socket: _socket, Flags: socketFlags, To: remoteEP, Limit: SynchronousLimitOfSend(socketFlags)),
                static (call, memory) => call.Socket.SendToAsync(memory, call.Flags, call.To, call.Limit, CancellationToken.None));
        }
        catch (SocketException e) when (WasClosed(e))
        {
            throw ClosedUnder(SendToOperation.Name);
        }
    }

    /// <inheritdoc cref="SendTo(ReadOnlySpan{byte}, SocketFlags, EndPoint)"/>
    public int SendTo(ReadOnlySpan<byte> buffer, EndPoint remoteEP) => SendTo(buffer, SocketFlags.None, remoteEP);

    /// <summary>Sends a span as a datagram to an address: the form that allocates nothing.</summary>
    /// <param name="buffer">The bytes; none is an empty datagram.</param>
    /// <param name="socketFlags">Such as those of <see cref="MessageFlags"/>.</param>
    /// <param name="socketAddress">Whom to, such as a <c>ReceiveFrom</c> has filled in.</param>
    /// <returns>How many bytes were sent.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="socketAddress"/> is null.</exception>
    /// <exception cref="SocketException">As for the other overloads.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while the kernel's send buffer is full.</remarks>
    public int SendTo(ReadOnlySpan<byte> buffer, SocketFlags socketFlags, SocketAddress socketAddress)
    {
        ThrowIfClosed(SendToOperation.Name);
        ArgumentNullException.ThrowIfNull(socketAddress);
        using var call = SynchronousCall.Begin("GreenSocket.SendTo", nameof(SendToAsync));
        try
        {
            return call.Wait(
                buffer,
                (Socket: _socket, Flags: socketFlags, To: socketAddress, Limit: SynchronousLimitOfSend(socketFlags)),
                static (call, memory) => call.Socket.SendToAsync(memory, call.Flags, call.To, call.Limit, CancellationToken.None));
        }
        catch (SocketException e) when (WasClosed(e))
        {
            throw ClosedUnder(SendToOperation.Name);
        }
    }
}
