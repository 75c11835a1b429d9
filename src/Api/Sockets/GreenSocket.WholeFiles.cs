using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;

namespace Akka.Greensock;

/// <content>Sending files by name, as the BCL does, and the synchronous forms of sending files.</content>
public sealed partial class GreenSocket
{
    /// <summary>Sends a whole file.</summary>
    /// <param name="fileName">Its path; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait: an unknown part has been sent then.</param>
    /// <exception cref="NotSupportedException">The socket is no stream, or not connected.</exception>
    /// <exception cref="FileNotFoundException">There is no such file; and what else
    /// <see cref="File.OpenHandle"/> throws.</exception>
    /// <exception cref="InvalidOperationException">The socket is non-blocking.</exception>
    /// <exception cref="SocketException">As for the other overloads.</exception>
    /// <remarks>Parks while the kernel's send buffer is full.</remarks>
    public ValueTask SendFileAsync(string? fileName, CancellationToken cancellationToken = default) => SendFileAsync(
        fileName, ReadOnlyMemory<byte>.Empty, ReadOnlyMemory<byte>.Empty, TransmitFileOptions.UseDefaultWorkerThread, cancellationToken);

    /// <summary>Sends some bytes, a whole file, and some more bytes.</summary>
    /// <param name="fileName">The file's path; null for none.</param>
    /// <param name="preBuffer">What goes before it.</param>
    /// <param name="postBuffer">What goes behind it.</param>
    /// <param name="flags"><see cref="TransmitFileOptions.UseDefaultWorkerThread"/>: only Windows has others.</param>
    /// <param name="cancellationToken">Ends the wait: an unknown part has been sent then.</param>
    /// <exception cref="PlatformNotSupportedException">Another flag.</exception>
    /// <exception cref="NotSupportedException">The socket is no stream, or not connected.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="SocketException">As for the other overloads.</exception>
    /// <remarks>Parks while the kernel's send buffer is full. The three are sends of their own: what another greenlet sends
    /// may come between them.</remarks>
    public ValueTask SendFileAsync(
        string? fileName,
        ReadOnlyMemory<byte> preBuffer,
        ReadOnlyMemory<byte> postBuffer,
        TransmitFileOptions flags,
        CancellationToken cancellationToken = default)
    {
        CheckSendFile(flags);
        return cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled(cancellationToken)
            : SendFileAsync(fileName, preBuffer, postBuffer, _timeout, cancellationToken);
    }

    /// <summary>Sends a whole file.</summary>
    /// <param name="fileName">Its path; null for nothing.</param>
    /// <exception cref="NotSupportedException">The socket is no stream, or not connected.</exception>
    /// <exception cref="FileNotFoundException">There is no such file; and what else
    /// <see cref="File.OpenHandle"/> throws.</exception>
    /// <exception cref="InvalidOperationException">The socket is non-blocking.</exception>
    /// <exception cref="SocketException">As for <see cref="Send(byte[], int, int, SocketFlags)"/>.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub: await
    /// <see cref="SendFileAsync(string, CancellationToken)"/>.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while the kernel's send buffer is full.</remarks>
    public void SendFile(string? fileName) => SendFile(
        fileName, ReadOnlySpan<byte>.Empty, ReadOnlySpan<byte>.Empty, TransmitFileOptions.UseDefaultWorkerThread);

    /// <summary>Sends some bytes, a whole file, and some more bytes.</summary>
    /// <param name="fileName">The file's path; null for none.</param>
    /// <param name="preBuffer">What goes before it; null for nothing.</param>
    /// <param name="postBuffer">What goes behind it; null for nothing.</param>
    /// <param name="flags"><see cref="TransmitFileOptions.UseDefaultWorkerThread"/>: only Windows has others.</param>
    /// <exception cref="PlatformNotSupportedException">Another flag.</exception>
    /// <exception cref="NotSupportedException">The socket is no stream, or not connected.</exception>
    /// <exception cref="SocketException">As for <see cref="SendFile(string)"/>.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while the kernel's send buffer is full.</remarks>
    public void SendFile(string? fileName, byte[]? preBuffer, byte[]? postBuffer, TransmitFileOptions flags) =>
        SendFile(fileName, preBuffer.AsSpan(), postBuffer.AsSpan(), flags);

