using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// <see cref="SocketFlags"/> to MSG_… and back. The BCL's flags have Winsock's numbers; two of them (Truncated,
/// ControlDataTruncated) stand where Linux has others. What the BCL has no name for passes as it is.
/// </summary>
internal static class LinuxMessageFlags
{
    private const int Truncated = 0x20;
    private const int ControlTruncated = 0x08;
    private const int WaitAll = 0x100;
    private const SocketFlags Translated = SocketFlags.Truncated | SocketFlags.ControlDataTruncated | MessageFlags.WaitAll;

    public static int ToNative(SocketFlags flags)
    {
        if ((flags & Translated) == 0)
        {
            return (int)flags;
        }

        int native = (int)(flags & ~Translated);
        native |= (flags & SocketFlags.Truncated) != 0 ? Truncated : 0;
        native |= (flags & SocketFlags.ControlDataTruncated) != 0 ? ControlTruncated : 0;
        return native | ((flags & MessageFlags.WaitAll) != 0 ? WaitAll : 0);
    }

    public static SocketFlags FromNative(int native)
    {
        var flags = (SocketFlags)(native & ~(Truncated | ControlTruncated | Libc.MessageCloseOnExec));
        flags |= (native & Truncated) != 0 ? SocketFlags.Truncated : 0;
        return flags | ((native & ControlTruncated) != 0 ? SocketFlags.ControlDataTruncated : 0);
    }
}
