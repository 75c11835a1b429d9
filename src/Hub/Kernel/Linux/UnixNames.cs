using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Akka.Greensock;

/// <summary>
/// Which file a Unix path stands for (statx(2)), and its removal. A file is known by its device, its inode and the
/// moment it was made: a file system may give a freed inode to the very next file.
/// </summary>
/// <remarks>
/// Between the look and the removal lies a moment in which somebody may put another file there; unlink(2) knows names
/// only, so nobody can close it.
/// </remarks>
internal static unsafe class UnixNames
{
    // struct statx: stx_ino at 32, stx_btime at 80 (eight bytes of seconds, four of nanoseconds), stx_dev_major and
    // stx_dev_minor at 136 and 140; 256 bytes in all (statx(2)).
    private const int StatxBytes = 256;
    private const int InodeOffset = 32;
    private const int BirthSecondsOffset = 80;
    private const int BirthNanosecondsOffset = 88;
    private const int DeviceOffset = 136;
    private const uint InodeAndBirth = Libc.StatxInode | 0x800; // STATX_BTIME: zeros where the file system has none

    public static KernelResult Identify(in KernelAddress address, out UInt128 identity)
    {
        identity = default;
        if (!address.IsUnixPath)
        {
            return KernelResult.Fail(Errno.NoEnt); // an abstract name is no file
        }

        if (address.Name.Length > SockAddr.UnixNameBytes)
        {
            return KernelResult.Fail(Errno.NameTooLong);
        }

        byte* path = stackalloc byte[SockAddr.MaximumBytes];
        byte* result = stackalloc byte[StatxBytes];
        Terminate(address, path);
        new Span<byte>(result, StatxBytes).Clear();
        if (Libc.Statx(Libc.AtCurrentDirectory, path, Libc.AtNoFollow, InodeAndBirth, result) < 0)
        {
            return KernelResult.Fail((Errno)Marshal.GetLastSystemError());
        }

        ulong born = (Unsafe.ReadUnaligned<ulong>(result + BirthSecondsOffset) * 1_000_000_000)
            + Unsafe.ReadUnaligned<uint>(result + BirthNanosecondsOffset);
        ulong device = BitOperations.RotateLeft(Unsafe.ReadUnaligned<ulong>(result + DeviceOffset), 32);
        identity = new UInt128(born ^ device, Unsafe.ReadUnaligned<ulong>(result + InodeOffset));
        return KernelResult.Ok();
    }

    public static KernelResult Remove(in KernelAddress address, UInt128 identity)
    {
        KernelResult result = Identify(address, out UInt128 present);
        if (!result.IsOk || present != identity)
        {
            return result;
        }

        byte* path = stackalloc byte[SockAddr.MaximumBytes];
        Terminate(address, path);
        return Libc.Unlink(path) < 0 ? KernelResult.Fail((Errno)Marshal.GetLastSystemError()) : KernelResult.Ok();
    }

    private static void Terminate(in KernelAddress address, byte* path)
    {
        var destination = new Span<byte>(path, SockAddr.MaximumBytes);
        destination.Clear();
        address.Name.CopyTo(destination);
    }
}
