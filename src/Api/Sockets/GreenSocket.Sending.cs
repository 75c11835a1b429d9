using System.Buffers;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Sending, synchronously.</content>
public sealed partial class GreenSocket
{
    /// <summary>Sends all of a part of an array; on a non-blocking socket, as much as there is room for.</summary>
    /// <param name="buffer">The array.</param>
    /// <param name="offset">Where in it the bytes begin, from 0.</param>
    /// <param name="size">Their count, from 0.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.OutOfBand"/>, or those of <see cref="MessageFlags"/>.</param>
    /// <returns>How many bytes were sent.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="buffer"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="offset"/> or <paramref name="size"/> is outside of
    /// it.</exception>
    /// <exception cref="SocketException">ConnectionReset, Shutdown (EPIPE), NotConnected …; WouldBlock: there is no room, and
    /// the socket is non-blocking; ConnectionAborted (a stream) or Interrupted: the socket was closed meanwhile.</exception>
    /// <exception cref="SocketTimeoutException">The peer did not take them within <see cref="SendTimeout"/> or
    /// <see cref="Timeout"/>; the message says how many it took.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub: await
    /// <see cref="SendAsync(ReadOnlyMemory{byte}, CancellationToken)"/>.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while the kernel's send buffer is full.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/send.2.html">send(2)</seealso>
    public int Send(byte[] buffer, int offset, int size, SocketFlags socketFlags)
    {
        ThrowIfClosed(SendOperation.Name);
        CheckBuffer(buffer, offset, size);
        using var call = SynchronousCall.Begin("GreenSocket.Send", nameof(SendAsync));
        try
        {
            return call.Wait(_socket.SendAsync(
                buffer.AsMemory(offset, size), socketFlags, SynchronousLimitOfSend(socketFlags), CancellationToken.None));
        }
        catch (SocketException e) when (WasClosed(e))
        {
            throw ClosedUnder(SendOperation.Name);
        }
    }

    /// <inheritdoc cref="Send(byte[], int, int, SocketFlags)"/>
    public int Send(byte[] buffer, int size, SocketFlags socketFlags) => Send(buffer, 0, size, socketFlags);

    /// <inheritdoc cref="Send(byte[], int, int, SocketFlags)"/>
    public int Send(byte[] buffer, SocketFlags socketFlags) => Send(buffer, 0, buffer?.Length ?? 0, socketFlags);

    /// <inheritdoc cref="Send(byte[], int, int, SocketFlags)"/>
    public int Send(byte[] buffer) => Send(buffer, SocketFlags.None);

    /// <summary>Sends all of a part of an array, and gives a socket's error instead of throwing it.</summary>
    /// <param name="buffer">The array.</param>
    /// <param name="offset">Where in it the bytes begin, from 0.</param>
    /// <param name="size">Their count, from 0.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.OutOfBand"/>.</param>
    /// <param name="errorCode">Success, or why they were not all sent.</param>
    /// <returns>How many bytes were sent; 0 where it failed.</returns>
    /// <exception cref="Exception">What <see cref="Send(byte[], int, int, SocketFlags)"/> throws beside a
    /// <see cref="SocketException"/>.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while the kernel's send buffer is full.</remarks>
    public int Send(byte[] buffer, int offset, int size, SocketFlags socketFlags, out SocketError errorCode)
    {
        try
        {
            errorCode = SocketError.Success;
            return Send(buffer, offset, size, socketFlags);
        }
        catch (SocketException e)
        {
            errorCode = e.SocketErrorCode;
            return 0;
        }
    }

    /// <summary>Sends all of a span; on a non-blocking socket, as much as there is room for.</summary>
    /// <param name="buffer">The bytes.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.OutOfBand"/>, or those of <see cref="MessageFlags"/>.</param>
    /// <returns>How many bytes were sent.</returns>
    /// <exception cref="SocketException">As for the other overloads.</exception>
    /// <exception cref="SocketTimeoutException">The peer did not take them within <see cref="SendTimeout"/> or
    /// <see cref="Timeout"/>.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while the kernel's send buffer is full.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/send.2.html">send(2)</seealso>
    public int Send(ReadOnlySpan<byte> buffer, SocketFlags socketFlags)
    {
        ThrowIfClosed(SendOperation.Name);
        using var call = SynchronousCall.Begin("GreenSocket.Send", nameof(SendAsync));
        try
        {
            return call.Wait(
                buffer,
                (Socket: _socket, Flags: socketFlags, Limit: SynchronousLimitOfSend(socketFlags)),
                static (call, memory) => call.Socket.SendAsync(memory, call.Flags, call.Limit, CancellationToken.None));
        }
        catch (SocketException e) when (WasClosed(e))
        {
            throw ClosedUnder(SendOperation.Name);
        }
    }

