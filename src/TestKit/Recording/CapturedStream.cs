using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Akka.Greensock.TestKit;

/// <summary>
/// A connection whose bytes a <see cref="Capture"/> sees: what is written as it is handed over, so that an answer never comes before
/// its question, and what is read when it has been read.
/// </summary>
/// <remarks>A write that fails or is cancelled stands in the capture in full, though only a part of it may have been sent. Everything else
/// is as with the stream below it.</remarks>
public sealed class CapturedStream : Stream
{
    private readonly Stream _inner;
    private readonly TcpTap _tap;
    private readonly bool _ownsInner;

    internal CapturedStream(Stream inner, TcpTap tap, bool ownsInner)
    {
        _ownsInner = ownsInner;
        _inner = inner;
        _tap = tap;
    }

    /// <inheritdoc/>
    public override bool CanRead => _inner.CanRead;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => _inner.CanWrite;

    /// <inheritdoc/>
    public override bool CanTimeout => _inner.CanTimeout;

    /// <inheritdoc/>
    public override int ReadTimeout { get => _inner.ReadTimeout; set => _inner.ReadTimeout = value; }

    /// <inheritdoc/>
    public override int WriteTimeout { get => _inner.WriteTimeout; set => _inner.WriteTimeout = value; }

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException("CapturedStream: a connection has no length.");

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException("CapturedStream: a connection has no position.");
        set => throw new NotSupportedException("CapturedStream: a connection has no position.");
    }

    /// <summary>Ends the sending direction: the peer gets its end of stream, and may still send.</summary>
    /// <exception cref="NotSupportedException">The stream below is no <see cref="GreenNetworkStream"/>.</exception>
    /// <exception cref="SocketException">NotConnected.</exception>
    public ValueTask EndSendingAsync()
    {
        GreenSocket socket = TheSocket("EndSendingAsync");
        _tap.EndSent();
        return socket.ShutdownAsync(SocketShutdown.Send);
    }

    /// <summary>Closes the connection by a reset.</summary>
    /// <exception cref="NotSupportedException">The stream below is no <see cref="GreenNetworkStream"/>.</exception>
    public async ValueTask ResetAsync()
    {
        GreenSocket socket = TheSocket("ResetAsync");
        _tap.ResetSent();
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        await socket.DisposeAsync();
        await _inner.DisposeAsync();
    }

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            int count = await _inner.ReadAsync(buffer, cancellationToken);
            HasRead(buffer.Span[..count], buffer.Length);
            return count;
        }
        catch (Exception e) when (Noted(e))
        {
            throw;
        }
        finally
        {
            Hub.ContinueHere();
        }
    }

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        WillWrite(buffer.Span);
        try
        {
            await _inner.WriteAsync(buffer, cancellationToken);
        }
        catch (Exception e) when (Noted(e))
        {
            throw;
        }
        finally
        {
            Hub.ContinueHere();
        }
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        try
        {
            int count = _inner.Read(buffer);
            HasRead(buffer[..count], buffer.Length);
            return count;
        }
        catch (Exception e) when (Noted(e))
        {
            throw;
        }
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        return Read(buffer.AsSpan(offset, count));
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        WillWrite(buffer);
        try
        {
            _inner.Write(buffer);
        }
        catch (Exception e) when (Noted(e))
        {
            throw;
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        Write(buffer.AsSpan(offset, count));
    }

    /// <inheritdoc/>
    public override void Flush() => _inner.Flush();

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => _inner.FlushAsync(cancellationToken);

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) =>
        throw new NotSupportedException("CapturedStream: a connection does not seek.");

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException("CapturedStream: a connection has no length.");

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        NoteDispose();

        await _inner.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            NoteDispose();
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void NoteDispose()
    {
        if (_ownsInner && (_inner.CanRead || _inner.CanWrite))
        {
            _tap.EndSent();
        }
    }

    private void HasRead(ReadOnlySpan<byte> bytes, int asked)
    {
        if (bytes.IsEmpty && asked > 0)
        {
            _tap.EndReceived();
        }

        _tap.Received(bytes);
    }

    private void WillWrite(ReadOnlySpan<byte> bytes)
    {
        if (_inner.CanWrite)
        {
            _tap.Sent(bytes);
        }
    }

    /// <summary>Sees a reset of the peer's in an exception, and lets it pass.</summary>
    private bool Noted(Exception e)
    {
        SocketError? error = (e as SocketException ?? e.InnerException as SocketException)?.SocketErrorCode;
        if (error == SocketError.ConnectionReset || (error == SocketError.Shutdown && !_tap.HasSentEnd))
        {
            _tap.ResetReceived();
        }

        return false;
    }

    private GreenSocket TheSocket(string member) => (_inner as GreenNetworkStream)?.Socket ?? throw new NotSupportedException(
        $"CapturedStream.{member}: the stream below this is no GreenNetworkStream, and cannot do it. Attach to a GreenSocket.");
}
