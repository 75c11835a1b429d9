using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>What can be done with a descriptor whatever it is for.</content>
internal sealed unsafe partial class LinuxKernel
{
    // The kernel's descriptors are the system's: to take one in is to see that it is a socket.
    public KernelResult Import(int handle)
    {
        KernelResult result = Describe(handle, out _);
        return result.IsOk ? KernelResult.Ok(handle) : result;
    }

    public KernelResult Export(int descriptor) => KernelResult.Ok(descriptor);

    public KernelResult GetHandle(int descriptor) => KernelResult.Ok(descriptor);

    public KernelResult FindHandle(int handle) => KernelResult.Ok(handle);

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

    public KernelResult IdentifyUnixName(in KernelAddress address, out UInt128 identity) =>
        UnixNames.Identify(address, out identity);

    public KernelResult RemoveUnixName(in KernelAddress address, UInt128 identity) => UnixNames.Remove(address, identity);

    private static KernelResult ReadOption(int descriptor, int name, out int value)
    {
        int read = 0;
        uint length = sizeof(int);
        int code = Libc.GetSockOpt(descriptor, Libc.SolSocket, name, &read, &length);
        value = read;
        return Result(code);
    }
}
