using System.Net;
using System.Net.Sockets;

namespace Conformance;

public class NonBlockingSpecs
{
    [Theory, Places]
    public void Nothing_to_receive_is_WouldBlock(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Blocking = false;
        Fails.With(SocketError.WouldBlock, () => pair.Client.Receive(new byte[1]));
        Assert.Equal(0, pair.Client.Receive(new byte[1], SocketFlags.None, out SocketError error));
        Assert.Equal(SocketError.WouldBlock, error);
        Fails.With(SocketError.WouldBlock, () => pair.Client.Receive(Make.List(new byte[1])));
        Assert.True(pair.Client.Connected);
    });

    [Theory, Places]
    public void What_is_there_is_received(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Blocking = false;
        pair.Server.Send([1]);
        Make.Arrives(pair.Client);
        Assert.Equal(1, pair.Client.Receive(new byte[4]));
    });

    [Theory, Places]
    public void A_send_that_does_not_fit_is_partial(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Blocking = false;
        byte[] much = Make.TooMuch();
        int sent = pair.Client.Send(much, SocketFlags.None, out SocketError error);
        Assert.InRange(sent, 1, much.Length - 1);
        Assert.Equal(SocketError.Success, error);
        Assert.False(pair.Client.Blocking);
    });

    [Theory, Places]
    public void A_send_that_has_no_room_is_WouldBlock(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Blocking = false;
        Fails.With(SocketError.WouldBlock, () =>
        {
            while (true)
            {
                pair.Client.Send(new byte[65536]);
            }
        });
    });

    [Theory, Places]
    public void Nobody_to_accept_is_WouldBlock(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        listener.Blocking = false;
        Fails.With(SocketError.WouldBlock, () => listener.Accept());
    });

    [Theory, Places]
    public void An_accepted_socket_is_what_its_listener_is(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        using Socket client = Make.Tcp();
        client.Connect(listener.LocalEndPoint!);
        listener.Blocking = false;
        Make.Arrives(listener);
        using Socket server = listener.Accept();
        Assert.False(server.Blocking);
        Fails.With(SocketError.WouldBlock, () => server.Receive(new byte[1]));
    });

    [Theory, Places]
    public void A_connect_is_WouldBlock_and_goes_on(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        using Socket client = Make.Tcp();
        client.Blocking = false;
        Fails.With(SocketError.WouldBlock, () => client.Connect(listener.LocalEndPoint!));
        Assert.True(client.Poll(Make.Long, SelectMode.SelectWrite));
        Assert.True(client.Connected);
        Assert.Equal(listener.LocalEndPoint, client.RemoteEndPoint);
    });

    [Theory, Places]
    public void A_refused_connect_is_told_by_poll(Place place) => place.Run(() =>
    {
        using Socket deaf = Make.Deaf();
        using Socket client = Make.Tcp();
        client.Blocking = false;
        Fails.With(SocketError.WouldBlock, () => client.Connect(deaf.LocalEndPoint!));
        Assert.True(client.Poll(Make.Long, SelectMode.SelectWrite));
        Assert.False(client.Connected);
    });

    [Theory, Places]
    public void No_datagram_is_WouldBlock(Place place) => place.Run(() =>
    {
        using Socket socket = Make.BoundUdp();
        socket.Blocking = false;
        EndPoint from = Make.AnyPort;
        Fails.With(SocketError.WouldBlock, () => socket.ReceiveFrom(new byte[1], ref from));
        SocketFlags flags = SocketFlags.None;
        Fails.With(SocketError.WouldBlock, () => socket.ReceiveMessageFrom(new byte[1], ref flags, ref from, out _));
    });

    [Theory, Places]
    public void Blocking_again_waits_again(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Blocking = false;
        Fails.With(SocketError.WouldBlock, () => pair.Client.Receive(new byte[1]));
        pair.Client.Blocking = true;
        Started<int> receiver = place.Start(() => pair.Client.Receive(new byte[1])).Blocked();
        pair.Server.Send([1]);
        Assert.Equal(1, receiver.Join());
    });

    [Theory, Places]
    public void Awaitable_calls_wait_all_the_same(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        pair.Client.Blocking = false;
        ValueTask<int> receiving = pair.Client.ReceiveAsync(new byte[1].AsMemory());
        Assert.False(receiving.IsCompleted);
        await pair.Server.SendAsync(new byte[1].AsMemory());
        Assert.Equal(1, await receiving);
    });

    [Theory, Places]
    public void A_stream_wants_a_blocking_socket(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Blocking = false;
        Fails.With<IOException>(() => new NetworkStream(pair.Client));
    });
}
