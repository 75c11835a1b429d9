using System.Net;
using System.Net.Sockets;

namespace Conformance;

public class ConnectSpecs
{
    [Theory, Places]
    public void To_an_end_point(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        using Socket client = Make.Tcp();
        client.Connect(listener.LocalEndPoint!);
        Assert.Equal(listener.LocalEndPoint, client.RemoteEndPoint);
    });

    [Theory, Places]
    public void To_an_address_and_a_port(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        using Socket client = Make.Tcp();
        client.Connect(IPAddress.Loopback, Make.PortOf(listener));
        Assert.True(client.Connected);
    });

    [Theory, Places]
    public void To_a_name_and_a_port(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        using Socket client = Make.Tcp();
        client.Connect("localhost", Make.PortOf(listener));
        Assert.Equal(listener.LocalEndPoint, client.RemoteEndPoint);
    });

    [Theory, Places]
    public void To_an_address_as_text(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        using Socket client = Make.Tcp();
        client.Connect("127.0.0.1", Make.PortOf(listener));
        Assert.Equal(listener.LocalEndPoint, client.RemoteEndPoint);
    });

    [Theory, Places]
    public void To_a_DnsEndPoint(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        using Socket client = Make.Tcp();
        client.Connect(new DnsEndPoint("localhost", Make.PortOf(listener)));
        Assert.Equal(listener.LocalEndPoint, client.RemoteEndPoint);
    });

    [Theory, Places]
    public void A_DnsEndPoint_of_another_family_is_refused(Place place) => place.Run(() =>
    {
        using Socket client = Make.Tcp();
        Fails.With<NotSupportedException>(() => client.Connect(new DnsEndPoint("localhost", 1, AddressFamily.InterNetworkV6)));
    });

    [Theory, Places]
    public void To_the_first_of_several_addresses_that_answers(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        using Socket client = Make.Tcp();
        client.Connect([IPAddress.Parse("127.0.0.2"), IPAddress.Loopback], Make.PortOf(listener));
        Assert.Equal(listener.LocalEndPoint, client.RemoteEndPoint);
        client.Send([1]);
    });

    [Theory, Places]
    public void Addresses_of_another_family_are_passed_over(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        using Socket client = Make.Tcp();
        client.Connect([IPAddress.IPv6Loopback, IPAddress.Loopback], Make.PortOf(listener));
        Assert.Equal(listener.LocalEndPoint, client.RemoteEndPoint);
    });

    [Theory, Places]
    public void Options_are_kept_from_address_to_address(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        using Socket client = Make.Tcp();
        client.NoDelay = true;
        client.LingerState = new LingerOption(true, 3);
        client.Connect([IPAddress.Parse("127.0.0.2"), IPAddress.Loopback], Make.PortOf(listener));
        Assert.True(client.NoDelay);
        Assert.Equal(3, client.LingerState!.LingerTime);
    });

    [Theory, Places]
    public void The_last_error_is_that_of_several_addresses(Place place) => place.Run(() =>
    {
        using Socket deaf = Make.Deaf();
        using Socket client = Make.Tcp();
        Fails.With(
            SocketError.ConnectionRefused, () => client.Connect([IPAddress.Parse("127.0.0.2"), IPAddress.Loopback], Make.PortOf(deaf)));
        Assert.False(client.Connected);
    });

    [Theory, Places]
    public void Nobody_listening_is_ConnectionRefused(Place place) => place.Run(() =>
    {
        using Socket deaf = Make.Deaf();
        using Socket client = Make.Tcp();
        SocketException e = Fails.With(SocketError.ConnectionRefused, () => client.Connect(deaf.LocalEndPoint!));
        Assert.Equal(111, e.ErrorCode); // the system's own number, ECONNREFUSED
        Assert.Equal(111, e.NativeErrorCode);
        Assert.Contains(deaf.LocalEndPoint!.ToString()!, e.Message, StringComparison.Ordinal);
        Assert.False(client.Connected);
        Assert.Null(client.RemoteEndPoint);
    });

    [Theory, Places]
    public void After_a_failure_it_can_be_tried_again(Place place) => place.Run(() =>
    {
        using Socket deaf = Make.Deaf();
        using Socket listener = Make.Listener();
        using Socket client = Make.Tcp();
        Fails.With(SocketError.ConnectionRefused, () => client.Connect(deaf.LocalEndPoint!));
        Fails.With(SocketError.ConnectionRefused, () => client.Connect(deaf.LocalEndPoint!));
        client.Connect(listener.LocalEndPoint!);
        using Socket server = listener.Accept();
        server.Send([5]);
        Assert.Equal([5], Make.ReceiveExactly(client, 1));
    });

    [Theory, Places]
    public void Once_connected_it_is_IsConnected(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        using Socket client = Make.Tcp();
        client.Connect(listener.LocalEndPoint!);
        Fails.With(SocketError.IsConnected, () => client.Connect(listener.LocalEndPoint!));
        Fails.With(SocketError.IsConnected, () => client.Connect(IPAddress.Loopback, Make.PortOf(listener)));
    });

    [Theory, Places]
    public void A_bound_socket_connects_from_its_address(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        using Socket client = Make.Deaf();
        EndPoint local = client.LocalEndPoint!;
        client.Connect(listener.LocalEndPoint!);
        Assert.Equal(local, client.LocalEndPoint);
    });

    [Theory, Places]
    public void A_listener_does_not_connect(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        using Socket other = Make.Listener();
        Fails.With<InvalidOperationException>(() => listener.Connect(other.LocalEndPoint!));
    });

    [Theory, Places]
    public void The_dual_mode_reaches_IPv4(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        using Socket client = new(SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.LocalEndPoint!);
        Assert.Equal(new IPEndPoint(IPAddress.Loopback.MapToIPv6(), Make.PortOf(listener)), client.RemoteEndPoint);
    });

    [Theory, Places]
    public void A_dual_mode_listener_is_reached_both_ways(Place place) => place.Run(() =>
    {
        using Socket listener = new(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        listener.Listen();
        using Socket v4 = Make.Tcp();
        v4.Connect(IPAddress.Loopback, Make.PortOf(listener));
        using Socket v6 = Make.Tcp(AddressFamily.InterNetworkV6);
        v6.Connect(IPAddress.IPv6Loopback, Make.PortOf(listener));
        using Socket one = listener.Accept();
        using Socket two = listener.Accept();
        Assert.Equal(IPAddress.Loopback.MapToIPv6(), ((IPEndPoint)one.RemoteEndPoint!).Address);
        Assert.Equal(IPAddress.IPv6Loopback, ((IPEndPoint)two.RemoteEndPoint!).Address);
    });

    [Theory, Places]
    public void Nulls_and_ports_are_named(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        Fails.With<ArgumentNullException>("remoteEP", () => socket.Connect(null!));
        Fails.With<ArgumentNullException>("address", () => socket.Connect((IPAddress)null!, 1));
        Fails.With<ArgumentNullException>("host", () => socket.Connect((string)null!, 1));
        Fails.With<ArgumentNullException>("addresses", () => socket.Connect((IPAddress[])null!, 1));
        Fails.With<ArgumentException>("addresses", () => socket.Connect(Array.Empty<IPAddress>(), 1));
        Fails.With<ArgumentOutOfRangeException>("port", () => socket.Connect(IPAddress.Loopback, 65536));
        Fails.With<ArgumentOutOfRangeException>("port", () => socket.Connect("localhost", -1));
        Fails.With<ArgumentOutOfRangeException>("port", () => socket.Connect([IPAddress.Loopback], -1));
    });

    [Theory, Places]
    public void An_address_of_another_family_is_refused(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        Fails.With<NotSupportedException>(() => socket.Connect(IPAddress.IPv6Loopback, 1));
    });

    [Theory, Places]
    public void A_name_that_is_nobodys_is_HostNotFound(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        SocketException e = Assert.ThrowsAny<SocketException>(() => socket.Connect("no-such-host.invalid", 1));
        // Without a name server nobody can tell.
        Assert.True(e.SocketErrorCode is SocketError.HostNotFound or SocketError.TryAgain, e.ToString());
    });
}
