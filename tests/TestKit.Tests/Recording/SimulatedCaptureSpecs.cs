using System.Net.Sockets;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>What crosses a simulated network is recorded as it is, and played back.</summary>
public class SimulatedCaptureSpecs
{
    [Fact]
    public void A_simulated_conversation_is_recorded_segment_by_segment()
    {
        Capture capture = Record(LinkOptions.Default);
        CapturedPacket[] packets = [.. capture.Packets];
        Assert.Equal([TcpFlags.Syn, TcpFlags.Syn | TcpFlags.Ack, TcpFlags.Ack], packets[..3].Select(packet => packet.Flags));
        Assert.Equal(packets[0].Sequence + 1, packets[1].Acknowledgement);
        Assert.Equal(packets[1].Sequence + 1, packets[2].Acknowledgement);
        Assert.Equal(2, packets.Count(packet => (packet.Flags & TcpFlags.Fin) != 0));

        using var file = new MemoryStream();
        capture.WritePcapng(file);
        file.Position = 0;
        RecordedConversation conversation = Assert.Single(Akka.Greensock.TestKit.Recording.Read(file).Conversations);
        Assert.True(conversation.IsComplete);
        Assert.Equal(Sockets.Port, conversation.Server.Port);
    }

    [Fact]
    public void One_that_lost_segments_is_whole_all_the_same()
    {
        Capture capture = Record(new LinkOptions { Loss = 0.2 });
        Assert.Contains(capture.Packets, packet => packet.Comment == "lost");
        Assert.True(Assert.Single(capture.ToRecording().Conversations).IsComplete);
    }

    [Fact]
    public void What_was_recorded_of_a_client_is_played_to_the_same_server_again()
    {
        Script script = Record(LinkOptions.Default).ToRecording().ToScript(ScriptSide.Client);
        Simulation.Run(2, async simulation =>
        {
            SimulatedHost server = simulation.AddHost("server");
            SimulatedHost client = simulation.AddHost("client");
            Greenlet serving = server.Spawn(ServeAsync);
            await client.Spawn(async () => await script.ConnectAsync(new System.Net.IPEndPoint(server.Address, Sockets.Port)));
            await serving;
        });
    }

    [Fact]
    public void What_is_seen_of_the_wire_and_of_a_socket_has_the_same_clock()
    {
        var capture = new Capture();
        Simulation.Run(1, async simulation =>
        {
            SimulatedHost server = simulation.AddHost("server");
            using IDisposable recording = simulation.Network.Record(capture);
            Greenlet serving = server.Spawn(ServeAsync);
            await simulation.AddHost("client").Spawn(async () =>
            {
                GreenSocket socket = Sockets.Tcp();
                await socket.ConnectAsync("server", Sockets.Port);
                await using CapturedStream stream = capture.Attach(socket, ScriptSide.Client);
                await stream.WriteAsync(Sockets.Pattern(5000, 1));
                await stream.EndSendingAsync();
                await stream.ReadExactlyAsync(new byte[5000]);
            });
            await serving;
            Assert.Equal(simulation.Time.GetUtcNow(), Capture.Epoch + simulation.Now);
        });
        Assert.All(capture.Packets, packet => Assert.InRange(packet.Time - Capture.Epoch, TimeSpan.Zero, TimeSpan.FromMinutes(1)));
    }

    private static Capture Record(LinkOptions link)
    {
        var capture = new Capture();
        Simulation.Run(1, async simulation =>
        {
            SimulatedHost server = simulation.AddHost("server");
            SimulatedHost client = simulation.AddHost("client");
            using IDisposable recording = simulation.Network.Record(capture);
            Greenlet serving = server.Spawn(ServeAsync);
            await client.Spawn(async () =>
            {
                using GreenSocket socket = Sockets.Tcp();
                await socket.ConnectAsync("server", Sockets.Port);
                await socket.SendAllAsync(Sockets.Pattern(5000, 1));
                await socket.ShutdownAsync(SocketShutdown.Send);
                Assert.Equal(5000, (await Sockets.ReceiveToEndAsync(socket)).Length);
            });
            await serving;
            simulation.RunFor(TimeSpan.FromSeconds(10));
        }, new SimulationOptions { Link = link });
        return capture;
    }

    private static async Task ServeAsync()
    {
        using GreenSocket listener = Sockets.Listening();
        using GreenSocket connection = await listener.AcceptAsync();
        byte[] all = await Sockets.ReceiveToEndAsync(connection);
        Array.Reverse(all);
        await connection.SendAllAsync(all);
        await connection.ShutdownAsync(SocketShutdown.Send);
    }
}
