using System.Net;
using System.Net.Sockets;

namespace Conformance;

public class TcpClientSpecs
{
    [Theory, Places]
    public void A_new_one_is_not_connected(Place place) => place.Run(() =>
    {
        using var client = new TcpClient();
        Assert.False(client.Connected);
        Assert.Equal(AddressFamily.InterNetworkV6, client.Client.AddressFamily);
        Assert.True(client.Client.DualMode);
        Assert.Equal(0, client.Available);
        Fails.With<InvalidOperationException>(() => client.GetStream());
    });

    [Theory, Places]
    public void A_family_can_be_chosen(Place place) => place.Run(() =>
    {
        using var client = new TcpClient(AddressFamily.InterNetwork);
        Assert.Equal(AddressFamily.InterNetwork, client.Client.AddressFamily);
        Fails.With<ArgumentException>("family", () => new TcpClient(AddressFamily.Unix));
    });

    [Theory, Places]
    public void A_local_address_can_be_chosen(Place place) => place.Run(() =>
    {
        using var client = new TcpClient(Make.AnyPort);
        Assert.True(client.Client.IsBound);
        Assert.Equal(IPAddress.Loopback, Make.EndPointOf(client.Client).Address);
        Fails.With<ArgumentNullException>("localEP", () => new TcpClient((IPEndPoint)null!));
    });

