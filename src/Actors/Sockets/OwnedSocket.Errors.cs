using System.Net.Sockets;

namespace Akka.Greensock;

internal sealed partial class OwnedSocket
{
    internal SocketException Error(string verb, Errno errno) => SocketErrorText.Exception(verb, ToString(), errno);

    internal Exception? RefusalUnlessConnected(string verb) => _phase switch
    {
        SocketPhase.Connected => null,
        SocketPhase.Closed => Disposed(verb),
        _ => Error(verb, Errno.NotConn),
    };

    /// <summary>Any thread.</summary>
    internal static ObjectDisposedException Disposed(string verb) =>
        new("GreenSocket", $"{verb}: the socket was closed before. Make a new one.");

    /// <summary>
    /// Our own code threw while it worked for this socket. The socket ends, and its actor with it, for the supervisor
    /// to see; the hub and every other socket go on.
    /// </summary>
    internal void Fault(Exception bug)
    {
        // The stream is cut at some byte, which the peer must not take for its end: hence the reset.
        bool ended = TryEnd(abortive: true);
        if (ended && Actor is { } actor)
        {
            // Not released: a stop overtakes what stands in the mailbox, and the supervisor would never hear of the
            // bug.
            actor.Tell(new SocketActor.Fault(bug), Akka.Actor.ActorRefs.NoSender);
            return;
        }

        Hub.Report(null, bug);
        if (ended)
        {
            _port.Release(this);
        }
    }
}
