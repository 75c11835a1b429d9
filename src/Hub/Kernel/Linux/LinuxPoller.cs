using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Akka.Greensock;

/// <summary>epoll(7), edge-triggered, with an eventfd(2) to wake it.</summary>
/// <remarks>
/// <para>How the kernel keys interest is a trap. An entry belongs to the pair of descriptor number and <i>open file
/// description</i>, and ends when the last descriptor of that description is closed. So a description that was
/// duplicated (<c>dup</c>, a fork, SCM_RIGHTS) goes on reporting under a number that this process closed and may have
/// given to another socket. Epoll hands back the 64 bits that were stored with the entry, never the number: we store
/// slot and generation there, and the hub drops an event whose generation is not the slot's. We also remove the entry
/// before the close, which costs a system call on a path that has several.</para>
/// <para>Each descriptor is registered once, for both directions, edge-triggered. The other way, one-shot with a re-arm
/// for each wait, costs a system call per request; level-triggered costs one per change of mind. The price of edges is
/// that every consumer must go on until the kernel says that there is no more: see <see cref="IPoller"/>. EPOLLRDHUP is
/// asked for because of the short-read rule: an end of stream that arrives together with the last bytes raises no
/// second edge.</para>
/// <para>The eventfd is edge-triggered too and never read: each write raises a new edge, and its counter would overflow
/// after 2^64 − 1 wakes.</para>
/// </remarks>
internal sealed unsafe partial class LinuxPoller : IPoller
{
    private const uint Interest = Libc.EpollIn | Libc.EpollPriority | Libc.EpollOut | Libc.EpollReadHangup | Libc.EpollEdgeTriggered;
    private const ulong WakeData = ulong.MaxValue;

    // struct epoll_event is packed on x86-64 alone (sys/epoll.h, __EPOLL_PACKED): 12 bytes there, 16 with the data at
    // offset 8 elsewhere.
    private static readonly int EventBytes = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;
    private static readonly int DataOffset = EventBytes - sizeof(ulong);

    private readonly int _epoll;
    private readonly int _eventFd;
    private readonly Lock _wakeGate = new();
    private byte[] _native = [];
    private bool _disposed;

    public LinuxPoller()
    {
        _epoll = Libc.EpollCreate1(Libc.EpollCloseOnExec);
        _eventFd = Libc.EventFd(0, Libc.EventFdNonBlockCloseOnExec);
        if (_epoll < 0 || _eventFd < 0)
        {
            var errno = (Errno)Marshal.GetLastSystemError();
            Dispose();
            throw new IOException($"A hub needs two descriptors for its poller, and the kernel said {errno}. " +
                "Raise the descriptor limit (ulimit -n) or start fewer hubs.");
        }

        Control(_epoll, Libc.EpollCtlAdd, _eventFd, Libc.EpollIn | Libc.EpollEdgeTriggered, WakeData);
    }

    public bool MayBeUsedWhileItWaits => true; // epoll_ctl(2) during epoll_wait(2); its answer is then this thread's alone

    public KernelResult Add(int descriptor, int slot, uint generation) =>
        Control(_epoll, Libc.EpollCtlAdd, descriptor, Interest, DataOf(slot, generation));

    public void Remove(int descriptor) => Control(_epoll, Libc.EpollCtlDel, descriptor, 0, 0);

    public KernelResult Poll(Span<PollEvent> events, int timeoutMilliseconds)
    {
        if (_native.Length < events.Length * EventBytes)
        {
            _native = GC.AllocateUninitializedArray<byte>(events.Length * EventBytes, pinned: true);
        }

        byte* native = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_native));
        int count = Libc.EpollWait(_epoll, native, events.Length, timeoutMilliseconds);
        if (count < 0)
        {
            // A signal ends the wait early; to the hub that is a turn without events.
            var errno = (Errno)Marshal.GetLastSystemError();
            return errno == Errno.Intr ? KernelResult.Ok() : KernelResult.Fail(errno);
        }

        int written = Take(native, count, events, out bool foreign);
        return KernelResult.Ok(foreign ? written + PollForeign(native, events[written..]) : written);
    }

    /// <summary>Copies events out of the kernel's form.</summary>
    /// <returns>How many; the poller's own are none of them.</returns>
    private static int Take(byte* native, int count, Span<PollEvent> events, out bool foreign)
    {
        int written = 0;
        foreign = false;
        for (int i = 0; i < count; i++, native += EventBytes)
        {
            ulong data = Unsafe.ReadUnaligned<ulong>(native + DataOffset);
            if (data < ForeignData)
            {
                uint bits = Unsafe.ReadUnaligned<uint>(native);
                events[written++] = new PollEvent((int)(uint)data, (uint)(data >> 32), Translate(bits));
            }
            else
            {
                foreign |= data == ForeignData;
            }
        }

        return written;
    }

    public void Wake()
    {
        ulong one = 1;
        lock (_wakeGate)
        {
            // A wake may race with the hub's end; the number must not be written to once somebody else may own it.
            if (!_disposed)
            {
                Libc.Write(_eventFd, &one, sizeof(ulong));
            }
        }
    }

    public void Dispose()
    {
        lock (_wakeGate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
        }

        if (_eventFd >= 0)
        {
            Libc.Close(_eventFd);
        }

        CloseForeign();
        if (_epoll >= 0)
        {
            Libc.Close(_epoll);
        }
    }

    private static Readiness Translate(uint bits)
    {
        const uint gone = Libc.EpollHangup | Libc.EpollError;
        Readiness readiness = Readiness.None;
        if ((bits & (Libc.EpollIn | Libc.EpollPriority | Libc.EpollReadHangup | gone)) != 0)
        {
            readiness |= Readiness.Readable;
        }

        if ((bits & (Libc.EpollOut | gone)) != 0)
        {
            readiness |= Readiness.Writable;
        }

        if ((bits & (Libc.EpollReadHangup | gone)) != 0)
        {
            readiness |= Readiness.Hangup;
        }

        if ((bits & Libc.EpollPriority) != 0)
        {
            readiness |= Readiness.Urgent;
        }

        return readiness;
    }

    private static ulong DataOf(int slot, uint generation) => (uint)slot | ((ulong)generation << 32);

    private static KernelResult Control(int epoll, int operation, int descriptor, uint bits, ulong data)
    {
        byte* native = stackalloc byte[16];
        Unsafe.WriteUnaligned(native, bits);
        Unsafe.WriteUnaligned(native + DataOffset, data);
        int code = Libc.EpollCtl(epoll, operation, descriptor, native);
        return code < 0 ? KernelResult.Fail((Errno)Marshal.GetLastSystemError()) : KernelResult.Ok();
    }
}
