using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <content>Sending: what is not acknowledged is kept.</content>
internal sealed partial class TcpConnection
{
    private readonly ByteQueue _unsent = new(); // from _sendUnacknowledged on: the unacknowledged, then the unsent
    private readonly int _segmentBytes;
    private long _sendUnacknowledged;
    private long _sendNext;
    private long _sentMost; // behind the last byte that was ever sent; after a retransmission _sendNext is less
    private long _sendEnd = 1; // behind the last byte that the program has given; the SYN is number 0
    private int _peerWindow;
    private bool _ends; // the program sends no more
    private bool _finIsSent;
    private bool _finIsAcknowledged;
    private int _duplicates;
    private long _urgentEnd = -1;

    /// <summary>There is room enough to call it writable: a third, as Linux has it.</summary>
    private bool HasRoom => Options.SendBuffer - _unsent.Count >= Options.SendBuffer / 3;

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
}
