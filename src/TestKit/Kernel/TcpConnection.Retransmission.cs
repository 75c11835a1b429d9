namespace Akka.Greensock.TestKit;

/// <content>What time does: how long an answer takes, and what is sent again where none comes.</content>
internal sealed partial class TcpConnection
{
    private readonly TcpTimer _retransmission;
    private TcpTimer? _keepAlive;
    private int _retries;
    private long _retryingSince;
    private TimeSpan _roundTrip;
    private TimeSpan _deviation;
    private long _measuredSequence = -1;
    private long _measuredSince;
    private int _keepAlivesUnanswered;
    private int _probesUnanswered;

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
