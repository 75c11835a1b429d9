using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>A real kernel that counts the calls which matter to a test, and fails accepts on demand.</summary>
internal sealed class RiggedKernel(IKernel kernel) : IKernel
{
    /// <summary>What the next accepts answer, as long as it is not None. Any thread.</summary>
    public Errno AcceptFails { get; set; }

    /// <summary>What the next accept answers, if it is not None.</summary>
    public Errno AcceptFailsOnce { get; set; }

    /// <summary>The most that one receive or send moves; then each is short.</summary>
    public int MaximumTransfer { get; set; } = int.MaxValue;

    public int Accepts { get; private set; }

    public int Sends { get; private set; }

    public int Receives { get; private set; }

    /// <summary>How many descriptors were opened and not closed.</summary>
    public int Open => Volatile.Read(ref _open);

    public string Name => kernel.Name;

    private int _open;

    public IPoller CreatePoller() => kernel.CreatePoller();

    public KernelResult Socket(AddressFamily family, SocketType type, ProtocolType protocol) =>
        Opened(kernel.Socket(family, type, protocol));

    public KernelResult Close(int descriptor)
    {
        Interlocked.Decrement(ref _open);
        return kernel.Close(descriptor);
    }

    public KernelResult Bind(int descriptor, in KernelAddress address) => kernel.Bind(descriptor, address);

    public KernelResult Listen(int descriptor, int backlog) => kernel.Listen(descriptor, backlog);

    public KernelResult Accept(int descriptor, out KernelAddress peer)
    {
        Accepts++;
        peer = default;
        if (AcceptFailsOnce != Errno.None)
        {
            KernelResult once = KernelResult.Fail(AcceptFailsOnce);
            AcceptFailsOnce = Errno.None;
            return once;
        }

        return AcceptFails != Errno.None ? KernelResult.Fail(AcceptFails) : Opened(kernel.Accept(descriptor, out peer));
    }

    public KernelResult Connect(int descriptor, in KernelAddress address) => kernel.Connect(descriptor, address);

    public KernelResult FinishConnect(int descriptor) => kernel.FinishConnect(descriptor);

    public KernelResult Receive(int descriptor, Span<byte> buffer, SocketFlags flags)
    {
        Receives++;
        return kernel.Receive(descriptor, buffer, flags);
    }

    public KernelResult Send(int descriptor, ReadOnlySpan<byte> buffer, SocketFlags flags)
    {
        Sends++;
        return kernel.Send(descriptor, buffer[..Math.Min(buffer.Length, MaximumTransfer)], flags);
    }

    public KernelResult ReceiveFrom(int descriptor, Span<byte> buffer, SocketFlags flags, out KernelAddress sender) =>
        kernel.ReceiveFrom(descriptor, buffer, flags, out sender);

    public KernelResult SendTo(int descriptor, ReadOnlySpan<byte> buffer, SocketFlags flags, in KernelAddress target) =>
        kernel.SendTo(descriptor, buffer, flags, target);

    public KernelResult Shutdown(int descriptor, SocketShutdown how) => kernel.Shutdown(descriptor, how);

    public KernelResult GetLocalAddress(int descriptor, out KernelAddress address) => kernel.GetLocalAddress(descriptor, out address);

    public KernelResult GetPeerAddress(int descriptor, out KernelAddress address) => kernel.GetPeerAddress(descriptor, out address);

    public KernelResult GetOption(int descriptor, SocketOptionLevel level, SocketOptionName name, out int value) =>
        kernel.GetOption(descriptor, level, name, out value);

    public KernelResult SetOption(int descriptor, SocketOptionLevel level, SocketOptionName name, int value) =>
        kernel.SetOption(descriptor, level, name, value);

    public KernelResult SetLinger(int descriptor, bool on, int seconds) => kernel.SetLinger(descriptor, on, seconds);

    public KernelResult GetLinger(int descriptor, out bool on, out int seconds) => kernel.GetLinger(descriptor, out on, out seconds);

    public KernelResult GetAvailable(int descriptor) => kernel.GetAvailable(descriptor);

    private KernelResult Opened(KernelResult result)
    {
        if (result.IsOk)
        {
            Interlocked.Increment(ref _open);
        }

        return result;
    }
}
