using System.Numerics;

namespace Akka.Greensock;

/// <summary>
/// A hierarchical timing wheel (Varghese and Lauck, 1987, scheme 7): arm and cancel in O(1), whatever the number of
/// timers. Seven levels of 64 slots; a slot of level L spans 64^L ticks. A timer lives at the level of the highest
/// six-bit digit in which its deadline differs from now, so within a level every occupied slot lies ahead of now, and
/// the lowest occupied level always holds the next deadline: one bit scan finds it.
/// </summary>
internal sealed class TimerWheel
{
    private const int SlotBits = 6;
    private const int Slots = 1 << SlotBits;
    private const int Levels = 7;

    /// <summary>
    /// The farthest deadline, in ticks from now: 64^6 milliseconds are 2.2 years. A longer one fires then. The seventh
    /// level lets the wheel itself turn for 139 years before a digit would run over.
    /// </summary>
    internal const long MaximumTicks = (1L << (SlotBits * (Levels - 1))) - 1;

    private readonly HubTimer?[] _heads = new HubTimer?[Levels * Slots];
    private readonly ulong[] _occupied = new ulong[Levels];
    private long _now;

    /// <summary>How many timers are armed.</summary>
    public int Count { get; private set; }

    /// <summary>The tick up to which everything due has fired.</summary>
    public long Now => _now;

    /// <summary>
    /// Arms a timer that is not armed. A deadline that has passed fires with the next <see cref="Advance"/>.
    /// </summary>
    public void Arm(HubTimer timer, long deadlineTick)
    {
        Invariant.Holds(!timer.IsArmed, "a timer is armed once at a time");
        timer.DeadlineTick = Math.Clamp(deadlineTick, _now + 1, _now + MaximumTicks);
        Link(timer);
        Count++;
    }

    /// <summary>Takes a timer out; one that is not armed is left as it is.</summary>
    public void Cancel(HubTimer timer)
    {
        if (timer.IsArmed)
        {
            Unlink(timer);
            Count--;
        }
    }

    /// <summary>
    /// The tick by which <see cref="Advance"/> has something to do, or <see cref="long.MaxValue"/>. It may be early: a
    /// slot of a higher level is opened at its start.
    /// </summary>
    public long NextTick()
    {
        for (int level = 0; level < Levels; level++)
        {
            if (_occupied[level] != 0)
            {
                return SlotStart(level, BitOperations.TrailingZeroCount(_occupied[level]));
            }
        }

        return long.MaxValue;
    }

    /// <summary>
    /// Moves the wheel to <paramref name="tick"/> and fires what is due, at most <paramref name="budget"/> of it.
    /// </summary>
    /// <returns>How many fired. With the budget used up, the rest stays due for the next call.</returns>
    public int Advance(long tick, int budget)
    {
        int fired = 0;
        while (fired < budget)
        {
            long next = NextTick();
            if (next > tick)
            {
                _now = Math.Max(_now, tick);
                break;
            }

            _now = Math.Max(_now, next);
            int level = LowestLevel();
            int index = (level * Slots) + BitOperations.TrailingZeroCount(_occupied[level]);
            fired += level == 0 ? Fire(index, budget - fired) : Spread(index);
        }

        return fired;
    }

    private int Fire(int index, int budget)
    {
        int fired = 0;
        while (fired < budget && _heads[index] is { } timer)
        {
            Unlink(timer);
            Count--;
            fired++;
            timer.OnDue();
        }

        return fired;
    }

    // Each timer of a higher slot goes to the level where its deadline now belongs; those due at this very tick go to
    // level 0.
    private int Spread(int index)
    {
        while (_heads[index] is { } timer)
        {
            Unlink(timer);
            Link(timer);
        }

        return 0;
    }

    // A slot is a ring whose head is its oldest timer, so that equal deadlines fire in the order in which they were
    // armed.
    private void Link(HubTimer timer)
    {
        ulong differing = (ulong)(timer.DeadlineTick ^ _now) | (Slots - 1);
        int level = (63 - BitOperations.LeadingZeroCount(differing)) / SlotBits;
        int slot = (int)(timer.DeadlineTick >> (level * SlotBits)) & (Slots - 1);
        int index = (level * Slots) + slot;
        timer.WheelSlot = index;
        if (_heads[index] is { } head)
        {
            HubTimer tail = head.PreviousTimer!;
            timer.PreviousTimer = tail;
            timer.NextTimer = head;
            tail.NextTimer = timer;
            head.PreviousTimer = timer;
            return;
        }

        timer.NextTimer = timer;
        timer.PreviousTimer = timer;
        _heads[index] = timer;
        _occupied[level] |= 1UL << slot;
    }

    private void Unlink(HubTimer timer)
    {
        int index = timer.WheelSlot;
        HubTimer next = timer.NextTimer!;
        if (ReferenceEquals(next, timer))
        {
            _heads[index] = null;
            _occupied[index / Slots] &= ~(1UL << (index % Slots));
        }
        else
        {
            next.PreviousTimer = timer.PreviousTimer;
            timer.PreviousTimer!.NextTimer = next;
            if (ReferenceEquals(_heads[index], timer))
            {
                _heads[index] = next;
            }
        }

        timer.NextTimer = null;
        timer.PreviousTimer = null;
        timer.WheelSlot = HubTimer.NotArmed;
    }

    private int LowestLevel()
    {
        int level = 0;
        while (_occupied[level] == 0)
        {
            level++;
        }

        return level;
    }

    private long SlotStart(int level, int slot)
    {
        int shift = level * SlotBits;
        long above = _now >> (shift + SlotBits) << (shift + SlotBits);
        return above + ((long)slot << shift);
    }
}
