using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <summary>A socket of the Unix family: a stream, datagrams, or datagrams over a connection. In parts: connecting, transfer.</summary>
/// <remarks>
/// As Linux has it (net/unix/af_unix.c): what was sent lies in the receiver's queue and counts in the sender's buffer, and a datagram
/// socket that is not the sender's peer takes <see cref="MostDatagrams"/> and one more. It has no MSG_OOB and no SO_PASSCRED.
/// </remarks>
/// <seealso href="https://man7.org/linux/man-pages/man7/unix.7.html">unix(7)</seealso>
internal sealed partial class UnixSocket : SimulatedSocket
{
    public const int NameBytes = 108; // sizeof(sockaddr_un.sun_path)

    private const int MostDatagrams = 10; // net.unix.max_dgram_qlen

    private readonly Queue<UnixMessage> _received = new();
    private readonly List<UnixSocket> _connectedHere = []; // datagram sockets, which wait for its queue
    private UnixSocket? _peer;
    private bool _isConnected;
    private bool _isReleased;
    private bool _readsNoMore;
    private bool _sendsNoMore;
    private Errno _error;
    private int _underWay; // what was sent and not received

    public UnixSocket(SimulatedKernel kernel, SocketType type)
        : base(kernel, new SocketDescription(AddressFamily.Unix, type, ProtocolType.Unspecified))
    {
    }

    /// <summary>Its name; none where it has none.</summary>
    public KernelAddress Name { get; private set; }

    public override Readiness Level
    {
        get
        {
            if (IsListening)
            {
                return _accepted.Count != 0 || _readsNoMore ? Readiness.Readable : Readiness.None;
            }

            if (_error != Errno.None || (Description.IsConnectionOriented && !_isConnected))
            {
                return Readiness.Readable | Readiness.Writable | Readiness.Hangup;
            }

            return (_received.Count != 0 || _readsNoMore ? Readiness.Readable : Readiness.None)
                | (HasPlace || (_readsNoMore && _sendsNoMore) ? Readiness.Writable : Readiness.None)
                | (_readsNoMore ? Readiness.Hangup : Readiness.None);
        }
    }

    public override bool HasError => _error != Errno.None;

    // A hang-up alone is none, though a poller tells it as both directions.
    public override bool IsWritable =>
        !IsListening && (HasPlace || HasError || (Description.IsConnectionOriented && !_isConnected));

    // unix_writable: a quarter of the buffer, so that a sender does not wake for each message.
    private bool HasPlace => _underWay * 4 <= SendBuffer
        && !(_peer is { } peer && !Description.IsConnectionOriented && peer._peer != this && peer.IsFull);

    private bool IsFull => _received.Count > MostDatagrams;

    private int SendBuffer => Get(SocketOptionLevel.Socket, SocketOptionName.SendBuffer);

    /// <summary>socketpair(2).</summary>
    public static (UnixSocket One, UnixSocket Other) Pair(SimulatedKernel kernel, SocketType type)
    {
        var (one, other) = (new UnixSocket(kernel, type), new UnixSocket(kernel, type));
        one.HasPeer(other);
        other.HasPeer(one);
        return (one, other);
    }

    public override KernelResult GetLocalAddress(out KernelAddress address)
    {
        address = Told(Name);
        return KernelResult.Ok();
    }

    public override KernelResult GetPeerAddress(out KernelAddress address)
    {
        address = _peer is { } peer ? Told(peer.Name) : default;
        return _peer is null ? KernelResult.Fail(Errno.NotConn) : KernelResult.Ok();
    }

    public override KernelResult GetAvailable() => IsListening ? KernelResult.Fail(Errno.Inval)
        : KernelResult.Ok(Description.IsConnectionOriented ? _received.Sum(one => one.Rest.Length)
            : _received.TryPeek(out UnixMessage? first) ? first.Rest.Length : 0);

