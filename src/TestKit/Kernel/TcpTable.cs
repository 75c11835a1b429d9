using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <summary>The TCP of a host: its connections and its ports, and what becomes of a segment that comes in.</summary>
internal sealed class TcpTable
{
    private readonly SimulatedHost _host;
    private readonly Dictionary<TcpFlow, TcpConnection> _connections = [];
    private readonly SortedDictionary<ushort, int> _connectionsOnPort = [];

    public TcpTable(SimulatedHost host)
    {
        _host = host;
        Ports = new PortTable(host, MayShare) { IsTakenOtherwise = address => _connectionsOnPort.ContainsKey(address.Port) };
    }

    public PortTable Ports { get; }

    /// <summary>In the order of their addresses.</summary>
    public IEnumerable<TcpConnection> Connections => _connections.Values
        .OrderBy(one => one.Local.Port).ThenBy(one => one.Remote.Port).ThenBy(one => one.Local.Ip).ThenBy(one => one.Remote.Ip);

    public bool Has(NetworkAddress local, NetworkAddress remote) => _connections.ContainsKey(new TcpFlow(local, remote));

    public void Add(TcpConnection connection)
    {
        _connections.Add(new TcpFlow(connection.Local, connection.Remote), connection);
        _connectionsOnPort[connection.Local.Port] = _connectionsOnPort.GetValueOrDefault(connection.Local.Port) + 1;
    }

    public void Remove(TcpConnection connection)
    {
        _connections.Remove(new TcpFlow(connection.Local, connection.Remote));
        if (--_connectionsOnPort[connection.Local.Port] == 0)
        {
            _connectionsOnPort.Remove(connection.Local.Port);
        }
    }

    public void Receive(Packet packet)
    {
        if (_connections.TryGetValue(new TcpFlow(packet.Target, packet.Source), out TcpConnection? connection))
        {
            bool isNew = connection.State == TcpState.TimeWait
                && (packet.Flags & (TcpFlags.Syn | TcpFlags.Ack | TcpFlags.Rst)) == TcpFlags.Syn;
            if (!isNew)
            {
                connection.Receive(packet);
                return;
            }

            connection.Vanish(); // a new connection in the place of one that has ended (RFC 1122, 4.2.2.13)
        }

        if ((packet.Flags & (TcpFlags.Syn | TcpFlags.Ack | TcpFlags.Rst)) == TcpFlags.Syn && FindListener(packet.Target) is { } listener)
        {
            listener.Receive(packet);
            return;
        }

        Refuse(packet);
    }

    /// <summary>Nobody is there: RST (RFC 9293, 3.5.2).</summary>
    public void Refuse(Packet packet)
    {
        if ((packet.Flags & TcpFlags.Rst) != 0)
        {
            return;
        }

        Packet answer = _host.Network.NewPacket();
        (answer.Protocol, answer.Source, answer.Target, answer.From) = (ProtocolType.Tcp, packet.Target, packet.Source, _host);
        (answer.InitialSequence, answer.InitialAcknowledgment) = (packet.InitialAcknowledgment, packet.InitialSequence);
        if ((packet.Flags & TcpFlags.Ack) != 0)
        {
            (answer.Flags, answer.Sequence) = (TcpFlags.Rst, packet.Acknowledgment);
        }
        else
        {
            int length = packet.Length + ((packet.Flags & TcpFlags.Syn) != 0 ? 1 : 0) + ((packet.Flags & TcpFlags.Fin) != 0 ? 1 : 0);
            (answer.Flags, answer.Acknowledgment) = (TcpFlags.Rst | TcpFlags.Ack, packet.Sequence + length);
        }

        _host.Network.Send(answer);
    }

    public void Clear()
    {
        foreach (TcpConnection connection in Connections.ToArray())
        {
            connection.Vanish();
        }

        Ports.Clear();
    }

    // Two that listen share a port only where both say SO_REUSEPORT; two of which none listens, where both say SO_REUSEADDR.
    private static bool MayShare(PortTable ports, InternetSocket one, InternetSocket other) =>
        (one.MaySharePort && other.MaySharePort)
        || (one.MayShareAddress && other.MayShareAddress && !one.Description.IsListening && !other.Description.IsListening);

    private TcpSocket? FindListener(NetworkAddress target)
    {
        // The most particular one; of several that share the port, each in turn by the peer's number.
        TcpSocket[] listening = [.. Ports.On(target.Port).OfType<TcpSocket>().Where(one => one.IsListening && one.Hears(target))];
        TcpSocket[] exact = [.. listening.Where(one => one.Local!.Value.Ip == target.Ip)];
        TcpSocket[] candidates = exact.Length != 0 ? exact : listening;
        return candidates.Length == 0 ? null : candidates[_host.Random.Next(candidates.Length)];
    }
}
