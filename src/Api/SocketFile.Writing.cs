using System.Runtime.CompilerServices;

namespace Akka.Greensock;

internal sealed partial class SocketFile
{
    private byte[]? _writeBuffer;
    private int _pending; // bytes at its beginning that are not sent
    private int _writing;
    private bool _cut;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Check(FileAccess.Write);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        BeginWriting();
        if (buffer.Length < _bufferBytes - _pending)
        {
            Keep(buffer.Span);
            Volatile.Write(ref _writing, 0);
            return default;
        }

        return WriteMoreAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        Check(FileAccess.Write);
        using var call = SynchronousCall.Begin("Write to a socket's file", nameof(WriteAsync));
        BeginWriting();
        try
        {
            if (count >= _bufferBytes - _pending)
            {
                SendPending();
            }

            if (count >= _bufferBytes)
            {
                Send(buffer, offset, count);
            }
            else
            {
                Keep(buffer.AsSpan(offset, count));
            }
        }
        finally
        {
            Volatile.Write(ref _writing, 0);
        }
    }

    /// <summary>Sends what was written. Nothing on a file that only reads.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        return cancellationToken.IsCancellationRequested
            ? Task.FromCanceled(cancellationToken)
            : FlushPendingAsync(cancellationToken).AsTask();
    }

    /// <summary>Sends what was written: on a hub it throws if there is something, which might have to wait.</summary>
    public override void Flush()
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        FlushPending("Flush of a socket's file", nameof(FlushAsync));
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WriteMoreAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            await SendPendingAsync(cancellationToken);
            if (buffer.Length >= _bufferBytes)
            {
                await SendAsync(buffer, cancellationToken);
            }
            else
            {
                Keep(buffer.Span);
            }
        }
        finally
        {
            Volatile.Write(ref _writing, 0);
            Hub.ContinueHere();
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask FlushPendingAsync(CancellationToken cancellationToken)
    {
        if (_pending == 0)
        {
            return;
        }

        BeginWriting();
        try
        {
            await SendPendingAsync(cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _writing, 0);
            Hub.ContinueHere();
        }
    }

    private void FlushPending(string operation, string twin)
    {
        if (_pending == 0)
        {
            return;
        }

        using var call = SynchronousCall.Begin(operation, twin);
        BeginWriting();
        try
        {
            SendPending();
        }
        finally
        {
            Volatile.Write(ref _writing, 0);
        }
    }

    private ValueTask SendPendingAsync(CancellationToken cancellationToken)
    {
        int pending = _pending;
        _pending = 0;
        return pending == 0 ? default : SendAsync(_writeBuffer.AsMemory(0, pending), cancellationToken);
    }

    private void SendPending()
    {
        int pending = _pending;
        _pending = 0;
        if (pending != 0)
        {
            Send(_writeBuffer!, 0, pending);
        }
    }

    // Whatever ends a send early (a timeout, a kill, the token) leaves the stream cut at a byte that nobody knows: what
    // came after it would be taken for something else.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        _cut = true;
        await _raw.WriteAsync(bytes, cancellationToken);
        _cut = false;
    }

    private void Send(byte[] buffer, int offset, int count)
    {
        _cut = true;
        _raw.Write(buffer, offset, count);
        _cut = false;
    }

    private void BeginWriting()
    {
        Begin(ref _writing, "write");
        if (_cut)
        {
            Volatile.Write(ref _writing, 0);
            throw new IOException(
                $"write {_raw.Socket}: cannot write after a write that failed. An unknown part of that one has been sent, and " +
                "the peer would take the rest for something else. Close the file and the connection.");
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty)
        {
            _writeBuffer ??= new byte[_bufferBytes];
            bytes.CopyTo(_writeBuffer.AsSpan(_pending));
            _pending += bytes.Length;
        }
    }
}
