namespace Akka.Greensock.TestKit;

/// <content>Receiving: in order, as far as there is room.</content>
internal sealed partial class TcpConnection
{
    private readonly ByteQueue _received = new();
    private readonly SortedList<long, (byte[] Data, bool Fin)> _outOfOrder = [];
    private long _receiveNext;
    private long _windowTold;
    private bool _peerHasEnded;
    private bool _readsNoMore; // a receive that finds nothing is at the end; what comes all the same is received
    private long _urgentAt = -1; // the sequence number of the urgent byte that is announced and has not come
    private int _urgentByte = -1;
    private int _mark = -1; // how many bytes stand before the place of the urgent one

    public int Available => _mark >= 0 ? _mark == 0 ? _received.Count : _mark : _received.Count;

    public bool IsAtMark => _mark == 0;

    public bool PeerHasEnded => _peerHasEnded;

    /// <summary>Gives what has come.</summary>
    public KernelResult Receive(Span<byte> buffer, bool peek)
    {
        int available = _mark > 0 ? _mark : _received.Count;
        if (available == 0)
        {
            // After the peer's end nothing else is told, even if a reset has come since (SOCK_DONE).
            return _peerHasEnded ? KernelResult.Ok()
                : Error != Errno.None ? KernelResult.Fail(TakeError())
                : _readsNoMore || IsClosed ? KernelResult.Ok()
                : KernelResult.Fail(Errno.Again);
        }

        int count = _received.Peek(0, buffer.Length > available ? buffer[..available] : buffer);
        if (!peek)
        {
            Take(count);
        }

        return KernelResult.Ok(count);
    }

    /// <summary>Gives the urgent byte.</summary>
    public KernelResult ReceiveUrgent(Span<byte> buffer, bool peek)
    {
        if (Options.UrgentInline || (_urgentByte < 0 && _urgentAt < 0))
        {
            return KernelResult.Fail(Errno.Inval);
        }

        if (_urgentByte < 0)
        {
            return KernelResult.Fail(Errno.Again);
        }

        if (buffer.IsEmpty)
        {
            return KernelResult.Ok();
        }

        buffer[0] = (byte)_urgentByte;
        if (!peek)
        {
            _urgentByte = -1;
        }

        return KernelResult.Ok(1);
    }

    private void Take(int count)
    {
        _received.Drop(count);
        _mark = _mark < 0 ? -1 : count > 0 && _mark == 0 ? -1 : _mark - count;

        // The peer is told of room once it is worth it (RFC 9293, 3.8.6.2.2), and while it may send. After its FIN it may be gone,
        // and would answer with RST.
        int opened = (int)(_receiveNext + Window() - _windowTold);
        if (!IsClosed && IsSynchronized && !_peerHasEnded && opened >= Math.Min(Options.ReceiveBuffer / 2, _segmentBytes))
        {
            SendAcknowledgment();
        }
    }

    // A window of less than a segment, and of less than half of the buffer, is none, unless it was promised already.
    private int Window()
    {
        int room = Math.Max(Options.ReceiveBuffer - _received.Count, 0);
        int told = (int)Math.Max(_windowTold - _receiveNext, 0);
        return room < Math.Min(Options.ReceiveBuffer / 2, _segmentBytes) ? Math.Min(told, room) : room;
    }

    private void TakeData(Packet packet)
    {
        // Nobody will ever read it (RFC 2525, 2.17), or whoever has said that both directions are over (tcp_rcv_state_process).
        bool isUnwanted = (Socket is null && Listener is null) || (_readsNoMore && State is TcpState.FinWait1 or TcpState.FinWait2);
        if (isUnwanted && packet.Length != 0 && packet.Sequence + packet.Length > _receiveNext)
        {
            Abort(Socket is null ? Errno.None : Errno.ConnReset);
            return;
        }

        bool isFin = (packet.Flags & TcpFlags.Fin) != 0;
        if ((packet.Flags & TcpFlags.Urg) != 0 && packet.Urgent > _receiveNext && packet.Urgent - 1 > _urgentAt)
        {
            (_urgentAt, _urgentByte) = (packet.Urgent - 1, -1);
            Socket?.Notify(Readiness.Urgent | Readiness.Readable);
        }

        if (packet.Sequence > _receiveNext)
        {
            if (packet.Sequence < _receiveNext + Window() && !_outOfOrder.ContainsKey(packet.Sequence))
            {
                _outOfOrder.Add(packet.Sequence, (packet.Data.ToArray(), isFin));
            }

            SendAcknowledgment();
            return;
        }

        Take(packet.Sequence, packet.Data, isFin);
        while (_outOfOrder.Count != 0 && _outOfOrder.GetKeyAtIndex(0) <= _receiveNext && !IsClosed)
        {
            long sequence = _outOfOrder.GetKeyAtIndex(0);
            (byte[] data, bool fin) = _outOfOrder.GetValueAtIndex(0);
            _outOfOrder.RemoveAt(0);
            Take(sequence, data, fin);
        }

        if (!IsClosed)
        {
            SendAcknowledgment();
        }
    }

    private void Take(long sequence, ReadOnlySpan<byte> data, bool isFin)
    {
        long end = sequence + data.Length;
        ReadOnlySpan<byte> fresh = end > _receiveNext ? data[(int)(_receiveNext - sequence)..] : [];
        int room = Math.Max(Options.ReceiveBuffer - _received.Count, 0);
        if (fresh.Length > room)
        {
            fresh = fresh[..room];
            isFin = false;
        }

        if (!fresh.IsEmpty)
        {
            long first = _receiveNext;
            _receiveNext += fresh.Length;
            Store(first, fresh);
            Socket?.Notify(Readiness.Readable);
        }

        if (isFin && end == _receiveNext && !_peerHasEnded)
        {
            TakeFin();
        }
    }

    // The urgent byte stands aside, and where it was there is a mark at which a receive stops (tcp(7)).
    private void Store(long first, ReadOnlySpan<byte> bytes)
    {
        if (_urgentAt < first || _urgentAt >= first + bytes.Length)
        {
            _received.Append(bytes);
            return;
        }

        int at = (int)(_urgentAt - first);
        _received.Append(bytes[..at]);
        _mark = _received.Count;
        if (Options.UrgentInline)
        {
            _received.Append(bytes[at..]);
        }
        else
        {
            _urgentByte = bytes[at];
            _received.Append(bytes[(at + 1)..]);
        }

        _urgentAt = -1;
        Socket?.Notify(Readiness.Urgent);
    }

    private void TakeFin()
    {
        _receiveNext++;
        _peerHasEnded = true;
        switch (State)
        {
            case TcpState.Established:
                State = TcpState.CloseWait;
                break;
            case TcpState.FinWait1:
                State = TcpState.Closing;
                break;
            case TcpState.FinWait2:
                EnterTimeWait();
                break;
        }

        Socket?.Notify(Readiness.Readable | Readiness.Hangup);
    }
}
