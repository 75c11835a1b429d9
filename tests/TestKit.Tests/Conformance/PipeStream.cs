using System.IO.Pipelines;

namespace Akka.Greensock.Tests;

/// <summary>One end of a pair of pipes: a duplex stream that has nothing to do with sockets.</summary>
internal sealed class PipeStream(PipeReader input, PipeWriter output) : Stream
{
#pragma warning disable CA2213 // it is looked at after the end, and holds nothing without a timer
    private readonly CancellationTokenSource _disposal = new();
#pragma warning restore CA2213

    public override bool CanRead => !_disposal.IsCancellationRequested;

    public override bool CanSeek => false;

    public override bool CanWrite => !_disposal.IsCancellationRequested;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public static (PipeStream One, PipeStream Other) Pair(int bufferBytes)
    {
        var options = new PipeOptions(
            pauseWriterThreshold: bufferBytes, resumeWriterThreshold: bufferBytes / 2, useSynchronizationContext: true);
        Pipe there = new(options);
        Pipe back = new(options);
        return (new PipeStream(back.Reader, there.Writer), new PipeStream(there.Reader, back.Writer));
    }

    public ValueTask EndWritingAsync()
    {
        _hasEnded = true;
        return output.CompleteAsync();
    }

    private bool _hasEnded;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(!CanRead, this);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposal.Token);
        try
        {
            ReadResult result = await input.ReadAsync(either.Token);
            int count = (int)Math.Min(buffer.Length, result.Buffer.Length);
            var taken = result.Buffer.Slice(0, count);
            foreach (ReadOnlyMemory<byte> part in taken)
            {
                part.CopyTo(buffer);
                buffer = buffer[part.Length..];
            }

            input.AdvanceTo(taken.End);
            return count;
        }
        catch (OperationCanceledException) when (!CanRead)
        {
            throw new ObjectDisposedException(nameof(PipeStream));
        }
        finally
        {
            if (!CanRead)
            {
                await input.CompleteAsync();
            }
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(!CanWrite, this);
        cancellationToken.ThrowIfCancellationRequested();
        if (_hasEnded)
        {
            throw new IOException("The direction has ended.");
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposal.Token);
        try
        {
            for (int at = 0; at < buffer.Length; at += 4096)
            {
                FlushResult result = await output.WriteAsync(buffer.Slice(at, Math.Min(4096, buffer.Length - at)), either.Token);
                if (result.IsCompleted)
                {
                    throw new IOException("The peer is closed.");
                }
            }
        }
        catch (OperationCanceledException) when (!CanWrite)
        {
            throw new ObjectDisposedException(nameof(PipeStream));
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposal.IsCancellationRequested)
        {
            _disposal.Cancel();
            output.Complete();
            input.Complete();
        }

        base.Dispose(disposing);
    }
}
