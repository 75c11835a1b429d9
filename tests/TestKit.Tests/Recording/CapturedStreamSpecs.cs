using System.Net;
using System.Net.Sockets;
using System.Text;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

public class CapturedStreamSpecs : RecordingSpecsBase
{
    [Fact]
    public void A_conversation_becomes_segments() => OnHub(
        async () =>
        {
            var capture = new Capture();
            (GreenSocket client, GreenSocket server) = await ConnectedAsync();
            string ports = $"{client.LocalEndPoint} {server.LocalEndPoint}";
            await using (CapturedStream stream = capture.Attach(client, ScriptSide.Client))
            await using (var peer = new GreenNetworkStream(server, ownsSocket: true))
            {
                byte[] buffer = new byte[100];
                await stream.WriteAsync("EHLO a\r\n"u8.ToArray());
                await peer.ReadExactlyAsync(buffer, 0, 8);
                await peer.WriteAsync(Encoding.ASCII.GetBytes(new string('x', 60)));
                await stream.ReadExactlyAsync(buffer, 0, 60);
                await stream.EndSendingAsync();
                Assert.Equal(0, await peer.ReadAsync(buffer));
                await peer.DisposeAsync();
                Assert.Equal(0, await stream.ReadAsync(buffer));
                Assert.Equal(0, await stream.ReadAsync(buffer));
            }

            string log = capture.ToEventLog().Replace(ports.Split(' ')[0], "client", StringComparison.Ordinal)
                .Replace(ports.Split(' ')[1], "server", StringComparison.Ordinal);
            log = log.Replace(": the capture sees the bytes of a socket, and not its segments", "", StringComparison.Ordinal)
                .Replace(new string('x', 48), "(48 x)", StringComparison.Ordinal);
            Assert.Equal(
                """
                +0.000000 client > server TCP [S] seq 1000 ack 0 win 65535 len 0 # made up
                +0.000000 server > client TCP [SA] seq 2000000000 ack 1001 win 65535 len 0
                +0.000000 client > server TCP [A] seq 1001 ack 2000000001 win 65535 len 0
                +0.000000 client > server TCP [PA] seq 1001 ack 2000000001 win 65535 len 8 "EHLO a\r\n"
                +0.000000 server > client TCP [PA] seq 2000000001 ack 1009 win 65535 len 60 "(48 x)…" fnv 14b1d92b2cf0af95
                +0.000000 client > server TCP [FA] seq 1009 ack 2000000061 win 65535 len 0
                +0.000000 server > client TCP [FA] seq 2000000061 ack 1010 win 65535 len 0
                +0.000000 client > server TCP [A] seq 1010 ack 2000000062 win 65535 len 0

                """,
                log);
        },
        new StillClock());

    [Fact]
    public void Resets_are_seen_from_either_side() => OnHub(async () =>
    {
        var capture = new Capture();
        (GreenSocket client, GreenSocket server) = await ConnectedAsync();
        await using CapturedStream one = capture.Attach(client, ScriptSide.Client);
        await using CapturedStream other = capture.Attach(server, ScriptSide.Server);
        EndPoint resetter = client.LocalEndPoint!;
        await one.ResetAsync();
        await Thrown.ByAsync(async () => await other.ReadExactlyAsync(new byte[1]));
        await Thrown.ByAsync(async () => await other.WriteAsync(new byte[1]));
        CapturedPacket[] resets = [.. capture.Packets.Where(static packet => packet.Flags.HasFlag(TcpFlags.Rst))];
        Assert.Equal(2, resets.Length);
        Assert.All(resets, reset => Assert.Equal(resetter, reset.Source));
        Assert.True(capture.Packets[^1].Flags.HasFlag(TcpFlags.Rst)); // and nothing after it
    });

