using System.Net;
using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;

namespace Akka.Greensock;

/// <content>Datagrams and packets, for <see cref="GreenSocketAsyncEventArgs"/>.</content>
public sealed partial class GreenSocket
{
    /// <summary>Receives a datagram; <see cref="GreenSocketAsyncEventArgs.RemoteEndPoint"/> is who sent it.</summary>
    /// <param name="e">The call, with any end point of the socket's family.</param>
    /// <returns>Whether <see cref="GreenSocketAsyncEventArgs.Completed"/> will tell of its end.</returns>
    /// <exception cref="ArgumentException"><paramref name="e"/> is null, or has no such end point.</exception>
    /// <exception cref="InvalidOperationException">It is at a call already.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed, or the call was disposed of.</exception>
    /// <remarks>Does not park.</remarks>
    public bool ReceiveFromAsync(GreenSocketAsyncEventArgs e)
    {
        CheckArgs(e, ReceiveFromOperation.Name);
        CheckSender(RemoteOf(e), "ReceiveFromAsync", nameof(e));
        e.Begin(this, SocketAsyncOperation.ReceiveFrom);
        return e.Follow(ReceiveFromListAsync(e), static (e, received) => e.Received(received));
    }

    /// <summary>Receives a datagram, with where it came in.</summary>
    /// <param name="e">The call, with any end point of the socket's family.</param>
    /// <returns>Whether <see cref="GreenSocketAsyncEventArgs.Completed"/> will tell of its end.</returns>
    /// <exception cref="ArgumentException"><paramref name="e"/> is null, or has no such end point.</exception>
    /// <exception cref="InvalidOperationException">It is at a call already.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed, or the call was disposed of.</exception>
    /// <remarks>Does not park.</remarks>
    public bool ReceiveMessageFromAsync(GreenSocketAsyncEventArgs e)
    {
        CheckArgs(e, MessageName);
        CheckSender(RemoteOf(e), "ReceiveMessageFromAsync", nameof(e));
        CheckSingle(e, nameof(e));
        e.Begin(this, SocketAsyncOperation.ReceiveMessageFrom);
        return e.Follow(
            _socket.ReceiveMessageFromAsync(e.Part, e.SocketFlags, LimitOfReceive(e.SocketFlags), CancellationToken.None),
            static (e, received) => e.Received(received));
    }

    /// <summary>Sends a datagram to <see cref="GreenSocketAsyncEventArgs.RemoteEndPoint"/>.</summary>
    /// <param name="e">The call.</param>
    /// <returns>Whether <see cref="GreenSocketAsyncEventArgs.Completed"/> will tell of its end.</returns>
    /// <exception cref="ArgumentException"><paramref name="e"/> is null, or has no end point.</exception>
    /// <exception cref="InvalidOperationException">It is at a call already.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed, or the call was disposed of.</exception>
    /// <remarks>Does not park.</remarks>
    public bool SendToAsync(GreenSocketAsyncEventArgs e)
    {
        CheckArgs(e, SendToOperation.Name);
        EndPoint remoteEP = RemoteOf(e);
        e.Begin(this, SocketAsyncOperation.SendTo);
        ReadOnlyMemory<byte> bytes = e.BufferList is { Count: > 0 } buffers ? Joined(buffers) : e.Part;
        return e.Follow(SendToAsync(bytes, e.SocketFlags, remoteEP), static (e, sent) => e.Transferred(sent));
    }

