using System.Runtime.CompilerServices;

namespace Akka.Greensock;

internal sealed partial class SocketFile
{
    private byte[]? _readBuffer;
    private int _begin; // what has been received and not read lies from here
    private int _end; // to here
    private int _reading;
    private bool _timedOut;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Check(FileAccess.Read);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<int>(cancellationToken);
        }

        if (_begin < _end)
        {
            return new ValueTask<int>(Take(buffer.Span));
        }

        BeginReading();
        return ReadMoreAsync(buffer, cancellationToken);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        Check(FileAccess.Read);
        using var call = SynchronousCall.Begin("Read of a socket's file", nameof(ReadAsync));
        if (_begin < _end)
        {
            return Take(buffer.AsSpan(offset, count));
        }

        BeginReading();
        try
        {
            if (ReadsThrough(count))
            {
                return _raw.Read(buffer, offset, count);
            }

            byte[] own = _readBuffer ??= new byte[_bufferBytes];
            int received = _raw.Read(own, 0, own.Length);
            (_begin, _end) = (0, received);
            return Take(buffer.AsSpan(offset, count));
        }
        catch (IOException e) when (e.InnerException is SocketTimeoutException)
        {
            _timedOut = true;
            throw;
        }
        finally
        {
            Volatile.Write(ref _reading, 0);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadMoreAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            if (ReadsThrough(buffer.Length))
            {
                return await _raw.ReadAsync(buffer, cancellationToken);
            }

            byte[] own = _readBuffer ??= new byte[_bufferBytes];
            int received = await _raw.ReadAsync(own, cancellationToken);
            (_begin, _end) = (0, received);
            return Take(buffer.Span);
        }
        catch (IOException e) when (e.InnerException is SocketTimeoutException)
        {
            _timedOut = true;
            throw;
        }
        finally
        {
            Volatile.Write(ref _reading, 0);
            Hub.ContinueHere();
        }
    }

    /// <summary>Whether the caller's buffer is as good as ours. One of nothing waits and takes nothing.</summary>
    private bool ReadsThrough(int count) => count == 0 || count >= _bufferBytes;

    // A line reader that was interrupted has lost the part of the line that it had. A cut that nobody notices is worse than
    // a file that is of no use any more: so has Python it.
    private void BeginReading()
    {
        if (_timedOut)
        {
            throw new IOException(
                $"read {_raw.Socket}: cannot read from timed out object. An earlier read of this file took longer than the " +
                "socket's Timeout, and whoever made it may have lost the beginning of what comes next. Close the file.");
        }

        Begin(ref _reading, "read");
    }

    private int Take(Span<byte> destination)
    {
        int count = Math.Min(destination.Length, _end - _begin);
        _readBuffer.AsSpan(_begin, count).CopyTo(destination);
        _begin += count;
        return count;
    }
}