    [Fact]
    public void A_write_after_the_own_end_is_no_reset_of_the_peers() => OnHub(async () =>
    {
        var capture = new Capture();
        (GreenSocket client, GreenSocket server) = await ConnectedAsync();
        await using CapturedStream one = capture.Attach(client, ScriptSide.Client);
        using GreenSocket other = server;
        await one.EndSendingAsync();
        Assert.IsType<IOException>(await Thrown.ByAsync(async () => await one.WriteAsync(new byte[1])));
        Assert.Equal(4, capture.Packets.Count);
        Assert.Equal(TcpFlags.Fin | TcpFlags.Ack, capture.Packets[^1].Flags);
    });

    [Fact]
    public void One_that_does_not_own_the_socket_ends_nothing() => OnHub(async () =>
    {
        var capture = new Capture();
        (GreenSocket client, GreenSocket server) = await ConnectedAsync(IPAddress.IPv6Loopback);
        using GreenSocket one = client;
        using GreenSocket other = server;
        await using (CapturedStream stream = capture.Attach(client, ScriptSide.Client, ownsSocket: false))
        {
            await stream.WriteAsync(new byte[] { 7 });
        }

        Assert.Equal(1, await server.ReceiveAsync(new byte[10]));
        await client.SendAllAsync(new byte[1]);
        Assert.Equal(4, capture.Packets.Count);
        Assert.Equal(AddressFamily.InterNetworkV6, capture.Packets[3].Source.AddressFamily);
    });

    [Fact]
    public void A_large_write_is_many_segments() => OnHub(async () =>
    {
        var capture = new Capture();
        (GreenSocket client, GreenSocket server) = await ConnectedAsync();
        await using CapturedStream one = capture.Attach(client, ScriptSide.Client);
        await using var other = new GreenNetworkStream(server, ownsSocket: true);
        byte[] bytes = Bytes(300_000);
        Greenlet writer = Greenlet.Spawn(async () => await one.WriteAsync(bytes));
        byte[] read = new byte[bytes.Length];
        await other.ReadExactlyAsync(read);
        await writer;
        Assert.Equal(bytes, read);
        Assert.Equal(bytes, capture.Packets.SelectMany(packet => packet.Payload.ToArray()));
        Assert.All(capture.Packets, static packet => Assert.InRange(packet.Payload.Length, 0, 65_483));
    });

    [Fact]
    public void What_is_no_connection_over_IP_is_refused() => OnHub(async () =>
    {
        var capture = new Capture();
        using var unconnected = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Assert.Throws<IOException>(() => capture.Attach(unconnected, ScriptSide.Client));
        (GreenSocket one, GreenSocket other) = Bsd.SocketPair();
        using (one)
        using (other)
        {
            Assert.Throws<ArgumentException>(() => capture.Attach(one, ScriptSide.Client));
        }

        await using CapturedStream memory = capture.Attach(
            new MemoryStream(),
            new IPEndPoint(IPAddress.Loopback, 1),
            new IPEndPoint(IPAddress.Loopback, 2),
            ScriptSide.Server,
            TimeProvider.System);
        Assert.Throws<NotSupportedException>(() => { _ = memory.EndSendingAsync(); });
        Assert.Throws<NotSupportedException>(() => memory.Length);
    });

    /// <summary>Real time for the hub's timers, and one date for all.</summary>
    private sealed class StillClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    }
}

/// <summary>What a capture looks at behaves as it does without it.</summary>
public class CapturedStreamConformanceSpecs() : GreenNetworkStreamConformanceSpecs("linux")
{
    protected override async Task<DuplexPair> ConnectAsync()
    {
        DuplexPair pair = await base.ConnectAsync();
        var capture = new Capture();
        return new DuplexPair(
            capture.Attach(((GreenNetworkStream)pair.First).Socket, ScriptSide.Client),
            capture.Attach(((GreenNetworkStream)pair.Second).Socket, ScriptSide.Server));
    }

    protected override ValueTask EndSendingAsync(DuplexPair pair, Stream end) => ((CapturedStream)end).EndSendingAsync();

    protected override ValueTask ResetAsync(DuplexPair pair, Stream end) => ((CapturedStream)end).ResetAsync();
}