    /// <inheritdoc cref="Send(ReadOnlySpan{byte}, SocketFlags)"/>
    public int Send(ReadOnlySpan<byte> buffer) => Send(buffer, SocketFlags.None);

    /// <summary>Sends all of a span, and gives a socket's error instead of throwing it.</summary>
    /// <param name="buffer">The bytes.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.OutOfBand"/>.</param>
    /// <param name="errorCode">Success, or why they were not all sent.</param>
    /// <returns>How many bytes were sent; 0 where it failed.</returns>
    /// <remarks>Parks, or blocks a thread that is no hub, while the kernel's send buffer is full.</remarks>
    public int Send(ReadOnlySpan<byte> buffer, SocketFlags socketFlags, out SocketError errorCode)
    {
        try
        {
            errorCode = SocketError.Success;
            return Send(buffer, socketFlags);
        }
        catch (SocketException e)
        {
            errorCode = e.SocketErrorCode;
            return 0;
        }
    }

    /// <summary>Sends all of several arrays, one after the other; of a datagram socket they make one datagram.</summary>
    /// <param name="buffers">The arrays, at least one.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.OutOfBand"/>.</param>
    /// <returns>How many bytes were sent.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="buffers"/> or an array in it is null.</exception>
    /// <exception cref="ArgumentException">There is none.</exception>
    /// <exception cref="SocketException">As for the other overloads.</exception>
    /// <exception cref="SocketTimeoutException">The peer did not take them within <see cref="SendTimeout"/> or
    /// <see cref="Timeout"/>.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while the kernel's send buffer is full.</remarks>
    public int Send(IList<ArraySegment<byte>> buffers, SocketFlags socketFlags)
    {
        ThrowIfClosed(SendOperation.Name);
        CheckBuffers(buffers);
        using var call = SynchronousCall.Begin("GreenSocket.Send", nameof(SendAsync));
        try
        {
            return call.Wait(SendAsync(buffers, socketFlags, SynchronousLimitOfSend(socketFlags)));
        }
        catch (SocketException e) when (WasClosed(e))
        {
            throw ClosedUnder(SendOperation.Name);
        }
    }

    /// <inheritdoc cref="Send(IList{ArraySegment{byte}}, SocketFlags)"/>
    public int Send(IList<ArraySegment<byte>> buffers) => Send(buffers, SocketFlags.None);

    /// <summary>Sends all of several arrays, and gives a socket's error instead of throwing it.</summary>
    /// <param name="buffers">The arrays, at least one.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.OutOfBand"/>.</param>
    /// <param name="errorCode">Success, or why they were not all sent.</param>
    /// <returns>How many bytes were sent; 0 where it failed.</returns>
    /// <remarks>Parks, or blocks a thread that is no hub, while the kernel's send buffer is full.</remarks>
    public int Send(IList<ArraySegment<byte>> buffers, SocketFlags socketFlags, out SocketError errorCode)
    {
        try
        {
            errorCode = SocketError.Success;
            return Send(buffers, socketFlags);
        }
        catch (SocketException e)
        {
            errorCode = e.SocketErrorCode;
            return 0;
        }
    }

    // One copy, so that the whole is one send that nothing comes between: sendmsg(2) takes a part of a stream and stops.
    private async ValueTask<int> SendAsync(IList<ArraySegment<byte>> buffers, SocketFlags flags, TimeSpan limit)
    {
        if (buffers.Count == 1)
        {
            return await _socket.SendAsync(buffers[0], flags, limit, CancellationToken.None);
        }

        int size = buffers.Sum(part => part.Count);
        byte[] whole = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            int at = 0;
            foreach (ArraySegment<byte> part in buffers)
            {
                part.CopyTo(whole, at);
                at += part.Count;
            }

            return await _socket.SendAsync(whole.AsMemory(0, size), flags, limit, CancellationToken.None);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }
}
