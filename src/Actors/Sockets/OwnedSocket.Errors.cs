using System.Net.Sockets;

namespace Akka.Greensock;

internal sealed partial class OwnedSocket
{
    private volatile bool _hasParted;

    /// <summary>
    /// The connection has come to an end as far as the program can know: it has shut a direction down, or a call has failed by
    /// more than a wait. This is for Connected alone; the phase stays, and so does what may be called. Any thread.
    /// </summary>
    public bool HasParted => _hasParted;

    internal SocketException Error(string verb, Errno errno) => SocketErrorText.Exception(verb, ToString(), errno);

    /// <summary>What a transfer has ended with, on its way to whoever called.</summary>
    internal Errno Noted(Errno errno)
    {
        _hasParted |= errno is not (Errno.None or Errno.Again or Errno.TimedOut or Errno.NoBufs or Errno.Canceled or Errno.IsConn);
        return errno;
    }

    /// <summary>What a receive or a send throws where the socket's state rules it out, or null.</summary>
    internal Exception? RefusalToTransfer(string verb, Direction direction, bool mayWait = true)
    {
        if (_phase == SocketPhase.Connecting && IsFree(Direction.Writing))
        {
            // A connect that nobody waits for may have ended meanwhile.
            KernelResult end = _kernel.FinishConnect(Number);
            switch (end.Errno)
            {
                case Errno.None:
                    LookWhetherConnected();
                    break;
                case Errno.InProgress:
                    return Error(verb, mayWait ? Errno.NotConn : Errno.Again);
                default:
                    _phase = SocketPhase.Open;
                    _connectingTo = default;
                    return SocketErrorText.Exception(verb, $"{this}, whose connect has failed", end.Errno);
            }
        }

        return _phase switch
        {
            SocketPhase.Connected => null,
            SocketPhase.Closed => Disposed(verb),
            SocketPhase.Open when !Kind.IsConnectionOriented => RefusalToReceiveUnbound(verb, direction),

            // EPIPE, as send(2) has it on Linux, and with it gevent and the BCL; what it says of connections would mislead here.
            _ when direction == Direction.Writing && IsStream => new SocketException(
                (int)SocketError.Shutdown, $"{verb} {this}: there is no connection to send on (Pipe). Connect first."),
            _ => Error(verb, Errno.NotConn),
        };
    }

    // Nothing can ever come, and nobody else can change that while the caller is parked: as with the BCL, an error.
    private InvalidOperationException? RefusalToReceiveUnbound(string verb, Direction direction) =>
        direction == Direction.Reading && !IsBound && Kind.Type == SocketType.Dgram
            ? new InvalidOperationException($"{verb} {this}: the socket has no address to receive at. Bind it, or send first.")
            : null;

    /// <summary>Any thread.</summary>
    internal static ObjectDisposedException Disposed(string verb) =>
        new("GreenSocket", $"{verb}: the socket was closed or detached before. Make a new one.");

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
