using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <summary>A UDP socket.</summary>
internal sealed partial class UdpSocket : InternetSocket
{
    private const int MaximumBytes = 65_507; // over IPv4: 65,535 without the two headers
    private const int MaximumBytesV6 = 65_527; // IPv6 does not count its own
    private const int BytesBeside = 512; // what Linux counts for a datagram beside its bytes, more or less

    private readonly Queue<UdpDatagram> _received = new();
    private readonly List<(UInt128 Group, long Interface)> _groups = [];
    private int _bytes;
    private NetworkAddress? _peer;
    private Errno _error;
    private bool _readsNoMore;
    private bool _sendsNoMore;

    public UdpSocket(SimulatedKernel kernel, AddressFamily family)
        : base(kernel, new SocketDescription(family, SocketType.Dgram, ProtocolType.Udp))
    {
    }

    // EPOLLERR is both directions and a hang-up.
    public override Readiness Level => Readiness.Writable
        | (_received.Count != 0 || HasError || _readsNoMore ? Readiness.Readable : Readiness.None)
        | (HasError || _readsNoMore ? Readiness.Hangup : Readiness.None);

    public override bool IsReadable => _received.Count != 0 || _readsNoMore;

    public override bool HasError => _error != Errno.None;

    protected override PortTable Ports => Host.Udp.Ports;

    public override KernelResult Connect(in KernelAddress address)
    {
        Errno errno = Translate(address, out NetworkAddress target, out UInt128 source);
        errno = errno != Errno.None ? errno : MayBroadcastTo(target) ? BindToAny(source) : Errno.Acces;
        if (errno != Errno.None)
        {
            return KernelResult.Fail(errno == Errno.AddrInUse ? Errno.Again : errno);
        }

        _peer = target;
        return KernelResult.Ok();
    }

    public override KernelResult FinishConnect()
    {
        Errno error = TakeError();
        return error != Errno.None ? KernelResult.Fail(error) : _peer is null ? KernelResult.Fail(Errno.InProgress) : KernelResult.Ok();
    }

    public override KernelResult Receive(Span<byte> buffer, SocketFlags flags, out KernelAddress sender)
    {
        KernelResult result = ReceiveMessage(buffer, 0, flags, out KernelMessage message);
        sender = message.Sender;
        return result;
    }

    public override KernelResult ReceiveMessage(Span<byte> buffer, int ancillaryBytes, SocketFlags flags, out KernelMessage message)
    {
        message = new KernelMessage(default, SocketFlags.None, []);
        if ((flags & MessageFlags.ErrorQueue) != 0)
        {
            return KernelResult.Fail(Errno.Again); // nobody asked for one (IP_RECVERR)
        }

        if (_error != Errno.None)
        {
            return KernelResult.Fail(TakeError());
        }

        if (_received.Count == 0)
        {
            return KernelResult.Fail(Errno.Again); // after a shutdown too: whoever does not block is told nothing else
        }

        UdpDatagram first = _received.Peek();
        byte[] data = first.Data;
        int count = Math.Min(data.Length, buffer.Length);
        data.AsSpan(0, count).CopyTo(buffer);
        if ((flags & SocketFlags.Peek) == 0)
        {
            _received.Dequeue();
            _bytes -= data.Length + BytesBeside;
        }

        SocketFlags truncated = count < data.Length ? SocketFlags.Truncated : SocketFlags.None;
        AncillaryRoom room = Tell(first, ancillaryBytes);
        message = new KernelMessage(first.Sender.To(Family), truncated | room.Flags, room.Messages);
        return KernelResult.Ok((flags & SocketFlags.Truncated) != 0 ? data.Length : count);
    }

    public override KernelResult Send(ReadOnlySpan<byte> buffer, SocketFlags flags, in KernelAddress target) =>
        SendMessage(buffer, [], flags, target);

    public override KernelResult SendMessage(
        ReadOnlySpan<byte> buffer, IReadOnlyList<AncillaryMessage> ancillary, SocketFlags flags, in KernelAddress target)
    {
        // Before it looks at anything else, it has a port (inet_autobind).
        Errno errno = BindToAnyForSending();
        if (errno != Errno.None)
        {
            return KernelResult.Fail(errno);
        }

        if ((flags & SocketFlags.OutOfBand) != 0)
        {
            return KernelResult.Fail(Errno.OpNotSupp);
        }

        errno = FindTarget(target, out NetworkAddress to, out UInt128 source);
        UInt128? from = null;
        int hopLimit = HopLimitTo(to);
        errno = errno == Errno.None ? Obey(ancillary, ref from, ref hopLimit) : errno;
        if (errno == Errno.None)
        {
            errno = buffer.Length > (to.IsV4 ? MaximumBytes : MaximumBytesV6) ? Errno.MsgSize
                : _error != Errno.None ? TakeError()
                : _sendsNoMore ? Errno.Pipe
                : Errno.None;
        }

        if (errno != Errno.None)
        {
            return KernelResult.Fail(errno);
        }

        from ??= Local is { IsAny: false } local ? local.Ip : source;
        Host.Udp.Send(new NetworkAddress(from.Value, Local!.Value.Port), to, buffer, hopLimit);
        return KernelResult.Ok(buffer.Length);
    }

