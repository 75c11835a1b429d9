using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <summary>A packet as a rule sees it.</summary>
public sealed class PacketInfo
{
    private readonly Packet _packet;

    internal PacketInfo(Packet packet, TimeSpan time) => (_packet, Time) = (packet, time);

    /// <summary>When it is sent, since the simulation began.</summary>
    public TimeSpan Time { get; }

    /// <summary>The host that sends it.</summary>
    public SimulatedHost From => _packet.From;

    /// <summary>The host that it goes to, or null where there is none.</summary>
    public SimulatedHost? To => _packet.To;

    /// <summary>Where it comes from.</summary>
    public IPEndPoint Source => _packet.Source.ToEndPoint();

    /// <summary>Where it goes to.</summary>
    public IPEndPoint Target => _packet.Target.ToEndPoint();

    /// <summary>Tcp or Udp.</summary>
    public ProtocolType Protocol => _packet.Protocol;

    /// <summary>Of a TCP segment.</summary>
    public TcpFlags Flags => _packet.Flags;

    /// <summary>Of a TCP segment, counted from the connection's SYN, which is 0: the first byte of data is 1.</summary>
    public long Sequence => _packet.Sequence;

    /// <summary>The number behind the last byte that its sender has got, counted like <see cref="Sequence"/>.</summary>
    public long Acknowledgment => _packet.Acknowledgment;

    /// <summary>How many bytes of data it carries.</summary>
    public int Length => _packet.Length;

    /// <summary>Its data, which are its own for as long as the rule looks at them.</summary>
    public ReadOnlySpan<byte> Data => _packet.Data;

    /// <inheritdoc/>
    public override string ToString() => _packet.ToString();
}
