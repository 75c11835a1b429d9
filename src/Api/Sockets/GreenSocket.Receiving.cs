using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Receiving, synchronously.</content>
public sealed partial class GreenSocket
{
    /// <summary>Receives into a part of an array.</summary>
    /// <param name="buffer">The array.</param>
    /// <param name="offset">Where in it the bytes go, from 0.</param>
    /// <param name="size">At most so many, from 0: with 0 the call waits until there is something, and takes none of it.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>, or those of <see cref="MessageFlags"/>.</param>
    /// <returns>How many bytes, at least 1; 0 at the end of the stream, or for a size of 0.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="buffer"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="offset"/> or <paramref name="size"/> is outside of
    /// it.</exception>
    /// <exception cref="SocketException">ConnectionReset, NotConnected …; WouldBlock: there is nothing, and the socket is
    /// non-blocking; ConnectionAborted (a stream) or Interrupted: the socket was closed meanwhile.</exception>
    /// <exception cref="SocketTimeoutException">Nothing came within <see cref="ReceiveTimeout"/> or
    /// <see cref="Timeout"/>.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub: await
    /// <see cref="ReceiveAsync(Memory{byte}, CancellationToken)"/>.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while there is nothing to receive.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/recv.2.html">recv(2)</seealso>
    public int Receive(byte[] buffer, int offset, int size, SocketFlags socketFlags)
    {
        ThrowIfClosed(ReceiveOperation.Name);
        CheckBuffer(buffer, offset, size);
        using var call = SynchronousCall.Begin("GreenSocket.Receive", nameof(ReceiveAsync));
        try
        {
            return call.Wait(_socket.ReceiveAsync(
                buffer.AsMemory(offset, size), socketFlags, SynchronousLimitOfReceive(socketFlags), CancellationToken.None));
        }
        catch (SocketException e) when (WasClosed(e))
        {
            throw ClosedUnder(ReceiveOperation.Name);
        }
    }

    /// <inheritdoc cref="Receive(byte[], int, int, SocketFlags)"/>
    public int Receive(byte[] buffer, int size, SocketFlags socketFlags) => Receive(buffer, 0, size, socketFlags);

    /// <inheritdoc cref="Receive(byte[], int, int, SocketFlags)"/>
    public int Receive(byte[] buffer, SocketFlags socketFlags) => Receive(buffer, 0, buffer?.Length ?? 0, socketFlags);

    /// <inheritdoc cref="Receive(byte[], int, int, SocketFlags)"/>
    public int Receive(byte[] buffer) => Receive(buffer, SocketFlags.None);

    /// <summary>Receives into a part of an array, and gives a socket's error instead of throwing it.</summary>
    /// <param name="buffer">The array.</param>
    /// <param name="offset">Where in it the bytes go, from 0.</param>
    /// <param name="size">At most so many, from 0.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>.</param>
    /// <param name="errorCode">Success, or why nothing was received.</param>
    /// <returns>How many bytes; 0 also where it failed.</returns>
    /// <exception cref="Exception">What <see cref="Receive(byte[], int, int, SocketFlags)"/> throws beside a
    /// <see cref="SocketException"/>.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while there is nothing to receive.</remarks>
    public int Receive(byte[] buffer, int offset, int size, SocketFlags socketFlags, out SocketError errorCode)
    {
        try
        {
            errorCode = SocketError.Success;
            return Receive(buffer, offset, size, socketFlags);
        }
        catch (SocketException e)
        {
            errorCode = e.SocketErrorCode;
            return 0;
        }
    }

    /// <summary>Receives into a span.</summary>
    /// <param name="buffer">Where the bytes go. An empty one waits until there is something, and takes none of it.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>, or those of <see cref="MessageFlags"/>.</param>
    /// <returns>How many bytes, at least 1; 0 at the end of the stream, or for an empty span.</returns>
    /// <exception cref="SocketException">As for the other overloads.</exception>
    /// <exception cref="SocketTimeoutException">Nothing came within <see cref="ReceiveTimeout"/> or
    /// <see cref="Timeout"/>.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while there is nothing to receive.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/recv.2.html">recv(2)</seealso>
    public int Receive(Span<byte> buffer, SocketFlags socketFlags)
    {
        ThrowIfClosed(ReceiveOperation.Name);
        using var call = SynchronousCall.Begin("GreenSocket.Receive", nameof(ReceiveAsync));
        try
        {
            return call.Wait(
                buffer,
                (Socket: _socket, Flags: socketFlags, Limit: SynchronousLimitOfReceive(socketFlags)),
                static (call, memory) => call.Socket.ReceiveAsync(memory, call.Flags, call.Limit, CancellationToken.None));
        }
        catch (SocketException e) when (WasClosed(e))
        {
            throw ClosedUnder(ReceiveOperation.Name);
        }
    }

