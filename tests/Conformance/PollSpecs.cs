using System.Net.Sockets;

namespace Conformance;

public class PollSpecs
{
    [Theory, Places]
    public void Nothing_to_read_is_false(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Assert.False(pair.Client.Poll(0, SelectMode.SelectRead));
        Assert.False(pair.Client.Poll(999, SelectMode.SelectRead)); // less than a millisecond
        Assert.False(pair.Client.Poll(20_000, SelectMode.SelectRead));
        Assert.False(pair.Client.Poll(TimeSpan.Zero, SelectMode.SelectRead));
        Assert.False(pair.Client.Poll(TimeSpan.FromMilliseconds(20), SelectMode.SelectRead));
    });

    [Theory, Places]
    public void Data_make_readable(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Server.Send([1]);
        Assert.True(pair.Client.Poll(Make.Long, SelectMode.SelectRead));
        Assert.True(pair.Client.Poll(0, SelectMode.SelectRead));
        pair.Client.Receive(new byte[1]);
        Assert.False(pair.Client.Poll(0, SelectMode.SelectRead));
    });

    [Theory, Places]
    public void It_waits_for_data(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Started<bool> poller = place.Start(() => pair.Client.Poll(Make.Long, SelectMode.SelectRead)).Blocked();
        pair.Server.Send([1]);
        Assert.True(poller.Join());
    });

    [Theory, Places]
    public void Minus_one_waits_for_ever(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Started<bool> poller = place.Start(() => pair.Client.Poll(-1, SelectMode.SelectRead)).Blocked();
        pair.Server.Send([1]);
        Assert.True(poller.Join());
        Started<bool> second = place.Start(() => pair.Server.Poll(Timeout.InfiniteTimeSpan, SelectMode.SelectRead)).Blocked();
        pair.Client.Send([1]);
        Assert.True(second.Join());
    });

    [Theory, Places]
    public void The_end_of_the_stream_makes_readable(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Server.Shutdown(SocketShutdown.Send);
        Assert.True(pair.Client.Poll(Make.Long, SelectMode.SelectRead));
    });

    [Theory, Places]
    public void A_connection_makes_a_listener_readable(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        Assert.False(listener.Poll(0, SelectMode.SelectRead));
        using Socket client = Make.Tcp();
        client.Connect(listener.LocalEndPoint!);
        Assert.True(listener.Poll(Make.Long, SelectMode.SelectRead));
    });

    [Theory, Places]
    public void Room_makes_writable(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Assert.True(pair.Client.Poll(0, SelectMode.SelectWrite));
        int filled = 0;
        do
        {
            filled += Make.Fill(pair.Client); // again where the system has moved on to the receiver's side what it could
        }
        while (pair.Client.Poll(0, SelectMode.SelectWrite));

        Started<bool> poller = place.Start(() => pair.Client.Poll(Make.Long, SelectMode.SelectWrite)).Blocked();
        Make.ReceiveExactly(pair.Server, filled);
        Assert.True(poller.Join());
    });

    [Theory, Places]
    public void No_error_is_false(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Assert.False(pair.Client.Poll(0, SelectMode.SelectError));
    });

    [Theory, Places]
    public void A_reset_is_an_error(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Server.LingerState = new LingerOption(true, 0);
        pair.Server.Close();
        Assert.True(pair.Client.Poll(Make.Long, SelectMode.SelectError));
        Assert.True(pair.Client.Poll(0, SelectMode.SelectRead));
        Assert.True(pair.Client.Poll(0, SelectMode.SelectWrite));
    });

    [Theory, Places]
    public void A_mode_that_there_is_not_is_never_true(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Assert.False(pair.Client.Poll(0, (SelectMode)9));
    });

    [Theory, Places]
    public void Times_outside_their_bounds_are_refused(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Fails.With<ArgumentOutOfRangeException>("timeout", () => pair.Client.Poll(TimeSpan.FromSeconds(-5), SelectMode.SelectRead));
        Fails.With<ArgumentOutOfRangeException>("timeout", () => pair.Client.Poll(TimeSpan.MaxValue, SelectMode.SelectRead));
    });

    [Theory, Places]
    public void It_takes_nothing(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Server.Send([1, 2]);
        Make.Arrives(pair.Client);
        Make.Arrives(pair.Client);
        Assert.Equal([1, 2], Make.ReceiveExactly(pair.Client, 2));
    });

    [Theory, Places]
    public void A_poll_and_a_receive_wait_together(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Started<int> receiver = place.Start(() => pair.Client.Receive(new byte[1])).Blocked();
        Started<bool> writer = place.Start(() => pair.Client.Poll(Make.Long, SelectMode.SelectWrite));
        Assert.True(writer.Join());
        pair.Server.Send([1]);
        Assert.Equal(1, receiver.Join());
    });

    [Theory, Places]
    public void Of_an_unconnected_socket_it_is_readable_and_writable(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        Assert.True(socket.Poll(0, SelectMode.SelectRead));
        Assert.True(socket.Poll(0, SelectMode.SelectWrite));
    });
}
