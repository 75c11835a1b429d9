using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Conformance;

public class UdpClientSpecs
{
    [Theory, Places]
    public void Datagrams_come_with_their_sender(Place place) => place.Run(() =>
    {
        using var server = new UdpClient(Make.AnyPort);
        using var client = new UdpClient(Make.AnyPort);
        Assert.Equal(3, client.Send(Make.Bytes(3), 3, Address(server)));
        IPEndPoint? from = null;
        Assert.Equal(Make.Bytes(3), server.Receive(ref from));
        Assert.Equal(Address(client), from);
    });

    [Theory, Places]
    public void All_shapes_send(Place place) => place.Run(() =>
    {
        using var server = new UdpClient(Make.AnyPort);
        using var client = new UdpClient(AddressFamily.InterNetwork);
        int port = Address(server).Port;
        IPEndPoint? from = null;
        Assert.Equal(1, client.Send([1], 1, "127.0.0.1", port));
        Assert.Equal([1], server.Receive(ref from)); // each in its turn, because datagrams may overtake each other
        Assert.Equal(1, client.Send(new byte[] { 2 }.AsSpan(), Address(server)));
        Assert.Equal([2], server.Receive(ref from));
        Assert.Equal(1, client.Send(new byte[] { 3 }.AsSpan(), "127.0.0.1", port));
        Assert.Equal([3], server.Receive(ref from));
        client.Connect(Address(server));
        Assert.Equal(1, client.Send([4], 1));
        Assert.Equal([4], server.Receive(ref from));
        Assert.Equal(1, client.Send(new byte[] { 5 }.AsSpan()));
        Assert.Equal([5], server.Receive(ref from));
    });

    [Theory, Places]
    public void All_awaitable_shapes_send(Place place) => place.Run(async () =>
    {
        using var server = new UdpClient(Make.AnyPort);
        using var client = new UdpClient(AddressFamily.InterNetwork);
        int port = Address(server).Port;
        Func<Task<int>>[] shapes =
        [
            () => client.SendAsync([1], 1, "127.0.0.1", port),
            () => client.SendAsync([2], 1, Address(server)),
            async () => await client.SendAsync(new byte[] { 3 }.AsMemory(), Address(server)),
            async () => await client.SendAsync(new byte[] { 4 }.AsMemory(), "127.0.0.1", port),
        ];
        for (int i = 0; i < shapes.Length; i++)
        {
            Assert.Equal(1, await shapes[i]());
            UdpReceiveResult result = await server.ReceiveAsync();
            Assert.Equal([(byte)(i + 1)], result.Buffer);
            Assert.Equal(Address(client).Port, result.RemoteEndPoint.Port);
        }
    });

    [Theory, Places]
    public void Awaitable_shapes_send_to_the_connected(Place place) => place.Run(() =>
    {
        using var server = new UdpClient(Make.AnyPort);
        using var client = new UdpClient(AddressFamily.InterNetwork);
        client.Connect(Address(server)); // which has no awaitable twin
        IPEndPoint? from = null;
        _ = client.SendAsync([5], 1);
        Assert.Equal([5], server.Receive(ref from));
        _ = client.SendAsync(new byte[] { 6 }.AsMemory());
        Assert.Equal([6], server.Receive(ref from));
        Assert.Equal(Address(client), from);
    });

    [Theory, Places]
    public void A_receive_waits(Place place) => place.Run(() =>
    {
        using var server = new UdpClient(Make.AnyPort);
        using var client = new UdpClient(Make.AnyPort);
        Started<byte[]> receiver = place.Start(() =>
        {
            IPEndPoint? from = null;
            return server.Receive(ref from);
        }).Blocked();
        client.Send([7], 1, Address(server));
        Assert.Equal([7], receiver.Join());
    });

    [Theory, Places]
    public void An_awaited_receive_can_be_cancelled(Place place) => place.Run(async () =>
    {
        using var server = new UdpClient(Make.AnyPort);
        using var cancel = new CancellationTokenSource();
        Task<UdpReceiveResult> receiving = server.ReceiveAsync(cancel.Token).AsTask();
        Assert.False(receiving.IsCompleted);
        cancel.Cancel();
        await Fails.WithAsync<OperationCanceledException>(() => receiving);
    });

    [Theory, Places]
    public void Large_datagrams_come_whole(Place place) => place.Run(() =>
    {
        using var server = new UdpClient(Make.AnyPort);
        using var client = new UdpClient(Make.AnyPort);
        client.Send(Make.Bytes(60_000), 60_000, Address(server));
        IPEndPoint? from = null;
        Assert.Equal(Make.Bytes(60_000), server.Receive(ref from));
    });

    [Theory, Places]
    public void Empty_datagrams_are_empty_arrays(Place place) => place.Run(() =>
    {
        using var server = new UdpClient(Make.AnyPort);
        using var client = new UdpClient(Make.AnyPort);
        Assert.Equal(0, client.Send([], 0, Address(server)));
        IPEndPoint? from = null;
        Assert.Empty(server.Receive(ref from));
    });

