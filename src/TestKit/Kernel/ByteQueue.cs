namespace Akka.Greensock.TestKit;

/// <summary>Bytes that wait, in a ring that grows up to what is put into it and is let go when it is empty.</summary>
internal sealed class ByteQueue
{
    private const int FirstLength = 2048;
    private const int KeptLength = 16 * 1024;

    private byte[] _ring = [];
    private int _head;

    public int Count { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        Reserve(Count + bytes.Length);
        int tail = (_head + Count) & (_ring.Length - 1);
        int first = Math.Min(bytes.Length, _ring.Length - tail);
        bytes[..first].CopyTo(_ring.AsSpan(tail));
        bytes[first..].CopyTo(_ring);
        Count += bytes.Length;
    }

    /// <summary>Copies bytes out from an offset on, and leaves them where they are.</summary>
    /// <returns>How many there were.</returns>
    public int Peek(int offset, Span<byte> destination)
    {
        int count = Math.Min(destination.Length, Count - offset);
        if (count <= 0)
        {
            return 0;
        }

        int from = (_head + offset) & (_ring.Length - 1);
        int first = Math.Min(count, _ring.Length - from);
        _ring.AsSpan(from, first).CopyTo(destination);
        _ring.AsSpan(0, count - first).CopyTo(destination[first..]);
        return count;
    }

    public void Drop(int count)
    {
        Count -= count;
        if (Count != 0)
        {
            _head = (_head + count) & (_ring.Length - 1);
            return;
        }

        _head = 0;
        if (_ring.Length > KeptLength)
        {
            _ring = [];
        }
    }

    public void Clear() => Drop(Count);

    private void Reserve(int length)
    {
        if (length <= _ring.Length)
        {
            return;
        }

        byte[] larger = new byte[Math.Max(FirstLength, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)length))];
        Peek(0, larger);
        _ring = larger;
        _head = 0;
    }
}
