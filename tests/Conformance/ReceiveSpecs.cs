using System.Net.Sockets;

namespace Conformance;

public class ReceiveSpecs
{
    [Theory, Places]
    public void All_shapes_fill_what_they_are_given(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Send(Make.Bytes(10));
        byte[] buffer = new byte[10];

        Make.Arrives(pair.Server);
        Assert.Equal(1, pair.Server.Receive(buffer, 1, SocketFlags.None));
        Assert.Equal(2, pair.Server.Receive(buffer, 1, 2, SocketFlags.None));
        Assert.Equal(2, pair.Server.Receive(buffer.AsSpan(3, 2)));
        Assert.Equal(1, pair.Server.Receive(buffer.AsSpan(5, 1), SocketFlags.None));
        Assert.Equal(1, pair.Server.Receive(buffer.AsSpan(6, 1), SocketFlags.None, out SocketError error));
        Assert.Equal(SocketError.Success, error);
        Assert.Equal(3, pair.Server.Receive(buffer, 7, 3, SocketFlags.None, out error));
        Assert.Equal(SocketError.Success, error);
        Assert.Equal(Make.Bytes(10), buffer);
    });

    [Theory, Places]
    public void It_returns_what_is_there_and_does_not_wait_for_more(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Send(Make.Bytes(3));
        Make.Arrives(pair.Server);
        byte[] buffer = new byte[100];

        Assert.Equal(3, pair.Server.Receive(buffer));
        Assert.Equal(Make.Bytes(3), buffer[..3]);
        Assert.All(buffer[3..], item => Assert.Equal(0, item));
    });

    [Theory, Places]
    public void What_does_not_fit_stays_for_the_next(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Send(Make.Bytes(5));
        Make.Arrives(pair.Server);
        byte[] buffer = new byte[3];

        Assert.Equal(3, pair.Server.Receive(buffer));
        Assert.Equal(2, pair.Server.Receive(buffer, SocketFlags.None));
        Assert.Equal([4, 5, 3], buffer);
    });

    [Theory, Places]
    public void It_waits_for_the_first_byte(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        byte[] buffer = new byte[4];

        Started<int> receiver = place.Start(() => pair.Server.Receive(buffer)).Blocked();
        pair.Client.Send([42]);

        Assert.Equal(1, receiver.Join());
        Assert.Equal(42, buffer[0]);
    });

    [Theory, Places]
    public void A_list_of_buffers_is_filled_in_order(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Send(Make.Bytes(7));
        Make.Arrives(pair.Server);
        byte[] one = new byte[4];
        byte[] two = new byte[6];

        Assert.Equal(7, pair.Server.Receive(Make.List(new(one, 1, 2), ArraySegment<byte>.Empty, new(two))));
        Assert.Equal([0, 1, 2, 0], one);
        Assert.Equal([3, 4, 5, 6, 7, 0], two);
    });

    [Theory, Places]
    public void A_list_of_buffers_with_flags_and_an_error_code(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Send(Make.Bytes(2));
        Make.Arrives(pair.Server);
        List<ArraySegment<byte>> buffers = [new(new byte[2])];

        Assert.Equal(2, pair.Server.Receive(buffers, SocketFlags.Peek));
        Assert.Equal(2, pair.Server.Receive(buffers, SocketFlags.None, out SocketError error));
        Assert.Equal(SocketError.Success, error);
        Assert.Equal(Make.Bytes(2), buffers[0].ToArray());
    });

    [Theory, Places]
    public void The_end_of_the_stream_is_zero_for_ever(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Send([1]);
        pair.Client.Shutdown(SocketShutdown.Send);
        byte[] buffer = new byte[4];

        Assert.Equal(1, pair.Server.Receive(buffer));
        Assert.Equal(0, pair.Server.Receive(buffer));
        Assert.Equal(0, pair.Server.Receive(buffer.AsSpan(), SocketFlags.None, out SocketError error));
        Assert.Equal(SocketError.Success, error);
        Assert.Equal(0, pair.Server.Receive(Make.List(new ArraySegment<byte>(buffer))));
    });

    [Theory, Places]
    public void Peek_leaves_the_bytes(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Send(Make.Bytes(2));
        byte[] buffer = new byte[8];

        Make.Arrives(pair.Server);
        Assert.Equal(2, pair.Server.Receive(buffer, SocketFlags.Peek));
        Assert.Equal(2, pair.Server.Receive(buffer.AsSpan(), SocketFlags.Peek));
        Assert.Equal(2, pair.Server.Available);
        Assert.Equal(2, pair.Server.Receive(buffer));
        Assert.Equal(0, pair.Server.Available);
    });

    [Theory, Places]
    public void Peek_waits_for_the_first_byte(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Started<int> receiver = place.Start(() => pair.Server.Receive(new byte[4], SocketFlags.Peek)).Blocked();
        pair.Client.Send([1, 2]);
        Assert.InRange(receiver.Join(), 1, 2);
    });

    [Theory, Places]
    public void Zero_bytes_wait_for_data_and_take_none(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Started<int> receiver = place.Start(() => pair.Server.Receive(Array.Empty<byte>())).Blocked();
        pair.Client.Send([7]);

        Assert.Equal(0, receiver.Join());
        Assert.Equal(1, pair.Server.Available);
    });

    [Theory, Places]
    public void Zero_bytes_at_the_end_of_the_stream_are_zero(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, pair.Server.Receive(Span<byte>.Empty));
    });

    [Theory, Places]
    public void A_reset_of_the_peer_is_ConnectionReset(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Started<int> receiver = place.Start(() => pair.Server.Receive(new byte[1])).Blocked();
        pair.Client.LingerState = new LingerOption(true, 0);
        pair.Client.Close();

        Fails.With(SocketError.ConnectionReset, () => receiver.Join());
        Assert.False(pair.Server.Connected);
    });

    [Theory, Places]
    public void The_error_code_is_handed_out_instead_of_thrown(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.LingerState = new LingerOption(true, 0);
        pair.Client.Close();

        Make.Arrives(pair.Server);
        Assert.Equal(0, pair.Server.Receive(new byte[1], 0, 1, SocketFlags.None, out SocketError error));
        Assert.Equal(SocketError.ConnectionReset, error);
    });

    [Theory, Places]
    public void Before_connecting_it_is_NotConnected(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        Fails.With(SocketError.NotConnected, () => socket.Receive(new byte[1]));
        Assert.Equal(0, socket.Receive(new byte[1], SocketFlags.None, out SocketError error));
        Assert.Equal(SocketError.NotConnected, error);
    });

    [Theory, Places]
    public void After_the_end_of_receiving_it_is_zero(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Server.Shutdown(SocketShutdown.Receive);
        Assert.Equal(0, pair.Server.Receive(new byte[1]));
    });

    [Theory, Places]
    public void Flags_that_no_receive_has_are_refused(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Send([1]);
        Fails.With(SocketError.OperationNotSupported, () => pair.Server.Receive(new byte[1], SocketFlags.Multicast));
    });

    [Theory, Places]
    public void Several_receivers_share_the_stream(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Started<int>[] receivers = [.. Enumerable.Range(0, 4).Select(_ => place.Start(() =>
        {
            byte[] one = new byte[1];
            Assert.Equal(1, pair.Server.Receive(one));
            return (int)one[0];
        }).Blocked())];
        pair.Client.Send(Make.Bytes(4));

        Assert.Equal([1, 2, 3, 4], receivers.Select(receiver => receiver.Join()).Order());
    });

    [Theory, Places]
    public void A_large_transfer_arrives_whole_and_in_order(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        byte[] sent = Make.Bytes(3_000_000);
        Started<int> sender = place.Start(() => pair.Client.Send(sent));

        Assert.Equal(sent, Make.ReceiveExactly(pair.Server, sent.Length));
        Assert.Equal(sent.Length, sender.Join());
    });
}
