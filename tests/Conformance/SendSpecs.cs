using System.Net.Sockets;

namespace Conformance;

public class SendSpecs
{
    private static readonly byte[] Four = Make.Bytes(4);

    [Theory, Places]
    public void All_shapes_send_what_they_are_given(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();

        Assert.Equal(4, pair.Client.Send(Four));
        Assert.Equal(4, pair.Client.Send(Four, SocketFlags.None));
        Assert.Equal(2, pair.Client.Send(Four, 2, SocketFlags.None));
        Assert.Equal(2, pair.Client.Send(Four, 1, 2, SocketFlags.None));
        Assert.Equal(1, pair.Client.Send(Four, 3, 1, SocketFlags.None, out SocketError error));
        Assert.Equal(SocketError.Success, error);
        Assert.Equal(3, pair.Client.Send(Four.AsSpan(1)));
        Assert.Equal(1, pair.Client.Send(Four.AsSpan(0, 1), SocketFlags.None));
        Assert.Equal(1, pair.Client.Send(Four.AsSpan(1, 1), SocketFlags.None, out error));
        Assert.Equal(SocketError.Success, error);

        Assert.Equal([1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 2, 3, 4, 2, 3, 4, 1, 2], Make.ReceiveExactly(pair.Server, 18));
    });

    [Theory, Places]
    public void A_list_of_buffers_is_sent_in_order(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        List<ArraySegment<byte>> buffers = [new(Four, 0, 1), new(Four, 2, 2), ArraySegment<byte>.Empty, new(Four, 1, 1)];

        Assert.Equal(4, pair.Client.Send(buffers));
        Assert.Equal(4, pair.Client.Send(buffers, SocketFlags.None));
        Assert.Equal(4, pair.Client.Send(buffers, SocketFlags.None, out SocketError error));
        Assert.Equal(SocketError.Success, error);
        Assert.Equal([1, 3, 4, 2, 1, 3, 4, 2, 1, 3, 4, 2], Make.ReceiveExactly(pair.Server, 12));
    });

    [Theory, Places]
    public void Zero_bytes_are_sent_at_once(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Assert.Equal(0, pair.Client.Send(Array.Empty<byte>()));
        Assert.Equal(0, pair.Client.Send(Four, 4, 0, SocketFlags.None));
        pair.Client.Send([9]);
        Assert.Equal([9], Make.ReceiveExactly(pair.Server, 1));
    });

    [Theory, Places]
    public void It_waits_until_everything_is_sent(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        byte[] much = new byte[Make.Fill(pair.Client)];

        Started<int> sender = place.Start(() => pair.Client.Send(much)).Blocked();
        Make.ReceiveExactly(pair.Server, much.Length * 2);

        Assert.Equal(much.Length, sender.Join());
    });

    [Theory, Places]
    public void A_list_of_buffers_waits_until_everything_is_sent(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        byte[] much = new byte[Make.Fill(pair.Client)];

        Started<int> sender = place.Start(() => pair.Client.Send(Make.List(new(much), new(much)))).Blocked();
        Make.ReceiveExactly(pair.Server, much.Length * 3);

        Assert.Equal(much.Length * 2, sender.Join());
    });

    [Theory, Places]
    public void A_sender_that_waits_lets_a_receiver_receive(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        byte[] much = new byte[Make.Fill(pair.Client)];
        Started<int> sender = place.Start(() => pair.Client.Send(much)).Blocked();

        pair.Server.Send([3]);
        Assert.Equal([3], Make.ReceiveExactly(pair.Client, 1));

        Make.ReceiveExactly(pair.Server, much.Length * 2);
        Assert.Equal(much.Length, sender.Join());
    });

    [Theory, Places]
    public void A_receiver_that_waits_lets_a_sender_send(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Started<int> receiver = place.Start(() => pair.Client.Receive(new byte[4])).Blocked();

        Assert.Equal(1, pair.Client.Send([1]));
        Assert.Equal([1], Make.ReceiveExactly(pair.Server, 1));
        pair.Server.Send([2]);

        Assert.Equal(1, receiver.Join());
    });

    [Theory, Places]
    public void Before_connecting_it_fails(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        SocketError code = Assert.ThrowsAny<SocketException>(() => socket.Send(Four)).SocketErrorCode;
        Assert.Equal(0, socket.Send(Four, SocketFlags.None, out SocketError error));
        Assert.Equal(code, error);
        Assert.Equal(SocketError.Shutdown, error);
    });

    [Theory, Places]
    public void After_the_end_of_sending_it_is_Shutdown(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Shutdown(SocketShutdown.Send);
        Fails.With(SocketError.Shutdown, () => pair.Client.Send(Four));
        Assert.False(pair.Client.Connected);
    });

    [Theory, Places]
    public void To_a_peer_that_has_reset_it_fails(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Server.LingerState = new LingerOption(true, 0);
        pair.Server.Close();

        Make.Arrives(pair.Client);
        Fails.With(SocketError.ConnectionReset, () => pair.Client.Send(Four));
        Fails.With(SocketError.Shutdown, () => pair.Client.Send(Four));
    });

    [Theory, Places]
    public void A_list_may_not_be_null_nor_empty(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Fails.With<ArgumentNullException>("buffers", () => pair.Client.Send((IList<ArraySegment<byte>>)null!));
        Fails.With<ArgumentException>("buffers", () => pair.Client.Send(new List<ArraySegment<byte>>()));
    });

    [Theory, Places]
    public void Arguments_outside_the_buffer_are_named(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Fails.With<ArgumentNullException>("buffer", () => pair.Client.Send((byte[])null!, 0, 0, SocketFlags.None));
        Fails.With<ArgumentOutOfRangeException>("offset", () => pair.Client.Send(Four, -1, 1, SocketFlags.None));
        Fails.With<ArgumentOutOfRangeException>("offset", () => pair.Client.Send(Four, 5, 0, SocketFlags.None));
        Fails.With<ArgumentOutOfRangeException>("size", () => pair.Client.Send(Four, 0, -1, SocketFlags.None));
        Fails.With<ArgumentOutOfRangeException>("size", () => pair.Client.Send(Four, 2, 3, SocketFlags.None, out _));
        Fails.With<ArgumentOutOfRangeException>("size", () => pair.Client.Send(Four, 5, SocketFlags.None));
    });

    [Theory, Places]
    public void SendTo_names_what_is_wrong(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Udp();
        Fails.With<ArgumentNullException>("buffer", () => socket.SendTo((byte[])null!, 0, 0, SocketFlags.None, Make.AnyPort));
        Fails.With<ArgumentNullException>("remoteEP", () => socket.SendTo(Four, null!));
        Fails.With<ArgumentNullException>("remoteEP", () => socket.SendTo(Four.AsSpan(), (System.Net.EndPoint)null!));
        Fails.With<ArgumentOutOfRangeException>("offset", () => socket.SendTo(Four, 5, 0, SocketFlags.None, Make.AnyPort));
        Fails.With<ArgumentOutOfRangeException>("size", () => socket.SendTo(Four, 0, 5, SocketFlags.None, Make.AnyPort));
    });
}
