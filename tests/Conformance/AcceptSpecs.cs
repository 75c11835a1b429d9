using System.Net;
using System.Net.Sockets;

namespace Conformance;

public class AcceptSpecs
{
    [Theory, Places]
    public void It_waits_for_a_connection(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        Started<Socket> acceptor = place.Start(listener.Accept).Blocked();
        using Socket client = Make.Tcp();
        client.Connect(listener.LocalEndPoint!);
        using Socket server = acceptor.Join();
        Assert.Equal(client.LocalEndPoint, server.RemoteEndPoint);
    });

    [Theory, Places]
    public void Connections_come_in_their_order(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        using Socket one = Make.Tcp();
        using Socket two = Make.Tcp();
        one.Connect(listener.LocalEndPoint!);
        Make.Arrives(listener); // a connect is over before that
        two.Connect(listener.LocalEndPoint!);
        using Socket first = listener.Accept();
        using Socket second = listener.Accept();
        Assert.Equal(one.LocalEndPoint, first.RemoteEndPoint);
        Assert.Equal(two.LocalEndPoint, second.RemoteEndPoint);
    });

    [Theory, Places]
    public void An_accepted_socket_is_of_its_listeners_kind(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Assert.Equal(AddressFamily.InterNetwork, pair.Server.AddressFamily);
        Assert.Equal(SocketType.Stream, pair.Server.SocketType);
        Assert.Equal(ProtocolType.Tcp, pair.Server.ProtocolType);
        Assert.True(pair.Server.Blocking);
    });

    [Theory, Places]
    public void Several_acceptors_each_get_one(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        Started<Socket>[] acceptors = [.. Enumerable.Range(0, 3).Select(_ => place.Start(listener.Accept).Blocked())];
        Socket[] clients = [.. acceptors.Select(_ => Make.Tcp())];
        foreach (Socket client in clients)
        {
            client.Connect(listener.LocalEndPoint!);
        }

        Socket[] servers = [.. acceptors.Select(acceptor => acceptor.Join())];
        Assert.Equal(clients.Select(Make.PortOf).Order(), servers.Select(server => ((IPEndPoint)server.RemoteEndPoint!).Port).Order());
        Array.ForEach([.. clients, .. servers], socket => socket.Dispose());
    });

    [Theory, Places]
    public void A_connection_that_was_reset_is_still_accepted(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        Socket client = Make.Tcp();
        client.Connect(listener.LocalEndPoint!);
        client.LingerState = new LingerOption(true, 0);
        client.Close();
        using Socket server = listener.Accept();
        Assert.True(server.Connected);
        Fails.With(SocketError.ConnectionReset, () => server.Receive(new byte[1]));
    });

    [Theory, Places]
    public void Before_binding_and_before_listening_it_is_refused(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        Fails.With<InvalidOperationException>(() => socket.Accept());
        socket.Bind(Make.AnyPort);
        Fails.With<InvalidOperationException>(() => socket.Accept());
    });

    [Theory, Places]
    public void The_receive_timeout_is_not_for_it(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        listener.ReceiveTimeout = 1;
        Started<Socket> acceptor = place.Start(listener.Accept).Blocked();
        Assert.False(listener.Poll(100_000, SelectMode.SelectRead)); // longer than the timeout
        using Socket client = Make.Tcp();
        client.Connect(listener.LocalEndPoint!);
        acceptor.Join().Dispose();
    });

    [Theory, Places]
    public void Listening_twice_is_allowed(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        listener.Listen(5);
        listener.Listen();
        using Socket client = Make.Tcp();
        client.Connect(listener.LocalEndPoint!);
        listener.Accept().Dispose();
    });

    [Theory, Places]
    public void A_negative_backlog_is_as_large_as_can_be(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener(-1);
        using Socket client = Make.Tcp();
        client.Connect(listener.LocalEndPoint!);
        listener.Accept().Dispose();
    });

    [Theory, Places]
    public void Listening_without_an_address_leads_nowhere(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        socket.Listen(1);
        Assert.False(socket.IsBound);
        Assert.Null(socket.LocalEndPoint);
        Fails.With<InvalidOperationException>(() => socket.Accept());
    });

    [Theory, Places]
    public void Datagram_sockets_do_not_listen(Place place) => place.Run(() =>
    {
        using Socket socket = Make.BoundUdp();
        Fails.With(SocketError.OperationNotSupported, () => socket.Listen(1));
    });

    [Theory, Places]
    public void An_address_in_use_is_AddressAlreadyInUse(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        using Socket socket = Make.Tcp();
        Fails.With(SocketError.AddressAlreadyInUse, () => socket.Bind(listener.LocalEndPoint!));
        Assert.False(socket.IsBound);
    });

    [Theory, Places]
    public void Binding_twice_is_InvalidArgument(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Deaf();
        Fails.With(SocketError.InvalidArgument, () => socket.Bind(Make.AnyPort));
    });

    [Theory, Places]
    public void Binding_to_an_address_of_others_is_AddressNotAvailable(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        Fails.With(SocketError.AddressNotAvailable, () => socket.Bind(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 0)));
    });

    [Theory, Places]
    public void Binding_names_what_is_wrong(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        Fails.With<ArgumentNullException>("localEP", () => socket.Bind(null!));
        Fails.With<ArgumentException>(() => socket.Bind(new DnsEndPoint("localhost", 0))); // the BCL calls it remoteEP
    });

    [Theory, Places]
    public void Binding_to_another_family_is_refused(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        Fails.With(SocketError.AddressFamilyNotSupported, () => socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0)));
    });

    [Theory, Places]
    public void A_port_can_be_bound_again_after_its_connections(Place place) => place.Run(() =>
    {
        using Socket deaf = Make.Deaf(); // keeps the port from others meanwhile, not from who names it
        using (Socket listener = Make.Tcp())
        {
            listener.Bind(deaf.LocalEndPoint!);
            listener.Listen();
            using Socket client = Make.Tcp();
            client.Connect(listener.LocalEndPoint!);
            listener.Accept().Close(); // the server's end waits in TIME_WAIT
        }

        using Socket again = Make.Tcp();
        again.Bind(deaf.LocalEndPoint!);
        again.Listen();
    });
}
