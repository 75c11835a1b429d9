using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <content>Sending: what is not acknowledged is kept, and sent again in time.</content>
internal sealed partial class TcpConnection
{
    private readonly ByteQueue _unsent = new(); // from _sendUnacknowledged on: the unacknowledged, then the unsent
    private readonly TcpTimer _retransmission;
    private readonly int _segmentBytes;
    private TcpTimer? _keepAlive;
    private long _sendUnacknowledged;
    private long _sendNext;
    private long _sentMost; // behind the last byte that was ever sent; after a retransmission _sendNext is less
    private long _sendEnd = 1; // behind the last byte that the program has given; the SYN is number 0
    private int _peerWindow;
    private bool _ends; // the program sends no more
    private bool _finIsSent;
    private bool _finIsAcknowledged;
    private int _duplicates;
    private int _retries;
    private long _retryingSince;
    private TimeSpan _roundTrip;
    private TimeSpan _deviation;
    private long _measuredSequence = -1;
    private long _measuredSince;
    private int _keepAlivesUnanswered;
    private int _probesUnanswered;
    private long _urgentEnd = -1;

    /// <summary>There is room enough to call it writable: a third, as Linux has it.</summary>
    private bool HasRoom => Options.SendBuffer - _unsent.Count >= Options.SendBuffer / 3;

    private TimeSpan Timeout
    {
        get
        {
            TimeSpan first = _roundTrip == TimeSpan.Zero ? TcpConstants.FirstRetransmission
                : TimeSpan.FromTicks(Math.Max((_roundTrip + (4 * _deviation)).Ticks, TcpConstants.ShortestRetransmission.Ticks));
            long ticks = first.Ticks << Math.Min(_retries, 20);
            return TimeSpan.FromTicks(Math.Min(ticks, TcpConstants.LongestRetransmission.Ticks));
        }
    }

    /// <summary>Takes what fits of the bytes, and sends what may be sent.</summary>
    public KernelResult Send(ReadOnlySpan<byte> bytes, bool urgent)
    {
        if (Error != Errno.None)
        {
            return KernelResult.Fail(TakeError());
        }

        if (IsClosed || _ends)
        {
            return KernelResult.Fail(Errno.Pipe);
        }

        if (!IsSynchronized)
        {
            return KernelResult.Fail(Errno.Again);
        }

        int room = Options.SendBuffer - _unsent.Count;
        if (room <= 0 && !bytes.IsEmpty)
        {
            return KernelResult.Fail(Errno.Again);
        }

        int count = Math.Min(room, bytes.Length);
        _unsent.Append(bytes[..count]);
        _sendEnd += count;
        if (urgent && count == bytes.Length)
        {
            _urgentEnd = _sendEnd;
        }

        Output();
        return KernelResult.Ok(count);
    }

    public void ArmKeepAlive()
    {
        if (!Options.KeepAlive || !IsSynchronized || State == TcpState.TimeWait)
        {
            _keepAlive?.Stop();
            return;
        }

        _keepAlive ??= new TcpTimer(Network, ProbeKeepAlive);
        _keepAlive.Set(TimeSpan.FromSeconds(
            _keepAlivesUnanswered == 0 ? Options.KeepAliveSeconds : Options.KeepAliveIntervalSeconds));
    }

    private void EndSending()
    {
        if (_ends)
        {
            return;
        }

        _ends = true;
        State = State switch
        {
            TcpState.Established or TcpState.SynReceived => TcpState.FinWait1,
            TcpState.CloseWait => TcpState.LastAck,
            _ => State,
        };
        Output();
    }

    /// <summary>Sends what the peer has room for.</summary>
    private void Output()
    {
        while (IsSynchronized && !_finIsSent)
        {
            long allowed = Math.Min(_sendEnd, _sendUnacknowledged + _peerWindow) - _sendNext;
            int count = (int)Math.Min(allowed, _segmentBytes);
            bool isLast = _sendNext + count == _sendEnd;
            if (count <= 0 && !(isLast && _ends && count == 0))
            {
                break;
            }

            // Nagle: a short segment waits while another is under way.
            if (count > 0 && count < _segmentBytes && _sendNext > _sendUnacknowledged && !Options.NoDelay && !_ends && _urgentEnd < 0)
            {
                break;
            }

            TcpFlags flags = TcpFlags.Ack;
            flags |= isLast && count > 0 ? TcpFlags.Psh : 0;
            flags |= isLast && _ends ? TcpFlags.Fin : 0;
            if (_measuredSequence < 0)
            {
                (_measuredSequence, _measuredSince) = (_sendNext + count, Network.Now);
            }

            Send(flags, _sendNext, count);
            _sendNext += count;
            if ((flags & TcpFlags.Fin) != 0)
            {
                _sendNext++;
                _finIsSent = true;
            }

            _sentMost = Math.Max(_sentMost, _sendNext);

            if (!_retransmission.IsSet)
            {
                _retransmission.Set(Timeout);
            }
        }

        if (IsSynchronized && _sendNext == _sendUnacknowledged && _sendNext < _sendEnd && !_retransmission.IsSet)
        {
            _retransmission.Set(Timeout); // the peer has no room: it is asked from time to time
        }
    }

