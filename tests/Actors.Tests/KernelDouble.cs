using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>
/// A real kernel that can be made to fail, and that counts: every descriptor is closed once, and a call on one that is
/// not open is a finding.
/// </summary>
internal sealed class KernelDouble(IKernel inner) : IKernel
{
    private readonly ConcurrentDictionary<int, bool> _open = new();

    /// <summary>Asked before each receive; what it throws is a bug of the kernel's.</summary>
    public Action<int>? BeforeReceive { get; set; }

    /// <summary>Asked before each accept: an error instead of it, or None.</summary>
    public Func<Errno>? InsteadOfAccept { get; set; }

    public ConcurrentQueue<string> Findings { get; } = new();

    public int OpenCount => _open.Count;

    public int Closes => Volatile.Read(ref _closes);

    public string Name => inner.Name;

    private int _closes;

    public IPoller CreatePoller() => inner.CreatePoller();

    public KernelResult Socket(AddressFamily family, SocketType type, ProtocolType protocol) =>
        Opened(inner.Socket(family, type, protocol));

    public KernelResult Close(int descriptor)
    {
        Interlocked.Increment(ref _closes);
        if (!_open.TryRemove(descriptor, out _))
        {
            Findings.Enqueue($"close({descriptor}), which is not open");
            return KernelResult.Fail(Errno.BadF);
        }

        return inner.Close(descriptor);
    }

    public KernelResult Bind(int descriptor, in KernelAddress address) => inner.Bind(Checked(descriptor), address);

    public KernelResult Listen(int descriptor, int backlog) => inner.Listen(Checked(descriptor), backlog);

    public KernelResult Accept(int descriptor, out KernelAddress peer)
    {
        Errno errno = InsteadOfAccept?.Invoke() ?? Errno.None;
        if (errno != Errno.None)
        {
            peer = default;
            return KernelResult.Fail(errno);
        }

        return Opened(inner.Accept(Checked(descriptor), out peer));
    }

    public KernelResult Connect(int descriptor, in KernelAddress address) =>
        inner.Connect(Checked(descriptor), address);

    public KernelResult FinishConnect(int descriptor) => inner.FinishConnect(Checked(descriptor));

    public KernelResult Receive(int descriptor, Span<byte> buffer, SocketFlags flags)
    {
        BeforeReceive?.Invoke(descriptor);
        return inner.Receive(Checked(descriptor), buffer, flags);
    }

    public KernelResult Send(int descriptor, ReadOnlySpan<byte> buffer, SocketFlags flags) =>
        inner.Send(Checked(descriptor), buffer, flags);

    public KernelResult ReceiveFrom(int descriptor, Span<byte> buffer, SocketFlags flags, out KernelAddress sender) =>
        inner.ReceiveFrom(Checked(descriptor), buffer, flags, out sender);

    public KernelResult SendTo(int descriptor, ReadOnlySpan<byte> buffer, SocketFlags flags, in KernelAddress target) =>
        inner.SendTo(Checked(descriptor), buffer, flags, target);

    public KernelResult Shutdown(int descriptor, SocketShutdown how) => inner.Shutdown(Checked(descriptor), how);

    public KernelResult GetLocalAddress(int descriptor, out KernelAddress address) =>
        inner.GetLocalAddress(Checked(descriptor), out address);

    public KernelResult GetPeerAddress(int descriptor, out KernelAddress address) =>
        inner.GetPeerAddress(Checked(descriptor), out address);

    public KernelResult GetOption(int descriptor, SocketOptionLevel level, SocketOptionName name, out int value) =>
        inner.GetOption(Checked(descriptor), level, name, out value);

    public KernelResult SetOption(int descriptor, SocketOptionLevel level, SocketOptionName name, int value) =>
        inner.SetOption(Checked(descriptor), level, name, value);

    public KernelResult SetLinger(int descriptor, bool on, int seconds) =>
        inner.SetLinger(Checked(descriptor), on, seconds);

    public KernelResult GetLinger(int descriptor, out bool on, out int seconds) =>
        inner.GetLinger(Checked(descriptor), out on, out seconds);

    public KernelResult GetAvailable(int descriptor) => inner.GetAvailable(Checked(descriptor));

    private KernelResult Opened(KernelResult result)
    {
        if (result.IsOk && !_open.TryAdd(result.Value, true))
        {
            Findings.Enqueue($"{result.Value} was opened while it was open");
        }

        return result;
    }

    private int Checked(int descriptor)
    {
        if (!_open.ContainsKey(descriptor))
        {
            Findings.Enqueue($"a call on {descriptor}, which is not open");
        }

        return descriptor;
    }
}
