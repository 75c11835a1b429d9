using System.Net;
using System.Net.Sockets;

namespace Conformance;

public class AsyncConnectSpecs
{
    [Theory, Places]
    public void All_shapes_connect(Place place) => place.Run(async () =>
    {
        using Socket listener = Make.Listener();
        int port = Make.PortOf(listener);
        CancellationToken none = CancellationToken.None;
        IPAddress[] addresses = [IPAddress.Loopback];
        Func<Socket, Task>[] shapes =
        [
            async socket => await socket.ConnectAsync(listener.LocalEndPoint!),
            async socket => await socket.ConnectAsync(listener.LocalEndPoint!, none),
            async socket => await socket.ConnectAsync(IPAddress.Loopback, port),
            async socket => await socket.ConnectAsync(IPAddress.Loopback, port, none),
            async socket => await socket.ConnectAsync(addresses, port),
            async socket => await socket.ConnectAsync(addresses, port, none),
            async socket => await socket.ConnectAsync("localhost", port),
            async socket => await socket.ConnectAsync("localhost", port, none),
            async socket => await socket.ConnectAsync(new DnsEndPoint("localhost", port)),
        ];
        foreach (Func<Socket, Task> connect in shapes)
        {
            using Socket client = Make.Tcp();
            await connect(client);
            Assert.True(client.Connected);
            Assert.Equal(listener.LocalEndPoint, client.RemoteEndPoint);
            using Socket server = await listener.AcceptAsync();
            Assert.Equal(client.LocalEndPoint, server.RemoteEndPoint);
        }
    });

    [Theory, Places]
    public void Nobody_listening_is_ConnectionRefused(Place place) => place.Run(async () =>
    {
        using Socket deaf = Make.Deaf();
        using Socket client = Make.Tcp();
        await Fails.WithAsync(SocketError.ConnectionRefused, async () => await client.ConnectAsync(deaf.LocalEndPoint!));
        Assert.False(client.Connected);
    });

    [Theory, Places]
    public void After_a_failure_it_can_be_tried_again(Place place) => place.Run(async () =>
    {
        using Socket deaf = Make.Deaf();
        using Socket listener = Make.Listener();
        using Socket client = Make.Tcp();
        await Fails.WithAsync(SocketError.ConnectionRefused, async () => await client.ConnectAsync(deaf.LocalEndPoint!));
        await client.ConnectAsync(listener.LocalEndPoint!);
        using Socket server = await listener.AcceptAsync();
        await server.SendAsync(new byte[] { 1 }.AsMemory());
        Assert.Equal(1, await client.ReceiveAsync(new byte[4].AsMemory()));
    });

    [Theory, Places]
    public void Several_addresses_are_tried_in_order(Place place) => place.Run(async () =>
    {
        using Socket listener = Make.Listener();
        using Socket client = Make.Tcp();
        await client.ConnectAsync([IPAddress.Parse("127.0.0.2"), IPAddress.Loopback], Make.PortOf(listener));
        Assert.Equal(listener.LocalEndPoint, client.RemoteEndPoint);
    });

    [Theory, Places]
    public void Once_connected_it_is_IsConnected(Place place) => place.Run(async () =>
    {
        using Socket listener = Make.Listener();
        using Socket client = Make.Tcp();
        await client.ConnectAsync(listener.LocalEndPoint!);
        await Fails.WithAsync(SocketError.IsConnected, async () => await client.ConnectAsync(listener.LocalEndPoint!));
    });

    [Theory, Places]
    public void A_close_is_OperationAborted(Place place) => place.Run(async () =>
    {
        using Socket listener = Make.FullListener();
        Socket client = Make.Tcp();
        Task pending = AsTask(async () => await client.ConnectAsync(listener.LocalEndPoint!));
        Assert.False(pending.IsCompleted);
        client.Dispose();
        await Fails.WithAsync(SocketError.OperationAborted, () => pending);
    });

    [Theory, Places]
    public void A_cancelled_connect_is_cancelled(Place place) => place.Run(async () =>
    {
        using Socket listener = Make.FullListener();
        using Socket client = Make.Tcp();
        using var cancel = new CancellationTokenSource();
        Task pending = AsTask(async () => await client.ConnectAsync(listener.LocalEndPoint!, cancel.Token));
        Assert.False(pending.IsCompleted);
        cancel.Cancel();
        await Fails.WithAsync<OperationCanceledException>(() => pending);
        Assert.False(client.Connected);
    });

    [Theory, Places]
    public void Nulls_and_ports_are_named_at_the_call(Place place) => place.Run(async () =>
    {
        using Socket socket = Make.Tcp();
        Fails.With<ArgumentNullException>("remoteEP", () => _ = socket.ConnectAsync((EndPoint)null!));
        Fails.With<ArgumentNullException>("address", () => _ = socket.ConnectAsync((IPAddress)null!, 1));
        Fails.With<ArgumentNullException>("addresses", () => _ = socket.ConnectAsync((IPAddress[])null!, 1));
        Fails.With<ArgumentNullException>("host", () => _ = socket.ConnectAsync((string)null!, 1));
        Fails.With<ArgumentOutOfRangeException>("port", () => _ = socket.ConnectAsync(IPAddress.Loopback, -1));
        Fails.With<ArgumentException>("addresses", () => _ = socket.ConnectAsync(Array.Empty<IPAddress>(), 1));
        await Task.CompletedTask;
    });

    [Theory, Places]
    public void An_accept_waits_for_a_connection(Place place) => place.Run(async () =>
    {
        using Socket listener = Make.Listener();
        Task<Socket> accepting = listener.AcceptAsync();
        Assert.False(accepting.IsCompleted);
        using Socket client = Make.Tcp();
        await client.ConnectAsync(listener.LocalEndPoint!);
        using Socket server = await accepting;
        Assert.True(server.Connected);
        Assert.Equal(client.LocalEndPoint, server.RemoteEndPoint);
    });

    [Theory, Places]
    public void An_accept_can_be_cancelled(Place place) => place.Run(async () =>
    {
        using Socket listener = Make.Listener();
        using var cancel = new CancellationTokenSource();
        Task<Socket> accepting = listener.AcceptAsync(cancel.Token).AsTask();
        cancel.Cancel();
        await Fails.WithAsync<OperationCanceledException>(() => accepting);
        using Socket client = Make.Tcp();
        await client.ConnectAsync(listener.LocalEndPoint!);
        using Socket server = await listener.AcceptAsync(CancellationToken.None);
        Assert.True(server.Connected);
    });

    [Theory, Places]
    public void A_close_aborts_an_accept(Place place) => place.Run(async () =>
    {
        Socket listener = Make.Listener();
        Task<Socket> accepting = listener.AcceptAsync();
        listener.Dispose();
        await Fails.WithAsync(SocketError.OperationAborted, () => accepting);
    });

    [Theory, Places]
    public void An_accept_before_listening_is_refused_at_the_call(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        Fails.With<InvalidOperationException>(() => _ = socket.AcceptAsync());
        socket.Bind(Make.AnyPort);
        Fails.With<InvalidOperationException>(() => _ = socket.AcceptAsync());
    });

    [Theory, Places]
    public void A_disconnected_socket_connects_anew(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        using Socket listener = Make.Listener();
        await pair.Client.DisconnectAsync(reuseSocket: true);
        Assert.False(pair.Client.Connected);
        Assert.Equal(0, await pair.Server.ReceiveAsync(new byte[1].AsMemory()));
        await pair.Client.ConnectAsync(listener.LocalEndPoint!);
        Assert.True(pair.Client.Connected);
    });

    private static async Task AsTask(Func<Task> call) => await call();
}
