using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>What clients, listeners and streams do to greenlets, and in the hands of those who derive from them.</summary>
public class ClientsInGreenletsSpecs
{
    public static TheoryData<string> Kernels => TestedKernels.All;

    [Theory]
    [MemberData(nameof(Kernels))]
    public void No_member_that_waits_is_let_in_an_async_greenlet(string kernel) => TestHub.Run(
        async () =>
        {
            var listener = new GreenTcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var end = (IPEndPoint)listener.LocalEndpoint;
            var client = new GreenTcpClient();
            Assert.False(await listener.PendingAsync());
            await client.ConnectAsync(end);
            await SocketSpecs.ReadyAsync(listener.Server);
            Assert.True(await listener.PendingAsync());
            await client.GetStream().WriteAsync(new byte[10]);
            using GreenTcpClient accepted = await listener.AcceptTcpClientAsync();
            GreenNetworkStream stream = accepted.GetStream();
            await stream.ReadExactlyAsync(new byte[1]); // and there is more, which makes no difference
            var udp = new GreenUdpClient(new IPEndPoint(IPAddress.Loopback, 0));
            var self = (IPEndPoint)udp.Client.LocalEndPoint!;
            IPEndPoint? from = null;

            Action[] members =
            [
                () => _ = new GreenTcpClient("127.0.0.1", end.Port),
                () => new GreenTcpClient().Connect(end),
                () => new GreenTcpClient().Connect(end.Address, end.Port),
                () => new GreenTcpClient().Connect([end.Address], end.Port),
                () => new GreenTcpClient().Connect("127.0.0.1", end.Port),
                () => listener.Pending(),
                () => listener.AcceptSocket(),
                () => listener.AcceptTcpClient(),
                () => listener.EndAcceptSocket(listener.BeginAcceptSocket(null, null)),
                () => listener.EndAcceptTcpClient(listener.BeginAcceptTcpClient(null, null)),
                () => stream.Read(new byte[1]),
                () => stream.Read(new byte[1], 0, 1),
                () => stream.ReadByte(),
                () => stream.Write([1]),
                () => stream.Write([1], 0, 1),
                () => stream.WriteByte(1),
                () => _ = new GreenUdpClient("127.0.0.1", 9),
                () => new GreenUdpClient().Connect(self),
                () => new GreenUdpClient().Connect(self.Address, self.Port),
                () => new GreenUdpClient().Connect("127.0.0.1", self.Port),
                () => udp.Send([1], 1, self),
                () => udp.Send([1], 1, "127.0.0.1", self.Port),
                () => udp.Send([1], self),
                () => udp.Send([1], "127.0.0.1", self.Port),
                () => udp.Receive(ref from),
                () => udp.EndReceive(udp.BeginReceive(null, null), ref from),
            ];
            for (int i = 0; i < members.Length; i++)
            {
                BlockingSwitchOutException e = Assert.Throws<BlockingSwitchOutException>(members[i]);
                Assert.Contains("Async", e.Message, StringComparison.Ordinal);
            }

            udp.Dispose();
            client.Dispose();
            listener.Stop();
        },
        new HubOptions { Kernel = kernel });

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_listener_that_waits_and_is_stopped_is_told_so(string kernel) => Hub.Run(
        () =>
        {
            var listener = new GreenTcpListener(IPAddress.Loopback, 0);
            listener.Start();
            Greenlet socket = Parked(() => listener.AcceptSocket());
            Greenlet client = Parked(() => listener.AcceptTcpClient());

            listener.Stop();

            Assert.Equal(SocketError.Interrupted, Assert.IsType<SocketException>(EndOf(socket)).SocketErrorCode);
            Assert.Equal(SocketError.Interrupted, Assert.IsType<SocketException>(EndOf(client)).SocketErrorCode);
        },
        new HubOptions { Kernel = kernel });

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_client_that_waits_and_is_closed_is_told_so_and_its_peer_gets_the_end(string kernel) => Hub.Run(
        () =>
        {
            (GreenTcpClient client, GreenTcpClient server) = Connection();
            Greenlet reader = Parked(() => client.GetStream().ReadByte());

            client.Close();

            Assert.Equal(SocketError.ConnectionAborted, SocketErrorOf(EndOf(reader)));
            Assert.Equal(-1, server.GetStream().ReadByte());
        },
        new HubOptions { Kernel = kernel });

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_stream_that_leaves_its_socket_open_leaves_its_reader_waiting(string kernel) => Hub.Run(
        () =>
        {
            (GreenTcpClient client, GreenTcpClient server) = Connection();
            var stream = new GreenNetworkStream(client.Client);
            int got = 0;
            Greenlet reader = Parked(() => got = stream.ReadByte());

            stream.Dispose();
            server.GetStream().WriteByte(7);

            Assert.Null(EndOf(reader));
            Assert.Equal(7, got);
        },
        new HubOptions { Kernel = kernel });

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_UDP_client_that_waits_and_is_closed_is_told_so(string kernel) => Hub.Run(
        () =>
        {
            var client = new GreenUdpClient(new IPEndPoint(IPAddress.Loopback, 0));
            IPEndPoint? from = null;
            Greenlet reader = Parked(() => client.Receive(ref from));

            client.Close();

            Assert.Equal(SocketError.Interrupted, Assert.IsType<SocketException>(EndOf(reader)).SocketErrorCode);
        },
        new HubOptions { Kernel = kernel });

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Spans_are_sent_and_received(string kernel) => Hub.Run(
        () =>
        {
            using var receiver = new GreenUdpClient(new IPEndPoint(IPAddress.Loopback, 0));
            var end = (IPEndPoint)receiver.Client.LocalEndPoint!;
            using var sender = new GreenUdpClient();
            IPEndPoint? from = null;

            Assert.Throws<InvalidOperationException>(() => sender.Send([1]));
            Assert.Equal(2, sender.Send([1, 2], end));
            Assert.Equal([1, 2], receiver.Receive(ref from));
            Assert.Equal(1, sender.Send([3], "127.0.0.1", end.Port));
            Assert.Equal([3], receiver.Receive(ref from));
            sender.Connect(end);
            Assert.Equal(3, sender.Send([4, 5, 6]));
            Assert.Equal([4, 5, 6], receiver.Receive(ref from));
            Assert.Equal(sender.Client.LocalEndPoint, from);
            Assert.Throws<InvalidOperationException>(() => sender.Send([1], end));
        },
        new HubOptions { Kernel = kernel });

