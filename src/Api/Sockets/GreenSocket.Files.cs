using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;

namespace Akka.Greensock;

/// <content>Sending files.</content>
public sealed partial class GreenSocket
{
    private const int CopyBytes = 128 * 1024;

    /// <summary>
    /// Sends a part of a file. A regular file goes from the page cache to the socket without passing through this process,
    /// by sendfile(2); anything else, or where the kernel has no such call, is read and sent.
    /// </summary>
    /// <param name="file">The file, open for reading. Its own position does not matter and does not change; a file that
    /// has none (a pipe) is read from where it stands, and <paramref name="offset"/> must be 0.</param>
    /// <param name="offset">Where to begin, in bytes, from 0.</param>
    /// <param name="count">How many bytes at most, from 1; null for all up to the end of the file.</param>
    /// <param name="cancellationToken">Ends the wait: an unknown part has been sent then.</param>
    /// <returns>How many bytes were sent: fewer than asked where the file ended.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The offset is negative, or the count less than 1.</exception>
    /// <exception cref="InvalidOperationException">The socket is no stream, or is non-blocking.</exception>
    /// <exception cref="SocketException">As for
    /// <see cref="SendAsync(ReadOnlyMemory{byte}, CancellationToken)"/>.</exception>
    /// <exception cref="SocketTimeoutException">The peer did not take it all within <see cref="Timeout"/>.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <remarks>Parks while the kernel's send buffer is full. A page that is not in the cache is read from disk meanwhile,
    /// and the hub waits for that.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/sendfile.2.html">sendfile(2)</seealso>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.socket.sendfile">gevent:
    /// socket.sendfile, which copies</seealso>
    public async ValueTask<long> SendFileAsync(
        SafeFileHandle file, long offset = 0, long? count = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        CheckFilePart(offset, count);
        var part = new FilePart(file, offset, count ?? long.MaxValue);
        await SendAsync(part, _timeout, cancellationToken);
        return part.Sent;
    }

    /// <summary>Sends a part of a file, and leaves the file's position behind what was sent, also where it fails.</summary>
    /// <param name="file">The file, open for reading.</param>
    /// <param name="offset">Where to begin, in bytes, from 0.</param>
    /// <param name="count">How many bytes at most, from 1; null for all up to the end of the file.</param>
    /// <param name="cancellationToken">Ends the wait: a part has been sent then.</param>
    /// <returns>How many bytes were sent.</returns>
    /// <exception cref="SocketException">As for the other overload.</exception>
    /// <remarks>Parks while the kernel's send buffer is full.</remarks>
    public ValueTask<long> SendFileAsync(
        FileStream file, long offset = 0, long? count = null, CancellationToken cancellationToken = default) =>
        SendFileAsync(file, offset, count, _timeout, cancellationToken);

    private async ValueTask<long> SendFileAsync(
        FileStream file, long offset, long? count, TimeSpan limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        CheckFilePart(offset, count);
        var part = new FilePart(file.SafeFileHandle, offset, count ?? long.MaxValue);
        try
        {
            await SendAsync(part, limit, cancellationToken);
        }
        finally
        {
            if (file.CanSeek)
            {
                file.Position = offset + part.Sent;
            }
        }

        return part.Sent;
    }

    private void CheckFilePart(long offset, long? count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (count is { } given)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(given, 1, nameof(count));
        }

        if (SocketType != SocketType.Stream)
        {
            throw new InvalidOperationException($"sendfile {_socket}: only a stream takes a file. Read it, and send datagrams.");
        }

        if (!Blocking)
        {
            throw new InvalidOperationException(
                $"sendfile {_socket}: the socket is non-blocking, and how much was sent would be lost. Give it a {nameof(Timeout)}.");
        }
    }

    private async ValueTask SendAsync(FilePart part, TimeSpan limit, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_socket.IsClosed, this);
        if (part.File.IsClosed || part.File.IsInvalid)
        {
            throw new ObjectDisposedException(nameof(SafeFileHandle), $"sendfile {_socket}: the file is closed. Open it again.");
        }

        var deadline = new Deadline(Hub, limit);
        try
        {
            if (!await _socket.SendFileAsync(part, limit, cancellationToken))
            {
                await CopyAsync(part, deadline, cancellationToken);
            }
        }
        catch (Exception e) when (e is SocketTimeoutException or TimeoutException)
        {
            throw new SocketTimeoutException(
                $"sendfile {_socket}: timed out after {limit.TotalMilliseconds:0} ms with {part.Sent} bytes sent. The stream is " +
                "cut at that byte: close the socket, unless you can resume there.");
        }
    }

    private async ValueTask CopyAsync(FilePart part, Deadline deadline, CancellationToken cancellationToken)
    {
        bool seeks = HasPositions(part.File);
        if (part.Offset != 0 && !seeks)
        {
            throw new ArgumentException("sendfile: this file cannot be positioned: the offset must be 0.", nameof(part));
        }

        byte[] buffer = new byte[(int)Math.Min(CopyBytes, part.Count)];
        while (part.Sent < part.Count)
        {
            int ask = (int)Math.Min(buffer.Length, part.Count - part.Sent);
            Task<int> reading = seeks
                ? RandomAccess.ReadAsync(part.File, buffer.AsMemory(0, ask), part.Offset + part.Sent, cancellationToken).AsTask()
                : ReadOnAsync(part.File, buffer.AsMemory(0, ask), cancellationToken);
            int read = await ForeignAsync(reading, deadline.Left, cancellationToken);
            if (read == 0)
            {
                break;
            }

            await _socket.SendAllAsync(buffer.AsMemory(0, read), SocketFlags.None, deadline.Left, cancellationToken);
            part.Sent += read;
        }
    }

    // Such a read may outlast the call that wanted it. The handle is held until then: its number must not come to stand for
    // another file, whose bytes this would take. RandomAccess, which would hold it by itself, has no ReadAsync for a pipe.
    private static Task<int> ReadOnAsync(SafeFileHandle file, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        bool held = false;
        file.DangerousAddRef(ref held);
        return ReadAsync();

        async Task<int> ReadAsync()
        {
            try
            {
                using var borrowed = new SafeFileHandle(file.DangerousGetHandle(), ownsHandle: false);
                await using var stream = new FileStream(borrowed, FileAccess.Read, bufferSize: 0);
                return await stream.ReadAsync(buffer, cancellationToken);
            }
            finally
            {
                file.DangerousRelease();
            }
        }
    }

    private static bool HasPositions(SafeFileHandle file)
    {
        try
        {
            return RandomAccess.GetLength(file) >= 0;
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>Awaits a task of others so that a timeout or a kill can end the wait.</summary>
    private static ValueTask<T> ForeignAsync<T>(Task<T> task, TimeSpan timeout, CancellationToken cancellationToken) =>
        Hub.Current is null
            ? new ValueTask<T>(task.WaitAsync(timeout, cancellationToken))
            : Greenlet.AwaitAsync(task, timeout, cancellationToken);
}
