using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Descriptors that are not made by one call of the BCL, and what can be asked of any.</content>
internal sealed partial class PortableKernel
{
    private const int NativeUnix = 1;
    private const int NativeInet = 2;

    // AF_INET6 is the family whose number everybody chose for himself.
    private static readonly int NativeInet6 = OperatingSystem.IsLinux() ? 10
        : OperatingSystem.IsMacOS() ? 30
        : OperatingSystem.IsFreeBSD() ? 28
        : (int)AddressFamily.InterNetworkV6;

    public KernelResult Socket(int domain, int type, int protocol)
    {
        AddressFamily family = domain == NativeUnix ? AddressFamily.Unix
            : domain == NativeInet ? AddressFamily.InterNetwork
            : domain == NativeInet6 ? AddressFamily.InterNetworkV6
            : AddressFamily.Unknown;
        return family == AddressFamily.Unknown
            ? KernelResult.Fail(Errno.AfNoSupport)
            : Socket(family, (SocketType)type, (ProtocolType)protocol);
    }

    public KernelResult SocketPair(AddressFamily family, SocketType type, ProtocolType protocol, out int other)
    {
        other = -1;
        KernelResult result = PortablePair.Create(family, type, protocol, out PortableSocket? first, out PortableSocket? second);
        if (!result.IsOk)
        {
            return result;
        }

        int one = _descriptors.Add(first!);
        other = _descriptors.Add(second!);
        return KernelResult.Ok(one);
    }

    public KernelResult Import(int handle)
    {
        KernelResult result = PortableSocket.Import(handle, out PortableSocket? socket);
        return result.IsOk ? KernelResult.Ok(_descriptors.Add(socket!)) : result;
    }

    public KernelResult Export(int descriptor) =>
        _descriptors.TryRemove(descriptor, out PortableSocket? socket) ? socket.Export() : BadDescriptor;

    public KernelResult GetHandle(int descriptor) =>
        _descriptors.TryGet(descriptor, out PortableSocket? socket) ? KernelResult.Ok(socket.Handle) : BadDescriptor;

    public KernelResult FindHandle(int handle) => _descriptors.Find(handle) is var found and >= 0 ? KernelResult.Ok(found) : BadDescriptor;

    public KernelResult Duplicate(int descriptor)
    {
        if (!_descriptors.TryGet(descriptor, out PortableSocket? socket))
        {
            return BadDescriptor;
        }

        KernelResult result = socket.Duplicate(out PortableSocket? duplicate);
        return result.IsOk ? KernelResult.Ok(_descriptors.Add(duplicate!)) : result;
    }

    public KernelResult Describe(int descriptor, out SocketDescription description)
    {
        description = default;
        if (!_descriptors.TryGet(descriptor, out PortableSocket? socket))
        {
            return BadDescriptor;
        }

        description = socket.Describe();
        return KernelResult.Ok();
    }

    public KernelResult SetNonBlocking(int descriptor, bool on) =>
        _descriptors.TryGet(descriptor, out PortableSocket? socket) ? socket.SetNonBlocking(on) : BadDescriptor;

    public KernelResult GetInheritable(int descriptor) =>
        _descriptors.TryGet(descriptor, out PortableSocket? socket) ? socket.GetInheritable() : BadDescriptor;

    public KernelResult SetInheritable(int descriptor, bool on) =>
        _descriptors.TryGet(descriptor, out PortableSocket? socket) ? socket.SetInheritable(on) : BadDescriptor;

    public KernelResult IdentifyUnixName(in KernelAddress address, out UInt128 identity) =>
        PortableUnixNames.Identify(address, out identity);

    public KernelResult RemoveUnixName(in KernelAddress address, UInt128 identity) => PortableUnixNames.Remove(address, identity);
}
