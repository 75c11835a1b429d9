using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Receive, send and shutdown of a connection.</content>
public sealed partial class GreenSocket
{
    /// <summary>
    /// Receives into a buffer that is rented when there is something to receive, so that a connection that waits holds
    /// none. The natural form: <c>using ReceivedBytes bytes = await socket.ReceiveAsync();</c>
    /// </summary>
    /// <param name="maximumBytes">At most so many bytes, from 1; 0 for
    /// <c>akka.greensock.socket.receive-buffer</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The bytes, to be disposed of; at the end of the stream, none.</returns>
    /// <exception cref="SocketException">ConnectionReset, NotConnected, TimedOut …; OperationAborted: the socket was
    /// closed meanwhile.</exception>
    /// <exception cref="SocketTimeoutException">Nothing came within <see cref="Timeout"/>.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <remarks>Parks while there is nothing to receive. Cancelled, killed or timed out: no byte is lost.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/recv.2.html">recv(2)</seealso>
    public ValueTask<ReceivedBytes> ReceiveAsync(int maximumBytes = 0, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximumBytes);
        return _socket.ReceiveAsync(maximumBytes, _timeout, cancellationToken);
    }

    /// <summary>Receives into the caller's buffer.</summary>
    /// <param name="buffer">The buffer, which must stay untouched until the call has ended. An empty one waits until
    /// there is something to receive.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many bytes, at least 1; 0 at the end of the stream, or for an empty buffer.</returns>
    /// <exception cref="SocketException">ConnectionReset, NotConnected, TimedOut …; OperationAborted: the socket was
    /// closed meanwhile.</exception>
    /// <exception cref="SocketTimeoutException">Nothing came within <see cref="Timeout"/>.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <remarks>Parks while there is nothing to receive. Cancelled, killed or timed out: no byte is lost.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/recv.2.html">recv(2)</seealso>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _socket.ReceiveAsync(buffer, SocketFlags.None, _timeout, cancellationToken);

    /// <summary>Receives into the caller's buffer, with flags.</summary>
    /// <param name="buffer">The buffer, which must stay untouched until the call has ended.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>, <see cref="SocketFlags.OutOfBand"/> (which never
    /// waits) or those of <see cref="MessageFlags"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many bytes, at least 1; 0 at the end of the stream, or for an empty buffer.</returns>
    /// <exception cref="SocketException">As for the other overload.</exception>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer, SocketFlags socketFlags, CancellationToken cancellationToken = default) =>
        _socket.ReceiveAsync(buffer, socketFlags, LimitOfReceive(socketFlags), cancellationToken);

    /// <summary>Receives without taking: the next receive gets the same bytes again. MSG_PEEK.</summary>
    /// <param name="buffer">The buffer, which must stay untouched until the call has ended.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many bytes, at least 1; 0 at the end of the stream, or for an empty buffer.</returns>
    /// <exception cref="SocketException">As for <see cref="ReceiveAsync(Memory{byte}, CancellationToken)"/>.</exception>
    /// <remarks>Parks while there is nothing to receive.</remarks>
    public ValueTask<int> PeekAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ReceiveAsync(buffer, SocketFlags.Peek, cancellationToken);

    /// <summary>
    /// Sends all of the bytes, as <see cref="Socket.SendAsync(ReadOnlyMemory{byte}, SocketFlags, CancellationToken)"/>
    /// does on Linux.
    /// </summary>
    /// <param name="buffer">The bytes, which must not change until the call has ended.</param>
    /// <param name="cancellationToken">Ends the wait: an unknown part of the bytes has been sent then.</param>
    /// <returns>Their count.</returns>
    /// <exception cref="SocketException">ConnectionReset, Shutdown (EPIPE), NotConnected …; OperationAborted: the
    /// socket was closed meanwhile.</exception>
    /// <exception cref="SocketTimeoutException">The peer did not take them within <see cref="Timeout"/>; the message
    /// says how many it took.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <remarks>Parks while the kernel's send buffer is full.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/send.2.html">send(2)</seealso>
    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _socket.SendAsync(buffer, SocketFlags.None, _timeout, cancellationToken);

    /// <summary>Sends all of the bytes, with flags.</summary>
    /// <param name="buffer">The bytes, which must not change until the call has ended.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.OutOfBand"/>.</param>
    /// <param name="cancellationToken">Ends the wait: an unknown part of the bytes has been sent then.</param>
    /// <returns>Their count.</returns>
    /// <exception cref="SocketException">As for the other overload.</exception>
    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> buffer, SocketFlags socketFlags, CancellationToken cancellationToken = default) =>
        _socket.SendAsync(buffer, socketFlags, Limit(socketFlags), cancellationToken);

    /// <summary>Sends all of the bytes. No bytes are no system call.</summary>
    /// <param name="buffer">The bytes, which must not change until the call has ended.</param>
    /// <param name="cancellationToken">Ends the wait: an unknown part of the bytes has been sent then.</param>
    /// <exception cref="SocketException">As for
    /// <see cref="SendAsync(ReadOnlyMemory{byte}, CancellationToken)"/>.</exception>
    /// <remarks>Parks while the kernel's send buffer is full.</remarks>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.socket.sendall">gevent:
    /// socket.sendall</seealso>
    public ValueTask SendAllAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _socket.SendAllAsync(buffer, SocketFlags.None, _timeout, cancellationToken);

    /// <summary>
    /// Ends one or both directions. A receive that is parked gets its end of stream when reading ends; the peer gets
    /// its own when sending ends.
    /// </summary>
    /// <param name="how">Which.</param>
    /// <exception cref="SocketException">NotConnected.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called on another hub: await
    /// <see cref="ShutdownAsync"/>.</exception>
    /// <remarks>Does not park.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/shutdown.2.html">shutdown(2)</seealso>
    public void Shutdown(SocketShutdown how) => _socket.Call("shutdown", nameof(ShutdownAsync), ShuttingDown(how));

    /// <summary><see cref="Shutdown"/>, from another hub than the socket's.</summary>
    /// <param name="how">Which direction, or both.</param>
    public async ValueTask ShutdownAsync(SocketShutdown how) => await _socket.CallAsync("shutdown", ShuttingDown(how));

    private static Func<OwnedSocket, bool> ShuttingDown(SocketShutdown how) =>
        socket => socket.Shutdown(how);
}