    public override KernelResult Shutdown(SocketShutdown how)
    {
        // It works on a socket without a peer too, and unlike TCP's says nothing about it.
        Shut(how is SocketShutdown.Receive or SocketShutdown.Both, how is SocketShutdown.Send or SocketShutdown.Both);
        if (Description.IsConnectionOriented && _peer is { _isReleased: false } peer)
        {
            peer.Shut(
                reads: how is SocketShutdown.Send or SocketShutdown.Both,
                sends: how is SocketShutdown.Receive or SocketShutdown.Both);
        }

        return KernelResult.Ok();
    }

    public override void Release() => Release(wasAccepted: true);

    public override string Describe()
    {
        string kind = Description.Type switch { SocketType.Stream => "stream", SocketType.Dgram => "dgram", _ => "seqpacket" };
        string name = Show(Name);
        return IsListening ? $"unix {kind,-11} LISTEN {name}  {_accepted.Count} of {_backlog} wait to be accepted"
            : _peer is { } peer ? $"unix {kind,-11} {name} > {Show(peer.Name)}  {_received.Count} to receive, {_underWay} bytes to send"
            : $"unix {kind,-11} {name}  {_received.Count} to receive";
    }

    protected override Errno TakeError()
    {
        Errno error = _error;
        _error = Errno.None;
        return error;
    }

    protected override int? DefaultOfProtocol(SocketOptionLevel level, SocketOptionName name) => null;

    private static KernelAddress Told(in KernelAddress name) => name.IsNone ? KernelAddress.FromUnixName([]) : name;

    // As netstat has it: @ for the null byte of an abstract name.
    private static string Show(in KernelAddress name) => name.IsNone ? "(unnamed)"
        : string.Concat(System.Text.Encoding.UTF8.GetString(name.Name).Select(c => c == 0 ? '@' : char.IsControl(c) ? '?' : c));

    private void HasPeer(UnixSocket peer)
    {
        (_peer, _isConnected) = (peer, true);
        if (!Description.IsConnectionOriented)
        {
            peer._connectedHere.Add(this);
        }
    }

    private void Shut(bool reads, bool sends)
    {
        _readsNoMore |= reads;
        _sendsNoMore |= sends;
        Notify(Level);
    }

    private void Release(bool wasAccepted)
    {
        if (_isReleased)
        {
            return;
        }

        _isReleased = true;
        if (!Name.IsNone && _isNamed)
        {
            Host.UnixNames.Release(this, Name);
        }

        ReleaseBacklog();
        if (_peer is { _isReleased: false } peer && Description.IsConnectionOriented)
        {
            // Whoever leaves something unread resets the connection (unix_release_sock).
            peer._error = _received.Count != 0 || !wasAccepted ? Errno.ConnReset : peer._error;
            peer.Shut(reads: true, sends: true);
        }

        LeavePeer();
        DropReceived();
        foreach (UnixSocket one in _connectedHere)
        {
            one.Notify(Readiness.Writable); // to hear that nobody is there
        }

        _connectedHere.Clear();
    }

    // Datagrams: whoever is connected elsewhere hears no more from here.
    private void LeavePeer()
    {
        if (!Description.IsConnectionOriented)
        {
            _peer?._connectedHere.Remove(this);
            _peer = null;
        }
    }

    private void DropReceived()
    {
        while (_received.TryDequeue(out UnixMessage? message))
        {
            HasTaken(message);
            Array.ForEach(message.TakeFiles(), SimulatedKernel.Drop);
        }
    }

    /// <summary>A message is out of the queue: there is room, in the sender's buffer and here.</summary>
    private void HasTaken(UnixMessage message)
    {
        UnixSocket sender = message.Sender;
        sender._underWay -= message.Charge;
        if (!sender._isReleased && sender.HasPlace)
        {
            sender.Notify(Readiness.Writable);
        }

        if (_received.Count == MostDatagrams)
        {
            foreach (UnixSocket waiting in _connectedHere)
            {
                waiting.Notify(waiting.Level & Readiness.Writable);
            }
        }
    }
}
