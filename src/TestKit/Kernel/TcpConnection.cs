using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <summary>
/// One end of a TCP connection: RFC 9293 without options. It outlives its socket, until both sides have ended or given up.
/// </summary>
/// <remarks>
/// What Linux has and this has not: congestion control, delayed acknowledgments, selective ones, timestamps, the growth of buffers,
/// Fast Open. A segment is acknowledged as it comes, and what the peer's window allows is sent at once, save for Nagle's rule.
/// </remarks>
internal sealed partial class TcpConnection
{
    private readonly SimulatedHost _host;
    private readonly SimulatedHost? _peer; // whose the other address is
    private readonly TcpTimer _ending;
    private uint _peerInitialSequence;

    public TcpConnection(SimulatedHost host, NetworkAddress local, NetworkAddress remote, TcpState state, TcpOptions options)
    {
        _host = host;
        (Local, Remote, State, Options) = (local, remote, state, options);
        InitialSequence = (uint)host.Network.NextInitialSequence();
        _retransmission = new TcpTimer(Network, Retransmit);
        _ending = new TcpTimer(Network, Vanish);
        _peer = Network.FindHost(host, remote);
        _segmentBytes = MaximumSegment();
        host.Tcp.Add(this);
    }

    public NetworkAddress Local { get; }

    public NetworkAddress Remote { get; }

    public TcpState State { get; private set; }

    public TcpOptions Options { get; }

    /// <summary>The socket that has it; null before it is accepted, and once that has been closed.</summary>
    public TcpSocket? Socket { get; set; }

    /// <summary>The listener that it comes in by, until it is accepted.</summary>
    public TcpSocket? Listener { get; set; }

    /// <summary>What the listener was told before it came in, for the socket that it is accepted as.</summary>
    public SocketOptions Inherited { get; init; }

    /// <summary>What its sequence numbers begin with on the wire.</summary>
    public uint InitialSequence { get; }

    /// <summary>Why it ended, until somebody was told.</summary>
    public Errno Error { get; private set; }

    public bool IsClosed => State == TcpState.Closed;

    /// <summary>It came about, whatever became of it.</summary>
    public bool WasEstablished { get; private set; }

    public int Unacknowledged => _unsent.Count;

    /// <summary>Both sides know of each other.</summary>
    public bool IsSynchronized => State >= TcpState.Established;

    /// <summary>Not both sides have ended: to its socket, TIME-WAIT is the end (tcp_time_wait).</summary>
    public bool HasPeer => IsSynchronized && State != TcpState.TimeWait;

    public Readiness Level
    {
        get
        {
            if (IsClosed)
            {
                return Readiness.Readable | Readiness.Writable | Readiness.Hangup;
            }

            if (!IsSynchronized)
            {
                return Readiness.None;
            }

            Readiness level = _received.Count != 0 || _peerHasEnded || _readsNoMore ? Readiness.Readable : Readiness.None;
            level |= HasRoom || _ends ? Readiness.Writable : Readiness.None;
            level |= _peerHasEnded || _readsNoMore ? Readiness.Hangup : Readiness.None;
            return level | (_urgentByte >= 0 ? Readiness.Urgent : Readiness.None);
        }
    }

    private SimulatedNetwork Network => _host.Network;

    /// <summary>Sends the SYN of a connect.</summary>
    public void Open() => SendSyn(TcpFlags.Syn);

    /// <summary>A SYN came for a listener: answers it.</summary>
    public void Answer(Packet syn)
    {
        _receiveNext = syn.Sequence + 1;
        _peerInitialSequence = syn.InitialSequence;
        _peerWindow = syn.Window;
        SendSyn(TcpFlags.Syn | TcpFlags.Ack);
    }

    public Errno TakeError()
    {
        Errno error = Error;
        Error = Errno.None;
        return error;
    }

    /// <summary>shutdown(2).</summary>
    public void Shutdown(SocketShutdown how)
    {
        if (how is SocketShutdown.Receive or SocketShutdown.Both)
        {
            _readsNoMore = true;
            Socket?.Notify(Readiness.Readable | Readiness.Hangup);
        }

        if (how is SocketShutdown.Send or SocketShutdown.Both && !_ends)
        {
            EndSending();
            Socket?.Notify(Readiness.Writable);
        }
    }

    /// <summary>Its socket was closed.</summary>
    public void Close(int? lingerSeconds)
    {
        Socket = null;
        if (IsClosed || State == TcpState.TimeWait)
        {
            return;
        }

        // As Linux has it: a close with unread bytes, or one that is not to linger, tells the peer that it ended badly.
        if (lingerSeconds == 0 || _received.Count != 0 || State is TcpState.SynSent or TcpState.SynReceived)
        {
            Abort();
            return;
        }

        EndSending();
        if (State == TcpState.FinWait2)
        {
            _ending.Set(TcpConstants.FinWaitTime);
        }
    }

    /// <summary>Ends at once and tells the peer.</summary>
    public void Abort(Errno error = Errno.None)
    {
        if (State is not (TcpState.SynSent or TcpState.TimeWait or TcpState.Closed))
        {
            Send(TcpFlags.Rst | TcpFlags.Ack, _sendNext, 0);
        }

        End(error);
    }

