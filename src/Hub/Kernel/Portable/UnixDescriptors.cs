using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Akka.Greensock;

/// <summary>
/// What the BCL has no call for and every Unix has: fcntl(2) and socketpair(2). Nothing here runs on Windows.
/// </summary>
internal static unsafe partial class UnixDescriptors
{
    private const int GetDescriptorFlags = 1; // F_GETFD
    private const int SetDescriptorFlags = 2; // F_SETFD
    private const int GetStatusFlags = 3; // F_GETFL
    private const int SetStatusFlags = 4; // F_SETFL
    private const int CloseOnExec = 1; // FD_CLOEXEC
    private const int FamilyUnix = 1;

    // The highest number that means the same error on every Unix (EPIPE 32, EDOM 33, ERANGE 34).
    private const int LastCommonErrno = 34;

    private static readonly int DuplicateCloseOnExec = OperatingSystem.IsLinux() ? 1030 : OperatingSystem.IsFreeBSD() ? 17 : 67;
    private static readonly int NonBlock = OperatingSystem.IsLinux() ? 0x800 : 4; // O_NONBLOCK

    // Apple's arm64 passes what stands for "..." on the stack, also where registers are free, and P/Invoke knows no
    // variadic functions: six arguments that nobody reads fill the registers.
    private static readonly bool IsVariadicOnStack =
        OperatingSystem.IsMacOS() && RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    public static bool AreAvailable => !OperatingSystem.IsWindows();

    public static KernelResult Duplicate(int handle) => Result(Control(handle, DuplicateCloseOnExec, 0));

    /// <summary>The value is 1 where a child process would inherit the descriptor.</summary>
    public static KernelResult GetInheritable(int handle)
    {
        int flags = Control(handle, GetDescriptorFlags, 0);
        return flags < 0 ? Result(flags) : KernelResult.Ok((flags & CloseOnExec) == 0 ? 1 : 0);
    }

    public static KernelResult SetInheritable(int handle, bool on) =>
        Result(Control(handle, SetDescriptorFlags, on ? 0 : CloseOnExec));

    /// <summary>The value is 1 where O_NONBLOCK is set.</summary>
    public static KernelResult GetNonBlocking(int handle)
    {
        int flags = Control(handle, GetStatusFlags, 0);
        return flags < 0 ? Result(flags) : KernelResult.Ok((flags & NonBlock) != 0 ? 1 : 0);
    }

    /// <summary>The value is 1 where it was set before.</summary>
    public static KernelResult SetNonBlocking(int handle, bool on)
    {
        int flags = Control(handle, GetStatusFlags, 0);
        if (flags < 0)
        {
            return Result(flags);
        }

        int code = Control(handle, SetStatusFlags, on ? flags | NonBlock : flags & ~NonBlock);
        return code < 0 ? Result(code) : KernelResult.Ok((flags & NonBlock) != 0 ? 1 : 0);
    }

    /// <summary>Two Unix sockets that are connected to each other; close-on-exec, and blocking as yet.</summary>
    public static KernelResult Pair(SocketType type, ProtocolType protocol, out int one, out int other)
    {
        int* pair = stackalloc int[2] { -1, -1 };
        KernelResult result = Result(SocketPair(FamilyUnix, (int)type, (int)protocol, pair));
        (one, other) = (pair[0], pair[1]);
        if (result.IsOk)
        {
            // A fork on another thread may come in between. macOS has no call that does both at once.
            SetInheritable(one, false);
            SetInheritable(other, false);
        }

        return result;
    }

    private static int Control(int handle, int command, nint argument) => IsVariadicOnStack
        ? FcntlOnStack(handle, command, 0, 0, 0, 0, 0, 0, argument)
        : Fcntl(handle, command, argument);

    private static KernelResult Result(int code)
    {
        if (code >= 0)
        {
            return KernelResult.Ok(code);
        }

        int errno = Marshal.GetLastSystemError();
        return KernelResult.Fail(errno <= LastCommonErrno || OperatingSystem.IsLinux() ? (Errno)errno : Errno.OpNotSupp);
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Fcntl(int handle, int command, nint argument);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int FcntlOnStack(
        int handle, int command, nint r2, nint r3, nint r4, nint r5, nint r6, nint r7, nint argument);

    [LibraryImport("libc", EntryPoint = "socketpair")]
    private static partial int SocketPair(int domain, int type, int protocol, int* descriptors);
}