    [Theory, Places]
    public void Closing_ends_a_receive(Place place) => place.Run(() =>
    {
        var server = new UdpClient(Make.AnyPort);
        Started<byte[]> receiver = place.Start(() =>
        {
            IPEndPoint? from = null;
            return server.Receive(ref from);
        }).Blocked();
        server.Close();
        Fails.OrEnds(0, SocketError.Interrupted, () => receiver.Join().Length);
    });

    [Theory, Places]
    public void Closed_it_refuses(Place place) => place.Run(() =>
    {
        var client = new UdpClient();
        client.Close();
        client.Close();
        IPEndPoint? from = null;
        Fails.With<ObjectDisposedException>(() => client.Receive(ref from));
        Fails.With<ObjectDisposedException>(() => client.Send([1], 1));
        Fails.With<ObjectDisposedException>(() => client.Connect("localhost", 1));
    });

    [Theory, Places]
    public void Once_connected_it_sends_nowhere_else(Place place) => place.Run(() =>
    {
        using var server = new UdpClient(Make.AnyPort);
        using var client = new UdpClient(AddressFamily.InterNetwork);
        client.Connect(Address(server));
        Fails.With<InvalidOperationException>(() => client.Send([1], 1, Address(server)));
        Fails.With<InvalidOperationException>(() => client.Send([1], 1, "localhost", 1));
    });

    [Theory, Places]
    public void Constructors_bind_and_connect(Place place) => place.Run(() =>
    {
        using var any = new UdpClient(0);
        Assert.Equal(IPAddress.Any, Address(any).Address);
        using var v6 = new UdpClient(0, AddressFamily.InterNetworkV6);
        Assert.Equal(IPAddress.IPv6Any, Address(v6).Address);
        using var unbound = new UdpClient();
        Assert.Null(unbound.Client.LocalEndPoint);
        Assert.Equal(AddressFamily.InterNetwork, unbound.Client.AddressFamily);
        using var connected = new UdpClient("127.0.0.1", Address(any).Port);
        Assert.True(connected.Client.Connected);
    });

    [Theory, Places]
    public void Its_options_are_those_of_its_socket(Place place) => place.Run(() =>
    {
        using var client = new UdpClient { Ttl = 7, DontFragment = true, EnableBroadcast = true, MulticastLoopback = false };
        Assert.Equal(7, client.Client.Ttl);
        Assert.True(client.Client.DontFragment);
        Assert.True(client.Client.EnableBroadcast);
        Assert.False(client.Client.MulticastLoopback);
        Assert.True(client.ExclusiveAddressUse);
        Assert.Equal(0, client.Available);
    });

    [Theory, Places]
    public void Groups_can_be_joined_and_left(Place place) => place.Run(() =>
    {
        using var client = new UdpClient(0, AddressFamily.InterNetworkV6);
        int loopback = NetworkInterface.IPv6LoopbackInterfaceIndex;
        client.JoinMulticastGroup(loopback, IPAddress.Parse("ff02::77"));
        client.DropMulticastGroup(IPAddress.Parse("ff02::77"), loopback);
        Fails.With(SocketError.AddressNotAvailable, () => client.DropMulticastGroup(IPAddress.Parse("ff02::77"), loopback));
        using var v4 = new UdpClient(0);
        v4.JoinMulticastGroup(IPAddress.Parse("239.255.7.8"), IPAddress.Loopback);
        Fails.With<ArgumentNullException>("multicastAddr", () => v4.JoinMulticastGroup(null!));
        Fails.With<ArgumentException>("multicastAddr", () => v4.JoinMulticastGroup(IPAddress.IPv6Loopback));
    });

    [Theory, Places]
    public void Begin_and_end(Place place) => place.Run(() =>
    {
        using var server = new UdpClient(Make.AnyPort);
        using var client = new UdpClient(Make.AnyPort);
        IAsyncResult receiving = server.BeginReceive(null, null);
        Assert.Equal(2, client.EndSend(client.BeginSend([1, 2], 2, Address(server), null, null)));
        IPEndPoint? from = null;
        Assert.Equal([1, 2], server.EndReceive(receiving, ref from));
        Assert.Equal(Address(client), from);
    });

    [Theory, Places]
    public void Arguments_are_named(Place place) => place.Run(() =>
    {
        using var client = new UdpClient(Make.AnyPort);
        Fails.With<ArgumentNullException>("dgram", () => client.Send((byte[])null!, 0, Make.AnyPort));
        Fails.With<ArgumentNullException>("hostname", () => client.Connect((string)null!, 1));
        Fails.With<ArgumentNullException>("endPoint", () => client.Connect(null!));
        Fails.With<ArgumentOutOfRangeException>("port", () => client.Connect(IPAddress.Loopback, -1));
        Fails.With<ArgumentException>("family", () => new UdpClient(AddressFamily.Unix));
        Fails.With<ArgumentNullException>("localEP", () => new UdpClient((IPEndPoint)null!));
        Fails.With<ArgumentOutOfRangeException>("port", () => new UdpClient(-1));
    });

    private static IPEndPoint Address(UdpClient client) => (IPEndPoint)client.Client.LocalEndPoint!;
}
