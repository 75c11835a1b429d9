namespace Akka.Greensock.TestKit;

/// <summary>
/// One direction of a recorded connection, put together again: bytes in order and once, however often and in whatever order the segments
/// passed.
/// </summary>
internal sealed class TcpDirection
{
    private readonly List<(uint Sequence, ReadOnlyMemory<byte> Bytes)> _early = [];
    private uint _next;
    private bool _hasBegun;
    private uint? _end;

    /// <summary>The number of the SYN, where one was seen.</summary>
    public uint? First { get; private set; }

    public bool HasEnded { get; private set; }

    /// <summary>Some bytes passed whose predecessors never did.</summary>
    public bool HasGap => _early.Count > 0 || (_end is not null && !HasEnded);

    /// <summary>Takes a segment, and gives the bytes that are now in order; <see cref="HasEnded"/> may have become true after
    /// them.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Take(CapturedPacket segment)
    {
        uint sequence = segment.Sequence;
        if (segment.Flags.HasFlag(TcpFlags.Syn))
        {
            First = sequence;
            sequence++;
        }

        if (!_hasBegun)
        {
            _hasBegun = true;
            _next = sequence;
        }

        if (segment.Flags.HasFlag(TcpFlags.Fin))
        {
            _end = sequence + (uint)segment.Payload.Length;
        }

        if (!segment.Payload.IsEmpty)
        {
            _early.Add((sequence, segment.Payload));
        }

        while (NextInOrder() is { } bytes)
        {
            yield return bytes;
        }

        HasEnded |= _end == _next;
    }

    private ReadOnlyMemory<byte>? NextInOrder()
    {
        for (int i = 0; i < _early.Count; i++)
        {
            (uint sequence, ReadOnlyMemory<byte> bytes) = _early[i];
            int known = (int)(_next - sequence); // how many of its bytes are known already; negative: it is early. Numbers wrap
            if (known < 0)
            {
                continue;
            }

            _early.RemoveAt(i--);
            if (known < bytes.Length)
            {
                _next += (uint)(bytes.Length - known);
                return bytes[known..];
            }
        }

        return null;
    }
}
