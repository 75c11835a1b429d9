using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <summary>A TCP socket: nothing yet, a listener, or one end of a connection.</summary>
internal sealed partial class TcpSocket : InternetSocket
{
    private TcpConnection? _connection;
    private Errno _error; // of a connect, until somebody was told
    private bool _isInProgress; // a connect said so, and none has told the outcome
    private bool _hasFailed; // a connect has, and no other has begun
    private TcpTimer? _unreachable;
    private readonly TcpOptions _tcp = new();

    public TcpSocket(SimulatedKernel kernel, AddressFamily family)
        : base(kernel, new SocketDescription(family, SocketType.Stream, ProtocolType.Tcp))
    {
    }

    private TcpSocket(TcpSocket listener, TcpConnection connection)
        : base(listener.Kernel, listener.Description with { IsListening = false })
    {
        Take(connection.Inherited);
        _tcp = connection.Options;
        _connection = connection;
        connection.Socket = this;
        connection.Listener = null;
        Local = connection.Local;
    }

    public TcpConnection? Connection => _connection;

    public override Readiness Level => IsListening ? (_accepted.Count != 0 ? Readiness.Readable : Readiness.None)
        : _unreachable is { IsSet: true } ? Readiness.None
        : _connection is { } connection ? connection.Level
        : Readiness.Readable | Readiness.Writable | Readiness.Hangup; // as Linux has a socket that was never connected

    protected override PortTable Ports => Host.Tcp.Ports;

    protected override int DefaultReceiveBuffer => TcpConstants.ReceiveBuffer;

    protected override int DefaultSendBuffer => TcpConstants.SendBuffer;

    public override bool HasError => _error != Errno.None || _connection is { Error: not Errno.None };

    private bool IsConnecting => _unreachable is { IsSet: true } || _connection is { State: TcpState.SynSent or TcpState.SynReceived };

    public override KernelResult Connect(in KernelAddress address)
    {
        if (IsConnecting)
        {
            return KernelResult.Fail(Errno.Already);
        }

        if (_isInProgress)
        {
            // The first connect after one that went on in the background says how that ended (__inet_stream_connect, SS_CONNECTING).
            _isInProgress = false;
            if (_connection is { HasPeer: true })
            {
                return KernelResult.Ok();
            }

            Errno outcome = TakeError();
            _hasFailed = false;
            Disconnect();
            if (outcome != Errno.None)
            {
                return KernelResult.Fail(outcome);
            }
        }

        if (IsListening || _connection is not null)
        {
            return KernelResult.Fail(Errno.IsConn);
        }

        Errno errno = Translate(address, out NetworkAddress target, out UInt128 source);
        if (target.IsMulticast || target.IsBroadcast)
        {
            errno = Errno.NetUnreach; // tcp_v4_connect
        }

        if (errno == Errno.None)
        {
            errno = BindToAny(source);
        }

        if (errno == Errno.None && Host.Tcp.Has(Local!.Value, target))
        {
            errno = Errno.AddrNotAvail;
        }

        if (errno != Errno.None)
        {
            return KernelResult.Fail(errno == Errno.AddrInUse ? Errno.AddrNotAvail : errno);
        }

        _isInProgress = true;
        _connection = new TcpConnection(Host, Local!.Value, target, TcpState.SynSent, _tcp) { Socket = this };
        if (Network.FindHost(Host, target) is null)
        {
            // Nobody answers to that address on the link.
            _unreachable = new TcpTimer(Network, () => _connection?.End(Errno.HostUnreach));
            _unreachable.Set(TcpConstants.Neighbour);
        }
        else
        {
            _connection.Open();
        }

        return KernelResult.Fail(Errno.InProgress);
    }

    public override KernelResult FinishConnect()
    {
        if (IsConnecting)
        {
            return KernelResult.Fail(Errno.InProgress);
        }

        // SO_ERROR, and where there is none, whether there is a peer: as LinuxKernel asks.
        Errno error = TakeError();
        return error != Errno.None ? KernelResult.Fail(error)
            : _connection is { HasPeer: true } ? KernelResult.Ok()
            : KernelResult.Fail(Errno.InProgress);
    }

    public override KernelResult Receive(Span<byte> buffer, SocketFlags flags, out KernelAddress sender)
    {
        sender = default;
        if (_error != Errno.None)
        {
            return KernelResult.Fail(TakeError());
        }

        if (_connection is not { } connection || IsConnecting)
        {
            return _hasFailed ? KernelResult.Ok() : KernelResult.Fail(IsConnecting ? Errno.Again : Errno.NotConn);
        }

        if ((flags & MessageFlags.ErrorQueue) != 0)
        {
            return KernelResult.Fail(Errno.Again); // nobody asked for one (IP_RECVERR)
        }

        bool peeks = (flags & SocketFlags.Peek) != 0;
        return (flags & SocketFlags.OutOfBand) != 0 ? connection.ReceiveUrgent(buffer, peeks) : connection.Receive(buffer, peeks);
    }

