using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>A real kernel that counts the calls which matter to a test, and fails accepts on demand.</summary>
internal sealed class RiggedKernel(IKernel inner) : PassThroughKernel(inner)
{
    private int _open;

    /// <summary>What the next accepts answer, as long as it is not None. Any thread.</summary>
    public Errno AcceptFails { get; set; }

    /// <summary>What the next accept answers, if it is not None.</summary>
    public Errno AcceptFailsOnce { get; set; }

    /// <summary>The most that one receive or send moves; then each is short.</summary>
    public int MaximumTransfer { get; set; } = int.MaxValue;

    public int Accepts { get; private set; }

    public int Sends { get; private set; }

    /// <summary>How many datagrams were sent to an address, or were to be.</summary>
    public int SendTos { get; private set; }

    public int Receives { get; private set; }

    /// <summary>How many descriptors were opened and not closed.</summary>
    public int Open => Volatile.Read(ref _open);

    public override KernelResult Accept(int descriptor, out KernelAddress peer)
    {
        Accepts++;
        peer = default;
        if (AcceptFailsOnce != Errno.None)
        {
            KernelResult once = KernelResult.Fail(AcceptFailsOnce);
            AcceptFailsOnce = Errno.None;
            return once;
        }

        return AcceptFails != Errno.None ? KernelResult.Fail(AcceptFails) : base.Accept(descriptor, out peer);
    }

    public override KernelResult Receive(int descriptor, Span<byte> buffer, SocketFlags flags)
    {
        Receives++;
        return base.Receive(descriptor, buffer, flags);
    }

    public override KernelResult Send(int descriptor, ReadOnlySpan<byte> buffer, SocketFlags flags)
    {
        Sends++;
        return base.Send(descriptor, buffer[..Math.Min(buffer.Length, MaximumTransfer)], flags);
    }

    public override KernelResult SendTo(int descriptor, ReadOnlySpan<byte> buffer, SocketFlags flags, in KernelAddress target)
    {
        SendTos++;
        return base.SendTo(descriptor, buffer, flags, target);
    }

    protected override KernelResult Opened(KernelResult result)
    {
        if (result.IsOk)
        {
            Interlocked.Increment(ref _open);
        }

        return result;
    }

    protected override int Closing(int descriptor)
    {
        Interlocked.Decrement(ref _open);
        return descriptor;
    }
}
