namespace Akka.Greensock.Tests;

/// <summary>What is wrong with a stream, for the suite to find.</summary>
public enum Flaw
{
    None,
    SwapsBytes,
    LosesTheFirstByteOfALargeRead,
    IgnoresTheOffset,
    KeepsTheBuffer,
    EndsAfterAnEmptyWrite,
    SpoilsTheReadAfterACancelledOne,
    FailsAfterTheFirstEnd,
    NeverWaitsForTheReader,
    ChecksNoArguments,
    FailsOnASecondDispose,
    LosesWhatWasWrittenBeforeTheClose,
    SaysItCanSeek,
}

/// <summary>A stream that does right by handing on, except for its flaw.</summary>
internal sealed class FlawedStream(PipeStream inner, Flaw flaw) : Stream
{
    private readonly List<byte[]> _kept = [];
    private bool _sawEnd;
    private bool _isSpoilt;
    private bool _isDisposed;

    public PipeStream Inner => inner;

    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => flaw == Flaw.SaysItCanSeek;

    public override bool CanWrite => inner.CanWrite;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (flaw == Flaw.FailsAfterTheFirstEnd && _sawEnd)
        {
            throw new IOException("The end was told before.");
        }

        try
        {
            int count = await inner.ReadAsync(buffer, cancellationToken);
            if (_isSpoilt && count > 0)
            {
                _isSpoilt = false;
                buffer.Span[0] ^= 1;
            }

            if (flaw == Flaw.SwapsBytes && count > 1)
            {
                (buffer.Span[0], buffer.Span[1]) = (buffer.Span[1], buffer.Span[0]);
            }

            if (flaw == Flaw.LosesTheFirstByteOfALargeRead && count > 1000)
            {
                buffer[1..count].CopyTo(buffer);
                count--;
            }

            _sawEnd |= count == 0 && buffer.Length > 0;
            return count;
        }
        catch (OperationCanceledException) when (flaw == Flaw.SpoilsTheReadAfterACancelledOne)
        {
            _isSpoilt = true;
            throw;
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        switch (flaw)
        {
            case Flaw.EndsAfterAnEmptyWrite when buffer.IsEmpty:
                await inner.EndWritingAsync();
                break;
            case Flaw.NeverWaitsForTheReader:
                _ = inner.WriteAsync(buffer.ToArray(), cancellationToken);
                break;
            case Flaw.KeepsTheBuffer:
                _ = WriteLaterAsync(buffer);
                break;
            case Flaw.LosesWhatWasWrittenBeforeTheClose:
                _kept.Add(buffer.ToArray());
                if (_kept.Count > 1)
                {
                    await inner.WriteAsync(_kept[0], cancellationToken);
                    _kept.RemoveAt(0);
                }

                break;
            default:
                await inner.WriteAsync(buffer, cancellationToken);
                break;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => flaw switch
    {
        Flaw.ChecksNoArguments when buffer is null || (uint)offset > buffer.Length || (uint)count > buffer.Length - offset =>
            Task.FromResult(0),
        Flaw.IgnoresTheOffset => inner.ReadAsync(buffer, 0, count, cancellationToken),
        _ => base.ReadAsync(buffer, offset, count, cancellationToken),
    };

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return WriteAsync(buffer.AsMemory(flaw == Flaw.IgnoresTheOffset ? 0 : offset, count), cancellationToken).AsTask();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        ObjectDisposedException.ThrowIf(_isDisposed && flaw == Flaw.FailsOnASecondDispose, this);
        _isDisposed = true;
        inner.Dispose();
        base.Dispose(disposing);
    }

    private async Task WriteLaterAsync(ReadOnlyMemory<byte> buffer)
    {
        await Task.Yield();
        await inner.WriteAsync(buffer);
    }
}
