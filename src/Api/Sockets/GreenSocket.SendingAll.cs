using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Sending all of it, synchronously: BSD's and gevent's name for what a blocking send does here anyway.</content>
public sealed partial class GreenSocket
{
    /// <summary>Sends all of the bytes, also on a socket whose <see cref="Timeout"/> is short, or fails.</summary>
    /// <param name="buffer">The bytes.</param>
    /// <param name="socketFlags">Such as those of <see cref="MessageFlags"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="buffer"/> is null.</exception>
    /// <exception cref="SocketException">As for <see cref="Send(byte[], int, int, SocketFlags)"/>; WouldBlock: not all of them
    /// could be sent, and the socket is non-blocking.</exception>
    /// <exception cref="SocketTimeoutException">The peer did not take them within <see cref="SendTimeout"/> or
    /// <see cref="Timeout"/>; the message says how many it took.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub: await
    /// <see cref="SendAllAsync"/>.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while the kernel's send buffer is full.</remarks>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.socket.sendall">gevent: socket.sendall</seealso>
    public void SendAll(byte[] buffer, SocketFlags socketFlags = SocketFlags.None)
    {
        ThrowIfClosed(SendOperation.Name);
        ArgumentNullException.ThrowIfNull(buffer);
        using var call = SynchronousCall.Begin("GreenSocket.SendAll", nameof(SendAllAsync));
        try
        {
            call.Wait(_socket.SendAllAsync(buffer, socketFlags, SynchronousLimitOfSend(socketFlags), CancellationToken.None));
        }
        catch (SocketException e) when (WasClosed(e))
        {
            throw ClosedUnder(SendOperation.Name);
        }
    }

    /// <inheritdoc cref="SendAll(byte[], SocketFlags)"/>
    public void SendAll(ReadOnlySpan<byte> buffer, SocketFlags socketFlags = SocketFlags.None)
    {
        ThrowIfClosed(SendOperation.Name);
        using var call = SynchronousCall.Begin("GreenSocket.SendAll", nameof(SendAllAsync));
        try
        {
            call.Wait(
                buffer,
                (Socket: _socket, Flags: socketFlags, Limit: SynchronousLimitOfSend(socketFlags)),
                static (call, memory) => DoneAsync(call.Socket.SendAllAsync(memory, call.Flags, call.Limit, CancellationToken.None)));
        }
        catch (SocketException e) when (WasClosed(e))
        {
            throw ClosedUnder(SendOperation.Name);
        }
    }

    private static async ValueTask<bool> DoneAsync(ValueTask call)
    {
        await call;
        return true;
    }
}
