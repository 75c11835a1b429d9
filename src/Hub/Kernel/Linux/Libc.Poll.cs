using System.Runtime.InteropServices;

namespace Akka.Greensock;

/// <content>poll(2), for a look at one descriptor.</content>
internal static unsafe partial class Libc
{
    public const short PollIn = 0x1;
    public const short PollPriority = 0x2;
    public const short PollOut = 0x4;
    public const short PollError = 0x8;
    public const short PollHangup = 0x10;
    public const short PollInvalid = 0x20;

    [LibraryImport("libc", EntryPoint = "poll")]
    internal static partial int Poll(PollFd* descriptors, nuint count, int timeout);

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct PollFd
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
