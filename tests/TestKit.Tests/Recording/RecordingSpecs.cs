using System.Net;
using System.Net.Sockets;
using Akka.Greensock.TestKit;
using FsCheck.Xunit;

namespace Akka.Greensock.Tests;

/// <summary>Conversations out of packets, and scripts out of conversations.</summary>
public class RecordingSpecs : RecordingSpecsBase
{
    private static readonly IPEndPoint Client = new(IPAddress.Parse("10.0.0.1"), 40_000);
    private static readonly IPEndPoint Server = new(IPAddress.Parse("10.0.0.2"), 25);

    private readonly Capture _capture = new();

    [Fact]
    public void A_conversation_is_told_without_what_TCP_adds()
    {
        Shake(0, 100, 200);
        Segment(10, Server, 201, "hello"u8, TcpFlags.Ack);
        Segment(11, Client, 101, []);
        Segment(20, Client, 101, "hi"u8);
        Segment(30, Client, 103, "end"u8, TcpFlags.Ack | TcpFlags.Fin);
        Segment(40, Server, 206, [], TcpFlags.Ack | TcpFlags.Fin);
        Segment(41, Client, 107, []);

        RecordedConversation conversation = Assert.Single(_capture.ToRecording().Conversations);
        Assert.Equal(Client, conversation.Client);
        Assert.Equal(Server, conversation.Server);
        Assert.True(conversation.IsComplete);
        Assert.Equal(
            [
                (10, ScriptSide.Server, ScriptEvent.Sent, 5),
                (20, ScriptSide.Client, ScriptEvent.Sent, 2),
                (30, ScriptSide.Client, ScriptEvent.Sent, 3),
                (30, ScriptSide.Client, ScriptEvent.EndSent, 0),
                (40, ScriptSide.Server, ScriptEvent.EndSent, 0),
            ],
            conversation.Events.Select(
                static happened => ((int)happened.Time.TotalMilliseconds, happened.By, happened.Act, happened.Bytes.Length)));

        Assert.Equal(
            "1. Expect(\"hello\")\n2. Send(\"hi\")\n3. Send(\"end\")\n4. HalfClose()\n5. ExpectEnd()\n6. Close()",
            conversation.ToScript(ScriptSide.Client).ToString());
        Assert.Equal(
            "1. Send(\"hello\")\n2. Expect(\"hi\")\n3. Expect(\"end\")\n4. ExpectEnd()\n5. Wait(0.01 s)\n6. HalfClose()\n7. Close()",
            conversation.ToScript(ScriptSide.Server, keepsPauses: true).ToString());
    }

    [Property]
    public void Segments_that_come_twice_overlap_or_out_of_order_are_put_together(uint first, int[] order, byte[] lengths)
    {
        // A stream of bytes cut in overlapping pieces, which come in any order; numbers wrap.
        byte[] bytes = Bytes(500, (int)(first % 1000));
        var capture = new Capture();
        capture.Packet(TimeSpan.Zero, Client, Server, ProtocolType.Tcp, TcpFlags.Syn, first, 0, 100, []);
        int at = 0;
        List<(int At, int Length)> pieces = [];
        for (int i = 0; at < bytes.Length; i++)
        {
            int length = 1 + (lengths.Length == 0 ? 70 : lengths[i % lengths.Length]);
            int begin = Math.Max(0, at - (length / 3));
            int end = Math.Min(bytes.Length, at + length);
            pieces.Add((begin, end - begin));
            at = end;
        }

        pieces.Add((bytes.Length, 0)); // the FIN
        foreach ((int begin, int length) in pieces.OrderBy(piece => order.Length == 0 ? -piece.At : order[piece.At % order.Length]))
        {
            TcpFlags flags = begin == bytes.Length ? TcpFlags.Fin | TcpFlags.Ack : TcpFlags.Ack;
            capture.Packet(
                TimeSpan.Zero, Client, Server, ProtocolType.Tcp, flags, first + 1 + (uint)begin, 1, 100, bytes.AsSpan(begin, length));
        }

        RecordedConversation conversation = Assert.Single(capture.ToRecording().Conversations);
        Assert.True(conversation.IsComplete);
        Assert.Equal(bytes, conversation.Events.SelectMany(static happened => happened.Bytes.ToArray()));
        Assert.Equal(ScriptEvent.EndSent, conversation.Events[^1].Act);
    }

