using System.Net;
using System.Net.Sockets;

namespace Conformance;

public class StateSpecs
{
    [Theory, Places]
    public void A_new_socket_has_no_addresses(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        Assert.False(socket.IsBound);
        Assert.False(socket.Connected);
        Assert.True(socket.Blocking);
        Assert.Equal(0, socket.Available);
        Assert.Null(socket.LocalEndPoint);
        Assert.Null(socket.RemoteEndPoint);
    });

    [Theory, Places]
    public void A_socket_knows_what_it_was_made_as(Place place) => place.Run(() =>
    {
        static (AddressFamily, SocketType, ProtocolType) Of(Socket one) => (one.AddressFamily, one.SocketType, one.ProtocolType);
        using Socket tcp = Make.Tcp();
        Assert.Equal((AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp), Of(tcp));
        using Socket udp = Make.Udp(AddressFamily.InterNetworkV6);
        Assert.Equal((AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp), Of(udp));
        using Socket unix = Make.Unix();
        Assert.Equal((AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), Of(unix));
    });

    [Theory, Places]
    public void Without_a_family_it_speaks_both(Place place) => place.Run(() =>
    {
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        Assert.Equal(AddressFamily.InterNetworkV6, socket.AddressFamily);
        Assert.True(socket.DualMode);
    });

    [Theory, Places]
    public void A_family_alone_does_not_speak_both(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp(AddressFamily.InterNetworkV6);
        Assert.False(socket.DualMode);
    });

    [Theory, Places]
    public void What_the_system_does_not_have_is_refused_with_its_error(Place place) => place.Run(() =>
    {
        Fails.With(SocketError.ProtocolNotSupported, () => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Udp));
        Fails.With(SocketError.AddressFamilyNotSupported, () => new Socket((AddressFamily)1000, SocketType.Stream, ProtocolType.Tcp));
    });

    [Theory, Places]
    public void Binding_gives_an_address_with_a_port(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        socket.Bind(Make.AnyPort);
        Assert.True(socket.IsBound);
        Assert.False(socket.Connected);
        Assert.Equal(IPAddress.Loopback, Make.EndPointOf(socket).Address);
        Assert.NotEqual(0, Make.PortOf(socket));
        Assert.Null(socket.RemoteEndPoint);
    });

    [Theory, Places]
    public void Binding_to_any_address_says_so(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Udp();
        socket.Bind(new IPEndPoint(IPAddress.Any, 0));
        Assert.Equal(IPAddress.Any, Make.EndPointOf(socket).Address);
    });

    [Theory, Places]
    public void Connecting_sets_both_addresses_at_both_ends(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Assert.True(pair.Client.Connected);
        Assert.True(pair.Server.Connected);
        Assert.True(pair.Client.IsBound);
        Assert.True(pair.Server.IsBound);
        Assert.Equal(pair.Client.LocalEndPoint, pair.Server.RemoteEndPoint);
        Assert.Equal(pair.Client.RemoteEndPoint, pair.Server.LocalEndPoint);
        Assert.Equal(IPAddress.Loopback, Make.EndPointOf(pair.Client).Address);
    });

    [Theory, Places]
    public void A_listener_is_bound_and_not_connected(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        Assert.True(listener.IsBound);
        Assert.False(listener.Connected);
        Assert.Null(listener.RemoteEndPoint);
    });

    [Theory, Places]
    public void Available_counts_the_bytes_that_arrived(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Assert.Equal(0, pair.Server.Available);
        pair.Client.Send(Make.Bytes(3));
        Make.Arrives(pair.Server);
        Assert.Equal(3, pair.Server.Available);
        pair.Server.Receive(new byte[1]);
        Assert.Equal(2, pair.Server.Available);
    });

    [Theory, Places]
    public void Available_of_datagrams_is_the_first_one(Place place) => place.Run(() =>
    {
        using var pair = Pair.Udp();
        pair.Client.Send(Make.Bytes(3));
        pair.Client.Send(Make.Bytes(5));
        Make.Arrives(pair.Server);
        Assert.Equal(3, pair.Server.Available);
    });

    [Theory, Places]
    public void Connected_stays_true_until_an_operation_finds_the_peer_gone(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Server.Close();
        Make.Arrives(pair.Client);
        Assert.True(pair.Client.Connected);
        Assert.Equal(0, pair.Client.Receive(new byte[1]));
        Assert.True(pair.Client.Connected);
    });

    [Theory, Places]
    public void Closing_clears_Connected_and_refuses_the_rest(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Close();
        Assert.False(pair.Client.Connected);
        Fails.With<ObjectDisposedException>(() => _ = pair.Client.LocalEndPoint);
        Fails.With<ObjectDisposedException>(() => _ = pair.Client.RemoteEndPoint);
        Fails.With<ObjectDisposedException>(() => _ = pair.Client.Available);
    });

    [Theory, Places]
    public void What_it_was_made_as_outlives_a_close(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Close();
        Assert.Equal(AddressFamily.InterNetwork, pair.Client.AddressFamily);
        Assert.Equal(SocketType.Stream, pair.Client.SocketType);
        Assert.Equal(ProtocolType.Tcp, pair.Client.ProtocolType);
        Assert.True(pair.Client.IsBound);
    });

    [Theory, Places]
    public void A_datagram_socket_is_bound_by_its_first_send(Place place) => place.Run(() =>
    {
        using Socket server = Make.BoundUdp();
        using Socket client = Make.Udp();
        Assert.Null(client.LocalEndPoint);
        client.SendTo([1], server.LocalEndPoint!);
        Assert.True(client.IsBound);
        Assert.NotEqual(0, Make.PortOf(client));
        Assert.False(client.Connected);
    });

    [Theory, Places]
    public void A_connected_datagram_socket_says_so(Place place) => place.Run(() =>
    {
        using Socket server = Make.BoundUdp();
        using Socket client = Make.Udp();
        client.Connect(server.LocalEndPoint!);
        Assert.True(client.Connected);
        Assert.Equal(server.LocalEndPoint, client.RemoteEndPoint);
        Assert.Equal(IPAddress.Loopback, Make.EndPointOf(client).Address);
    });

    [Theory, Places]
    public void The_system_has_these_families(Place place) => place.Run(() =>
    {
        Assert.True(Socket.OSSupportsIPv4);
        Assert.True(Socket.OSSupportsIPv6);
        Assert.True(Socket.OSSupportsUnixDomainSockets);
    });
}