    /// <inheritdoc cref="Receive(Span{byte}, SocketFlags)"/>
    public int Receive(Span<byte> buffer) => Receive(buffer, SocketFlags.None);

    /// <summary>Receives into a span, and gives a socket's error instead of throwing it.</summary>
    /// <param name="buffer">Where the bytes go.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>.</param>
    /// <param name="errorCode">Success, or why nothing was received.</param>
    /// <returns>How many bytes; 0 also where it failed.</returns>
    /// <remarks>Parks, or blocks a thread that is no hub, while there is nothing to receive.</remarks>
    public int Receive(Span<byte> buffer, SocketFlags socketFlags, out SocketError errorCode)
    {
        try
        {
            errorCode = SocketError.Success;
            return Receive(buffer, socketFlags);
        }
        catch (SocketException e)
        {
            errorCode = e.SocketErrorCode;
            return 0;
        }
    }

    /// <summary>Receives into several arrays, one after the other.</summary>
    /// <param name="buffers">The arrays, at least one.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>.</param>
    /// <returns>How many bytes; 0 at the end of the stream.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="buffers"/> or an array in it is null.</exception>
    /// <exception cref="ArgumentException">There is none.</exception>
    /// <exception cref="SocketException">As for the other overloads.</exception>
    /// <exception cref="SocketTimeoutException">Nothing came within <see cref="ReceiveTimeout"/> or
    /// <see cref="Timeout"/>.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while there is nothing to receive.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/recvmsg.2.html">recvmsg(2)</seealso>
    public int Receive(IList<ArraySegment<byte>> buffers, SocketFlags socketFlags)
    {
        ThrowIfClosed(ReceiveOperation.Name);
        CheckBuffers(buffers);
        using var call = SynchronousCall.Begin("GreenSocket.Receive", nameof(ReceiveAsync));
        try
        {
            return call.Wait(ReceiveAsync(buffers, socketFlags, SynchronousLimitOfReceive(socketFlags)));
        }
        catch (SocketException e) when (WasClosed(e))
        {
            throw ClosedUnder(ReceiveOperation.Name);
        }
    }

    /// <inheritdoc cref="Receive(IList{ArraySegment{byte}}, SocketFlags)"/>
    public int Receive(IList<ArraySegment<byte>> buffers) => Receive(buffers, SocketFlags.None);

    /// <summary>Receives into several arrays, and gives a socket's error instead of throwing it.</summary>
    /// <param name="buffers">The arrays, at least one.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>.</param>
    /// <param name="errorCode">Success, or why nothing was received.</param>
    /// <returns>How many bytes; 0 also where it failed.</returns>
    /// <remarks>Parks, or blocks a thread that is no hub, while there is nothing to receive.</remarks>
    public int Receive(IList<ArraySegment<byte>> buffers, SocketFlags socketFlags, out SocketError errorCode)
    {
        try
        {
            errorCode = SocketError.Success;
            return Receive(buffers, socketFlags);
        }
        catch (SocketException e)
        {
            errorCode = e.SocketErrorCode;
            return 0;
        }
    }

    /// <summary>Receives without taking: the next receive gets the same bytes again. MSG_PEEK.</summary>
    /// <param name="buffer">Where the bytes go.</param>
    /// <returns>How many bytes, at least 1; 0 at the end of the stream, or for an empty span.</returns>
    /// <exception cref="SocketException">As for <see cref="Receive(Span{byte}, SocketFlags)"/>.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub: await
    /// <see cref="PeekAsync"/>.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while there is nothing to receive.</remarks>
    public int Peek(Span<byte> buffer) => Receive(buffer, SocketFlags.Peek);

    private async ValueTask<int> ReceiveAsync(IList<ArraySegment<byte>> buffers, SocketFlags flags, TimeSpan limit)
    {
        Memory<byte>[] parts = [.. buffers.Select(part => part.AsMemory())];
        if (Array.TrueForAll(parts, part => part.IsEmpty))
        {
            return await _socket.ReceiveAsync(Memory<byte>.Empty, flags, limit, CancellationToken.None);
        }

        ReceivedMessage received = await _socket.ReceiveMessageAsync(parts, 0, flags, limit, CancellationToken.None);
        return received.ReceivedBytes;
    }
}
