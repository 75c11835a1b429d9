using System.Net;
using System.Net.Sockets;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>What was recorded of real sockets is played to real sockets, from either side.</summary>
public class PlaybackSpecs : RecordingSpecsBase
{
    private readonly SlowClock _clock = new();

    [Fact]
    public void A_recorded_conversation_is_played_by_both_sides() => OnSlowHub(async () =>
    {
        Recording recording = await RecordedAsync(async (client, server) =>
        {
            await ExchangeAsync(server, client, Bytes(40));
            _clock.Pause();
            await ExchangeAsync(client, server, Bytes(100_000));
            _clock.Pause();
            await ExchangeAsync(server, client, Bytes(200_000, 3));
            await client.EndSendingAsync();
            Assert.Equal(0, await server.ReadAsync(new byte[1]));
            _clock.Pause();
            await ExchangeAsync(server, client, Bytes(7));
            await server.EndSendingAsync();
            Assert.Equal(0, await client.ReadAsync(new byte[1]));
        });
        await PlayAsync(recording, keepsPauses: false);
        await PlayAsync(recording, keepsPauses: true);
    });

    [Fact]
    public void A_recorded_reset_is_played() => OnSlowHub(async () =>
    {
        foreach (bool clientResets in new[] { true, false })
        {
            Recording recording = await RecordedAsync(async (client, server) =>
            {
                await ExchangeAsync(client, server, Bytes(10));
                await (clientResets ? client : server).ResetAsync();
                await Thrown.ByAsync(async () => await (clientResets ? server : client).ReadExactlyAsync(new byte[1]));
            });
            await PlayAsync(recording, keepsPauses: false);
        }
    });

    [Fact]
    public void Who_does_something_else_than_was_recorded_is_told() => OnSlowHub(async () =>
    {
        Recording recording = await RecordedAsync(static (client, server) => ExchangeAsync(client, server, "EHLO a\r\n"u8.ToArray()));
        await using ScriptServer server = await ScriptServer.StartAsync(
            new IPEndPoint(IPAddress.Loopback, 0), recording.ToScript(ScriptSide.Server));
        using var socket = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.LocalEndPoint);
        await socket.SendAllAsync("EHLO b\r\n"u8.ToArray());
        var e = Assert.IsType<ScriptMismatchException>(await Thrown.ByAsync(() => server.CompleteAsync()));
        Assert.Equal(5, e.Position);
    });

    private void OnSlowHub(Func<Task> main) => OnHub(main, _clock);

    /// <summary>Records on the server's side, through a file.</summary>
    private static async Task<Recording> RecordedAsync(Func<CapturedStream, CapturedStream, Task> body)
    {
        var capture = new Capture();
        (GreenSocket client, GreenSocket server) = await ConnectedAsync();
        await using (CapturedStream recorded = capture.Attach(server, ScriptSide.Server))
        await using (CapturedStream other = new Capture().Attach(client, ScriptSide.Client))
        {
            await body(other, recorded);
        }

        using var file = new MemoryStream();
        capture.WritePcapng(file);
        file.Position = 0;
        return Recording.Read(file);
    }

    private static async Task ExchangeAsync(Stream from, Stream to, byte[] bytes)
    {
        Greenlet writer = Greenlet.Spawn(async () => await from.WriteAsync(bytes));
        byte[] read = new byte[bytes.Length];
        await to.ReadExactlyAsync(read);
        await writer;
        Assert.Equal(bytes, read);
    }

    private static async Task PlayAsync(Recording recording, bool keepsPauses)
    {
        Script script = recording.ToScript(ScriptSide.Server, keepsPauses);
        Assert.Equal(keepsPauses, script.ToString().Contains("Wait(0.002 s)", StringComparison.Ordinal));
        await using ScriptServer server = await ScriptServer.StartAsync(new IPEndPoint(IPAddress.Loopback, 0), script);
        await recording.ToScript(ScriptSide.Client, keepsPauses).ConnectAsync(server.LocalEndPoint);
        await server.CompleteAsync();
    }

    /// <summary>
    /// Time passes more slowly, so that the 5 s of a step are <see cref="Hangs.Patience"/> and more; and the date only in pauses, so
    /// that those which are recorded do not depend on the machine.
    /// </summary>
    private sealed class SlowClock : TimeProvider
    {
        private DateTimeOffset _now = Capture.Epoch;

        public override long TimestampFrequency => base.TimestampFrequency * 25;

        public override DateTimeOffset GetUtcNow() => _now;

        public void Pause() => _now += TimeSpan.FromMilliseconds(2);
    }
}