    private void SendSyn(TcpFlags flags)
    {
        (_measuredSequence, _measuredSince) = (_retries == 0 ? 1 : -1, Network.Now);
        Send(flags, 0, 0);
        _sendNext = 1;
        _sentMost = Math.Max(_sentMost, 1);
        _retransmission.Set(Timeout);
    }

    private void SendAcknowledgment() => Send(TcpFlags.Ack, _sendNext, 0);

    private void Send(TcpFlags flags, long sequence, int count)
    {
        Packet packet = Network.NewPacket();
        (packet.Protocol, packet.Source, packet.Target) = (ProtocolType.Tcp, Local, Remote);
        (packet.From, packet.To) = (_host, _peer);
        (packet.Flags, packet.Sequence) = (flags, sequence);
        (packet.InitialSequence, packet.InitialAcknowledgment) = (InitialSequence, _peerInitialSequence);
        (packet.Acknowledgment, packet.Window) = (_receiveNext, Window());
        if (_urgentEnd > sequence)
        {
            packet.Flags |= TcpFlags.Urg;
            packet.Urgent = _urgentEnd;
        }

        _unsent.Peek((int)Math.Max(sequence - Math.Max(_sendUnacknowledged, 1), 0), packet.SetLength(count));
        _windowTold = packet.Acknowledgment + packet.Window;
        Network.Send(packet);
    }

    /// <summary>False: the segment says what cannot be, and counts for nothing.</summary>
    private bool TakeAcknowledgment(Packet packet)
    {
        if (packet.Acknowledgment > _sentMost)
        {
            if (State == TcpState.SynReceived)
            {
                _host.Tcp.Refuse(packet);
            }
            else
            {
                SendAcknowledgment();
            }

            return false;
        }

        if (State == TcpState.SynReceived)
        {
            if (Listener is { } listener && !listener.HasPlace)
            {
                return false; // the queue is full: the peer's next segment, or our own next answer, tries again
            }

            _sendUnacknowledged = 1;
            _peerWindow = packet.Window;
            Establish();
        }

        if (packet.Acknowledgment > _sendUnacknowledged)
        {
            Advance(packet.Acknowledgment);
            _peerWindow = packet.Window;
            if (!AfterAcknowledgment())
            {
                return false;
            }
        }
        else if (packet.Acknowledgment == _sendUnacknowledged)
        {
            if (packet.Length == 0 && packet.Window == _peerWindow && _sendNext > _sendUnacknowledged && _peerWindow != 0
                && (packet.Flags & TcpFlags.Fin) == 0)
            {
                if (++_duplicates == TcpConstants.DuplicatesBeforeRetransmission)
                {
                    SendFirstAgain();
                }
            }

            if (_peerWindow == 0 && packet.Window != 0)
            {
                _retries = 0;
                _retransmission.Stop();
                GoBack();
            }

            _peerWindow = packet.Window;
        }

        Output();
        return true;
    }

    private void Advance(long acknowledged)
    {
        int bytes = (int)(Math.Min(acknowledged, _sendEnd) - Math.Max(_sendUnacknowledged, 1));
        bool hadRoom = HasRoom;
        if (bytes > 0)
        {
            _unsent.Drop(bytes);
        }

        if (_measuredSequence >= 0 && acknowledged >= _measuredSequence)
        {
            Measure(TimeSpan.FromTicks(Network.Now - _measuredSince));
            _measuredSequence = -1;
        }

        if (_urgentEnd >= 0 && acknowledged >= _urgentEnd)
        {
            _urgentEnd = -1;
        }

        _sendUnacknowledged = acknowledged;
        _sendNext = Math.Max(_sendNext, acknowledged);
        _duplicates = 0;
        _retries = 0;
        _retransmission.Stop();
        if (_sendNext > _sendUnacknowledged)
        {
            _retransmission.Set(Timeout);
        }

        _finIsAcknowledged = _ends && acknowledged == _sendEnd + 1;
        _finIsSent |= _finIsAcknowledged;
        if (!hadRoom && HasRoom)
        {
            Socket?.Notify(Readiness.Writable);
        }
    }

