using System.Net;
using System.Net.Sockets;

namespace Conformance;

public class TcpListenerSpecs
{
    [Theory, Places]
    public void It_listens_once_it_is_started(Place place) => place.Run(() =>
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        Assert.Equal(0, ((IPEndPoint)listener.LocalEndpoint).Port);
        listener.Start();
        Assert.NotEqual(0, ((IPEndPoint)listener.LocalEndpoint).Port);
        Assert.Equal(listener.LocalEndpoint, listener.Server.LocalEndPoint);
        listener.Start();
    });

    [Theory, Places]
    public void It_hands_out_clients_and_sockets(Place place) => place.Run(() =>
    {
        using TcpListener listener = Started();
        using TcpClient one = Client(listener);
        using TcpClient accepted = listener.AcceptTcpClient();
        Assert.Equal(one.Client.LocalEndPoint, accepted.Client.RemoteEndPoint);
        Assert.True(accepted.Connected);
        using TcpClient two = Client(listener);
        using Socket socket = listener.AcceptSocket();
        Assert.Equal(two.Client.LocalEndPoint, socket.RemoteEndPoint);
    });

    [Theory, Places]
    public void It_hands_them_out_to_who_awaits(Place place) => place.Run(async () =>
    {
        using TcpListener listener = Started();
        Task<TcpClient> accepting = listener.AcceptTcpClientAsync();
        Assert.False(accepting.IsCompleted);
        using var client = new TcpClient(AddressFamily.InterNetwork);
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using TcpClient accepted = await accepting;
        Assert.Equal(client.Client.LocalEndPoint, accepted.Client.RemoteEndPoint);
        using var other = new TcpClient(AddressFamily.InterNetwork);
        await other.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using Socket socket = await listener.AcceptSocketAsync();
        Assert.Equal(other.Client.LocalEndPoint, socket.RemoteEndPoint);
    });

    [Theory, Places]
    public void Pending_tells_whether_somebody_waits(Place place) => place.Run(() =>
    {
        using TcpListener listener = Started();
        Assert.False(listener.Pending());
        using TcpClient client = Client(listener);
        Make.Arrives(listener.Server);
        Assert.True(listener.Pending());
        listener.AcceptTcpClient().Dispose();
        Assert.False(listener.Pending());
    });

    [Theory, Places]
    public void An_accept_waits(Place place) => place.Run(() =>
    {
        using TcpListener listener = Started();
        Started<TcpClient> acceptor = place.Start(listener.AcceptTcpClient).Blocked();
        using TcpClient client = Client(listener);
        using TcpClient accepted = acceptor.Join();
        Assert.True(accepted.Connected);
    });

    [Theory, Places]
    public void Stopping_interrupts_who_waits(Place place) => place.Run(() =>
    {
        TcpListener listener = Started();
        Started<TcpClient> acceptor = place.Start(listener.AcceptTcpClient).Blocked();
        listener.Stop();
        Fails.With(SocketError.Interrupted, () => acceptor.Join());
    });

    [Theory, Places]
    public void Stopping_aborts_who_awaits(Place place) => place.Run(async () =>
    {
        TcpListener listener = Started();
        Task<TcpClient> accepting = listener.AcceptTcpClientAsync();
        listener.Stop();
        await Fails.WithAsync(SocketError.OperationAborted, () => accepting);
    });

    [Theory, Places]
    public void Not_started_it_refuses(Place place) => place.Run(() =>
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        Fails.With<InvalidOperationException>(() => listener.AcceptTcpClient());
        Fails.With<InvalidOperationException>(() => listener.AcceptSocket());
        Fails.With<InvalidOperationException>(() => listener.Pending());
        Fails.With<InvalidOperationException>(() => _ = listener.AcceptTcpClientAsync());
    });

    [Theory, Places]
    public void It_starts_again_after_a_stop(Place place) => place.Run(() =>
    {
        using TcpListener listener = Started();
        listener.Stop();
        Fails.With<InvalidOperationException>(() => listener.AcceptTcpClient());
        listener.Start(3);
        using TcpClient client = Client(listener);
        listener.AcceptTcpClient().Dispose();
    });

    [Theory, Places]
    public void Addresses_in_use_are_told_at_the_start(Place place) => place.Run(() =>
    {
        using Socket other = Make.Listener();
        using var listener = new TcpListener(Make.EndPointOf(other));
        Fails.With(SocketError.AddressAlreadyInUse, () => listener.Start());
    });

    [Theory, Places]
    public void Create_listens_to_both_families(Place place) => place.Run(() =>
    {
        using var listener = TcpListener.Create(0);
        listener.Start();
        Assert.Equal(IPAddress.IPv6Any, ((IPEndPoint)listener.LocalEndpoint).Address);
        using var client = new TcpClient("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port);
        using TcpClient accepted = listener.AcceptTcpClient();
        Assert.True(accepted.Connected);
    });

    [Theory, Places]
    public void Exclusiveness_is_decided_before_the_start(Place place) => place.Run(() =>
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0) { ExclusiveAddressUse = false };
        listener.Start();
        Assert.False(listener.ExclusiveAddressUse);
        Fails.With<InvalidOperationException>(() => listener.ExclusiveAddressUse = true);
    });

    [Theory, Places]
    public void Begin_and_end(Place place) => place.Run(() =>
    {
        using TcpListener listener = Started();
        IAsyncResult accepting = listener.BeginAcceptTcpClient(null, "state");
        using TcpClient one = Client(listener);
        using TcpClient accepted = listener.EndAcceptTcpClient(accepting);
        Assert.Equal(one.Client.LocalEndPoint, accepted.Client.RemoteEndPoint);
        Assert.Equal("state", accepting.AsyncState);
        accepting = listener.BeginAcceptSocket(null, null);
        using TcpClient two = Client(listener);
        using Socket socket = listener.EndAcceptSocket(accepting);
        Assert.Equal(two.Client.LocalEndPoint, socket.RemoteEndPoint);
    });

    [Theory, Places]
    public void Nulls_and_ports_are_named(Place place) => place.Run(() =>
    {
        Fails.With<ArgumentNullException>("localEP", () => new TcpListener(null!));
        Fails.With<ArgumentNullException>("localaddr", () => new TcpListener(null!, 0));
        Fails.With<ArgumentOutOfRangeException>("port", () => new TcpListener(IPAddress.Loopback, -1));
        Fails.With<ArgumentOutOfRangeException>("port", () => TcpListener.Create(65536));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        Fails.With<ArgumentOutOfRangeException>("backlog", () => listener.Start(-1));
    });

    private static TcpListener Started()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static TcpClient Client(TcpListener listener)
    {
        var client = new TcpClient(AddressFamily.InterNetwork);
        client.Connect((IPEndPoint)listener.LocalEndpoint);
        return client;
    }
}