    /// <summary>The same without an error: its host has crashed, or its time is up.</summary>
    public void Vanish() => End(Errno.None);

    /// <summary>A packet came for it.</summary>
    public void Receive(Packet packet)
    {
        _peerInitialSequence = packet.InitialSequence;
        switch (State)
        {
            case TcpState.SynSent:
                ReceiveInSynSent(packet);
                break;
            case TcpState.TimeWait:
                ReceiveInTimeWait(packet);
                break;
            case TcpState.Closed:
                break;
            default:
                ReceiveSynchronized(packet);
                break;
        }
    }

    private void ReceiveInSynSent(Packet packet)
    {
        bool acknowledges = (packet.Flags & TcpFlags.Ack) != 0;
        if (acknowledges && packet.Acknowledgment != 1)
        {
            if ((packet.Flags & TcpFlags.Rst) == 0)
            {
                _host.Tcp.Refuse(packet);
            }

            return;
        }

        if ((packet.Flags & TcpFlags.Rst) != 0)
        {
            if (acknowledges)
            {
                End(Errno.ConnRefused);
            }

            return;
        }

        if ((packet.Flags & TcpFlags.Syn) == 0)
        {
            return;
        }

        _receiveNext = packet.Sequence + 1;
        _peerWindow = packet.Window;
        if (acknowledges)
        {
            _sendUnacknowledged = 1;
            Establish();
            SendAcknowledgment();
            Output();
        }
        else
        {
            // Both began at once (RFC 9293, 3.5), or it calls itself.
            State = TcpState.SynReceived;
            _sendNext = 0;
            SendSyn(TcpFlags.Syn | TcpFlags.Ack);
        }
    }

    private void ReceiveInTimeWait(Packet packet)
    {
        if ((packet.Flags & TcpFlags.Rst) != 0)
        {
            return; // RFC 1337
        }

        if ((packet.Flags & (TcpFlags.Fin | TcpFlags.Syn)) != 0 || packet.Length != 0)
        {
            SendAcknowledgment();
            _ending.Set(TcpConstants.TimeWait);
        }
    }

    private void ReceiveSynchronized(Packet packet)
    {
        if ((packet.Flags & TcpFlags.Rst) != 0)
        {
            if (packet.IsForced || (packet.Sequence >= _receiveNext - 1 && packet.Sequence <= _receiveNext + Window()))
            {
                End(State switch
                {
                    TcpState.SynReceived => Errno.ConnRefused,
                    TcpState.CloseWait => Errno.Pipe,
                    _ => Errno.ConnReset,
                });
            }

            return;
        }

        if ((packet.Flags & TcpFlags.Syn) != 0)
        {
            // The SYN once more, because our answer was lost; or a simultaneous one.
            if (State == TcpState.SynReceived)
            {
                if ((packet.Flags & TcpFlags.Ack) != 0 && packet.Acknowledgment >= 1)
                {
                    TakeAcknowledgment(packet);
                    SendAcknowledgment();
                }
                else
                {
                    _sendNext = 0;
                    SendSyn(TcpFlags.Syn | TcpFlags.Ack);
                }
            }
            else
            {
                SendAcknowledgment();
            }

            return;
        }

        _keepAlivesUnanswered = 0;
        _probesUnanswered = 0;
        ArmKeepAlive();
        if ((packet.Flags & TcpFlags.Ack) != 0 && !TakeAcknowledgment(packet))
        {
            return;
        }

        if (packet.Length != 0 || (packet.Flags & TcpFlags.Fin) != 0)
        {
            TakeData(packet);
        }
        else if (packet.Sequence < _receiveNext)
        {
            SendAcknowledgment(); // a probe: is anybody there, is there room?
        }
    }

    private void Establish()
    {
        State = TcpState.Established;
        WasEstablished = true;
        MeasureHandshake();
        _retries = 0;
        _retransmission.Stop();
        ArmKeepAlive();
        if (Listener is { } listener)
        {
            listener.HasComeIn(this);
        }
        else
        {
            Socket?.Notify(Readiness.Writable);
        }
    }

    private void EnterTimeWait()
    {
        State = TcpState.TimeWait;
        _retransmission.Stop();
        _keepAlive?.Stop();
        _ending.Set(TcpConstants.TimeWait);
    }

    /// <summary>Ends at once, and tells nobody but its socket.</summary>
    public void End(Errno error)
    {
        if (IsClosed)
        {
            return;
        }

        State = TcpState.Closed;
        Error = error;
        _retransmission.Stop();
        _ending.Stop();
        _keepAlive?.Stop();
        _outOfOrder.Clear();
        _unsent.Clear();
        _host.Tcp.Remove(this);
        Listener?.HasGone(this);
        if (!WasEstablished)
        {
            Socket?.HasFailed(error);
        }

        Socket?.Notify(Readiness.Readable | Readiness.Writable | Readiness.Hangup);
    }

    private int MaximumSegment()
    {
        int mtu = _host.Network.MtuBetween(_host, Remote);
        return mtu - (Remote.IsV4 ? 40 : 60);
    }
}