    /// <summary>False: the connection has ended.</summary>
    private bool AfterAcknowledgment()
    {
        if (!_finIsAcknowledged)
        {
            return true;
        }

        switch (State)
        {
            case TcpState.FinWait1:
                State = TcpState.FinWait2;
                if (Socket is null)
                {
                    _ending.Set(TcpConstants.FinWaitTime);
                }

                break;
            case TcpState.Closing:
                EnterTimeWait();
                return false;
            case TcpState.LastAck:
                Vanish();
                return false;
        }

        return true;
    }

    private void MeasureHandshake()
    {
        if (_measuredSequence == 1)
        {
            Measure(TimeSpan.FromTicks(Network.Now - _measuredSince));
        }

        _measuredSequence = -1;
    }

    private void Measure(TimeSpan sample)
    {
        // RFC 6298; Karn's rule is kept, because what is sent again is not measured.
        if (_roundTrip == TimeSpan.Zero)
        {
            (_roundTrip, _deviation) = (sample, sample / 2);
            return;
        }

        _deviation += ((_roundTrip - sample).Duration() - _deviation) / 4;
        _roundTrip += (sample - _roundTrip) / 8;
    }

    private void Retransmit()
    {
        if (_retries == 0)
        {
            _retryingSince = Network.Now;
        }

        // A peer that is there and has no room is asked for ever, unless nobody waits for it any more (tcp_probe_timer).
        bool isProbe = IsSynchronized && _peerWindow == 0;
        bool isOrphan = Socket is null && Listener is null;
        int limit = State switch
        {
            TcpState.SynSent => TcpConstants.SynRetries,
            TcpState.SynReceived => TcpConstants.SynAckRetries,
            _ when isOrphan => TcpConstants.OrphanRetries,
            _ => TcpConstants.Retries,
        };
        bool isOver = Options.UserTimeout > 0 && IsSynchronized
            ? Network.Now - _retryingSince >= TimeSpan.FromMilliseconds(Options.UserTimeout).Ticks
            : (isProbe && !isOrphan ? _probesUnanswered : _retries) >= limit;
        if (isOver)
        {
            End(Errno.TimedOut);
            return;
        }

        _retries++;
        _measuredSequence = -1;
        if (isProbe)
        {
            _probesUnanswered++;

            // A byte that it has seen already: it answers with its window (RFC 9293, 3.8.6.1, as Linux does it).
            Send(TcpFlags.Ack, _sendUnacknowledged - 1, 0);
            _retransmission.Set(Timeout);
        }
        else if (!IsSynchronized)
        {
            _sendNext = 0;
            SendSyn(State == TcpState.SynSent ? TcpFlags.Syn : TcpFlags.Syn | TcpFlags.Ack);
        }
        else
        {
            GoBack();
            _retransmission.Set(Timeout);
            Output();
        }
    }

    // Everything from the first unacknowledged byte on is sent once more, as the peer's answers allow it.
    private void GoBack()
    {
        _sendNext = _sendUnacknowledged;
        _finIsSent = false;
    }

    private void SendFirstAgain()
    {
        _measuredSequence = -1;
        int count = (int)Math.Min(Math.Min(_sendEnd, _sendNext) - _sendUnacknowledged, _segmentBytes);
        bool isFin = _finIsSent && _sendUnacknowledged + count == _sendEnd;
        Send(TcpFlags.Ack | (isFin ? TcpFlags.Fin : 0), _sendUnacknowledged, Math.Max(count, 0));
    }

    private void ProbeKeepAlive()
    {
        if (_keepAlivesUnanswered >= Options.KeepAliveProbes)
        {
            Send(TcpFlags.Rst | TcpFlags.Ack, _sendNext, 0);
            End(Errno.TimedOut);
            return;
        }

        // With data under way the retransmissions are probe enough.
        if (_sendNext == _sendUnacknowledged)
        {
            _keepAlivesUnanswered++;
            Send(TcpFlags.Ack, _sendNext - 1, 0);
        }

        ArmKeepAlive();
    }
}
