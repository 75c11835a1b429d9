using System.Collections;
using System.Net.Sockets;

namespace Conformance;

public class SelectSpecs
{
    [Theory, Places]
    public void Only_what_is_ready_is_left(Place place) => place.Run(() =>
    {
        using var one = Pair.Tcp();
        using var two = Pair.Tcp();
        two.Server.Send([1]);
        List<Socket> read = [one.Client, two.Client];
        Socket.Select(read, null, null, Make.Long);
        Assert.Equal([two.Client], read);
    });

    [Theory, Places]
    public void Nothing_ready_leaves_nothing(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        List<Socket> read = [pair.Client, pair.Server];
        List<Socket> error = [pair.Client];
        Socket.Select(read, null, error, 20_000);
        Assert.Empty(read);
        Assert.Empty(error);
    });

    [Theory, Places]
    public void All_three_lists_at_once(Place place) => place.Run(() =>
    {
        using var one = Pair.Tcp();
        using var two = Pair.Tcp();
        one.Server.Send([1]);
        Make.Arrives(one.Client);
        List<Socket> read = [one.Client, two.Client];
        List<Socket> write = [one.Client, two.Client];
        List<Socket> error = [one.Client, two.Client];
        Socket.Select(read, write, error, Make.Long);
        Assert.Equal([one.Client], read);
        Assert.Equal([one.Client, two.Client], write);
        Assert.Empty(error);
    });

    [Theory, Places]
    public void It_waits_for_any(Place place) => place.Run(() =>
    {
        using var one = Pair.Tcp();
        using var two = Pair.Tcp();
        List<Socket> read = [one.Client, two.Client];
        Started<int> selector = place.Start(() => Socket.Select(read, null, null, -1)).Blocked();
        one.Server.Send([1]);
        selector.Join();
        Assert.Equal([one.Client], read);
    });

    [Theory, Places]
    public void A_TimeSpan_is_as_good_as_microseconds(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        List<Socket> write = [pair.Client];
        Socket.Select(null, write, null, Patience);
        Assert.Equal([pair.Client], write);
        List<Socket> read = [pair.Client];
        Socket.Select(read, null, null, TimeSpan.FromMilliseconds(20));
        Assert.Empty(read);
    });

    [Theory, Places]
    public void Zero_does_not_wait(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        List<Socket> read = [pair.Client];
        Socket.Select(read, null, null, 0);
        Assert.Empty(read);
    });

    [Theory, Places]
    public void A_listener_with_a_connection_is_ready(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        using Socket client = Make.Tcp();
        client.Connect(listener.LocalEndPoint!);
        List<Socket> read = [listener];
        Socket.Select(read, null, null, Make.Long);
        Assert.Equal([listener], read);
    });

    [Theory, Places]
    public void A_refused_connect_is_an_error(Place place) => place.Run(() =>
    {
        using Socket deaf = Make.Deaf();
        using Socket client = Make.Tcp();
        client.Blocking = false;
        Fails.With(SocketError.WouldBlock, () => client.Connect(deaf.LocalEndPoint!));
        List<Socket> error = [client];
        Socket.Select(null, null, error, Make.Long);
        Assert.Equal([client], error);
    });

    [Theory, Places]
    public void Many_sockets(Place place) => place.Run(() =>
    {
        const int count = 100;
        Socket[] sockets = [.. Enumerable.Range(0, count).Select(_ => Make.BoundUdp())];
        using Socket sender = Make.Udp();
        int[] chosen = [3, 50, 99];
        foreach (int index in chosen)
        {
            sender.SendTo([1], sockets[index].LocalEndPoint!);
            Make.Arrives(sockets[index]);
        }

        var read = new ArrayList(sockets);
        var write = new ArrayList(sockets);
        Socket.Select(read, write, null, Make.Long);
        Assert.Equal(chosen.Select(index => sockets[index]), read.Cast<Socket>());
        Assert.Equal(sockets, write.Cast<Socket>());
        Array.ForEach(sockets, socket => socket.Dispose());
    });

    [Theory, Places]
    public void The_same_socket_twice_is_left_twice(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        List<Socket> write = [pair.Client, pair.Client];
        Socket.Select(null, write, null, Make.Long);
        Assert.Equal([pair.Client, pair.Client], write);
    });

    [Theory, Places]
    public void No_lists_are_refused(Place place) => place.Run(() =>
    {
        Fails.With<ArgumentNullException>(() => Socket.Select(null, null, null, 0));
        Fails.With<ArgumentNullException>(() => Socket.Select(new List<Socket>(), new List<Socket>(), null, 0));
    });

    [Theory, Places]
    public void Lists_of_other_things_are_refused(Place place) => place.Run(() =>
        Fails.With<ArgumentException>("socketList", () => Socket.Select(new ArrayList { "x" }, null, null, 0)));

    [Theory, Places]
    public void Too_many_are_refused(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Udp();
        var many = new ArrayList(Enumerable.Repeat(socket, 65537).ToArray());
        Fails.With<ArgumentOutOfRangeException>("checkRead", () => Socket.Select(many, null, null, 0));
        Fails.With<ArgumentOutOfRangeException>("checkWrite", () => Socket.Select(null, many, null, 0));
        Fails.With<ArgumentOutOfRangeException>("checkError", () => Socket.Select(null, null, many, 0));
    });
}
