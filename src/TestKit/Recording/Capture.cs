using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <summary>
/// What passes between sockets, packet by packet: of a simulated network, which hands over its own packets, and of real sockets by
/// <see cref="Attach(GreenSocket, ScriptSide, bool)"/>, whose packets are made up from the bytes. It becomes a file that Wireshark reads,
/// an event log, or a <see cref="Recording"/> to play back.
/// </summary>
/// <remarks>Any thread. It keeps at most a number of bytes, and counts what it could not keep.</remarks>
public sealed class Capture
{
    private readonly Lock _lock = new();
    private readonly List<CapturedPacket> _packets = [];
    private readonly long _maximumBytes;
    private long _bytes;
    private long _dropped;

    /// <summary>Makes an empty capture.</summary>
    /// <param name="maximumBytes">The most bytes of payload that it keeps, from 0; 64 MiB unless given. The packets that exceed it are
    /// counted in <see cref="DroppedCount"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public Capture(long maximumBytes = 64L * 1024 * 1024)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximumBytes);
        _maximumBytes = maximumBytes;
    }

    /// <summary>Where virtual time begins, in a capture as by <see cref="Simulation.Time"/>: 2000-01-01, 0 o'clock UTC.</summary>
    public static DateTimeOffset Epoch => VirtualClock.Epoch;

    /// <summary>The packets so far, in the order in which they were handed over.</summary>
    public IReadOnlyList<CapturedPacket> Packets
    {
        get
        {
            lock (_lock)
            {
                return [.. _packets];
            }
        }
    }

    /// <summary>How many packets came when the capture was full.</summary>
    public long DroppedCount => Interlocked.Read(ref _dropped);

    /// <summary>Adds a packet.</summary>
    /// <param name="time">When it passed; from 1970 on.</param>
    /// <param name="source">Who sent it.</param>
    /// <param name="target">To whom.</param>
    /// <param name="protocol">Tcp or Udp.</param>
    /// <param name="flags">The control bits of a segment.</param>
    /// <param name="sequence">The segment's sequence number.</param>
    /// <param name="acknowledgement">The segment's acknowledgement number.</param>
    /// <param name="window">The segment's window, in bytes; beyond 65,535 it is written as that.</param>
    /// <param name="payload">The bytes, which are copied; of a segment at most 65,483, of a datagram 65,507.</param>
    /// <param name="comment">What a reader should know, such as "lost"; null for nothing.</param>
    /// <exception cref="ArgumentException">Another protocol, or more payload than a packet holds.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A time before 1970, or a negative window.</exception>
    public void Packet(
        DateTimeOffset time,
        IPEndPoint source,
        IPEndPoint target,
        ProtocolType protocol,
        TcpFlags flags,
        uint sequence,
        uint acknowledgement,
        int window,
        ReadOnlySpan<byte> payload,
        string? comment = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentOutOfRangeException.ThrowIfLessThan(time, DateTimeOffset.UnixEpoch);
        ArgumentOutOfRangeException.ThrowIfNegative(window);
        int most = protocol switch
        {
            ProtocolType.Tcp => InternetPacket.MaximumPayloadBytes,
            ProtocolType.Udp => InternetPacket.MaximumDatagramBytes,
            _ => throw new ArgumentException($"Capture.Packet: {protocol} is neither Tcp nor Udp.", nameof(protocol)),
        };
        if (payload.Length > most)
        {
            throw new ArgumentException(
                $"Capture.Packet: {payload.Length} bytes are more than a packet's {most}. Split them.", nameof(payload));
        }

        lock (_lock)
        {
            if (_bytes + payload.Length > _maximumBytes)
            {
                _dropped++;
                return;
            }

            _bytes += payload.Length;
            _packets.Add(new CapturedPacket(
                time,
                source,
                target,
                protocol,
                flags,
                sequence,
                acknowledgement,
                Math.Min(window, ushort.MaxValue),
                payload.ToArray(),
                comment));
        }
    }

    /// <summary>Adds a packet of a simulated network.</summary>
    /// <param name="time">When it passed, in virtual time from <see cref="Epoch"/>; from 0.</param>
    /// <param name="source">Who sent it.</param>
    /// <param name="target">To whom.</param>
    /// <param name="protocol">Tcp or Udp.</param>
    /// <param name="flags">The control bits of a segment.</param>
    /// <param name="sequence">The segment's sequence number.</param>
    /// <param name="acknowledgement">The segment's acknowledgement number.</param>
    /// <param name="window">The segment's window, in bytes; beyond 65,535 it is written as that.</param>
    /// <param name="payload">The bytes, which are copied; of a segment at most 65,483, of a datagram 65,507.</param>
    /// <param name="comment">What a reader should know, such as "lost"; null for nothing.</param>
    /// <exception cref="ArgumentException">Another protocol, or more payload than a packet holds.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A negative time or window.</exception>
    public void Packet(
        TimeSpan time,
        IPEndPoint source,
        IPEndPoint target,
        ProtocolType protocol,
        TcpFlags flags,
        uint sequence,
        uint acknowledgement,
        int window,
        ReadOnlySpan<byte> payload,
        string? comment = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        Packet(Epoch + time, source, target, protocol, flags, sequence, acknowledgement, window, payload, comment);
    }

    /// <summary>Captures what passes a connection: read and write the stream instead of the socket.</summary>
    /// <param name="socket">A connected TCP socket.</param>
    /// <param name="side">Which side of the connection it is: the client's sent the SYN.</param>
    /// <param name="ownsSocket">Whether the stream closes the socket when it is disposed of.</param>
    /// <returns>The connection as a stream.</returns>
    /// <exception cref="ArgumentException">It is no TCP connection over IP.</exception>
    /// <exception cref="IOException">It is not connected, or non-blocking.</exception>
    public CapturedStream Attach(GreenSocket socket, ScriptSide side, bool ownsSocket = true)
    {
        ArgumentNullException.ThrowIfNull(socket);
        var stream = new GreenNetworkStream(socket, ownsSocket);
        if (socket.LocalEndPoint is not IPEndPoint local || socket.RemoteEndPoint is not IPEndPoint remote)
        {
            throw new ArgumentException($"Capture.Attach: {socket} has no IP addresses. Use the overload that takes them.", nameof(socket));
        }

        return new CapturedStream(stream, new TcpTap(this, socket.Hub.Options.TimeProvider, local, remote, side), ownsSocket);
    }

    /// <summary>Captures what passes any stream, as a TCP connection between two addresses.</summary>
    /// <param name="stream">The stream, which is disposed of with the one that this returns.</param>
    /// <param name="local">The address of this end.</param>
    /// <param name="remote">The address of the other.</param>
    /// <param name="side">Which side of the connection this end is.</param>
    /// <param name="clock">Tells the times.</param>
    /// <returns>The stream to read and write.</returns>
    public CapturedStream Attach(Stream stream, IPEndPoint local, IPEndPoint remote, ScriptSide side, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(local);
        ArgumentNullException.ThrowIfNull(remote);
        ArgumentNullException.ThrowIfNull(clock);
        return new CapturedStream(stream, new TcpTap(this, clock, local, remote, side), ownsInner: true);
    }

    /// <summary>Writes the packets as pcapng, with bare IP headers (LINKTYPE_RAW) and right checksums.</summary>
    /// <param name="output">Where the bytes go; it stays open.</param>
    public void WritePcapng(Stream output)
    {
        using var writer = new PcapngWriter(output, leaveOpen: true);
        int network = writer.AddInterface("greensock");
        foreach (CapturedPacket packet in Packets)
        {
            writer.WritePacket(network, packet.Time, InternetPacket.Build(packet), packet.Comment);
        }
    }

    /// <summary>The packets as a text, each on a line with its time from the first one's: equal where the packets are.</summary>
    /// <seealso cref="CapturedPacket.ToString"/>
    public string ToEventLog() => PacketLog.Of(Packets);

    /// <summary>The packets as conversations, to be played back.</summary>
    /// <exception cref="InvalidOperationException">The capture was full, and has not got them all.</exception>
    public Recording ToRecording() => DroppedCount == 0
        ? Recording.From(Packets)
        : throw new InvalidOperationException(
            $"Capture.ToRecording: the capture was full, and {DroppedCount} packets are missing. Give it a larger maximum.");
}
