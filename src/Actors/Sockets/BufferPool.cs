using System.Collections.Concurrent;

namespace Akka.Greensock;

/// <summary>
/// The receive buffers of one hub, last in first out, so that the one used next is the one that the processor's cache
/// still holds. A connection that waits holds none: a hub needs as many as its greenlets keep at once, which is mostly
/// one.
/// </summary>
internal sealed class BufferPool(Hub hub, int bufferBytes, int capacity)
{
    private readonly Stack<BufferLease> _free = new();
    private readonly ConcurrentQueue<BufferLease> _fromElsewhere = new();

    /// <summary>Takes a buffer of the pool's size, or one of its own for a caller who wants more. On the hub.</summary>
    public BufferLease Rent(int atLeastBytes)
    {
        if (atLeastBytes > bufferBytes)
        {
            return new BufferLease(null, GC.AllocateUninitializedArray<byte>(atLeastBytes));
        }

        if (_free.TryPop(out BufferLease? lease) || _fromElsewhere.TryDequeue(out lease))
        {
            return lease;
        }

        return new BufferLease(this, GC.AllocateUninitializedArray<byte>(bufferBytes));
    }

    /// <summary>Takes a buffer back. Any thread. What exceeds the capacity is left to the garbage collector.</summary>
    public void Return(BufferLease lease)
    {
        if (Hub.Current == hub)
        {
            if (_free.Count < capacity)
            {
                _free.Push(lease);
            }
        }
        else if (_fromElsewhere.Count < capacity)
        {
            _fromElsewhere.Enqueue(lease);
        }
    }
}
