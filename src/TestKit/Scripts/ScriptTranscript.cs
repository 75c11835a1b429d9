namespace Akka.Greensock.TestKit;

/// <summary>
/// What was said in one conversation of a <see cref="Script"/>, in order and with times. A script's run returns it, and
/// <see cref="ScriptMismatchException"/> carries the one up to where the peer went astray.
/// </summary>
/// <remarks>It keeps at most <see cref="MaximumBytes"/> of payload; beyond that the oldest entries go.</remarks>
public sealed class ScriptTranscript
{
    /// <summary>How many bytes of payload a transcript keeps: 16 MiB, more than anybody reads.</summary>
    public const int MaximumBytes = 16 * 1024 * 1024;

    private readonly Queue<ScriptTranscriptEntry> _entries = new();
    private long _bytes;

    internal ScriptTranscript()
    {
    }

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<ScriptTranscriptEntry> Entries => [.. _entries];

    /// <summary>How many entries there were beyond what is kept.</summary>
    public int DroppedCount { get; private set; }

    /// <summary>What the regular expressions of the script captured.</summary>
    public ScriptVariables Variables { get; } = new();

    /// <summary>What had come and no step had expected when the script was over.</summary>
    public ReadOnlyMemory<byte> Unread { get; internal set; }

    /// <summary>All that the script sent, of the entries that are kept.</summary>
    public byte[] ToSentBytes() => All(ScriptEvent.Sent);

    /// <summary>All that came from the peer, of the entries that are kept.</summary>
    public byte[] ToReceivedBytes() => All(ScriptEvent.Received);

    /// <summary>One line an entry.</summary>
    public override string ToString() => string.Join('\n', _entries);

    internal void Add(ScriptTranscriptEntry entry)
    {
        _entries.Enqueue(entry);
        _bytes += entry.Bytes.Length;
        while (_bytes > MaximumBytes && _entries.Count > 1)
        {
            _bytes -= _entries.Dequeue().Bytes.Length;
            DroppedCount++;
        }
    }

    private byte[] All(ScriptEvent which) => [.. _entries.Where(entry => entry.Event == which).SelectMany(entry => entry.Bytes.ToArray())];
}
