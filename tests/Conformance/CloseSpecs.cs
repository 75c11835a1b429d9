using System.Net;
using System.Net.Sockets;

namespace Conformance;

/// <summary>Closing while calls wait: which error each gets, and what the peer sees.</summary>
public class CloseSpecs
{
    [Theory, Places]
    public void A_receive_is_ConnectionAborted(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Started<int> receiver = place.Start(() => pair.Client.Receive(new byte[1])).Blocked();
        pair.Client.Close();
        Fails.With(SocketError.ConnectionAborted, () => receiver.Join());
    });

    [Theory, Places]
    public void A_receive_with_an_error_code_hands_it_out(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Started<SocketError> receiver = place.Start(() =>
        {
            pair.Client.Receive(new byte[1], 0, 1, SocketFlags.None, out SocketError error);
            return error;
        }).Blocked();
        pair.Client.Close();
        Assert.Equal(SocketError.ConnectionAborted, receiver.Join());
    });

    [Theory, Places]
    public void A_receive_into_a_list_is_ConnectionAborted(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Started<int> receiver = place.Start(() => pair.Client.Receive(Make.List(new byte[1]))).Blocked();
        pair.Client.Close();
        Fails.With(SocketError.ConnectionAborted, () => receiver.Join());
    });

    [Theory, Places]
    public void A_send_is_ConnectionAborted(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Started<int> sender = place.Start(() => pair.Client.Send(Make.TooMuch())).Blocked();
        pair.Client.Close();
        Fails.With(SocketError.ConnectionAborted, () => sender.Join());
    });

    [Theory, Places]
    public void An_accept_is_Interrupted(Place place) => place.Run(() =>
    {
        Socket listener = Make.Listener();
        Started<Socket> acceptor = place.Start(listener.Accept).Blocked();
        listener.Close();
        Fails.With(SocketError.Interrupted, () => acceptor.Join());
    });

    [Theory, Places]
    public void A_ReceiveFrom_is_Interrupted(Place place) => place.Run(() =>
    {
        Socket socket = Make.BoundUdp();
        Started<int> receiver = place.Start(() =>
        {
            EndPoint from = Make.AnyPort;
            return socket.ReceiveFrom(new byte[1], ref from);
        }).Blocked();
        socket.Close();
        Fails.With(SocketError.Interrupted, () => receiver.Join());
    });

    [Theory, Places]
    public void A_receive_of_datagrams_is_Interrupted(Place place) => place.Run(() =>
    {
        using var pair = Pair.Udp();
        Started<int> receiver = place.Start(() => pair.Client.Receive(new byte[1])).Blocked();
        pair.Client.Close();
        Fails.With(SocketError.Interrupted, () => receiver.Join());
    });

    [Theory, Places]
    public void A_ReceiveMessageFrom_is_Interrupted(Place place) => place.Run(() =>
    {
        Socket socket = Make.BoundUdp();
        Started<int> receiver = place.Start(() =>
        {
            EndPoint from = Make.AnyPort;
            SocketFlags flags = SocketFlags.None;
            return socket.ReceiveMessageFrom(new byte[1], ref flags, ref from, out _);
        }).Blocked();
        socket.Close();
        Fails.With(SocketError.Interrupted, () => receiver.Join());
    });

    [Theory, Places]
    public void A_connect_is_NotSocket(Place place) => place.Run(() =>
    {
        using Socket listener = Make.FullListener();
        Socket client = Make.Tcp();
        EndPoint address = listener.LocalEndPoint!;
        Started<int> connector = place.Start(() => client.Connect(address)).Blocked();
        client.Close();
        Fails.With(SocketError.NotSocket, () => connector.Join());
    });

    [Theory, Places]
    public void A_poll_returns_true(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Started<bool> poller = place.Start(() => pair.Client.Poll(-1, SelectMode.SelectRead)).Blocked();
        pair.Client.Close();
        Assert.True(poller.Join());
    });

    [Theory, Places]
    public void A_read_of_a_stream_fails(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        using var stream = new NetworkStream(pair.Client);
        Started<int> reader = place.Start(() => stream.Read(new byte[1])).Blocked();
        pair.Client.Close();
        Fails.WithinIOException(SocketError.ConnectionAborted, () => reader.Join());
    });

    [Theory, Places]
    public void All_that_wait_are_woken(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Started<int>[] receivers = [.. Enumerable.Range(0, 3).Select(_ => place.Start(() => pair.Client.Receive(new byte[1])).Blocked())];
        pair.Client.Close();
        Assert.All(receivers, receiver => Fails.With(SocketError.ConnectionAborted, () => receiver.Join()));
    });

    [Theory, Places]
    public void The_peer_sees_the_end_where_nothing_waited(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Send([1]);
        pair.Client.Close();
        Assert.Equal(1, pair.Server.Receive(new byte[4]));
        Assert.Equal(0, pair.Server.Receive(new byte[4]));
    });

    [Theory, Places]
    public void The_peer_sees_a_reset_where_something_waited(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Started<int> receiver = place.Start(() => pair.Client.Receive(new byte[1])).Blocked();
        pair.Client.Close();
        Fails.With(SocketError.ConnectionAborted, () => receiver.Join());
        Fails.With(SocketError.ConnectionReset, () => pair.Server.Receive(new byte[4]));
    });

    [Theory, Places]
    public void The_peer_sees_the_end_where_sending_had_ended_before(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Started<int> receiver = place.Start(() => pair.Client.Receive(new byte[1])).Blocked();
        pair.Client.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, pair.Server.Receive(new byte[4]));
        pair.Client.Close();
        Fails.OrEnds(0, SocketError.ConnectionAborted, () => receiver.Join());
        Assert.Equal(0, pair.Server.Receive(new byte[4]));
    });

    [Theory, Places]
    public void The_peer_sees_a_reset_where_bytes_were_left_unread(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Server.Send([1]);
        Make.Arrives(pair.Client);
        pair.Client.Close();
        Fails.With(SocketError.ConnectionReset, () => pair.Server.Receive(new byte[4]));
    });

    [Theory, Places]
    public void A_linger_of_zero_seconds_resets(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.LingerState = new LingerOption(true, 0);
        pair.Client.Dispose();
        Fails.With(SocketError.ConnectionReset, () => pair.Server.Receive(new byte[4]));
    });

    [Theory, Places]
    public void A_linger_of_seconds_ends_in_order(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.LingerState = new LingerOption(true, 5);
        pair.Client.Send([1]);
        pair.Client.Dispose();
        Assert.Equal([1], Make.ReceiveExactly(pair.Server, 1));
        Assert.Equal(0, pair.Server.Receive(new byte[4]));
    });

    [Theory, Places]
    public void A_close_of_zero_seconds_resets(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Close(0);
        Fails.With(SocketError.ConnectionReset, () => pair.Server.Receive(new byte[4]));
    });

    [Theory, Places]
    public void A_close_with_time_waits_for_the_peers_end(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Started<int> closer = place.Start(() => pair.Client.Close(10)).Blocked();
        Assert.Equal(0, pair.Server.Receive(new byte[4]));
        pair.Server.Close();
        closer.Join();
        Fails.With<ObjectDisposedException>(() => pair.Client.Send([1]));
    });

    [Theory, Places]
    public void A_close_takes_no_time_below_minus_one(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        Fails.With<ArgumentOutOfRangeException>("timeout", () => socket.Close(-2));
    });

    [Theory, Places]
    public void Closing_twice_is_closing_once(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        socket.Close();
        socket.Close();
        socket.Dispose();
        socket.Close(1);
    });

    [Theory, Places]
    public void Closing_a_listener_resets_who_was_not_accepted(Place place) => place.Run(() =>
    {
        Socket listener = Make.Listener();
        using Socket client = Make.Tcp();
        client.Connect(listener.LocalEndPoint!);
        listener.Close();
        Fails.With(SocketError.ConnectionReset, () => client.Receive(new byte[1]));
    });

    [Theory, Places]
    public void Accepted_sockets_outlive_their_listener(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp(); // whose listener is closed by now
        pair.Client.Send([1]);
        Assert.Equal([1], Make.ReceiveExactly(pair.Server, 1));
    });
}