    public override KernelResult Shutdown(SocketShutdown how)
    {
        // Linux: it works on a socket without a peer too, and says that it is not connected.
        _readsNoMore |= how is SocketShutdown.Receive or SocketShutdown.Both;
        _sendsNoMore |= how is SocketShutdown.Send or SocketShutdown.Both;
        Notify(Level);
        return _peer is null ? KernelResult.Fail(Errno.NotConn) : KernelResult.Ok();
    }

    public override KernelResult GetPeerAddress(out KernelAddress address)
    {
        address = _peer?.To(Family) ?? default;
        return _peer is null ? KernelResult.Fail(Errno.NotConn) : KernelResult.Ok();
    }

    public override KernelResult GetAvailable() => KernelResult.Ok(_received.Count == 0 ? 0 : _received.Peek().Data.Length);

    public override KernelResult SetMulticast(SocketOptionName name, MulticastOption option) =>
        Family == AddressFamily.InterNetwork
            ? Join(name, NetworkAddress.ToIp(option.Group),
                option.LocalAddress is { } address ? (long)(ulong)NetworkAddress.ToIp(address) : option.InterfaceIndex)
            : KernelResult.Fail(Errno.NoProtoOpt);

    public override KernelResult SetMulticast(SocketOptionName name, IPv6MulticastOption option) =>
        Family == AddressFamily.InterNetworkV6
            ? Join(name, NetworkAddress.ToIp(option.Group), option.InterfaceIndex)
            : KernelResult.Fail(Errno.NoProtoOpt);

    /// <summary>A datagram came for it.</summary>
    public void Receive(Packet packet)
    {
        if (_peer is { } peer && peer != packet.Source)
        {
            return;
        }

        if (_bytes + packet.Length + BytesBeside > Get(SocketOptionLevel.Socket, SocketOptionName.ReceiveBuffer))
        {
            return; // nobody is told
        }

        _received.Enqueue(new UdpDatagram(packet.Data.ToArray(), packet.Source, packet.Target, packet.From == Host, packet.HopLimit));
        _bytes += packet.Length + BytesBeside;
        Notify(Readiness.Readable);
    }

    /// <summary>What it sent reached nobody: a connected socket is told.</summary>
    public void IsRefused(NetworkAddress target)
    {
        if (_peer == target)
        {
            _error = Errno.ConnRefused;
            Notify(Readiness.Readable | Readiness.Writable | Readiness.Hangup);
        }
    }

    public bool IsPeer(NetworkAddress address) => _peer == address;

    public bool HasPeer => _peer is not null;

    public bool IsMember(UInt128 group) => _groups.Exists(one => one.Group == group);

    public override void Release() => Ports.Remove(this);

    public override string Describe()
    {
        string peer = _peer is { } known ? $" > {known}" : string.Empty;
        return $"udp  {(_peer is null ? "unconnected" : "connected"),-11} {Local}{peer}  {_received.Count} datagrams to receive";
    }

    protected override Errno TakeError()
    {
        Errno error = _error;
        _error = Errno.None;
        return error;
    }

    private Errno FindTarget(in KernelAddress target, out NetworkAddress to, out UInt128 source)
    {
        if (target.IsNone)
        {
            (to, source) = (_peer ?? default, Local?.Ip ?? default);
            return _peer is null ? Errno.DestAddrReq : Errno.None;
        }

        Errno errno = Translate(target, out to, out source);
        return errno != Errno.None ? errno
            : to.Port == 0 ? Errno.Inval
            : MayBroadcastTo(to) ? Errno.None
            : Errno.Acces;
    }

    private bool MayBroadcastTo(NetworkAddress target) =>
        !target.IsBroadcast || Get(SocketOptionLevel.Socket, SocketOptionName.Broadcast) != 0;

    // Unlike a connect, a send does not tie the socket to an address.
    private Errno BindToAnyForSending()
    {
        if (Local is not null)
        {
            return Errno.None;
        }

        Errno errno = Ports.TryBind(this, new NetworkAddress(Any, 0), out NetworkAddress bound);
        Local = errno == Errno.None ? bound : null;
        return errno == Errno.None ? Errno.None : Errno.Again;
    }

    private KernelResult Join(SocketOptionName name, UInt128 group, long index)
    {
        if (!new NetworkAddress(group, 0).IsMulticast)
        {
            return KernelResult.Fail(Errno.Inval);
        }

        int at = _groups.FindIndex(one => one.Group == group && one.Interface == index);
        if (name == SocketOptionName.AddMembership)
        {
            if (at >= 0)
            {
                return KernelResult.Fail(Errno.AddrInUse);
            }

            _groups.Add((group, index));
            return KernelResult.Ok();
        }

        if (at < 0)
        {
            return KernelResult.Fail(Errno.AddrNotAvail);
        }

        _groups.RemoveAt(at);
        return KernelResult.Ok();
    }
}
