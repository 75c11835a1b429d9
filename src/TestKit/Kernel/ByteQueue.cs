using System.Buffers;
using System.Numerics;

namespace Akka.Greensock.TestKit;

/// <summary>Bytes that wait, in a ring that grows up to what is put into it and is given back when it is empty.</summary>
internal sealed class ByteQueue
{
    private const int FirstLength = 2048;
    private const int KeptLength = 16 * 1024;

    private byte[] _ring = []; // of the pool, which may give more than it is asked for
    private int _capacity; // a power of two
    private int _head;

    public int Count { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        Reserve(Count + bytes.Length);
        int tail = (_head + Count) & (_capacity - 1);
        int first = Math.Min(bytes.Length, _capacity - tail);
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

        int from = (_head + offset) & (_capacity - 1);
        int first = Math.Min(count, _capacity - from);
        _ring.AsSpan(from, first).CopyTo(destination);
        _ring.AsSpan(0, count - first).CopyTo(destination[first..]);
        return count;
    }

    public void Drop(int count)
    {
        Count -= count;
        if (Count != 0)
        {
            _head = (_head + count) & (_capacity - 1);
            return;
        }

        _head = 0;
        if (_capacity > KeptLength)
        {
            ArrayPool<byte>.Shared.Return(_ring);
            (_ring, _capacity) = ([], 0);
        }
    }

    public void Clear() => Drop(Count);

    private void Reserve(int length)
    {
        if (length <= _capacity)
        {
            return;
        }

        int capacity = Math.Max(FirstLength, (int)BitOperations.RoundUpToPowerOf2((uint)length));
        byte[] larger = ArrayPool<byte>.Shared.Rent(capacity);
        Peek(0, larger);
        if (_capacity != 0)
        {
            ArrayPool<byte>.Shared.Return(_ring);
        }

        (_ring, _capacity, _head) = (larger, capacity, 0);
    }
}
