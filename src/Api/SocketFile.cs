namespace Akka.Greensock;

/// <summary>
/// A connection as a buffered file: what <see cref="GreenSocket.MakeFile"/> makes. Bytes and failures are those of the
/// <see cref="GreenNetworkStream"/> below; here are the buffers, the access, and what a failure leaves behind.
/// </summary>
/// <remarks>
/// Reading and writing have a buffer each, so that a greenlet may read while another one writes. A read does not flush
/// what was written before it: as in gevent, that is the caller's to do before it waits for an answer.
/// </remarks>
internal sealed partial class SocketFile : Stream
{
    private readonly GreenNetworkStream _raw;
    private readonly FileAccess _access;
    private readonly int _bufferBytes;
    private int _disposed;

    public SocketFile(GreenNetworkStream raw, FileAccess access, int bufferBytes)
    {
        _raw = raw;
        _access = access;
        _bufferBytes = bufferBytes;
    }

    public override bool CanRead => _disposed == 0 && (_access & FileAccess.Read) != 0;

    public override bool CanWrite => _disposed == 0 && (_access & FileAccess.Write) != 0;

    public override bool CanSeek => false;

    public override long Length => throw NoSeek();

    public override long Position
    {
        get => throw NoSeek();
        set => throw NoSeek();
    }

    public override long Seek(long offset, SeekOrigin origin) => throw NoSeek();

    public override void SetLength(long value) => throw NoSeek();

    /// <summary>Flushes and closes. Where the flush fails, the file is closed all the same.</summary>
    public override async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        try
        {
            await FlushPendingAsync(CancellationToken.None);
        }
        finally
        {
            await _raw.DisposeAsync();
            await base.DisposeAsync();
        }
    }

    /// <summary>
    /// Closes, and flushes if there is something to flush: on a hub that throws, because the flush would be lost.
    /// </summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            try
            {
                FlushPending("Dispose, with bytes that are not flushed", nameof(DisposeAsync));
            }
            finally
            {
                _raw.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private void Check(FileAccess wanted)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        if ((_access & wanted) == 0)
        {
            throw new NotSupportedException($"This file of {_raw.Socket} was made with FileAccess.{_access}, and not to {wanted}.");
        }
    }

    private static void Begin(ref int busy, string what)
    {
        if (Interlocked.Exchange(ref busy, 1) != 0)
        {
            throw new InvalidOperationException(
                $"{what}: another greenlet is doing so on this file. Take turns, or make a file for each.");
        }
    }

    private static NotSupportedException NoSeek() => new("A file of a socket cannot seek, and has no length and no position.");
}
