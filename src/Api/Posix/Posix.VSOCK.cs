namespace Akka.Greensock;

/// <content>Sockets of AF_VSOCK. Context identifiers and ports have 32 bits and are unsigned.</content>
/// <seealso href="https://man7.org/linux/man-pages/man7/vsock.7.html">vsock(7)</seealso>
public static partial class Posix
{
    /// <summary>Any context: to bind to. Not on Windows.</summary>
    public static uint VMADDR_CID_ANY => On(linux: 0xFFFFFFFFU, macOS: 0xFFFFFFFFU);

    /// <summary>The host of a virtual machine. Not on Windows.</summary>
    public static uint VMADDR_CID_HOST => On(linux: 2U, macOS: 2U);

    /// <summary>Any port: the kernel chooses one. Not on Windows.</summary>
    public static uint VMADDR_PORT_ANY => On(linux: 0xFFFFFFFFU, macOS: 0xFFFFFFFFU);

    /// <summary>What the version of VMware's protocol is when there is none. Linux only.</summary>
    public static uint VM_SOCKETS_INVALID_VERSION => On(linux: 0xFFFFFFFFU);

    /// <summary>Request for ioctl(2) on /dev/vsock: this machine's context identifier. Linux only.</summary>
    public static int IOCTL_VM_SOCKETS_GET_LOCAL_CID => On(linux: 0x7B9);
}
