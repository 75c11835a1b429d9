using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// The kernel of Windows and macOS, or of whatever the BCL runs on: the seam over non-blocking <see
/// cref="System.Net.Sockets.Socket"/>s. Its descriptors are numbers of its own table, not the operating system's.
/// Tested on Linux alone.
/// </summary>
/// <remarks>One instance serves every hub of a process; a socket then may go from one hub to another and keep its
/// descriptor.</remarks>
internal sealed partial class PortableKernel : IKernel
{
    private readonly PortableDescriptors _descriptors = new();

    public string Name => "portable";

    private static KernelResult BadDescriptor => KernelResult.Fail(Errno.BadF);

    public IPoller CreatePoller() => new PortablePoller(_descriptors);

    public KernelResult Socket(AddressFamily family, SocketType type, ProtocolType protocol)
    {
        try
        {
            return KernelResult.Ok(_descriptors.Add(new PortableSocket(new Socket(family, type, protocol))));
        }
        catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
        {
            return answer;
        }
    }

    public KernelResult Close(int descriptor)
    {
        if (!_descriptors.TryRemove(descriptor, out PortableSocket? socket))
        {
            return BadDescriptor;
        }

        socket.Close();
        return KernelResult.Ok();
    }

    public KernelResult Bind(int descriptor, in KernelAddress address) =>
        _descriptors.TryGet(descriptor, out PortableSocket? socket) ? socket.Bind(address) : BadDescriptor;

    public KernelResult Listen(int descriptor, int backlog) =>
        _descriptors.TryGet(descriptor, out PortableSocket? socket) ? socket.Listen(backlog) : BadDescriptor;

    public KernelResult Accept(int descriptor, out KernelAddress peer)
    {
        peer = default;
        if (!_descriptors.TryGet(descriptor, out PortableSocket? socket))
        {
            return BadDescriptor;
        }

        KernelResult result = socket.Accept(out PortableSocket? accepted);
        if (accepted is null)
        {
            return result;
        }

        accepted.GetPeerAddress(out peer);
        return KernelResult.Ok(_descriptors.Add(accepted));
    }

    public KernelResult Connect(int descriptor, in KernelAddress address) =>
        _descriptors.TryGet(descriptor, out PortableSocket? socket) ? socket.Connect(address) : BadDescriptor;

    public KernelResult FinishConnect(int descriptor) =>
        _descriptors.TryGet(descriptor, out PortableSocket? socket) ? socket.FinishConnect() : BadDescriptor;

    public KernelResult Receive(int descriptor, Span<byte> buffer, SocketFlags flags) =>
        _descriptors.TryGet(descriptor, out PortableSocket? socket) ? socket.Receive(buffer, flags) : BadDescriptor;

    public KernelResult Send(int descriptor, ReadOnlySpan<byte> buffer, SocketFlags flags) =>
        _descriptors.TryGet(descriptor, out PortableSocket? socket) ? socket.Send(buffer, flags) : BadDescriptor;

    public KernelResult ReceiveFrom(int descriptor, Span<byte> buffer, SocketFlags flags, out KernelAddress sender)
    {
        sender = default;
        return _descriptors.TryGet(descriptor, out PortableSocket? socket) ? socket.ReceiveFrom(buffer, flags, out sender) : BadDescriptor;
    }

    public KernelResult SendTo(int descriptor, ReadOnlySpan<byte> buffer, SocketFlags flags, in KernelAddress target) =>
        _descriptors.TryGet(descriptor, out PortableSocket? socket) ? socket.SendTo(buffer, flags, target) : BadDescriptor;

    public KernelResult Shutdown(int descriptor, SocketShutdown how) =>
        _descriptors.TryGet(descriptor, out PortableSocket? socket) ? socket.Shutdown(how) : BadDescriptor;

    public KernelResult GetLocalAddress(int descriptor, out KernelAddress address)
    {
        address = default;
        return _descriptors.TryGet(descriptor, out PortableSocket? socket) ? socket.GetLocalAddress(out address) : BadDescriptor;
    }

    public KernelResult GetPeerAddress(int descriptor, out KernelAddress address)
    {
        address = default;
        return _descriptors.TryGet(descriptor, out PortableSocket? socket) ? socket.GetPeerAddress(out address) : BadDescriptor;
    }

    public KernelResult GetOption(int descriptor, SocketOptionLevel level, SocketOptionName name, out int value)
    {
        value = 0;
        return _descriptors.TryGet(descriptor, out PortableSocket? socket) ? socket.GetOption(level, name, out value) : BadDescriptor;
    }

    public KernelResult SetOption(int descriptor, SocketOptionLevel level, SocketOptionName name, int value) =>
        _descriptors.TryGet(descriptor, out PortableSocket? socket) ? socket.SetOption(level, name, value) : BadDescriptor;

    public KernelResult SetLinger(int descriptor, bool on, int seconds) =>
        _descriptors.TryGet(descriptor, out PortableSocket? socket) ? socket.SetLinger(on, seconds) : BadDescriptor;

    public KernelResult GetLinger(int descriptor, out bool on, out int seconds)
    {
        (on, seconds) = (false, 0);
        return _descriptors.TryGet(descriptor, out PortableSocket? socket) ? socket.GetLinger(out on, out seconds) : BadDescriptor;
    }

    public KernelResult Poll(int descriptor, SelectMode mode) =>
        _descriptors.TryGet(descriptor, out PortableSocket? socket) ? socket.Poll(mode) : BadDescriptor;

    public KernelResult GetAvailable(int descriptor) =>
        _descriptors.TryGet(descriptor, out PortableSocket? socket) ? socket.GetAvailable() : BadDescriptor;
}
