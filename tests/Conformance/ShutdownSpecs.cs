using System.Net.Sockets;

namespace Conformance;

public class ShutdownSpecs
{
    [Theory, Places]
    public void Ending_sending_lets_the_peer_read_to_the_end(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Send([1]);
        pair.Client.Shutdown(SocketShutdown.Send);
        Assert.Equal([1], Make.ReceiveExactly(pair.Server, 1));
        Assert.Equal(0, pair.Server.Receive(new byte[1]));
        pair.Server.Send([2]);
        Assert.Equal([2], Make.ReceiveExactly(pair.Client, 1));
    });

    [Theory, Places]
    public void Ending_one_direction_ends_Connected(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Shutdown(SocketShutdown.Send);
        Assert.False(pair.Client.Connected);
        Assert.True(pair.Server.Connected);
    });

    [Theory, Places]
    public void Ending_receiving_wakes_a_receiver_with_the_end(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Started<int> receiver = place.Start(() => pair.Client.Receive(new byte[1])).Blocked();
        pair.Client.Shutdown(SocketShutdown.Receive);
        Assert.Equal(0, receiver.Join());
    });

    [Theory, Places]
    public void Ending_both_ends_both(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Started<int> receiver = place.Start(() => pair.Client.Receive(new byte[1])).Blocked();
        pair.Client.Shutdown(SocketShutdown.Both);
        Assert.Equal(0, receiver.Join());
        Assert.Equal(0, pair.Server.Receive(new byte[1]));
        Fails.With(SocketError.Shutdown, () => pair.Client.Send([1]));
    });

    [Theory, Places]
    public void What_arrived_before_is_still_received(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Send([1]);
        Make.Arrives(pair.Server);
        pair.Server.Shutdown(SocketShutdown.Receive);
        Assert.Equal(1, pair.Server.Receive(new byte[4]));
        Assert.Equal(0, pair.Server.Receive(new byte[4]));
    });

    [Theory, Places]
    public void Twice_is_allowed(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Shutdown(SocketShutdown.Send);
        pair.Client.Shutdown(SocketShutdown.Send);
        pair.Client.Shutdown(SocketShutdown.Both);
    });

    [Theory, Places]
    public void Before_connecting_it_is_NotConnected(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        Fails.With(SocketError.NotConnected, () => socket.Shutdown(SocketShutdown.Both));
    });

    [Theory, Places]
    public void A_direction_that_there_is_not_is_refused(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Fails.With(SocketError.InvalidArgument, () => pair.Client.Shutdown((SocketShutdown)9));
    });

    [Theory, Places]
    public void Of_a_closed_socket_it_is_refused(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        socket.Close();
        Fails.With<ObjectDisposedException>(() => socket.Shutdown(SocketShutdown.Both));
    });

    [Theory, Places]
    public void Disconnecting_ends_both_directions(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Disconnect(reuseSocket: false);
        Assert.False(pair.Client.Connected);
        Assert.Equal(0, pair.Server.Receive(new byte[1]));
        Fails.With(SocketError.Shutdown, () => pair.Client.Send([1]));
    });

    [Theory, Places]
    public void Disconnecting_wakes_a_receiver_with_the_end(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Started<int> receiver = place.Start(() => pair.Client.Receive(new byte[1])).Blocked();
        pair.Client.Disconnect(reuseSocket: false);
        Assert.Equal(0, receiver.Join());
    });

    [Theory, Places]
    public void A_disconnected_socket_does_not_connect_synchronously(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        using Socket listener = Make.Listener();
        pair.Client.Disconnect(reuseSocket: true);
        Fails.With<InvalidOperationException>(() => pair.Client.Connect(listener.LocalEndPoint!));
    });

    [Theory, Places]
    public void Disconnecting_what_is_not_connected_fails(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        Fails.With(SocketError.NotConnected, () => socket.Disconnect(false));
    });

    [Theory, Places]
    public void Disconnecting_a_closed_socket_is_refused(Place place) => place.Run(() =>
    {
        Socket socket = Make.Tcp();
        socket.Close();
        Fails.With<ObjectDisposedException>(() => socket.Disconnect(false));
    });
}
