using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;

namespace Akka.Greensock;

/// <content>What the BCL has no call for.</content>
internal sealed partial class PortableKernel
{
    public KernelResult Socket(int domain, int type, int protocol) => KernelResult.Fail(Errno.NoSys);

    public KernelResult SocketPair(AddressFamily family, SocketType type, ProtocolType protocol, out int other)
    {
        other = -1;
        return KernelResult.Fail(Errno.NoSys);
    }

    public KernelResult Import(int handle) => KernelResult.Fail(Errno.NoSys);

    public KernelResult Export(int descriptor) => KernelResult.Fail(Errno.NoSys);

    public KernelResult GetHandle(int descriptor) => KernelResult.Fail(Errno.NoSys);

    public KernelResult Duplicate(int descriptor) => KernelResult.Fail(Errno.NoSys);

    public KernelResult Describe(int descriptor, out SocketDescription description)
    {
        description = default;
        return KernelResult.Fail(Errno.NoSys);
    }

    public KernelResult SetNonBlocking(int descriptor, bool on) => KernelResult.Fail(Errno.NoSys);

    public KernelResult GetInheritable(int descriptor) => KernelResult.Fail(Errno.NoSys);

    public KernelResult SetInheritable(int descriptor, bool on) => KernelResult.Fail(Errno.NoSys);

    public KernelResult IdentifyUnixName(in KernelAddress address, out UInt128 identity)
    {
        identity = default;
        return KernelResult.Fail(Errno.NoSys);
    }

    public KernelResult RemoveUnixName(in KernelAddress address, UInt128 identity) => KernelResult.Fail(Errno.NoSys);

    public KernelResult ReceiveMessage(
        int descriptor, IReadOnlyList<Memory<byte>> buffers, int ancillaryBytes, SocketFlags flags, out KernelMessage message)
    {
        message = default;
        return KernelResult.Fail(Errno.NoSys);
    }

    public KernelResult SendMessage(
        int descriptor,
        IReadOnlyList<ReadOnlyMemory<byte>> buffers,
        IReadOnlyList<AncillaryMessage> ancillary,
        SocketFlags flags,
        in KernelAddress target) => KernelResult.Fail(Errno.NoSys);

    public KernelResult SendFile(int descriptor, SafeFileHandle file, long offset, int count) => KernelResult.Fail(Errno.NoSys);

    public KernelResult GetOption(int descriptor, SocketOptionLevel level, SocketOptionName name, Span<byte> value) =>
        KernelResult.Fail(Errno.NoSys);

    public KernelResult SetOption(int descriptor, SocketOptionLevel level, SocketOptionName name, ReadOnlySpan<byte> value) =>
        KernelResult.Fail(Errno.NoSys);

    public KernelResult GetRawOption(int descriptor, int level, int name, Span<byte> value) => KernelResult.Fail(Errno.NoSys);

    public KernelResult SetRawOption(int descriptor, int level, int name, ReadOnlySpan<byte> value) => KernelResult.Fail(Errno.NoSys);

    public KernelResult SetMulticast(int descriptor, SocketOptionName name, MulticastOption option) => KernelResult.Fail(Errno.NoSys);

    public KernelResult SetMulticast(int descriptor, SocketOptionName name, IPv6MulticastOption option) => KernelResult.Fail(Errno.NoSys);

    public KernelResult IOControl(int descriptor, uint request, Span<byte> argument) => KernelResult.Fail(Errno.NoSys);
}
