using System.Net;
using System.Net.Sockets;

namespace Conformance;

public class TimeoutSpecs
{
    [Theory, Places]
    public void A_receive_times_out(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.ReceiveTimeout = 20;
        Fails.With(SocketError.TimedOut, () => pair.Client.Receive(new byte[1]));
        Assert.Equal(0, pair.Client.Receive(new byte[1], SocketFlags.None, out SocketError error));
        Assert.Equal(SocketError.TimedOut, error);
        Fails.With(SocketError.TimedOut, () => pair.Client.Receive(Make.List(new byte[1])));
    });

    [Theory, Places]
    public void A_socket_that_timed_out_goes_on(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.ReceiveTimeout = 20;
        Fails.With(SocketError.TimedOut, () => pair.Client.Receive(new byte[1]));
        Assert.True(pair.Client.Connected);
        pair.Client.ReceiveTimeout = 0;
        pair.Server.Send([1]);
        Assert.Equal(1, pair.Client.Receive(new byte[1]));
    });

    [Theory, Places]
    public void Zero_is_no_timeout(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.ReceiveTimeout = 0;
        Started<int> receiver = place.Start(() => pair.Client.Receive(new byte[1])).Blocked();
        pair.Server.Send([1]);
        Assert.Equal(1, receiver.Join());
    });

    [Theory, Places]
    public void A_send_times_out(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.SendTimeout = 20;
        Fails.With(SocketError.TimedOut, () => pair.Client.Send(Make.TooMuch()));
    });

    [Theory, Places]
    public void A_ReceiveFrom_times_out(Place place) => place.Run(() =>
    {
        using Socket socket = Make.BoundUdp();
        socket.ReceiveTimeout = 20;
        EndPoint from = Make.AnyPort;
        Fails.With(SocketError.TimedOut, () => socket.ReceiveFrom(new byte[1], ref from));
    });

    [Theory, Places]
    public void A_ReceiveMessageFrom_times_out(Place place) => place.Run(() =>
    {
        using Socket socket = Make.BoundUdp();
        socket.ReceiveTimeout = 20;
        EndPoint from = Make.AnyPort;
        SocketFlags flags = SocketFlags.None;
        Fails.With(SocketError.TimedOut, () => socket.ReceiveMessageFrom(new byte[1], ref flags, ref from, out _));
    });

    [Theory, Places]
    public void The_option_is_the_property(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReceiveTimeout, 20);
        Assert.Equal(20, pair.Client.ReceiveTimeout);
        Fails.With(SocketError.TimedOut, () => pair.Client.Receive(new byte[1]));
    });

    [Theory, Places]
    public void It_bounds_synchronous_calls_only(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        pair.Client.ReceiveTimeout = 1;
        Task<int> receiving = pair.Client.ReceiveAsync(new byte[1].AsMemory()).AsTask();
        Assert.NotSame(receiving, await Task.WhenAny(receiving, Task.Delay(50))); // tidy: longer than the timeout, which must not count
        await pair.Server.SendAsync(new byte[1].AsMemory());
        Assert.Equal(1, await receiving);
    });

    [Theory, Places]
    public void A_stream_wraps_it(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        using var stream = new NetworkStream(pair.Client);
        stream.ReadTimeout = 20;
        Assert.Equal(20, pair.Client.ReceiveTimeout);
        Fails.WithinIOException(SocketError.TimedOut, () => stream.ReadByte());
    });

    [Theory, Places]
    public void A_connect_is_bounded_by_the_send_timeout(Place place) => place.Run(() =>
    {
        using Socket listener = Make.FullListener();
        using Socket client = Make.Tcp();
        client.SendTimeout = 20;
        Fails.With(SocketError.TimedOut, () => client.Connect(listener.LocalEndPoint!));
    });

    [Theory, Places]
    public void Each_call_has_its_own_time(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.ReceiveTimeout = (int)Patience.TotalMilliseconds;
        Started<int> receiver = place.Start(() => pair.Client.Receive(new byte[1])).Blocked();
        pair.Client.ReceiveTimeout = 20;
        pair.Server.Send([1]);
        Assert.Equal(1, receiver.Join());
        Fails.With(SocketError.TimedOut, () => pair.Client.Receive(new byte[1]));
    });
}