    /// <inheritdoc cref="SendFile(string, byte[], byte[], TransmitFileOptions)"/>
    public void SendFile(
        string? fileName, ReadOnlySpan<byte> preBuffer, ReadOnlySpan<byte> postBuffer, TransmitFileOptions flags)
    {
        CheckSendFile(flags);
        using var call = SynchronousCall.Begin("GreenSocket.SendFile", nameof(SendFileAsync));
        try
        {
            call.Wait(SendFileAsync(
                fileName, preBuffer.ToArray(), postBuffer.ToArray(), SynchronousLimitOfSend(SocketFlags.None), CancellationToken.None));
        }
        catch (SocketException e) when (WasClosed(e))
        {
            throw ClosedUnder("sendfile");
        }
    }

    /// <summary>Sends a part of a file, as
    /// <see cref="SendFileAsync(SafeFileHandle, long, long?, CancellationToken)"/> does.</summary>
    /// <param name="file">The file, open for reading.</param>
    /// <param name="offset">Where to begin, in bytes, from 0.</param>
    /// <param name="count">How many bytes at most, from 1; null for all up to the end of the file.</param>
    /// <returns>How many bytes were sent.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The offset is negative, or the count less than 1.</exception>
    /// <exception cref="InvalidOperationException">The socket is no stream, or is non-blocking.</exception>
    /// <exception cref="SocketException">As for <see cref="SendFile(string)"/>.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while the kernel's send buffer is full.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/sendfile.2.html">sendfile(2)</seealso>
    public long SendFile(SafeFileHandle file, long offset = 0, long? count = null)
    {
        ThrowIfClosed("sendfile");
        ArgumentNullException.ThrowIfNull(file);
        CheckFilePart(offset, count);
        using var call = SynchronousCall.Begin("GreenSocket.SendFile", nameof(SendFileAsync));
        try
        {
            var part = new FilePart(file, offset, count ?? long.MaxValue);
            call.Wait(SendAsync(part, SynchronousLimitOfSend(SocketFlags.None), CancellationToken.None));
            return part.Sent;
        }
        catch (SocketException e) when (WasClosed(e))
        {
            throw ClosedUnder("sendfile");
        }
    }

    /// <summary>Sends a part of a file, and leaves the file's position behind what was sent, also where it fails.</summary>
    /// <param name="file">The file, open for reading.</param>
    /// <param name="offset">Where to begin, in bytes, from 0.</param>
    /// <param name="count">How many bytes at most, from 1; null for all up to the end of the file.</param>
    /// <returns>How many bytes were sent.</returns>
    /// <exception cref="SocketException">As for <see cref="SendFile(string)"/>.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while the kernel's send buffer is full.</remarks>
    public long SendFile(FileStream file, long offset = 0, long? count = null)
    {
        ThrowIfClosed("sendfile");
        using var call = SynchronousCall.Begin("GreenSocket.SendFile", nameof(SendFileAsync));
        try
        {
            return call.Wait(SendFileAsync(file, offset, count, SynchronousLimitOfSend(SocketFlags.None), CancellationToken.None));
        }
        catch (SocketException e) when (WasClosed(e))
        {
            throw ClosedUnder("sendfile");
        }
    }

    private void CheckSendFile(TransmitFileOptions flags)
    {
        ThrowIfClosed("sendfile");
        if (!Connected || SocketType != SocketType.Stream)
        {
            throw new NotSupportedException($"sendfile {_socket}: only a connected stream takes a file.");
        }

        if (flags != TransmitFileOptions.UseDefaultWorkerThread)
        {
            throw new PlatformNotSupportedException($"sendfile with {flags}: only Windows has such a thing.");
        }
    }

    private async ValueTask SendFileAsync(
        string? fileName,
        ReadOnlyMemory<byte> preBuffer,
        ReadOnlyMemory<byte> postBuffer,
        TimeSpan limit,
        CancellationToken cancellationToken)
    {
        using SafeFileHandle? file = fileName is null ? null : File.OpenHandle(fileName);
        var deadline = new Deadline(Hub, limit);
        CheckFilePart(0, null);
        await _socket.SendAllAsync(preBuffer, SocketFlags.None, deadline.Left, cancellationToken);
        if (file is not null)
        {
            await SendAsync(new FilePart(file, 0, long.MaxValue), deadline.Left, cancellationToken);
        }

        await _socket.SendAllAsync(postBuffer, SocketFlags.None, deadline.Left, cancellationToken);
    }
}
