using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public abstract partial class GreenSocketSpecs
{
    [Fact]
    public void A_connect_to_a_full_backlog_waits_for_room_and_succeeds() => OnHub(async () =>
    {
        using var folder = new TemporaryFolder();
        using GreenSocket listener = UnixListener(new UnixDomainSocketEndPoint(folder.File("full")), backlog: 0);
        using GreenSocket first = NewUnixSocket();
        await first.ConnectAsync(listener.LocalEndPoint!);
        using GreenSocket second = NewUnixSocket();
        Greenlet waits = await StartedAsync(async () => await second.ConnectAsync(listener.LocalEndPoint!));
        Assert.False(waits.IsDead);

        using GreenSocket one = await listener.AcceptAsync();
        Assert.Null(await EndOfAsync(waits));

        using GreenSocket two = await listener.AcceptAsync();
        await EchoAsync(first, one);
        await EchoAsync(second, two);
    });

    [Fact]
    public void A_connect_to_a_full_backlog_can_be_ended_in_every_way_and_made_again() => OnHub(async () =>
    {
        using var folder = new TemporaryFolder();
        using GreenSocket listener = UnixListener(new UnixDomainSocketEndPoint(folder.File("full")), backlog: 0);
        using GreenSocket first = NewUnixSocket();
        await first.ConnectAsync(listener.LocalEndPoint!);
        using GreenSocket client = NewUnixSocket();

        client.Timeout = TimeSpan.FromMilliseconds(5);
        await ThrowsAsync<SocketTimeoutException>(async () => await client.ConnectAsync(listener.LocalEndPoint!));
        client.Blocking = false;
        await FailsAsync(SocketError.WouldBlock, async () => await client.ConnectAsync(listener.LocalEndPoint!));
        client.Blocking = true;
        Greenlet killed = await StartedAsync(async () => await client.ConnectAsync(listener.LocalEndPoint!));
        Assert.False(killed.IsDead);
        await killed.KillAsync();
        using var source = new CancellationTokenSource();
        Greenlet cancelled = await StartedAsync(async () => await client.ConnectAsync(listener.LocalEndPoint!, source.Token));
        await source.CancelAsync();
        Assert.IsAssignableFrom<OperationCanceledException>(await EndOfAsync(cancelled));
        GreenSocket closes = NewUnixSocket();
        Greenlet closed = await StartedAsync(async () => await closes.ConnectAsync(listener.LocalEndPoint!));
        closes.Close();
        Aborted(await EndOfAsync(closed));
        GreenSocket gone = UnixListener(new UnixDomainSocketEndPoint(folder.File("gone")), backlog: 0);
        using GreenSocket full = NewUnixSocket();
        await full.ConnectAsync(gone.LocalEndPoint!);
        using GreenSocket refused = NewUnixSocket();
        EndPoint there = gone.LocalEndPoint!;
        Greenlet late = await StartedAsync(async () => await refused.ConnectAsync(there));
        gone.Close();
        Assert.IsType<SocketException>(await EndOfAsync(late));

        using GreenSocket one = await listener.AcceptAsync();
        await client.ConnectAsync(listener.LocalEndPoint!);
        using GreenSocket two = await listener.AcceptAsync();
        await EchoAsync(client, two);
    });

    [Fact]
    public void Unix_datagrams_have_boundaries_and_senders() => OnHub(async () =>
    {
        using var folder = new TemporaryFolder();
        using GreenSocket server = NewUnixSocket(SocketType.Dgram);
        server.Bind(new UnixDomainSocketEndPoint(folder.File("server")));
        using GreenSocket named = NewUnixSocket(SocketType.Dgram);
        named.Bind(new UnixDomainSocketEndPoint(folder.File("named")));
        using GreenSocket unnamed = NewUnixSocket(SocketType.Dgram);
        byte[] buffer = new byte[8];

        await named.SendToAsync(new byte[3], server.LocalEndPoint!);
        await named.SendToAsync(ReadOnlyMemory<byte>.Empty, server.LocalEndPoint!);
        await unnamed.SendToAsync(new byte[2], server.LocalEndPoint!);
        Came(3, named.LocalEndPoint!, await server.ReceiveFromAsync(buffer));
        Assert.Equal(0, (await server.ReceiveFromAsync(buffer)).ReceivedBytes);
        SocketReceiveFromResult came = await server.ReceiveFromAsync(buffer);
        Assert.Equal((2, string.Empty), (came.ReceivedBytes, came.RemoteEndPoint.ToString()));
        await server.SendToAsync(new byte[1], named.LocalEndPoint!);
        Came(1, server.LocalEndPoint!, await named.ReceiveFromAsync(buffer));
        Greenlet<SocketReceiveFromResult> parked = await StartedAsync(async () => await server.ReceiveFromAsync(buffer));
        await named.ConnectAsync(server.LocalEndPoint!);
        await named.SendAsync(new byte[4]);
        Assert.Null(await EndOfAsync(parked));
        Came(4, named.LocalEndPoint!, parked.Value);
    });

    [Fact]
    public void A_send_to_a_full_unix_datagram_socket_waits_for_its_reader() => OnHub(async () =>
    {
        using var folder = new TemporaryFolder();
        using GreenSocket server = NewUnixSocket(SocketType.Dgram);
        server.Bind(new UnixDomainSocketEndPoint(folder.File("server")));
        using GreenSocket client = NewUnixSocket(SocketType.Dgram);
        const int count = 2000; // more than net.unix.max_dgram_qlen, and than a send buffer holds
        Greenlet sender = await StartedAsync(async () =>
        {
            for (int i = 0; i < count; i++)
            {
                await client.SendToAsync(BitConverter.GetBytes(i), server.LocalEndPoint!);
            }
        });
        Assert.False(sender.IsDead);

        byte[] buffer = new byte[8];
        for (int i = 0; i < count; i++)
        {
            Assert.Equal(sizeof(int), (await server.ReceiveFromAsync(buffer)).ReceivedBytes);
            Assert.Equal(i, BitConverter.ToInt32(buffer));
        }

        Assert.Null(await EndOfAsync(sender));
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_send_to_a_queue_that_others_have_filled_waits_for_its_reader_too(bool connects) => OnHub(async () =>
    {
        using var folder = new TemporaryFolder();
        using GreenSocket server = NewUnixSocket(SocketType.Dgram);
        server.Bind(new UnixDomainSocketEndPoint(folder.File("server")));
        using GreenSocket fills = NewUnixSocket(SocketType.Dgram);
        fills.Blocking = false;
        int queued = 0;
        for (bool full = false; !full; queued += full ? 0 : 1)
        {
            full = await SentNothingAsync(fills, server.LocalEndPoint!);
        }

        using GreenSocket client = NewUnixSocket(SocketType.Dgram);
        if (connects)
        {
            await client.ConnectAsync(server.LocalEndPoint!);
        }

        Greenlet sender = await StartedAsync(async () =>
            _ = connects ? await client.SendAsync(new byte[2]) : await client.SendToAsync(new byte[2], server.LocalEndPoint!));
        await PolledAsync();
        Assert.False(sender.IsDead);

        byte[] buffer = new byte[8];
        for (int i = 0; i < queued; i++)
        {
            Assert.Equal(1, (await server.ReceiveFromAsync(buffer)).ReceivedBytes);
        }

        Assert.Null(await EndOfAsync(sender));
        Assert.Equal(2, (await server.ReceiveFromAsync(buffer)).ReceivedBytes);
    });

    [Theory]
    [InlineData(SocketType.Stream)]
    [InlineData(SocketType.Dgram)]
    [InlineData(SocketType.Seqpacket)]
    public void The_ends_of_a_pair_are_connected_to_each_other(SocketType type) => OnHub(async () =>
    {
        if (KernelName == "portable")
        {
            return; // it has no socketpair: Bsd.SocketPair makes one by a connection
        }

        using Pair pair = UnixPair(type);

        Assert.Equal((true, true), (pair.Client.Connected, pair.Server.Connected));
        Assert.Equal((AddressFamily.Unix, type), (pair.Client.AddressFamily, pair.Client.SocketType));
        await EchoAsync(pair.Client, pair.Server);
        Greenlet<int> parked = await StartedAsync(async () => await pair.Server.ReceiveAsync(new byte[8]));
        await pair.Client.SendAsync(new byte[2]);
        Assert.Null(await EndOfAsync(parked));
        Assert.Equal(2, parked.Value);
        if (type != SocketType.Dgram)
        {
            pair.Client.Close();
            Assert.Equal(0, await pair.Server.ReceiveAsync(new byte[8]));
        }
    });

    [Fact]
    public void Descriptors_that_nobody_asked_for_neither_stop_the_stream_nor_stay_open() => OnHub(async () =>
    {
        if (KernelName != "linux")
        {
            return; // the portable one sends no descriptors, and a simulated one none of the system's
        }

        using Pair pair = UnixPair(SocketType.Stream);
        (int read, int write) = SystemCalls.Pipe();

        // All of it is there, and all of its events are over, before the first receive: what is left after that has to be
        // found without any.
        await pair.Client.SendAllAsync(new byte[3]);
        await pair.Client.SendFdsAsync([new byte[2]], [write]);
        await pair.Client.SendAllAsync(new byte[4]);
        await PolledAsync();
        Greenlet<byte[]> all = await StartedAsync(async () => await ReceiveExactlyAsync(pair.Server, 9));
        Assert.Null(await EndOfAsync(all));

        const int rounds = 50;
        Greenlet<int> reader = await StartedAsync(async () =>
        {
            int received = 0;
            byte[] buffer = new byte[64];
            while (await pair.Server.ReceiveAsync(buffer) is > 0 and int count)
            {
                received += count;
            }

            return received;
        });
        for (int i = 0; i < rounds; i++)
        {
            // Each receive ends where descriptors came along, with more behind them.
            await pair.Client.SendAllAsync(new byte[3]);
            await pair.Client.SendFdsAsync([new byte[2]], [write]);
            await pair.Client.SendAllAsync(new byte[4]);
            if (i % 5 == 0)
            {
                await PolledAsync();
            }
        }

        pair.Client.Shutdown(SocketShutdown.Send);
        Assert.Null(await EndOfAsync(reader));
        Assert.Equal(rounds * 9, reader.Value);

        // The end of a pipe comes when the last of its writing descriptors is closed.
        SystemCalls.Close(write);
        using var rest = new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(read, ownsHandle: true), FileAccess.Read, 0);
        Assert.Equal(0, rest.Read(new byte[1]));
    });

    [Fact]
    public void A_send_to_a_queue_that_others_have_filled_does_not_keep_the_hub_busy()
    {
        RiggedKernel kernel = Rig();
        var clock = new ManualClock();
        TestHub.Run(
            async () =>
            {
                using var folder = new TemporaryFolder();
                using GreenSocket server = NewUnixSocket(SocketType.Dgram);
                server.Bind(new UnixDomainSocketEndPoint(folder.File("server")));
                using GreenSocket fills = NewUnixSocket(SocketType.Dgram);
                fills.Blocking = false;
                while (!await SentNothingAsync(fills, server.LocalEndPoint!))
                {
                }

                using GreenSocket client = NewUnixSocket(SocketType.Dgram);
                Greenlet sender = await StartedAsync(async () => await client.SendToAsync(new byte[2], server.LocalEndPoint!));
                int before = kernel.SendTos;
                for (int i = 0; i < 100; i++)
                {
                    await PolledAsync();
                }

                Assert.Equal(before, kernel.SendTos); // after 200 polls, each of which says that one may send
                clock.Advance(TimeSpan.FromSeconds(1));
                await PolledAsync();
                Assert.Equal(before + 1, kernel.SendTos);
                Assert.False(sender.IsDead);
            },
            With(kernel) with { TimeProvider = clock });
    }

    private static async Task<bool> SentNothingAsync(GreenSocket socket, EndPoint to)
    {
        try
        {
            await socket.SendToAsync(new byte[1], to);
            return false;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.WouldBlock)
        {
            return true;
        }
    }

    private static Pair UnixPair(SocketType type)
    {
        (OwnedSocket one, OwnedSocket two) = OwnedSocket.MakePair(Greensock.PortHere(), AddressFamily.Unix, type, ProtocolType.Unspecified);
        return new Pair(new GreenSocket(one), new GreenSocket(two));
    }
}
