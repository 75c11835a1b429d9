using Akka.Actor;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace Akka.Greensock;

/// <summary>
/// The queue of a <see cref="HubMailbox"/>: a ring that begins with nothing, grows by doubling, and forgets its array
/// once it is empty again.
/// </summary>
/// <remarks>
/// Every producer takes the queue's own lock, uncontended 20 ns. A second, unlocked ring for the hub's own thread would
/// be faster and wrong: a sender that moves between threads could overtake itself.
/// </remarks>
public sealed class HubMessageQueue : IMessageQueue, IUnboundedMessageQueueSemantics
{
    // Beyond this an idle actor does not keep the array that a burst left behind.
    private const int KeptCapacity = 4;

    private Envelope[] _ring = [];
    private int _head;
    private int _count;

    /// <inheritdoc/>
    public bool HasMessages => Volatile.Read(ref _count) != 0;

    /// <inheritdoc/>
    public int Count => Volatile.Read(ref _count);

    /// <inheritdoc/>
    public void Enqueue(IActorRef receiver, Envelope envelope)
    {
        lock (this)
        {
            if (_count == _ring.Length)
            {
                Grow();
            }

            _ring[(_head + _count) & (_ring.Length - 1)] = envelope;
            _count++;
        }
    }

    /// <inheritdoc/>
    public bool TryDequeue(out Envelope envelope)
    {
        if (Volatile.Read(ref _count) == 0)
        {
            envelope = default;
            return false;
        }

        lock (this)
        {
            envelope = _ring[_head];
            _ring[_head] = default;
            _head = (_head + 1) & (_ring.Length - 1);
            if (--_count == 0 && _ring.Length > KeptCapacity)
            {
                _ring = [];
                _head = 0;
            }

            return true;
        }
    }

    /// <inheritdoc/>
    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        while (TryDequeue(out Envelope envelope))
        {
            deadletters.Enqueue(owner, envelope);
        }
    }

    private void Grow()
    {
        var larger = new Envelope[Math.Max(2, _ring.Length * 2)];
        for (int i = 0; i < _count; i++)
        {
            larger[i] = _ring[(_head + i) & (_ring.Length - 1)];
        }

        _ring = larger;
        _head = 0;
    }
}
