using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>What a server does when accept(2) fails.</summary>
internal enum AcceptVerdict
{
    /// <summary>That one connection is lost; the next may be fine.</summary>
    Continue,

    /// <summary>
    /// The system is out of something: trying again at once would only spin. The connection waits in the backlog.
    /// </summary>
    BackOff,

    /// <summary>The listening socket itself is of no use any more.</summary>
    Stop,
}

/// <summary>Classifies the errors of accept(2), as its manual page does under "Error handling" and "ERRORS".</summary>
internal sealed class AcceptErrorPolicy
{
    // gevent's BaseServer: min_delay and max_delay.
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);

    private TimeSpan _next = FirstDelay;

    public static AcceptVerdict Judge(SocketException exception) => exception.SocketErrorCode switch
    {
        // EPERM, a firewall's, has .NET's name of EACCES, which accept(2) never says.
        SocketError.AccessDenied => AcceptVerdict.Continue,

        // EPROTO, ENOSPC and others that .NET has no name for: some pass and some stay, and none may spin.
        SocketError.SocketError => AcceptVerdict.BackOff,

        _ => Judge(exception.SocketErrorCode.ToErrno()),
    };

    public static AcceptVerdict Judge(Errno errno) => errno switch
    {
        // The connection was gone before it was accepted, or died of its own network: "should be treated like EAGAIN by
        // retrying".
        Errno.ConnAborted or Errno.Proto or Errno.NoProtoOpt or Errno.NetDown or Errno.HostDown or Errno.HostUnreach or
            Errno.NetUnreach or Errno.ConnReset or Errno.TimedOut or Errno.Perm => AcceptVerdict.Continue,

        // Out of descriptors, of this process or of the system, or out of memory.
        Errno.MFile or Errno.NFile or Errno.NoBufs or Errno.NoMem or Errno.NoSpc => AcceptVerdict.BackOff,

        _ => AcceptVerdict.Stop,
    };

    /// <summary>How long to wait this time: 10 ms, doubled each time up to 1 s.</summary>
    public TimeSpan NextDelay()
    {
        TimeSpan delay = _next;
        _next = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
        return delay;
    }

    /// <summary>An accept succeeded: the next trouble begins anew.</summary>
    public void Succeeded() => _next = FirstDelay;
}
