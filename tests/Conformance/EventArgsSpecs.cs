using System.Net;
using System.Net.Sockets;

namespace Conformance;

/// <summary>The calls that take a <see cref="SocketAsyncEventArgs"/>.</summary>
public class EventArgsSpecs
{
    [Theory, Places]
    public void Connect_and_accept(Place place) => place.Run(async () =>
    {
        using Socket listener = Make.Listener();
        using Socket client = Make.Tcp();
        using var accept = new SocketAsyncEventArgs();
        using var connect = new SocketAsyncEventArgs { RemoteEndPoint = listener.LocalEndPoint };
        Task accepting = Ends(accept, listener.AcceptAsync);
        await Ends(connect, client.ConnectAsync);
        await accepting;
        Assert.Equal((SocketError.Success, SocketAsyncOperation.Connect), (connect.SocketError, connect.LastOperation));
        Assert.Same(client, connect.ConnectSocket);
        Assert.Equal((SocketError.Success, SocketAsyncOperation.Accept), (accept.SocketError, accept.LastOperation));
        using Socket server = accept.AcceptSocket!;
        Assert.Equal(client.LocalEndPoint, server.RemoteEndPoint);
    });

    [Theory, Places]
    public void Send_and_receive(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        using var receive = new SocketAsyncEventArgs();
        using var send = new SocketAsyncEventArgs();
        byte[] buffer = new byte[4];
        receive.SetBuffer(buffer, 1, 2);
        send.SetBuffer(new byte[] { 7, 8 });
        Task receiving = Ends(receive, pair.Client.ReceiveAsync);
        Assert.False(receiving.IsCompleted);
        await Ends(send, pair.Server.SendAsync);
        await receiving;
        Assert.Equal((2, SocketAsyncOperation.Send), (send.BytesTransferred, send.LastOperation));
        Assert.Equal((2, SocketAsyncOperation.Receive), (receive.BytesTransferred, receive.LastOperation));
        Assert.Equal([0, 7, 8, 0], buffer);
    });

    [Theory, Places]
    public void Lists_of_buffers(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        byte[] buffer = new byte[4];
        using var send = new SocketAsyncEventArgs { BufferList = Make.List(new byte[] { 1 }, new byte[] { 2, 3 }) };
        using var receive = new SocketAsyncEventArgs { BufferList = Make.List(new(buffer, 2, 2), new(buffer, 0, 2)) };
        await Ends(send, pair.Server.SendAsync);
        Assert.Equal(3, send.BytesTransferred);
        await Ends(receive, pair.Client.ReceiveAsync);
        Assert.Equal(3, receive.BytesTransferred);
        Assert.Equal([3, 0, 1, 2], buffer);
    });

    [Theory, Places]
    public void A_call_that_waits_says_so_and_completes(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        using var receive = new SocketAsyncEventArgs { UserToken = "token" };
        receive.SetBuffer(new byte[4]);
        var completed = new TaskCompletionSource<(object?, SocketAsyncEventArgs)>(TaskCreationOptions.RunContinuationsAsynchronously);
        receive.Completed += (sender, args) => completed.SetResult((sender, args));
        Assert.True(pair.Client.ReceiveAsync(receive));
        await pair.Server.SendAsync(new byte[1].AsMemory());
        (object? sender, SocketAsyncEventArgs args) = await completed.Task;
        Assert.Same(pair.Client, sender);
        Assert.Same(receive, args);
        Assert.Equal("token", args.UserToken);
        Assert.Equal(1, args.BytesTransferred);
    });

    [Theory, Places]
    public void Busy_arguments_are_refused(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        using var receive = new SocketAsyncEventArgs();
        receive.SetBuffer(new byte[4], 0, 4);
        Task receiving = Ends(receive, pair.Client.ReceiveAsync);
        Fails.With<InvalidOperationException>(() => pair.Client.ReceiveAsync(receive));
        Fails.With<InvalidOperationException>(() => receive.SetBuffer(0, 1));
        await pair.Server.SendAsync(new byte[1].AsMemory());
        await receiving;
        receive.SetBuffer(0, 1);
    });

    [Theory, Places]
    public void Arguments_are_used_again(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        using var receive = new SocketAsyncEventArgs();
        receive.SetBuffer(new byte[4]);
        for (int round = 1; round <= 3; round++)
        {
            await pair.Server.SendAsync(new byte[round].AsMemory());
            await Ends(receive, pair.Client.ReceiveAsync);
            Assert.Equal(round, receive.BytesTransferred);
        }
    });

    [Theory, Places]
    public void A_refused_connect_is_an_error_and_no_exception(Place place) => place.Run(async () =>
    {
        using Socket deaf = Make.Deaf();
        using Socket client = Make.Tcp();
        using var connect = new SocketAsyncEventArgs { RemoteEndPoint = deaf.LocalEndPoint };
        await Ends(connect, client.ConnectAsync);
        Assert.Equal(SocketError.ConnectionRefused, connect.SocketError);
        Assert.Null(connect.ConnectSocket);
    });

    [Theory, Places]
    public void Connect_makes_a_socket_of_its_own(Place place) => place.Run(async () =>
    {
        using Socket listener = Make.Listener();
        using var connect = new SocketAsyncEventArgs { RemoteEndPoint = new DnsEndPoint("localhost", Make.PortOf(listener)) };
        await Ends(connect, args => Socket.ConnectAsync(SocketType.Stream, ProtocolType.Tcp, args));
        Assert.Equal(SocketError.Success, connect.SocketError);
        using Socket client = connect.ConnectSocket!;
        Assert.True(client.Connected);
        Assert.Equal(Make.PortOf(listener), ((IPEndPoint)client.RemoteEndPoint!).Port);
    });

    [Theory, Places]
    public void A_connect_can_be_cancelled(Place place) => place.Run(async () =>
    {
        using Socket listener = Make.FullListener();
        using Socket client = Make.Tcp();
        using var connect = new SocketAsyncEventArgs { RemoteEndPoint = listener.LocalEndPoint };
        Task connecting = Ends(connect, client.ConnectAsync);
        Socket.CancelConnectAsync(connect);
        await connecting;
        Assert.Equal(SocketError.OperationAborted, connect.SocketError);
    });

    [Theory, Places]
    public void Datagrams(Place place) => place.Run(async () =>
    {
        using Socket server = Make.BoundUdp();
        using Socket client = Make.BoundUdp();
        using var send = new SocketAsyncEventArgs { RemoteEndPoint = server.LocalEndPoint };
        send.SetBuffer(Make.Bytes(3), 0, 3);
        using var receive = new SocketAsyncEventArgs { RemoteEndPoint = Make.AnyPort };
        receive.SetBuffer(new byte[8], 0, 8);
        Task receiving = Ends(receive, server.ReceiveFromAsync);
        await Ends(send, client.SendToAsync);
        await receiving;
        Assert.Equal((3, SocketAsyncOperation.SendTo), (send.BytesTransferred, send.LastOperation));
        Assert.Equal((3, SocketAsyncOperation.ReceiveFrom), (receive.BytesTransferred, receive.LastOperation));
        Assert.Equal(client.LocalEndPoint, receive.RemoteEndPoint);
    });

    [Theory, Places]
    public void Datagrams_with_their_information(Place place) => place.Run(async () =>
    {
        using Socket server = Make.BoundUdp();
        using Socket client = Make.BoundUdp();
        using var receive = new SocketAsyncEventArgs { RemoteEndPoint = Make.AnyPort };
        receive.SetBuffer(new byte[2], 0, 2);
        Task receiving = Ends(receive, server.ReceiveMessageFromAsync);
        await client.SendToAsync(Make.Bytes(3).AsMemory(), server.LocalEndPoint!);
        await receiving;
        Assert.Equal(2, receive.BytesTransferred);
        Assert.Equal(SocketFlags.Truncated, receive.SocketFlags);
        Assert.Equal(IPAddress.Loopback, receive.ReceiveMessageFromPacketInfo.Address);
    });

    [Theory, Places]
    public void Disconnect(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        using var disconnect = new SocketAsyncEventArgs();
        await Ends(disconnect, pair.Client.DisconnectAsync);
        Assert.Equal((SocketError.Success, SocketAsyncOperation.Disconnect), (disconnect.SocketError, disconnect.LastOperation));
        Assert.False(pair.Client.Connected);
    });

    [Theory, Places]
    public void Packets_of_buffers_and_files(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        string path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, [2, 3]);
        using var send = new SocketAsyncEventArgs
        {
            SendPacketsElements = [new SendPacketsElement([1]), new SendPacketsElement(path), new SendPacketsElement([9, 4, 9], 1, 1)],
        };
        await Ends(send, pair.Client.SendPacketsAsync);
        Assert.Equal((4, SocketError.Success), (send.BytesTransferred, send.SocketError));
        pair.Client.Dispose();
        using var stream = new NetworkStream(pair.Server);
        byte[] all = new byte[4];
        await stream.ReadExactlyAsync(all);
        Assert.Equal([1, 2, 3, 4], all);
        File.Delete(path);
    });

    [Theory, Places]
    public void A_close_is_OperationAborted(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        using var receive = new SocketAsyncEventArgs();
        receive.SetBuffer(new byte[4]);
        Task receiving = Ends(receive, pair.Client.ReceiveAsync);
        pair.Client.Dispose();
        await receiving;
        Assert.Equal(SocketError.OperationAborted, receive.SocketError);
        Fails.With<ObjectDisposedException>(() => pair.Client.ReceiveAsync(receive));
    });

    [Theory, Places]
    public void Buffers_are_described(Place place) => place.Run(() =>
    {
        using var args = new SocketAsyncEventArgs();
        Assert.Null(args.Buffer);
        byte[] buffer = new byte[10];
        args.SetBuffer(buffer, 2, 5);
        Assert.Same(buffer, args.Buffer);
        Assert.Equal((2, 5), (args.Offset, args.Count));
        args.SetBuffer(3, 4);
        Assert.Equal((3, 4), (args.Offset, args.Count));
        args.SetBuffer(buffer.AsMemory(1, 2));
        Assert.Equal(2, args.MemoryBuffer.Length);
        Fails.With<ArgumentOutOfRangeException>("offset", () => args.SetBuffer(buffer, 11, 0));
        Fails.With<ArgumentOutOfRangeException>("count", () => args.SetBuffer(buffer, 1, 10));
        Fails.With<ArgumentException>(() => args.BufferList = Make.List(buffer));
        args.SetBuffer(null, 0, 0);
        args.BufferList = Make.List(buffer);
        Assert.NotNull(args.BufferList);
        Fails.With<ArgumentException>(() => args.SetBuffer(buffer, 0, 1));
    });

    [Theory, Places]
    public void Disposed_arguments_are_refused(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        var args = new SocketAsyncEventArgs();
        args.SetBuffer(new byte[1], 0, 1);
        args.Dispose();
        Fails.With<ObjectDisposedException>(() => pair.Client.ReceiveAsync(args));
    });

    [Theory, Places]
    public void Arguments_that_lack_something_are_refused(Place place) => place.Run(() =>
    {
        using Socket tcp = Make.Tcp();
        using Socket udp = Make.BoundUdp();
        using var args = new SocketAsyncEventArgs();
        args.SetBuffer(new byte[1], 0, 1);
        Fails.With<ArgumentNullException>("e", () => tcp.ReceiveAsync((SocketAsyncEventArgs)null!));
        Fails.With<ArgumentNullException>("remoteEP", () => tcp.ConnectAsync(args));
        Fails.With<ArgumentException>("e", () => udp.ReceiveFromAsync(args));
        Fails.With<ArgumentException>("e", () => udp.SendToAsync(args));
        Fails.With<InvalidOperationException>(() => tcp.AcceptAsync(args));
    });

    /// <summary>Starts a call, and is completed as the call is, at once or later.</summary>
    private static async Task Ends(SocketAsyncEventArgs args, Func<SocketAsyncEventArgs, bool> call)
    {
        var completed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        EventHandler<SocketAsyncEventArgs> handler = (_, _) => completed.SetResult();
        args.Completed += handler;
        if (call(args))
        {
            await completed.Task;
        }

        args.Completed -= handler;
    }
}
