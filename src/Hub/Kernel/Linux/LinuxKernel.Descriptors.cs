using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Akka.Greensock;

/// <content>What can be done with a descriptor whatever it is for.</content>
internal sealed unsafe partial class LinuxKernel
{
    // struct statx: stx_ino at 32, stx_dev_major and stx_dev_minor at 136 and 140; 256 bytes in all (statx(2)).
    private const int StatxBytes = 256;
    private const int StatxInodeOffset = 32;
    private const int StatxDeviceOffset = 136;

    // The kernel's descriptors are the system's: to take one in is to see that it is a socket.
    public KernelResult Import(int handle)
    {
        KernelResult result = Describe(handle, out _);
        return result.IsOk ? KernelResult.Ok(handle) : result;
    }

    public KernelResult Export(int descriptor) => KernelResult.Ok(descriptor);

    public KernelResult GetHandle(int descriptor) => KernelResult.Ok(descriptor);

    public KernelResult Duplicate(int descriptor) => Result(Libc.Fcntl(descriptor, Libc.FcntlDuplicateCloseOnExec, 0));

    public KernelResult Describe(int descriptor, out SocketDescription description)
    {
        description = default;
        KernelResult result = ReadOption(descriptor, Libc.SoType, out int type);
        if (!result.IsOk)
        {
            return result;
        }

        ReadOption(descriptor, Libc.SoDomain, out int domain);
        ReadOption(descriptor, Libc.SoProtocol, out int protocol);
        ReadOption(descriptor, Libc.SoAcceptConn, out int listening);
        description = new SocketDescription(
            SockAddr.FromNative(domain), (SocketType)type, (ProtocolType)protocol, listening != 0);
        return KernelResult.Ok();
    }

    public KernelResult SetNonBlocking(int descriptor, bool on)
    {
        int flags = Libc.Fcntl(descriptor, Libc.FcntlGetStatusFlags, 0);
        if (flags < 0)
        {
            return Result(flags);
        }

        int before = (flags & Libc.OpenNonBlock) != 0 ? 1 : 0;
        int wanted = on ? flags | Libc.OpenNonBlock : flags & ~Libc.OpenNonBlock;
        int code = wanted == flags ? 0 : Libc.Fcntl(descriptor, Libc.FcntlSetStatusFlags, wanted);
        return code < 0 ? Result(code) : KernelResult.Ok(before);
    }

    public KernelResult GetInheritable(int descriptor)
    {
        int flags = Libc.Fcntl(descriptor, Libc.FcntlGetDescriptorFlags, 0);
        return flags < 0 ? Result(flags) : KernelResult.Ok((flags & Libc.DescriptorCloseOnExec) == 0 ? 1 : 0);
    }

    public KernelResult SetInheritable(int descriptor, bool on) =>
        Result(Libc.Fcntl(descriptor, Libc.FcntlSetDescriptorFlags, on ? 0 : Libc.DescriptorCloseOnExec));

    public KernelResult IdentifyUnixName(in KernelAddress address, out UInt128 identity)
    {
        byte* path = stackalloc byte[SockAddr.MaximumBytes];
        byte* result = stackalloc byte[StatxBytes];
        TerminatedName(address, path);
        int code = Libc.Statx(Libc.AtCurrentDirectory, path, Libc.AtNoFollow, Libc.StatxInode, result);
        identity = code < 0 ? default : new UInt128(
            Unsafe.ReadUnaligned<ulong>(result + StatxDeviceOffset), Unsafe.ReadUnaligned<ulong>(result + StatxInodeOffset));
        return Result(code);
    }

    public KernelResult RemoveUnixName(in KernelAddress address, UInt128 identity)
    {
        KernelResult result = IdentifyUnixName(address, out UInt128 present);
        if (!result.IsOk || present != identity)
        {
            return result;
        }

        byte* path = stackalloc byte[SockAddr.MaximumBytes];
        TerminatedName(address, path);
        return Result(Libc.Unlink(path));
    }

    private static void TerminatedName(in KernelAddress address, byte* path)
    {
        var destination = new Span<byte>(path, SockAddr.MaximumBytes);
        destination.Clear();
        address.Name[..Math.Min(address.Name.Length, SockAddr.UnixNameBytes)].CopyTo(destination);
    }

    private static KernelResult ReadOption(int descriptor, int name, out int value)
    {
        int read = 0;
        uint length = sizeof(int);
        int code = Libc.GetSockOpt(descriptor, Libc.SolSocket, name, &read, &length);
        value = read;
        return Result(code);
    }
}
