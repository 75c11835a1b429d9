using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>
/// A call that is sure to park, and a proof that its socket works afterwards: what every way to end a wait is tested
/// on.
/// </summary>
internal sealed class ParkingCall : IDisposable
{
    private readonly IDisposable[] _others;

    private ParkingCall(GreenSocket socket, Func<CancellationToken, Task> make, Func<Task> works, params IDisposable[] others)
    {
        Socket = socket;
        MakeAsync = make;
        WorksAsync = works;
        _others = others;
    }

    public static TheoryData<string> Names => ["receive", "receive bytes", "wait for bytes", "send", "accept", "connect"];

    public GreenSocket Socket { get; }

    /// <summary>Makes the call.</summary>
    public Func<CancellationToken, Task> MakeAsync { get; }

    /// <summary>Fails unless the socket works as before.</summary>
    public Func<Task> WorksAsync { get; }

    public void Dispose()
    {
        Socket.Dispose();
        foreach (IDisposable other in _others)
        {
            other.Dispose();
        }
    }

    public static async Task<ParkingCall> PrepareAsync(string name) => name switch
    {
        "receive" => Receiving(
            await SocketSpecs.ConnectionAsync(), async (socket, token) => await socket.ReceiveAsync(new byte[8], token)),
        "receive bytes" => Receiving(
            await SocketSpecs.ConnectionAsync(), async (socket, token) => (await socket.ReceiveAsync(8, token)).Dispose()),
        "wait for bytes" => Receiving(
            await SocketSpecs.ConnectionAsync(), async (socket, token) => await socket.ReceiveAsync(Memory<byte>.Empty, token)),
        "send" => Sending(await SocketSpecs.ConnectionAsync()),
        "accept" => Accepting(SocketSpecs.Listener()),
        "connect" => Connecting(await SocketSpecs.FullListenerAsync()),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static ParkingCall Receiving(SocketSpecs.Pair pair, Func<GreenSocket, CancellationToken, Task> receive) => new(
        pair.Client, token => receive(pair.Client, token), () => SocketSpecs.EchoAsync(pair.Client, pair.Server), pair.Server);

    // What went before the call was ended is the beginning of the pattern, cut at any byte; the next bytes follow right
    // after.
    private static ParkingCall Sending(SocketSpecs.Pair pair)
    {
        byte[] data = Pattern.Bytes(32 * 1024 * 1024);
        byte[] marker = [1, 2, 3, 4];
        return new ParkingCall(
            pair.Client,
            async token => await pair.Client.SendAllAsync(data, token),
            async () =>
            {
                Greenlet sender = Greenlet.Spawn(async () =>
                {
                    await pair.Client.SendAllAsync(marker);
                    pair.Client.Shutdown(SocketShutdown.Send);
                });
                using var all = new MemoryStream();
                while (true)
                {
                    using ReceivedBytes some = await pair.Server.ReceiveAsync();
                    if (some.IsEndOfStream)
                    {
                        break;
                    }

                    all.Write(some.Span);
                }

                await sender;
                byte[] received = all.ToArray();
                int cut = received.Length - marker.Length;
                Assert.InRange(cut, 1, data.Length - 1);
                Assert.True(received.AsSpan(0, cut).SequenceEqual(data.AsSpan(0, cut)), "what was sent before the cut has changed");
                Assert.Equal(marker, received[cut..]);
            },
            pair.Server);
    }

    private static ParkingCall Accepting(GreenSocket listener) => new(
        listener,
        async token => (await listener.AcceptAsync(token)).Dispose(),
        async () =>
        {
            using GreenSocket client = SocketSpecs.NewSocket();
            await client.ConnectAsync(listener.LocalEndPoint!);
            using GreenSocket server = await listener.AcceptAsync();
            await SocketSpecs.EchoAsync(client, server);
        });

    // It really connects only once the kernel sends its SYN again, a second later: here it is enough that it waits for
    // that.
    private static ParkingCall Connecting(SocketSpecs.Pair full)
    {
        GreenSocket client = SocketSpecs.NewSocket();
        return new ParkingCall(
            client,
            async token => await client.ConnectAsync(full.Server.LocalEndPoint!, token),
            async () =>
            {
                client.Timeout = TimeSpan.FromMilliseconds(1);
                await SocketSpecs.ThrowsAsync<SocketTimeoutException>(async () => await client.ConnectAsync(full.Server.LocalEndPoint!));
            },
            full);
    }
}