    [Fact]
    public void Connections_are_told_apart_also_where_a_port_is_used_again()
    {
        var other = new IPEndPoint(Client.Address, 40_001);
        Shake(0, 100, 200);
        _capture.Packet(TimeSpan.Zero, other, Server, ProtocolType.Tcp, TcpFlags.Syn, 7, 0, 100, []);
        Segment(1, Client, 101, "a"u8);
        Segment(2, Client, 102, [], TcpFlags.Rst);
        Segment(3, Client, 102, "ignored"u8);
        Shake(5, 5000, 6000);
        _capture.Packet(TimeSpan.FromMilliseconds(5), Client, Server, ProtocolType.Tcp, TcpFlags.Syn, 5000, 0, 100, []); // sent again
        _capture.Packet(TimeSpan.FromMilliseconds(6), Client, Server, ProtocolType.Udp, TcpFlags.None, 0, 0, 0, "no TCP"u8);
        Segment(6, Server, 6001, "b"u8);

        Recording recording = _capture.ToRecording();
        Assert.Equal(3, recording.Conversations.Count);
        Assert.Equal("1. Expect(\"a\")\n2. ExpectReset()", recording.Conversations[0].ToScript(ScriptSide.Server).ToString());
        Assert.Equal("1. Send(\"a\")\n2. Reset()", recording.Conversations[0].ToScript(ScriptSide.Client).ToString());
        Assert.Empty(recording.Conversations[1].Events);
        Assert.Equal("1. Expect(\"b\")", recording.Conversations[2].ToScript(ScriptSide.Client).ToString());
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => recording.ToScript(ScriptSide.Client));
        Assert.Contains("3 conversations", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_conversation_with_a_hole_is_not_played()
    {
        Shake(0, 100, 200);
        Segment(1, Client, 102, "late"u8);
        RecordedConversation conversation = Assert.Single(_capture.ToRecording().Conversations);
        Assert.False(conversation.IsComplete);
        Assert.Throws<InvalidOperationException>(() => conversation.ToScript(ScriptSide.Client));
    }

    [Fact]
    public void A_full_capture_counts_what_it_drops_and_is_not_played()
    {
        var capture = new Capture(maximumBytes: 10);
        capture.Packet(TimeSpan.Zero, Client, Server, ProtocolType.Tcp, TcpFlags.Ack, 1, 1, 1, new byte[10]);
        capture.Packet(TimeSpan.Zero, Client, Server, ProtocolType.Tcp, TcpFlags.Ack, 11, 1, 1, new byte[1]);
        Assert.Equal(1, capture.DroppedCount);
        Assert.Single(capture.Packets);
        Assert.Throws<InvalidOperationException>(capture.ToRecording);
    }

    [Fact]
    public void Packets_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentException>(
            () => _capture.Packet(TimeSpan.Zero, Client, Server, ProtocolType.Icmp, TcpFlags.None, 0, 0, 0, []));
        Assert.Throws<ArgumentException>(
            () => _capture.Packet(TimeSpan.Zero, Client, Server, ProtocolType.Tcp, TcpFlags.None, 0, 0, 0, new byte[65_484]));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => _capture.Packet(TimeSpan.FromTicks(-1), Client, Server, ProtocolType.Tcp, TcpFlags.None, 0, 0, 0, []));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => _capture.Packet(TimeSpan.Zero, Client, Server, ProtocolType.Tcp, TcpFlags.None, 0, 0, -1, []));
        Assert.Throws<ArgumentNullException>(
            () => _capture.Packet(TimeSpan.Zero, null!, Server, ProtocolType.Tcp, TcpFlags.None, 0, 0, 0, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Capture(-1));
        Assert.Throws<ArgumentNullException>(() => Recording.From(null!));
    }

    [Fact]
    public void Packets_below_Ethernet_are_read_and_other_link_layers_refused()
    {
        Shake(0, 100, 200);
        Segment(1, Client, 101, "a"u8);
        foreach ((int linkType, int header) in new[] { (101, 0), (1, 14), (113, 16), (276, 20) })
        {
            Assert.Equal("1. Send(\"a\")", Recording.Read(FileOf(linkType, header)).ToScript(ScriptSide.Client).ToString());
        }

        Assert.Contains(
            "link type 147", Assert.Throws<NotSupportedException>(() => Recording.Read(FileOf(147, 0))).Message, StringComparison.Ordinal);

        MemoryStream FileOf(int linkType, int header)
        {
            var file = new MemoryStream();
            using (var writer = new PcapngWriter(file, leaveOpen: true))
            {
                writer.AddInterface("eth0", linkType);
                foreach (CapturedPacket packet in _capture.Packets)
                {
                    writer.WritePacket(0, packet.Time, [.. new byte[header], .. InternetPacket.Build(packet)]);
                }
            }

            file.Position = 0;
            return file;
        }
    }

    private void Shake(int milliseconds, uint client, uint server)
    {
        Segment(milliseconds, Client, client, [], TcpFlags.Syn);
        Segment(milliseconds, Server, server, [], TcpFlags.Syn | TcpFlags.Ack);
        Segment(milliseconds, Client, client + 1, []);
    }

    private void Segment(int milliseconds, IPEndPoint from, uint sequence, ReadOnlySpan<byte> bytes, TcpFlags flags = TcpFlags.Ack) =>
        _capture.Packet(
        TimeSpan.FromMilliseconds(milliseconds), from, from == Client ? Server : Client, ProtocolType.Tcp, flags, sequence, 0, 1000, bytes);
}
