using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <content>Names, connections and their acceptance. Nothing takes time here: a connect is decided as it is made.</content>
internal sealed partial class UnixSocket
{
    private readonly Queue<UnixSocket> _accepted = new();
    private int _backlog;
    private bool _isNamed; // by a bind of its own: what a listener accepts has its name and does not stand for it

    private bool IsListening => Description.IsListening;

    public override KernelResult Bind(in KernelAddress address)
    {
        Errno errno = Check(address, mayBeUnnamed: true);
        if (errno != Errno.None)
        {
            return KernelResult.Fail(errno);
        }

        if (address.Name.IsEmpty)
        {
            return Autobind();
        }

        // Linux makes the file before it looks whether the socket has a name already.
        errno = Name.IsNone ? Host.UnixNames.Bind(this, address)
            : Host.UnixNames.Identify(address, out _).IsOk ? Errno.AddrInUse
            : Errno.Inval;
        return errno == Errno.None ? IsNamed(address) : KernelResult.Fail(errno);
    }

    public override KernelResult Listen(int backlog)
    {
        if (!Description.IsConnectionOriented)
        {
            return KernelResult.Fail(Errno.OpNotSupp);
        }

        if (Name.IsNone || _isConnected)
        {
            return KernelResult.Fail(Errno.Inval);
        }

        Description = Description with { IsListening = true };
        _backlog = (uint)backlog > TcpConstants.MaximumBacklog ? TcpConstants.MaximumBacklog : backlog;
        return KernelResult.Ok();
    }

    public override KernelResult Accept(out KernelAddress peer)
    {
        peer = default;
        if (!IsListening)
        {
            return KernelResult.Fail(Description.IsConnectionOriented ? Errno.Inval : Errno.OpNotSupp);
        }

        if (_accepted.Count == 0)
        {
            return KernelResult.Fail(Errno.Again);
        }

        UnixSocket first = _accepted.Peek();
        KernelResult installed = Kernel.Install(first);
        if (installed.IsOk)
        {
            _accepted.Dequeue();
            peer = Told(first._peer!.Name);
        }

        return installed;
    }

    public override KernelResult Connect(in KernelAddress address)
    {
        Errno errno = Check(address, mayBeUnnamed: false);
        if (errno == Errno.None)
        {
            errno = Host.UnixNames.Find(address, Description.Type, out UnixSocket other);
            errno = errno != Errno.None ? errno : Description.IsConnectionOriented ? ConnectTo(other) : SendTo(other);
        }

        return errno == Errno.None ? KernelResult.Ok() : KernelResult.Fail(errno);
    }

    public override KernelResult FinishConnect()
    {
        Errno error = TakeError();
        return error != Errno.None ? KernelResult.Fail(error) : _peer is null ? KernelResult.Fail(Errno.InProgress) : KernelResult.Ok();
    }

    private static Errno Check(in KernelAddress address, bool mayBeUnnamed) =>
        address.Family != AddressFamily.Unix || (address.Name.IsEmpty && !mayBeUnnamed) ? Errno.Inval
        : address.Name.Length > NameBytes ? Errno.NameTooLong
        : Errno.None;

    private KernelResult Autobind()
    {
        if (!Name.IsNone)
        {
            return KernelResult.Ok();
        }

        Errno errno = Host.UnixNames.BindToAny(this, out KernelAddress name);
        return errno == Errno.None ? IsNamed(name) : KernelResult.Fail(errno);
    }

    private KernelResult IsNamed(in KernelAddress name)
    {
        (Name, _isNamed) = (name, true);
        return KernelResult.Ok();
    }

    private Errno ConnectTo(UnixSocket listener)
    {
        if (!listener.IsListening || listener._readsNoMore)
        {
            return Errno.ConnRefused;
        }

        if (listener._accepted.Count > listener._backlog)
        {
            return Errno.Again; // one more than was asked for, as Linux has it; and nobody tells when there is room
        }

        if (_isConnected || IsListening)
        {
            return _isConnected ? Errno.IsConn : Errno.Inval;
        }

        var server = new UnixSocket(Kernel, Description.Type) { Name = listener.Name };
        server.HasPeer(this);
        HasPeer(server);
        listener._accepted.Enqueue(server);
        listener.Notify(Readiness.Readable);
        return Errno.None;
    }

    // A datagram socket gets a peer, in the place of another one.
    private Errno SendTo(UnixSocket other)
    {
        if (!other.MayHear(this))
        {
            return Errno.Perm;
        }

        UnixSocket? before = _peer;
        LeavePeer();
        HasPeer(other);
        if (before is not null && before != other)
        {
            // What came is gone, and the old peer is told of it if this was its peer too (unix_dgram_disconnected).
            bool hadReceived = _received.Count != 0;
            DropReceived();
            if (hadReceived && before is { _isReleased: false } && before._peer == this)
            {
                before._error = Errno.ConnReset;
                before.Notify(before.Level);
            }
        }

        return Errno.None;
    }

    private bool MayHear(UnixSocket sender) => _peer is null || _peer == sender;

    private void ReleaseBacklog()
    {
        while (_accepted.TryDequeue(out UnixSocket? waiting))
        {
            waiting.Release(wasAccepted: false);
        }
    }
}
