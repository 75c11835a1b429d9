namespace Akka.Greensock.Tests;

/// <summary>A peer that has said all that it will say: so many bytes come with each read. What is written to it is kept.</summary>
internal sealed class ScriptedStream(byte[] script, int bytesPerRead) : Stream
{
    private int _read;

    public List<byte[]> Writes { get; } = [];

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = Math.Min(Math.Min(bytesPerRead, buffer.Length), script.Length - _read);
        script.AsMemory(_read, count).CopyTo(buffer);
        _read += count;
        return new ValueTask<int>(count);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.Length > 0)
        {
            Writes.Add(buffer.ToArray());
        }

        return default;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
