using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>
/// A real kernel that can be made to fail, and that counts: every descriptor is closed once, and a call on one that is
/// not open is a finding.
/// </summary>
internal sealed class KernelDouble(IKernel inner) : PassThroughKernel(inner)
{
    private readonly ConcurrentDictionary<int, bool> _open = new();
    private int _closes;

    /// <summary>Asked before each receive; what it throws is a bug of the kernel's.</summary>
    public Action<int>? BeforeReceive { get; set; }

    /// <summary>Asked before each accept: an error instead of it, or None.</summary>
    public Func<Errno>? InsteadOfAccept { get; set; }

    public ConcurrentQueue<string> Findings { get; } = new();

    public int OpenCount => _open.Count;

    public int Closes => Volatile.Read(ref _closes);

    public override KernelResult Close(int descriptor)
    {
        Interlocked.Increment(ref _closes);
        if (!_open.ContainsKey(descriptor))
        {
            Findings.Enqueue($"close({descriptor}), which is not open");
            return KernelResult.Fail(Errno.BadF);
        }

        return base.Close(descriptor);
    }

    public override KernelResult Accept(int descriptor, out KernelAddress peer)
    {
        Errno errno = InsteadOfAccept?.Invoke() ?? Errno.None;
        peer = default;
        return errno != Errno.None ? KernelResult.Fail(errno) : base.Accept(descriptor, out peer);
    }

    public override KernelResult Receive(int descriptor, Span<byte> buffer, SocketFlags flags)
    {
        BeforeReceive?.Invoke(descriptor);
        return base.Receive(descriptor, buffer, flags);
    }

    protected override KernelResult Opened(KernelResult result)
    {
        if (result.IsOk && !_open.TryAdd(result.Value, true))
        {
            Findings.Enqueue($"{result.Value} was opened while it was open");
        }

        return result;
    }

    protected override int Checked(int descriptor)
    {
        if (!_open.ContainsKey(descriptor))
        {
            Findings.Enqueue($"a call on {descriptor}, which is not open");
        }

        return descriptor;
    }

    protected override int Closing(int descriptor)
    {
        _open.TryRemove(descriptor, out _);
        return descriptor;
    }
}
