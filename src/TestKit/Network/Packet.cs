using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <summary>A TCP segment, a datagram, or the news that one was not welcome, on its way between two hosts.</summary>
/// <remarks>
/// Sequence numbers are not those of the wire: they begin with 0 for the SYN and never wrap. <see cref="TcpConnection"/> has the
/// random number that they begin with for whoever records.
/// </remarks>
internal sealed class Packet(SimulatedNetwork network) : ITimedEvent
{
    private byte[] _data = [];
    private int _length;

    public ProtocolType Protocol { get; set; }

    public NetworkAddress Source { get; set; }

    public NetworkAddress Target { get; set; }

    public SimulatedHost From { get; set; } = null!;

    /// <summary>Whose it is; null for nobody's.</summary>
    public SimulatedHost? To { get; set; }

    public TcpFlags Flags { get; set; }

    public long Sequence { get; set; }

    public long Acknowledgment { get; set; }

    public int Window { get; set; }

    /// <summary>Behind the urgent byte, where <see cref="TcpFlags.Urg"/> says so.</summary>
    public long Urgent { get; set; }

    /// <summary>The number that the sender's sequence begins with on the wire.</summary>
    public uint InitialSequence { get; set; }

    /// <summary>The number that the sequence begins with on the wire which is acknowledged.</summary>
    public uint InitialAcknowledgment { get; set; }

    /// <summary>ICMP: a datagram of this target reached nobody.</summary>
    public bool IsUnreachable { get; set; }

    /// <summary>A rule's RST, which ends the connection whatever its sequence number: more may be under way than the rule knows.</summary>
    public bool IsForced { get; set; }

    /// <summary>TTL or hop limit, of a datagram.</summary>
    public int HopLimit { get; set; }

    public ReadOnlySpan<byte> Data => _data.AsSpan(0, _length);

    public int Length => _length;

    /// <summary>What it takes on the wire: IP, TCP or UDP, and the data.</summary>
    public int WireLength => _length + (Source.IsV4 ? 20 : 40) + (Protocol == ProtocolType.Tcp ? 20 : 8);

    public Span<byte> SetLength(int length)
    {
        if (_data.Length < length)
        {
            _data = GC.AllocateUninitializedArray<byte>((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(length, 64)));
        }

        _length = length;
        return _data.AsSpan(0, length);
    }

    public void SetData(ReadOnlySpan<byte> bytes) => bytes.CopyTo(SetLength(bytes.Length));

    /// <summary>Nothing of it is left for whoever uses it next.</summary>
    public void Clear()
    {
        (To, Flags, IsUnreachable, IsForced) = (null, TcpFlags.None, false, false);
        (Sequence, Acknowledgment, Window, Urgent) = (0, 0, 0, 0);
        (InitialSequence, InitialAcknowledgment, HopLimit, _length) = (0, 0, 0, 0);
    }

    public Packet Clone()
    {
        Packet clone = network.NewPacket();
        (clone.Protocol, clone.Source, clone.Target, clone.From, clone.To) = (Protocol, Source, Target, From, To);
        (clone.Flags, clone.Sequence, clone.Acknowledgment, clone.Window) = (Flags, Sequence, Acknowledgment, Window);
        (clone.Urgent, clone.IsUnreachable, clone.IsForced, clone.HopLimit) = (Urgent, IsUnreachable, IsForced, HopLimit);
        (clone.InitialSequence, clone.InitialAcknowledgment) = (InitialSequence, InitialAcknowledgment);
        clone.SetData(Data);
        return clone;
    }

    public void Happen() => network.Arrive(this);

    public override string ToString()
    {
        string what = Protocol switch
        {
            ProtocolType.Tcp => $"{Flags} seq {Sequence} ack {Acknowledgment} win {Window}",
            _ when IsUnreachable => "port unreachable",
            _ => "datagram",
        };
        return $"{Source} > {Target} {what} {_length} bytes";
    }
}
