namespace Akka.Greensock.TestKit;

/// <summary>One end of a pipe (pipe(7)): the reading one has the bytes.</summary>
internal sealed class PipeEnd : SimulatedFile
{
    public const int Capacity = 65_536; // 16 pages
    private const int Page = 4096; // PIPE_BUF too: what is no longer is written whole or not at all

    private readonly PipeEnd? _readingEnd;
    private readonly ByteQueue _bytes;
    private PipeEnd? _other; // until it is closed

    private PipeEnd(SimulatedKernel kernel, PipeEnd? readingEnd)
        : base(kernel)
    {
        _readingEnd = readingEnd;
        _bytes = readingEnd?._bytes ?? new ByteQueue();
    }

    public override Readiness Level => _other is null ? Gone | (_bytes.Count != 0 ? Readiness.Readable : Readiness.None)
        : _readingEnd is null ? (_bytes.Count != 0 ? Readiness.Readable : Readiness.None)
        : Capacity - _bytes.Count >= Page ? Readiness.Writable : Readiness.None;

    // EPOLLHUP for the reading end, EPOLLERR for the writing one: both are ready for everything.
    private static Readiness Gone => Readiness.Readable | Readiness.Writable | Readiness.Hangup;

    public static (PipeEnd Reading, PipeEnd Writing) Pair(SimulatedKernel kernel)
    {
        var reading = new PipeEnd(kernel, null);
        var writing = new PipeEnd(kernel, reading);
        (reading._other, writing._other) = (writing, reading);
        return (reading, writing);
    }

    public KernelResult Read(Span<byte> buffer)
    {
        if (_readingEnd is not null)
        {
            return KernelResult.Fail(Errno.BadF);
        }

        if (_bytes.Count == 0 && !buffer.IsEmpty)
        {
            return _other is null ? KernelResult.Ok() : KernelResult.Fail(Errno.Again);
        }

        bool wasFull = Capacity - _bytes.Count < Page;
        int count = _bytes.Peek(0, buffer);
        _bytes.Drop(count);
        if (wasFull && _other is { } writing)
        {
            writing.Notify(writing.Level);
        }

        return KernelResult.Ok(count);
    }

    public KernelResult Write(ReadOnlySpan<byte> bytes)
    {
        if (_readingEnd is not { } reading)
        {
            return KernelResult.Fail(Errno.BadF);
        }

        if (_other is null)
        {
            return KernelResult.Fail(Errno.Pipe);
        }

        int room = Capacity - _bytes.Count;
        if (bytes.Length > room && (bytes.Length <= Page || room == 0))
        {
            return KernelResult.Fail(Errno.Again);
        }

        int count = Math.Min(bytes.Length, room);
        _bytes.Append(bytes[..count]);
        reading.Notify(reading.Level);
        return KernelResult.Ok(count);
    }

    public override void Release()
    {
        if (_other is { } other)
        {
            _other = null;
            other._other = null;
            other.Notify(other.Level);
        }
    }

    public override string Describe() =>
        $"pipe {(_readingEnd is null ? "reading" : "writing"),-11} {_bytes.Count} bytes"
        + (_other is null ? ", nobody at the other end" : string.Empty);
}
