using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <summary>The UDP of a host: its ports, and what becomes of a datagram.</summary>
internal sealed class UdpTable
{
    private readonly SimulatedHost _host;

    public UdpTable(SimulatedHost host)
    {
        _host = host;
        Ports = new PortTable(host, static (_, one, other) =>
            (one.MaySharePort && other.MaySharePort) || (one.MayShareAddress && other.MayShareAddress));
    }

    public PortTable Ports { get; }

    public void Send(NetworkAddress source, NetworkAddress target, ReadOnlySpan<byte> data, int hopLimit)
    {
        if ((target.IsMulticast || target.IsBroadcast) && !target.IsLoopback)
        {
            foreach (SimulatedHost host in _host.Network.Hosts)
            {
                Send(source, target, data, hopLimit, host);
            }
        }
        else
        {
            Send(source, target, data, hopLimit, null);
        }
    }

    public void Receive(Packet packet)
    {
        if (packet.IsUnreachable)
        {
            foreach (UdpSocket sender in On(packet.Target).ToArray())
            {
                sender.IsRefused(packet.Source);
            }

            return;
        }

        UdpSocket[] hearing = [.. On(packet.Target)];
        if (packet.Target.IsMulticast || packet.Target.IsBroadcast)
        {
            foreach (UdpSocket one in hearing.Where(one => packet.Target.IsBroadcast || one.IsMember(packet.Target.Ip)))
            {
                one.Receive(packet);
            }

            return;
        }

        // The most particular one; of several that share the port, the last that came (as Linux without SO_REUSEPORT).
        UdpSocket? best = hearing.LastOrDefault(one => one.IsPeer(packet.Source))
            ?? hearing.LastOrDefault(one => !one.HasPeer && one.Local!.Value.Ip == packet.Target.Ip)
            ?? hearing.LastOrDefault(one => !one.HasPeer);
        if (best is not null)
        {
            best.Receive(packet);
            return;
        }

        Packet answer = _host.Network.NewPacket();
        (answer.Protocol, answer.Source, answer.Target, answer.From) = (ProtocolType.Udp, packet.Target, packet.Source, _host);
        answer.IsUnreachable = true;
        _host.Network.Send(answer);
    }

    private IEnumerable<UdpSocket> On(NetworkAddress target) =>
        Ports.On(target.Port).OfType<UdpSocket>().Where(one => target.IsMulticast || target.IsBroadcast
            ? one.Local!.Value.IsAny || one.Local.Value.Ip == target.Ip
            : one.Hears(target));

    private void Send(NetworkAddress source, NetworkAddress target, ReadOnlySpan<byte> data, int hopLimit, SimulatedHost? to)
    {
        Packet packet = _host.Network.NewPacket();
        (packet.Protocol, packet.Source, packet.Target, packet.From, packet.To) = (ProtocolType.Udp, source, target, _host, to);
        packet.HopLimit = hopLimit;
        packet.SetData(data);
        _host.Network.Send(packet);
    }
}
