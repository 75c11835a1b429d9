namespace Akka.Greensock;

/// <summary>
/// The files of Unix names. File APIs do not say which file a path stands for: a moment of creation and a length may be
/// a stranger's too, whose socket came an instant later. So files can be told apart on Linux alone, and elsewhere they
/// are left alone.
/// </summary>
internal static class PortableUnixNames
{
    public static KernelResult Identify(in KernelAddress address, out UInt128 identity)
    {
        identity = default;
        return !address.IsUnixPath ? KernelResult.Fail(Errno.NoEnt)
            : OperatingSystem.IsLinux() ? UnixNames.Identify(address, out identity)
            : KernelResult.Fail(Errno.OpNotSupp);
    }

    public static KernelResult Remove(in KernelAddress address, UInt128 identity) =>
        !address.IsUnixPath ? KernelResult.Fail(Errno.NoEnt)
        : OperatingSystem.IsLinux() ? UnixNames.Remove(address, identity)
        : KernelResult.Fail(Errno.OpNotSupp);
}
