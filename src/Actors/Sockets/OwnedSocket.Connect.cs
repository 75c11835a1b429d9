namespace Akka.Greensock;

/// <content>
/// A connect that was given up (timeout, kill, cancellation) goes on in the kernel, which offers no way to take it back
/// short of closing. The next connect to the same address therefore joins it: EALREADY means "still under way" and
/// EISCONN "has succeeded meanwhile".
/// </content>
internal sealed partial class OwnedSocket
{
    private KernelAddress _connectingTo;

    internal Exception? RefusalToConnect(string verb) => _phase switch
    {
        SocketPhase.Open or SocketPhase.Connecting => null,
        SocketPhase.Closed => Disposed(verb),
        SocketPhase.Connected when !Kind.IsConnectionOriented => null, // a datagram socket may change its peer
        SocketPhase.Connected => Error(verb, Errno.IsConn),
        _ => Error(verb, Errno.OpNotSupp),
    };

    /// <summary>connect(2), or a look at how the one under way has ended.</summary>
    internal Errno TryConnect(in KernelAddress address, bool started, bool mayWait)
    {
        if (_phase == SocketPhase.Connected && Kind.IsConnectionOriented)
        {
            // The call before this one in line has connected it. The kernel need not say so: Linux answers a first
            // connect after that with success.
            return Errno.IsConn;
        }

        bool again = _phase == SocketPhase.Connecting;
        KernelResult result = started ? _kernel.FinishConnect(Number) : StartConnect(address);
        switch (result.Errno)
        {
            case Errno.None when again && !started && address != _connectingTo:
                // connect(2) tells of the attempt under way, whatever address it is given.
                LookWhetherConnected();
                return Errno.IsConn;
            case Errno.None:
            case Errno.IsConn when !started && address == _connectingTo:
                return Connected(address);
            case Errno.Again:
                // A Unix listener's backlog is full (connect(2)). No event will say when it no longer is.
                _writeReady = false;
                return Errno.Again;
            case Errno.Already when !started && !mayWait && again:
                return Errno.Already;
            case Errno.InProgress:
            case Errno.Already when !started && address == _connectingTo:
                _phase = SocketPhase.Connecting;
                _connectingTo = address;
                _writeReady = false;
                KernelResult watch = Watch();
                return watch.IsOk ? Errno.Again : watch.Errno;
            case Errno.Already:
                return Errno.Already;
            default:
                _phase = SocketPhase.Open;
                _connectingTo = default;
                Local = default; // Linux may give a port up with the attempt
                return result.Errno;
        }
    }

    private KernelResult StartConnect(in KernelAddress address)
    {
        TakeOverStatus();
        return _kernel.Connect(Number, address);
    }

    /// <summary>
    /// Nobody waits for the connect under way: takes note where it has succeeded. Why it failed is left for the one who
    /// asks next.
    /// </summary>
    private void LookWhetherConnected()
    {
        if (_kernel.GetPeerAddress(Number, out KernelAddress peer).IsOk)
        {
            Connected(peer);
        }
    }

    /// <summary>The same from outside, unless somebody waits and will be told.</summary>
    internal void LookAtPendingConnect()
    {
        if (_phase == SocketPhase.Connecting && IsFree(Direction.Writing))
        {
            LookWhetherConnected();
        }
    }

    private Errno Connected(in KernelAddress address)
    {
        KernelResult watch = Watch();
        if (!watch.IsOk)
        {
            return watch.Errno;
        }

        Peer = address;
        Local = default;
        _connectingTo = default;
        _options = null; // nothing takes its place any more
        _phase = SocketPhase.Connected;
        _hasParted = false;
        _readReady = true;
        _writeReady = true;
        _hungUp = false;
        return Errno.None;
    }
}
