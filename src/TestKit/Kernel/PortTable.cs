namespace Akka.Greensock.TestKit;

/// <summary>Who has which port of a host, of one protocol.</summary>
internal sealed class PortTable(SimulatedHost host, Func<PortTable, InternetSocket, InternetSocket, bool> mayShare)
{
    // net.ipv4.ip_local_port_range.
    private const int FirstEphemeral = 32_768;
    private const int LastEphemeral = 60_999;

    private readonly SortedDictionary<ushort, List<InternetSocket>> _bound = [];
    private int _nextEphemeral = -1;

    public IEnumerable<InternetSocket> On(ushort port) => _bound.TryGetValue(port, out List<InternetSocket>? sockets) ? sockets : [];

    /// <summary>Somebody else has the port for itself, connections that have no socket any more for one.</summary>
    public Func<NetworkAddress, bool>? IsTakenOtherwise { get; init; }

    public Errno TryBind(InternetSocket socket, NetworkAddress wanted, out NetworkAddress bound)
    {
        bound = wanted;
        if (wanted.Port == 0)
        {
            return TryBindToFree(socket, wanted.Ip, out bound);
        }

        if (!IsFree(socket, wanted))
        {
            return Errno.AddrInUse;
        }

        Add(socket, wanted.Port);
        return Errno.None;
    }

    public void Remove(InternetSocket socket)
    {
        if (socket.Local is { } local && _bound.TryGetValue(local.Port, out List<InternetSocket>? sockets) && sockets.Remove(socket)
            && sockets.Count == 0)
        {
            _bound.Remove(local.Port);
        }
    }

    public void Clear() => _bound.Clear();

    private static bool Overlaps(InternetSocket one, NetworkAddress address, InternetSocket other)
    {
        UInt128 theirs = other.Local!.Value.Ip;
        return theirs == address.Ip
            || Covers(theirs, other, address.Ip)
            || Covers(address.Ip, one, theirs);
    }

    private static bool Covers(UInt128 any, InternetSocket socket, UInt128 ip) =>
        (any == NetworkAddress.AnyV4 && NetworkAddress.IsFour(ip))
            || (any == NetworkAddress.AnyV6 && !(socket.IsV6Only && NetworkAddress.IsFour(ip)));

    private Errno TryBindToFree(InternetSocket socket, UInt128 ip, out NetworkAddress bound)
    {
        const int count = LastEphemeral - FirstEphemeral + 1;
        if (_nextEphemeral < 0)
        {
            _nextEphemeral = host.Random.Next(count);
        }

        for (int tries = 0; tries < count; tries++)
        {
            bound = new NetworkAddress(ip, (ushort)(FirstEphemeral + _nextEphemeral));
            _nextEphemeral = (_nextEphemeral + 1) % count;
            if (!_bound.ContainsKey(bound.Port) && IsTakenOtherwise?.Invoke(bound) != true)
            {
                Add(socket, bound.Port);
                return Errno.None;
            }
        }

        bound = default;
        return Errno.AddrInUse;
    }

    private bool IsFree(InternetSocket socket, NetworkAddress wanted)
    {
        foreach (InternetSocket other in On(wanted.Port))
        {
            if (Overlaps(socket, wanted, other) && !mayShare(this, socket, other))
            {
                return false;
            }
        }

        return socket.MayShareAddress || IsTakenOtherwise?.Invoke(wanted) != true;
    }

    private void Add(InternetSocket socket, ushort port)
    {
        if (!_bound.TryGetValue(port, out List<InternetSocket>? sockets))
        {
            _bound[port] = sockets = [];
        }

        sockets.Add(socket);
    }
}