    /// <summary>Sends <see cref="GreenSocketAsyncEventArgs.SendPacketsElements"/>, one after the other.</summary>
    /// <param name="e">The call.</param>
    /// <returns>Whether <see cref="GreenSocketAsyncEventArgs.Completed"/> will tell of its end.</returns>
    /// <exception cref="ArgumentException"><paramref name="e"/> is null, or has no elements.</exception>
    /// <exception cref="NotSupportedException">The socket is not connected.</exception>
    /// <exception cref="FileNotFoundException">A file does not exist.</exception>
    /// <exception cref="InvalidOperationException">It is at a call already.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed, or the call was disposed of.</exception>
    /// <remarks>Does not park. They are sends of their own: what another greenlet sends may come between them.</remarks>
    public bool SendPacketsAsync(GreenSocketAsyncEventArgs e)
    {
        CheckArgs(e, "send packets");
        SendPacketsElement?[] elements = e.SendPacketsElements
            ?? throw new ArgumentException("send packets: SendPacketsElements is null, and says what.", nameof(e));
        if (!Connected)
        {
            throw new NotSupportedException($"send packets {_socket}: it is not connected.");
        }

        SafeFileHandle?[] files = OpenFiles(elements);
        e.Begin(this, SocketAsyncOperation.SendPackets);
        return e.Follow(SendEachAsync(e, elements, files), static (e, sent) => e.Transferred(sent));
    }

    private static EndPoint RemoteOf(GreenSocketAsyncEventArgs e) => e.RemoteEndPoint
        ?? throw new ArgumentException("RemoteEndPoint is null.", nameof(e));

    private static byte[] Joined(IList<ArraySegment<byte>> buffers) => [.. buffers.SelectMany(part => part)];

    private async ValueTask<SocketReceiveFromResult> ReceiveFromListAsync(GreenSocketAsyncEventArgs e)
    {
        SocketFlags flags = e.SocketFlags;
        if (e.BufferList is not { Count: > 0 } buffers)
        {
            return await _socket.ReceiveFromAsync(e.Part, flags, LimitOfReceive(flags), CancellationToken.None);
        }

        Memory<byte>[] parts = [.. buffers.Select(part => part.AsMemory())];
        ReceivedMessage received = await _socket.ReceiveMessageAsync(parts, 0, flags, LimitOfReceive(flags), CancellationToken.None);
        return new SocketReceiveFromResult
        {
            ReceivedBytes = received.ReceivedBytes,
            RemoteEndPoint = received.RemoteEndPoint ?? e.RemoteEndPoint!,
        };
    }

    // Before anything is sent: a file that does not exist is the caller's mistake, and said to him.
    private static SafeFileHandle?[] OpenFiles(SendPacketsElement?[] elements)
    {
        var files = new SafeFileHandle?[elements.Length];
        try
        {
            for (int i = 0; i < elements.Length; i++)
            {
                files[i] = elements[i]?.FilePath is { } path ? File.OpenHandle(path) : null;
            }

            return files;
        }
        catch
        {
            Array.ForEach(files, file => file?.Dispose());
            throw;
        }
    }

    private async ValueTask<int> SendEachAsync(GreenSocketAsyncEventArgs e, SendPacketsElement?[] elements, SafeFileHandle?[] files)
    {
        int sent = 0;
        try
        {
            var deadline = new Deadline(Hub, _timeout);
            for (int i = 0; i < elements.Length; i++)
            {
                if (elements[i] is not { } element)
                {
                    continue;
                }

                if ((files[i] ?? element.FileStream?.SafeFileHandle) is { } file)
                {
                    // A count of 0 means all that is left.
                    var part = new FilePart(file, element.OffsetLong, element.Count == 0 ? long.MaxValue : element.Count);
                    await SendAsync(part, deadline.Left, CancellationToken.None);
                    sent += (int)part.Sent;
                }
                else if (element.MemoryBuffer is { } bytes)
                {
                    sent += await _socket.SendAsync(bytes, SocketFlags.None, deadline.Left, CancellationToken.None);
                }
            }
        }
        finally
        {
            Array.ForEach(files, file => file?.Dispose());
        }

        if ((e.SendPacketsFlags & TransmitFileOptions.Disconnect) != 0)
        {
            await DisconnectAsync((e.SendPacketsFlags & TransmitFileOptions.ReuseSocket) != 0);
        }

        return sent;
    }
}