    public override KernelResult Send(ReadOnlySpan<byte> buffer, SocketFlags flags, in KernelAddress target)
    {
        if (_error != Errno.None)
        {
            return KernelResult.Fail(TakeError());
        }

        return IsConnecting ? KernelResult.Fail(Errno.Again)
            : _connection is { } connection ? connection.Send(buffer, (flags & SocketFlags.OutOfBand) != 0)
            : KernelResult.Fail(Errno.Pipe);
    }

    public override KernelResult Shutdown(SocketShutdown how)
    {
        if (IsListening)
        {
            if (how != SocketShutdown.Send)
            {
                StopListening();
                Disconnect();
            }

            return KernelResult.Ok();
        }

        if (IsConnecting)
        {
            // It is as if there had been no connect (inet_shutdown, tcp_disconnect).
            _connection!.End(Errno.ConnReset);
            (_isInProgress, _hasFailed) = (false, false);
            return KernelResult.Ok();
        }

        if (_connection is not { HasPeer: true } connection)
        {
            return KernelResult.Fail(Errno.NotConn);
        }

        _isInProgress = false; // a shutdown that goes through tells the outcome too
        connection.Shutdown(how);
        return KernelResult.Ok();
    }

    public override KernelResult GetPeerAddress(out KernelAddress address)
    {
        address = default;
        if (_connection is not { HasPeer: true } connection)
        {
            return KernelResult.Fail(Errno.NotConn);
        }

        address = connection.Remote.To(Family);
        return KernelResult.Ok();
    }

    public override KernelResult GetAvailable() =>
        IsListening ? KernelResult.Fail(Errno.Inval) : KernelResult.Ok(_connection?.Available ?? 0);

    public override KernelResult IsAtMark() => KernelResult.Ok(_connection is { IsAtMark: true } ? 1 : 0);

    public override void Release()
    {
        StopListening();
        _unreachable?.Stop();
        _connection?.Close(LingerSeconds);
        _connection = null;
        Ports.Remove(this);
    }

    public override string Describe() => IsListening ? $"tcp  LISTEN      {Local}  {_accepted.Count} of {_backlog} wait to be accepted"
        : _connection is { } connection
            ? $"tcp  {connection.State,-11} {connection.Local} > {connection.Remote}  {connection.Available} to receive, " +
                $"{connection.Unacknowledged} to send"
        : $"tcp  {(Local is null ? "unbound" : "bound"),-11} {Local}";

    protected override Errno TakeError()
    {
        Errno error = _error != Errno.None ? _error : _connection?.TakeError() ?? Errno.None;
        _error = Errno.None;
        return error;
    }

    protected override int? DefaultOfProtocol(SocketOptionLevel level, SocketOptionName name) => (level, name) switch
    {
        (SocketOptionLevel.Tcp, SocketOptionName.NoDelay or UserTimeout or SocketOptionName.FastOpen) => 0,
        (SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime) => 7200,
        (SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval) => 75,
        (SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount) => 9,
        _ => base.DefaultOfProtocol(level, name),
    };

    public override KernelResult SetOption(SocketOptionLevel level, SocketOptionName name, int value)
    {
        // MAX_TCP_KEEPIDLE, MAX_TCP_KEEPINTVL, MAX_TCP_KEEPCNT (net/tcp.h)
        int most = (level, name) switch
        {
            (SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime or SocketOptionName.TcpKeepAliveInterval) => 32_767,
            (SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount) => 127,
            _ => 0,
        };
        return most != 0 && (value < 1 || value > most) ? KernelResult.Fail(Errno.Inval) : base.SetOption(level, name, value);
    }

    protected override void Apply(SocketOptionLevel level, SocketOptionName name, int value)
    {
        switch (level, name)
        {
            case (SocketOptionLevel.Tcp, SocketOptionName.NoDelay):
                _tcp.NoDelay = value != 0;
                break;
            case (SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime):
                _tcp.KeepAliveSeconds = value;
                break;
            case (SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval):
                _tcp.KeepAliveIntervalSeconds = value;
                break;
            case (SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount):
                _tcp.KeepAliveProbes = value;
                break;
            case (SocketOptionLevel.Tcp, UserTimeout):
                _tcp.UserTimeout = value;
                break;
            case (SocketOptionLevel.Socket, SocketOptionName.KeepAlive):
                _tcp.KeepAlive = value != 0;
                break;
            case (SocketOptionLevel.Socket, SocketOptionName.OutOfBandInline):
                _tcp.UrgentInline = value != 0;
                break;
            case (SocketOptionLevel.Socket, SocketOptionName.ReceiveBuffer):
                _tcp.ReceiveBuffer = value;
                break;
            case (SocketOptionLevel.Socket, SocketOptionName.SendBuffer):
                _tcp.SendBuffer = value;
                break;
            default:
                return;
        }

        _connection?.ArmKeepAlive();
    }

    private const SocketOptionName UserTimeout = (SocketOptionName)18; // TCP_USER_TIMEOUT

    /// <summary>Its connection never came about. The socket is as it was before, save for an address that the program gave.</summary>
    public void HasFailed(Errno errno)
    {
        (_error, _hasFailed) = (errno, true);
        Disconnect();
    }

    private void Disconnect()
    {
        _unreachable?.Stop();
        _connection = null;
        if (!IsBoundByProgram)
        {
            Unbind();
        }
    }
}
