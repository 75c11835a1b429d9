using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Akka.Greensock.Tests;

// Timeout zero, Blocking false, MSG_DONTWAIT: a call that would have to wait fails at once.
public abstract partial class GreenSocketSpecs
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_non_blocking_receive_without_data_would_block_at_once(bool byTimeout) => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        MakeNonBlocking(pair.Client, byTimeout);

        await WouldBlockAtOnceAsync(pair.Client.ReceiveAsync(new byte[1]));
        await WouldBlockAtOnceAsync(pair.Client.ReceiveAsync(Memory<byte>.Empty).AsTask());
        await WouldBlockAtOnceAsync(pair.Client.ReceiveAsync().AsTask());
        await WouldBlockAtOnceAsync(pair.Client.PeekAsync(new byte[1]).AsTask());
        await WouldBlockAtOnceAsync(pair.Client.ReceiveFromAsync(new byte[1]).AsTask());

        pair.Client.Blocking = true;
        await EchoAsync(pair.Client, pair.Server);
    });

    [Fact]
    public void A_non_blocking_receive_sees_what_no_event_has_told_yet() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        pair.Client.Blocking = false;
        await WouldBlockAtOnceAsync(pair.Client.ReceiveAsync(new byte[1]));
        await pair.Server.SendAllAsync(new byte[] { 5 });
        Until(() => pair.Client.Available == 1);

        Task<int> call = pair.Client.ReceiveAsync(new byte[1]);

        Assert.True(call.IsCompletedSuccessfully, "the byte is there, whatever was polled");
        Assert.Equal(1, await call);
    });

    [Fact]
    public void A_non_blocking_accept_takes_what_is_there_and_would_block_otherwise() => OnHub(async () =>
    {
        using GreenSocket listener = Listener();
        listener.Blocking = false;
        await WouldBlockAtOnceAsync(listener.AcceptAsync());
        using GreenSocket client = NewSocket();
        await client.ConnectAsync(listener.LocalEndPoint!);
        await ReadyAsync(listener);

        using GreenSocket server = await listener.AcceptAsync();

        Assert.False(server.Blocking, "it is the BCL's switch, and with the BCL it is inherited");
        await WouldBlockAtOnceAsync(listener.AcceptAsync());
        server.Blocking = true;
        await EchoAsync(client, server);
    });

    [Fact]
    public void A_timeout_of_a_listener_is_not_inherited() => OnHub(async () =>
    {
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();
        await client.ConnectAsync(listener.LocalEndPoint!);
        listener.Blocking = false;
        listener.Timeout = TimeSpan.Zero;
        await ReadyAsync(listener);

        using GreenSocket server = await listener.AcceptAsync();

        Assert.True(server.Blocking);
    });

    [Fact]
    public void A_non_blocking_receive_from_would_block_until_a_datagram_is_there() => OnHub(async () =>
    {
        using var socket = new GreenSocket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        using var other = new GreenSocket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Timeout = TimeSpan.Zero;
        other.Timeout = TimeSpan.Zero;
        var sender = new SocketAddress(AddressFamily.InterNetwork, 128);

        await WouldBlockAtOnceAsync(socket.ReceiveFromAsync(new byte[8]).AsTask());
        await WouldBlockAtOnceAsync(socket.ReceiveFromAsync(new byte[8], SocketFlags.None, sender).AsTask());
        Assert.Equal(3, await other.SendToAsync(new byte[3], socket.LocalEndPoint!));
        await ReadyAsync(socket);

        Assert.Equal(3, (await socket.ReceiveFromAsync(new byte[8])).ReceivedBytes);
    });

    [Fact]
    public void A_non_blocking_send_says_how_much_went_and_would_block_when_nothing_does() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        pair.Client.Blocking = false;
        byte[] data = Pattern.Bytes(32 * 1024 * 1024);

        Task<int> call = pair.Client.SendAsync(data);
        Assert.True(call.IsCompletedSuccessfully);
        int sent = await call;

        Assert.InRange(sent, 1, data.Length - 1);
        await FillsAsync(async () => sent += await pair.Client.SendAsync(data.AsMemory(sent)));
        sent += SentBefore(await WouldBlockAtOnceAsync(pair.Client.SendAllAsync(data.AsMemory(sent)).AsTask()));
        pair.Client.Shutdown(SocketShutdown.Send);
        Assert.Equal(sent, await CheckedPatternAsync(pair.Server));
    });

    [Fact]
    public void A_non_blocking_send_of_all_sends_small_things_and_says_how_much_of_large_ones_went() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        pair.Client.Blocking = false;
        byte[] data = Pattern.Bytes(32 * 1024 * 1024);
        await pair.Client.SendAllAsync(data.AsMemory(0, 100));

        SocketException e = await FailsAsync(SocketError.WouldBlock, async () => await pair.Client.SendAllAsync(data.AsMemory(100)));

        pair.Client.Shutdown(SocketShutdown.Send);
        Assert.Equal(100 + SentBefore(e), await CheckedPatternAsync(pair.Server));
    });

    [Fact]
    public void A_non_blocking_send_of_nothing_is_done() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        pair.Client.Blocking = false;

        Assert.Equal(0, await pair.Client.SendAsync(ReadOnlyMemory<byte>.Empty));
        await pair.Client.SendAllAsync(ReadOnlyMemory<byte>.Empty);
    });

    [Fact]
    public async Task A_non_blocking_call_from_another_hub_or_thread_would_block_too()
    {
        using var owner = new TestHub(Options);
        using var guest = new TestHub(Options);
        Pair pair = await owner.RunAsync(ConnectionAsync);
        pair.Client.Blocking = false;

        await guest.RunAsync(async () =>
        {
            await FailsAsync(SocketError.WouldBlock, async () => await pair.Client.ReceiveAsync(new byte[1]));
            await FailsAsync(SocketError.WouldBlock, async () => await pair.Client.ReceiveAsync());
            await pair.Server.SendAllAsync(new byte[] { 9 });
            await ReadyAsync(pair.Client);
            Assert.Equal(1, await pair.Client.ReceiveAsync(new byte[1]));
        });
        await FailsAsync(SocketError.WouldBlock, async () => await pair.Client.ReceiveAsync(new byte[1]));
        byte[] data = new byte[32 * 1024 * 1024];
        Assert.InRange(await pair.Client.SendAsync(data), 1, data.Length - 1);
        await owner.CallAsync(pair.Dispose);
    }

    [Fact]
    public void A_non_blocking_connect_goes_on_and_is_connected_without_another_call() => OnHub(async () =>
    {
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();
        client.Blocking = false;

        SocketError begun = await client.ConnectExAsync(listener.LocalEndPoint!);
        if (begun == SocketError.InProgress)
        {
            while (!client.Connected)
            {
                await Greenlet.YieldAsync();
            }
        }

        Assert.True(client.Connected);
        Assert.Equal(listener.LocalEndPoint, client.RemoteEndPoint);
        Assert.Equal(SocketError.IsConnected, await client.ConnectExAsync(listener.LocalEndPoint!));
        using GreenSocket server = await listener.AcceptAsync();
        client.Blocking = true;
        await EchoAsync(client, server);
    });

    [Fact]
    public void A_non_blocking_connect_that_hangs_is_in_progress_and_then_already_so() => OnHub(async () =>
    {
        using Pair full = await FullListenerAsync();
        using GreenSocket client = NewSocket();
        client.Timeout = TimeSpan.Zero;

        await WouldBlockAtOnceAsync(client.ConnectAsync(full.Server.LocalEndPoint!));
        Assert.Equal(SocketError.AlreadyInProgress, await client.ConnectExAsync(full.Server.LocalEndPoint!));
        await FailsAsync(SocketError.AlreadyInProgress, async () => await client.ConnectAsync(full.Server.LocalEndPoint!));
        Assert.False(client.Connected);
        using GreenSocket another = NewSocket();
        another.Blocking = false;
        Assert.Equal(SocketError.InProgress, await another.ConnectExAsync(full.Server.LocalEndPoint!));

        await WouldBlockAtOnceAsync(client.ReceiveAsync(new byte[1]));
        await WouldBlockAtOnceAsync(client.SendAsync(new byte[1]));
    });

    [Fact]
    public void A_non_blocking_connect_to_a_name_tries_the_first_address_and_goes_on_with_it() => OnHub(async () =>
    {
        using Pair full = await FullListenerAsync();
        int port = ((IPEndPoint)full.Server.LocalEndPoint!).Port;
        using GreenSocket client = NewSocket();
        client.Blocking = false;

        await WouldBlockAtOnceAsync(client.ConnectAsync(new DnsEndPoint("127.0.0.1", port)));

        Assert.Equal(SocketError.AlreadyInProgress, await client.ConnectExAsync(new DnsEndPoint("127.0.0.1", port)));
    });

    [Fact]
    public void Connecting_elsewhere_while_a_connect_is_under_way_never_mixes_up_the_peer() => OnHub(async () =>
    {
        using GreenSocket listener = Listener();
        using GreenSocket other = Listener();
        using GreenSocket client = NewSocket();
        client.Blocking = false;
        SocketError begun = await client.ConnectExAsync(listener.LocalEndPoint!);
        Assert.True(begun is SocketError.InProgress or SocketError.Success);

        // The handshake over loopback is over by now, though no event has told.
        SocketError again = await client.ConnectExAsync(other.LocalEndPoint!);

        Assert.True(again is SocketError.IsConnected or SocketError.AlreadyInProgress, $"{again}");
        while (!client.Connected)
        {
            await Greenlet.YieldAsync();
        }

        Assert.Equal(listener.LocalEndPoint, client.RemoteEndPoint);
    });

    [Fact]
    public void Of_Timeout_and_Blocking_the_one_set_last_holds() => OnHub(() =>
    {
        using GreenSocket socket = NewSocket();
        socket.Timeout = TimeSpan.FromSeconds(5);
        Assert.True(socket.Blocking);
        socket.Blocking = true;
        Assert.Equal(TimeSpan.FromSeconds(5), socket.Timeout);
        socket.Blocking = false;
        Assert.Equal(TimeSpan.Zero, socket.Timeout);
        socket.Blocking = true;
        Assert.Equal(Timeout.InfiniteTimeSpan, socket.Timeout);
        socket.Timeout = TimeSpan.Zero;
        Assert.False(socket.Blocking);
        socket.Timeout = TimeSpan.FromSeconds(1);
        Assert.True(socket.Blocking);
        Assert.Throws<ArgumentOutOfRangeException>(() => socket.Timeout = TimeSpan.FromTicks(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => socket.Timeout = TimeSpan.MinValue);
        Assert.Equal(TimeSpan.FromSeconds(1), socket.Timeout);
        return Task.CompletedTask;
    });

    [Fact]
    public void A_timeout_that_is_changed_leaves_a_wait_in_progress_alone() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        pair.Client.Timeout = TimeSpan.MaxValue;
        Greenlet<int> waiting = await StartedAsync(() => pair.Client.ReceiveAsync(new byte[1]));
        pair.Client.Timeout = TimeSpan.Zero;
        await PolledAsync();
        Assert.False(waiting.IsDead);

        await pair.Server.SendAllAsync(new byte[1]);

        Assert.Equal(1, await waiting);
    });

    private static void MakeNonBlocking(GreenSocket socket, bool byTimeout)
    {
        if (byTimeout)
        {
            socket.Timeout = TimeSpan.Zero;
        }
        else
        {
            socket.Blocking = false;
        }
    }

    internal static async Task<SocketException> WouldBlockAtOnceAsync(Task call)
    {
        Assert.True(call.IsCompleted, "it waits");
        return await FailsAsync(SocketError.WouldBlock, () => call);
    }

    /// <summary>How much a send of all says that it has sent before it would have blocked.</summary>
    private static int SentBefore(SocketException e) =>
        Regex.Match(e.Message, @"with (\d+) bytes sent") is { Success: true } told
            ? int.Parse(told.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : 0;

    /// <summary>Receives the pattern to the end of the stream and gives its length.</summary>
    private static async Task<long> CheckedPatternAsync(GreenSocket socket)
    {
        long position = 0;
        while (true)
        {
            using ReceivedBytes some = await socket.ReceiveAsync();
            if (some.IsEndOfStream)
            {
                return position;
            }

            Pattern.Check(some.Span, position);
            position += some.Length;
        }
    }
}