    [Theory, Places]
    public void It_connects_as_it_is_made(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        using var client = new TcpClient("localhost", Make.PortOf(listener));
        Assert.True(client.Connected);
        Assert.Equal(Make.PortOf(listener), ((IPEndPoint)client.Client.RemoteEndPoint!).Port);
    });

    [Theory, Places]
    public void All_shapes_connect(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        int port = Make.PortOf(listener);
        Action<TcpClient>[] shapes =
        [
            client => client.Connect("127.0.0.1", port),
            client => client.Connect(IPAddress.Loopback, port),
            client => client.Connect(Make.EndPointOf(listener)),
            client => client.Connect([IPAddress.Parse("127.0.0.2"), IPAddress.Loopback], port),
        ];
        foreach (Action<TcpClient> connect in shapes)
        {
            using var client = new TcpClient();
            connect(client);
            Assert.True(client.Connected);
        }
    });

    [Theory, Places]
    public void All_awaitable_shapes_connect(Place place) => place.Run(async () =>
    {
        using Socket listener = Make.Listener();
        int port = Make.PortOf(listener);
        CancellationToken none = CancellationToken.None;
        Func<TcpClient, Task>[] shapes =
        [
            async client => await client.ConnectAsync("127.0.0.1", port),
            async client => await client.ConnectAsync("127.0.0.1", port, none),
            async client => await client.ConnectAsync(IPAddress.Loopback, port),
            async client => await client.ConnectAsync(IPAddress.Loopback, port, none),
            async client => await client.ConnectAsync(Make.EndPointOf(listener)),
            async client => await client.ConnectAsync(Make.EndPointOf(listener), none),
            async client => await client.ConnectAsync([IPAddress.Loopback], port),
            async client => await client.ConnectAsync([IPAddress.Loopback], port, none),
        ];
        foreach (Func<TcpClient, Task> connect in shapes)
        {
            using var client = new TcpClient();
            await connect(client);
            Assert.True(client.Connected);
        }
    });

    [Theory, Places]
    public void Nobody_listening_is_ConnectionRefused(Place place) => place.Run(() =>
    {
        using Socket deaf = Make.Deaf();
        using var client = new TcpClient();
        Fails.With(SocketError.ConnectionRefused, () => client.Connect(Make.EndPointOf(deaf)));
        Fails.With(SocketError.ConnectionRefused, () => new TcpClient("127.0.0.1", Make.PortOf(deaf)));
        Assert.False(client.Connected);
    });

    [Theory, Places]
    public void Its_stream_carries_bytes_both_ways(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        using var client = new TcpClient("127.0.0.1", Make.PortOf(listener));
        using Socket server = listener.Accept();
        NetworkStream stream = client.GetStream();
        stream.Write([1, 2]);
        Assert.Equal([1, 2], Make.ReceiveExactly(server, 2));
        server.Send([3]);
        Assert.Equal(3, stream.ReadByte());
        Assert.Same(stream, client.GetStream());
        Assert.Same(client.Client, stream.Socket);
    });

    [Theory, Places]
    public void Closing_it_closes_its_stream(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        var client = new TcpClient("127.0.0.1", Make.PortOf(listener));
        using Socket server = listener.Accept();
        NetworkStream stream = client.GetStream();
        client.Close();
        Assert.Equal(0, server.Receive(new byte[1]));
        Fails.With<ObjectDisposedException>(() => stream.ReadByte());
        Fails.With<ObjectDisposedException>(() => client.GetStream());
        Fails.With<ObjectDisposedException>(() => client.Connect(IPAddress.Loopback, 1));
        Assert.False(client.Connected);
        client.Close();
    });

    [Theory, Places]
    public void Closing_its_stream_closes_the_connection(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        using var client = new TcpClient("127.0.0.1", Make.PortOf(listener));
        using Socket server = listener.Accept();
        client.GetStream().Close();
        Assert.Equal(0, server.Receive(new byte[1]));
        Assert.False(client.Connected);
    });

    [Theory, Places]
    public void Its_options_are_those_of_its_socket(Place place) => place.Run(() =>
    {
        using var client = new TcpClient(AddressFamily.InterNetwork)
        {
            NoDelay = true,
            ReceiveTimeout = 11,
            SendTimeout = 12,
            ReceiveBufferSize = 10_000,
            SendBufferSize = 12_000,
            LingerState = new LingerOption(true, 3),
            ExclusiveAddressUse = false,
        };
        Assert.True(client.Client.NoDelay);
        Assert.Equal((11, 12), (client.Client.ReceiveTimeout, client.Client.SendTimeout));
        Assert.Equal((20_000, 24_000), (client.ReceiveBufferSize, client.SendBufferSize));
        Assert.Equal(3, client.Client.LingerState!.LingerTime);
        Assert.False(client.Client.ExclusiveAddressUse);
    });

    [Theory, Places]
    public void A_socket_can_be_put_in(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        using var client = new TcpClient();
        client.Client.Dispose();
        client.Client = pair.Client;
        Assert.True(client.Connected);
        client.Client.Send([1]);
        Assert.Equal([1], Make.ReceiveExactly(pair.Server, 1));
    });

    [Theory, Places]
    public void Available_counts_what_arrived(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        using var client = new TcpClient("127.0.0.1", Make.PortOf(listener));
        using Socket server = listener.Accept();
        server.Send([1, 2]);
        Make.Arrives(client.Client);
        Assert.Equal(2, client.Available);
    });

    [Theory, Places]
    public void Begin_and_end(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        using var client = new TcpClient(AddressFamily.InterNetwork);
        client.EndConnect(client.BeginConnect("127.0.0.1", Make.PortOf(listener), null, null));
        Assert.True(client.Connected);
        using var other = new TcpClient(AddressFamily.InterNetwork);
        other.EndConnect(other.BeginConnect(IPAddress.Loopback, Make.PortOf(listener), null, null));
        Assert.True(other.Connected);
    });

    [Theory, Places]
    public void Nulls_and_ports_are_named(Place place) => place.Run(() =>
    {
        using var client = new TcpClient();
        Fails.With<ArgumentNullException>("hostname", () => client.Connect((string)null!, 1));
        Fails.With<ArgumentNullException>("address", () => client.Connect((IPAddress)null!, 1));
        Fails.With<ArgumentNullException>("remoteEP", () => client.Connect(null!));
        Fails.With<ArgumentOutOfRangeException>("port", () => client.Connect("localhost", 70_000));
        Fails.With<ArgumentNullException>("hostname", () => new TcpClient(null!, 1));
        Fails.With<ArgumentOutOfRangeException>("port", () => new TcpClient("localhost", -1));
    });
}