    [Fact]
    public void A_closed_client_says_so_where_the_BCLs_has_a_null_reference()
    {
        var tcp = new GreenTcpClient();
        tcp.Close();
        var udp = new GreenUdpClient();
        udp.Close();

        Action[] members =
        [
            () => _ = tcp.NoDelay, () => tcp.NoDelay = true, () => _ = tcp.LingerState, () => _ = tcp.ReceiveTimeout,
            () => tcp.SendBufferSize = 1, () => _ = udp.Ttl, () => _ = udp.Available, () => udp.EnableBroadcast = true,
            () => _ = tcp.ConnectAsync(IPAddress.Loopback, 1), () => _ = tcp.BeginConnect("localhost", 1, null, null),
        ];
        Assert.All(members, member => Assert.Throws<ObjectDisposedException>(member));
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void What_the_page_says_of_other_outcomes_is_so(string kernel) => TestHub.Run(
        async () =>
        {
            var listener = new GreenTcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var client = new GreenTcpClient();
            await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
            using GreenTcpClient server = await listener.AcceptTcpClientAsync();
            Task writing = client.GetStream().WriteAsync(new byte[50_000_000]).AsTask();
            Assert.False(writing.IsCompleted);
            client.Close();
            IOException aborted = await SocketSpecs.ThrowsAsync<IOException>(() => writing);
            Assert.Equal(SocketError.OperationAborted, SocketErrorOf(aborted));

            Task<int> sending = new GreenUdpClient().SendAsync([1], 1, "no.such.invalid", 9);
            Assert.IsType<AddressInfoException>(await Record.ExceptionAsync(() => sending));

            AddressInfoException unknown = await SocketSpecs.ThrowsAsync<AddressInfoException>(
                () => GreenDns.GetHostAddressesAsync("localhost\0"));
            Assert.Equal(SocketError.HostNotFound, unknown.SocketErrorCode);
            listener.Stop();
        },
        new HubOptions { Kernel = kernel });

    [Fact]
    public async Task Who_derives_from_them_reaches_what_is_protected()
    {
        var client = new DerivedClient();
        Assert.False(client.IsActive);
        client.IsActive = true;
        Assert.True(client.IsActive);
        client.Close();
        Assert.Equal([true], client.Disposals);

        (GreenTcpClient connected, _) = Connection();
        var stream = new DerivedStream(connected.Client);
        Assert.True(stream.CanRead);
        stream.Deafen();
        Assert.False(stream.CanRead);
        Assert.True(stream.CanWrite);
        Assert.Throws<InvalidOperationException>(() => stream.ReadByte());
        stream.Dispose();
        Assert.Equal([true], stream.Disposals);

        var second = new DerivedStream(connected.Client);
        await second.DisposeAsync();
        Assert.Equal([true], second.Disposals);
        connected.Dispose();
    }

    private static (GreenTcpClient Client, GreenTcpClient Server) Connection()
    {
        var listener = new GreenTcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var client = new GreenTcpClient();
        client.Connect((IPEndPoint)listener.LocalEndpoint);
        GreenTcpClient server = listener.AcceptTcpClient();
        listener.Stop();
        return (client, server);
    }

    /// <summary>A thread greenlet that has begun, and waits by now.</summary>
    private static Greenlet Parked(Action body)
    {
        Greenlet greenlet = Greenlet.Spawn(body);
        greenlet.Observe();
        for (int i = 0; i < 4; i++)
        {
            Greenlet.Yield();
        }

        Assert.False(greenlet.IsDead);
        return greenlet;
    }

    private static Exception? EndOf(Greenlet greenlet)
    {
        Assert.True(greenlet.Join(Patience), $"{greenlet} hangs");
        return greenlet.Exception;
    }

    private static SocketError SocketErrorOf(Exception? e) =>
        Assert.IsType<SocketException>(Assert.IsType<IOException>(e).InnerException).SocketErrorCode;

    private sealed class DerivedClient : GreenTcpClient
    {
        public List<bool> Disposals { get; } = [];

        public bool IsActive
        {
            get => Active;
            set => Active = value;
        }

        protected override void Dispose(bool disposing)
        {
            Disposals.Add(disposing);
            base.Dispose(disposing);
        }
    }

    private sealed class DerivedStream(GreenSocket socket) : GreenNetworkStream(socket)
    {
        public List<bool> Disposals { get; } = [];

        public void Deafen() => Readable = false;

        protected override void Dispose(bool disposing)
        {
            Disposals.Add(disposing);
            base.Dispose(disposing);
        }
    }
}
