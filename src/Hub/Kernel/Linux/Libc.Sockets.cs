using System.Runtime.InteropServices;

namespace Akka.Greensock;

/// <content>Messages, files, and what can be done with a descriptor beside receiving and sending.</content>
internal static unsafe partial class Libc
{
    public const int MessageCloseOnExec = 0x40000000; // MSG_CMSG_CLOEXEC

    public const int SoType = 3;
    public const int SoAcceptConn = 30;
    public const int SoProtocol = 38;
    public const int SoDomain = 39;

    public const int FcntlDuplicateCloseOnExec = 1030; // F_DUPFD_CLOEXEC
    public const int FcntlGetDescriptorFlags = 1;
    public const int FcntlSetDescriptorFlags = 2;
    public const int FcntlGetStatusFlags = 3;
    public const int FcntlSetStatusFlags = 4;
    public const int DescriptorCloseOnExec = 1;
    public const int OpenNonBlock = 0x800;

    public const nuint IoctlAtMark = 0x8905; // SIOCATMARK

    public const int AtCurrentDirectory = -100;
    public const int AtNoFollow = 0x100;
    public const uint StatxInode = 0x100;

    [LibraryImport("libc", EntryPoint = "socketpair")]
    internal static partial int SocketPair(int domain, int type, int protocol, int* descriptors);

    [LibraryImport("libc", EntryPoint = "recvmsg")]
    internal static partial nint RecvMsg(int fd, MessageHeader* message, int flags);

    [LibraryImport("libc", EntryPoint = "sendmsg")]
    internal static partial nint SendMsg(int fd, MessageHeader* message, int flags);

    [LibraryImport("libc", EntryPoint = "sendfile64")]
    internal static partial nint SendFile(int output, int input, long* offset, nuint count);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    internal static partial int Fcntl(int fd, int command, nint argument);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    internal static partial int IoCtl(int fd, nuint request, byte* argument);

    [LibraryImport("libc", EntryPoint = "statx")]
    internal static partial int Statx(int directory, byte* path, int flags, uint mask, byte* result);

    [LibraryImport("libc", EntryPoint = "unlink")]
    internal static partial int Unlink(byte* path);

    /// <summary><c>struct iovec</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct IoVector
    {
        public byte* Base;
        public nuint Length;
    }

    /// <summary><c>struct msghdr</c>, as glibc and musl lay it out on 64-bit machines.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct MessageHeader
    {
        public byte* Name;
        public uint NameLength;
        public IoVector* Vectors;
        public nuint VectorCount;
        public byte* Control;
        public nuint ControlLength;
        public int Flags;
    }
}
