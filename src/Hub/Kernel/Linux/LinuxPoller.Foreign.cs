using System.Runtime.InteropServices;

namespace Akka.Greensock;

/// <content>
/// Waiting for the descriptors of others: pipes, terminals, timers, a socket that this or another hub owns.
/// </content>
/// <remarks>
/// <para>They have an epoll instance of their own, made on first use and nested in the hub's: epoll holds one entry for
/// a number and its open file description, and the hub may have its edge-triggered one there already, for its own
/// socket. The nested instance is level-triggered in the outer one, so what finds no place in one poll is reported by
/// the next.</para>
/// <para>Its entries are level-triggered and one-shot. The owner of such a descriptor reads it behind our back, so an
/// edge may be gone before anybody looks; and an entry that fired and that nobody stops would fire at every turn.</para>
/// <para>An entry that can no longer be removed is left where the number was closed while its open file description
/// lives on under another number. It fires once at most, and its generation is nobody's by then. So that it does not
/// stay for the life of the hub, the whole instance is closed once nothing else is in it.</para>
/// </remarks>
internal sealed unsafe partial class LinuxPoller
{
    // Above every slot and generation, and below the wake-up's.
    private const ulong ForeignData = WakeData - 1;

    private int _foreign = -1;
    private int _foreignCount;
    private bool _foreignLeft;

    public KernelResult AddForeign(int descriptor, Readiness interest, int slot, uint generation)
    {
        if (_foreign < 0)
        {
            KernelResult opened = OpenForeign();
            if (!opened.IsOk)
            {
                return opened;
            }
        }

        KernelResult added = Control(_foreign, Libc.EpollCtlAdd, descriptor, BitsOf(interest), DataOf(slot, generation));
        if (added.Errno == Errno.Exist)
        {
            // One that was left has come back: its number was closed, and is the same description's again (dup2).
            added = RearmForeign(descriptor, interest, slot, generation);
        }

        if (added.IsOk)
        {
            _foreignCount++;
        }
        else
        {
            CloseForeignIfLeft();
        }

        return added;
    }

    public KernelResult RearmForeign(int descriptor, Readiness interest, int slot, uint generation) =>
        Control(_foreign, Libc.EpollCtlMod, descriptor, BitsOf(interest), DataOf(slot, generation));

    public void RemoveForeign(int descriptor)
    {
        _foreignLeft |= !Control(_foreign, Libc.EpollCtlDel, descriptor, 0, 0).IsOk;
        _foreignCount--;
        CloseForeignIfLeft();
    }

    private KernelResult OpenForeign()
    {
        int nested = Libc.EpollCreate1(Libc.EpollCloseOnExec);
        if (nested < 0)
        {
            return KernelResult.Fail((Errno)Marshal.GetLastSystemError());
        }

        KernelResult added = Control(_epoll, Libc.EpollCtlAdd, nested, Libc.EpollIn, ForeignData);
        if (added.IsOk)
        {
            _foreign = nested;
        }
        else
        {
            Libc.Close(nested);
        }

        return added;
    }

    private void CloseForeignIfLeft()
    {
        if (_foreignLeft && _foreignCount == 0)
        {
            CloseForeign();
        }
    }

    private void CloseForeign()
    {
        if (_foreign >= 0)
        {
            Libc.Close(_foreign);
            _foreign = -1;
            _foreignLeft = false;
        }
    }

    /// <summary>Takes what the nested instance has, as far as there is room.</summary>
    private int PollForeign(byte* native, Span<PollEvent> events)
    {
        int count = Libc.EpollWait(_foreign, native, events.Length, 0);
        return count > 0 ? Take(native, count, events, out _) : 0;
    }

    private static uint BitsOf(Readiness interest) => Libc.EpollOneShot |
        ((interest & Readiness.Readable) != 0 ? Libc.EpollIn : 0) |
        ((interest & Readiness.Writable) != 0 ? Libc.EpollOut : 0);
}
