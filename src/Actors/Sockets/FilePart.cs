using Microsoft.Win32.SafeHandles;

namespace Akka.Greensock;

/// <summary>A part of a file that is to be sent, and how much of it has been: its caller may look after a failure.</summary>
internal sealed class FilePart(SafeFileHandle file, long offset, long count)
{
    private long _sent;

    public SafeFileHandle File { get; } = file;

    public long Offset { get; } = offset;

    public long Count { get; } = count;

    public long Sent
    {
        get => Volatile.Read(ref _sent);
        set => Volatile.Write(ref _sent, value);
    }
}
