using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>Which flags of a call the BCL is given.</summary>
internal static class PortableFlags
{
    private const SocketFlags Known = SocketFlags.OutOfBand | SocketFlags.Peek | SocketFlags.DontRoute
        | SocketFlags.Truncated | SocketFlags.ControlDataTruncated;

    // What may be left out without a change in what the call does: no call of this kernel waits (DontWait), waiting for
    // more is the caller's part on a non-blocking socket (WaitAll), and the others advise the network.
    private const SocketFlags Advice =
        MessageFlags.DontWait | MessageFlags.WaitAll | MessageFlags.More | MessageFlags.Confirm | MessageFlags.EndOfRecord;

    /// <summary>
    /// The flags as the BCL takes them. False where one asks for what it cannot do: without
    /// <see cref="MessageFlags.ErrorQueue"/> the call would take data in an error's place.
    /// </summary>
    public static bool TryTranslate(SocketFlags flags, out SocketFlags known)
    {
        known = flags & Known;
        return (flags & ~(Known | Advice)) == 0;
    }
}
