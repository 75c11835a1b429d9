using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;

namespace Akka.Greensock;

/// <content>Messages, and the options and controls that are no integers.</content>
internal sealed partial class PortableKernel
{
    public KernelResult ReceiveMessage(
        int descriptor, IReadOnlyList<Memory<byte>> buffers, int ancillaryBytes, SocketFlags flags, out KernelMessage message)
    {
        message = new KernelMessage(default, SocketFlags.None, []);
        return _descriptors.TryGet(descriptor, out PortableSocket? socket)
            ? socket.ReceiveMessage(buffers, ancillaryBytes, flags, out message)
            : BadDescriptor;
    }

    public KernelResult SendMessage(
        int descriptor,
        IReadOnlyList<ReadOnlyMemory<byte>> buffers,
        IReadOnlyList<AncillaryMessage> ancillary,
        SocketFlags flags,
        in KernelAddress target) => _descriptors.TryGet(descriptor, out PortableSocket? socket)
            ? socket.SendMessage(buffers, ancillary, flags, target)
            : BadDescriptor;

    // The BCL's SendFile takes a path, and waits.
    public KernelResult SendFile(int descriptor, SafeFileHandle file, long offset, int count) =>
        _descriptors.TryGet(descriptor, out _) ? KernelResult.Fail(Errno.NoSys) : BadDescriptor;

    public KernelResult GetOption(int descriptor, SocketOptionLevel level, SocketOptionName name, Span<byte> value) =>
        _descriptors.TryGet(descriptor, out PortableSocket? socket) ? socket.GetOption(level, name, value) : BadDescriptor;

    public KernelResult SetOption(int descriptor, SocketOptionLevel level, SocketOptionName name, ReadOnlySpan<byte> value) =>
        _descriptors.TryGet(descriptor, out PortableSocket? socket) ? socket.SetOption(level, name, value) : BadDescriptor;

    public KernelResult GetRawOption(int descriptor, int level, int name, Span<byte> value) =>
        _descriptors.TryGet(descriptor, out PortableSocket? socket) ? socket.GetRawOption(level, name, value) : BadDescriptor;

    public KernelResult SetRawOption(int descriptor, int level, int name, ReadOnlySpan<byte> value) =>
        _descriptors.TryGet(descriptor, out PortableSocket? socket) ? socket.SetRawOption(level, name, value) : BadDescriptor;

    public KernelResult SetMulticast(int descriptor, SocketOptionName name, MulticastOption option) =>
        _descriptors.TryGet(descriptor, out PortableSocket? socket) ? socket.SetMulticast(name, option) : BadDescriptor;

    public KernelResult SetMulticast(int descriptor, SocketOptionName name, IPv6MulticastOption option) =>
        _descriptors.TryGet(descriptor, out PortableSocket? socket) ? socket.SetMulticast(name, option) : BadDescriptor;

    public KernelResult IOControl(int descriptor, uint request, Span<byte> argument) =>
        _descriptors.TryGet(descriptor, out PortableSocket? socket) ? socket.IOControl(request, argument) : BadDescriptor;
}
