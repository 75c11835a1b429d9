namespace Akka.Greensock;

/// <summary>
/// The descriptors that a hub watches, by slot. A slot's generation moves on each time it is freed, so that a late
/// event finds nobody.
/// </summary>
internal sealed class DescriptorTable
{
    private (Descriptor? Descriptor, uint Generation)[] _slots = new (Descriptor?, uint)[64];
    private readonly Stack<int> _free = new();
    private int _used;

    public int Count { get; private set; }

    public (int Slot, uint Generation) Add(Descriptor descriptor)
    {
        if (!_free.TryPop(out int slot))
        {
            if (_used == _slots.Length)
            {
                Array.Resize(ref _slots, _slots.Length * 2);
            }

            slot = _used++;
        }

        _slots[slot].Descriptor = descriptor;
        Count++;
        return (slot, _slots[slot].Generation);
    }

    public void Remove(int slot)
    {
        Invariant.Holds(_slots[slot].Descriptor is not null, "a descriptor is unwatched once");
        _slots[slot] = (null, _slots[slot].Generation + 1);
        _free.Push(slot);
        Count--;
    }

    /// <summary>A slot gets another descriptor with the same number: events under way are meant for that one.</summary>
    public void Replace(int slot, Descriptor successor)
    {
        Invariant.Holds(_slots[slot].Descriptor is not null, "a slot that is handed over is in use");
        _slots[slot].Descriptor = successor;
    }

    /// <summary>Who is meant by an event, or null where it is late.</summary>
    public Descriptor? Find(int slot, uint generation)
    {
        (Descriptor? descriptor, uint current) = _slots[slot];
        return current == generation ? descriptor : null;
    }

    public IReadOnlyList<Descriptor> All() => [.. _slots.Where(s => s.Descriptor is not null).Select(s => s.Descriptor!)];
}
