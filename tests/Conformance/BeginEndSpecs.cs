using System.Net;
using System.Net.Sockets;

namespace Conformance;

/// <summary>The pairs of Begin… and End…, by waiting, by callback and by polling.</summary>
public class BeginEndSpecs
{
    [Theory, Places]
    public void Connect_and_accept(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        using Socket client = Make.Tcp();
        IAsyncResult accepting = listener.BeginAccept(null, "state");
        IAsyncResult connecting = client.BeginConnect(listener.LocalEndPoint!, null, null);
        client.EndConnect(connecting);
        using Socket server = listener.EndAccept(accepting);
        Assert.Equal("state", accepting.AsyncState);
        Assert.True(accepting.IsCompleted);
        Assert.Equal(client.LocalEndPoint, server.RemoteEndPoint);
    });

    [Theory, Places]
    public void Connect_by_every_kind_of_address(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        int port = Make.PortOf(listener);
        Func<Socket, IAsyncResult>[] shapes =
        [
            socket => socket.BeginConnect("localhost", port, null, null),
            socket => socket.BeginConnect(IPAddress.Loopback, port, null, null),
            socket => socket.BeginConnect([IPAddress.Parse("127.0.0.2"), IPAddress.Loopback], port, null, null),
        ];
        foreach (Func<Socket, IAsyncResult> begin in shapes)
        {
            using Socket client = Make.Tcp();
            client.EndConnect(begin(client));
            Assert.Equal(listener.LocalEndPoint, client.RemoteEndPoint);
        }
    });

    [Theory, Places]
    public void A_refused_connect_is_told_at_the_end(Place place) => place.Run(() =>
    {
        using Socket deaf = Make.Deaf();
        using Socket client = Make.Tcp();
        IAsyncResult connecting = client.BeginConnect(deaf.LocalEndPoint!, null, null);
        Fails.With(SocketError.ConnectionRefused, () => client.EndConnect(connecting));
    });

    [Theory, Places]
    public void Accept_with_the_first_bytes(Place place) => place.Run(() =>
    {
        using Socket listener = Make.Listener();
        using Socket client = Make.Tcp();
        client.Connect(listener.LocalEndPoint!);
        client.Send([1, 2, 3]);
        using Socket server = listener.EndAccept(out byte[] buffer, out int count, listener.BeginAccept(10, null, null));
        Assert.Equal(3, count);
        Assert.Equal([1, 2, 3], buffer[..3]);
    });

    [Theory, Places]
    public void Send_and_receive(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        byte[] buffer = new byte[4];
        IAsyncResult receiving = pair.Client.BeginReceive(buffer, 1, 3, SocketFlags.None, null, 7);
        Assert.False(receiving.IsCompleted);
        Assert.False(receiving.CompletedSynchronously);
        IAsyncResult sending = pair.Server.BeginSend([9, 8], 0, 2, SocketFlags.None, null, null);
        Assert.Equal(2, pair.Server.EndSend(sending));
        Assert.Equal(2, pair.Client.EndReceive(receiving));
        Assert.Equal(7, receiving.AsyncState);
        Assert.Equal([0, 9, 8, 0], buffer);
    });

    [Theory, Places]
    public void Lists_of_buffers(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        byte[] buffer = new byte[4];
        IAsyncResult sending = pair.Server.BeginSend(Make.List(new byte[] { 1 }, new byte[] { 2 }), SocketFlags.None, null, null);
        Assert.Equal(2, pair.Server.EndSend(sending));
        Make.Arrives(pair.Client);
        IAsyncResult receiving = pair.Client.BeginReceive(Make.List(buffer), SocketFlags.None, null, null);
        Assert.Equal(2, pair.Client.EndReceive(receiving));
        Assert.Equal([1, 2, 0, 0], buffer);
    });

    [Theory, Places]
    public void The_error_code_is_handed_out(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        IAsyncResult receiving = pair.Client.BeginReceive(new byte[1], 0, 1, SocketFlags.None, out SocketError begun, null, null)!;
        Assert.Equal(SocketError.Success, begun);
        pair.Server.LingerState = new LingerOption(true, 0);
        pair.Server.Close();
        Assert.Equal(0, pair.Client.EndReceive(receiving, out SocketError error));
        Assert.Equal(SocketError.ConnectionReset, error);
    });

    [Theory, Places]
    public void A_callback_is_called_with_the_result(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        var called = new TaskCompletionSource<IAsyncResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        IAsyncResult receiving = pair.Client.BeginReceive(new byte[4], 0, 4, SocketFlags.None, called.SetResult, "state");
        await pair.Server.SendAsync(new byte[2].AsMemory());
        IAsyncResult result = await called.Task;
        Assert.Same(receiving, result);
        Assert.True(result.IsCompleted);
        Assert.Equal("state", result.AsyncState);
        Assert.Equal(2, pair.Client.EndReceive(result));
    });

    [Theory, Places]
    public void Datagrams(Place place) => place.Run(() =>
    {
        using Socket server = Make.BoundUdp();
        using Socket client = Make.BoundUdp();
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        IAsyncResult receiving = server.BeginReceiveFrom(new byte[4], 0, 4, SocketFlags.None, ref from, null, null);
        IAsyncResult sending = client.BeginSendTo([1, 2], 0, 2, SocketFlags.None, server.LocalEndPoint!, null, null);
        Assert.Equal(2, client.EndSendTo(sending));
        Assert.Equal(2, server.EndReceiveFrom(receiving, ref from));
        Assert.Equal(client.LocalEndPoint, from);
    });

    [Theory, Places]
    public void Datagrams_with_their_information(Place place) => place.Run(() =>
    {
        using Socket server = Make.BoundUdp();
        using Socket client = Make.BoundUdp();
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        SocketFlags flags = SocketFlags.None;
        IAsyncResult receiving = server.BeginReceiveMessageFrom(new byte[1], 0, 1, flags, ref from, null, null);
        client.SendTo([1, 2], server.LocalEndPoint!);
        Assert.Equal(1, server.EndReceiveMessageFrom(receiving, ref flags, ref from, out IPPacketInformation information));
        Assert.Equal(SocketFlags.Truncated, flags);
        Assert.Equal(client.LocalEndPoint, from);
        Assert.Equal(IPAddress.Loopback, information.Address);
    });

    [Theory, Places]
    public void Disconnect(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.EndDisconnect(pair.Client.BeginDisconnect(false, null, null));
        Assert.False(pair.Client.Connected);
        Assert.Equal(0, pair.Server.Receive(new byte[1]));
    });

    [Theory, Places]
    public void SendFile(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, [1, 2]);
        pair.Client.EndSendFile(pair.Client.BeginSendFile(path, null, null));
        pair.Client.EndSendFile(pair.Client.BeginSendFile(path, [0], [3], TransmitFileOptions.UseDefaultWorkerThread, null, null));
        Assert.Equal([1, 2, 0, 1, 2, 3], Make.ReceiveExactly(pair.Server, 6));
        File.Delete(path);
    });

    [Theory, Places]
    public void A_close_is_told_at_the_end(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        IAsyncResult receiving = pair.Client.BeginReceive(new byte[4], 0, 4, SocketFlags.None, null, null);
        pair.Client.Dispose();
        Fails.With(SocketError.OperationAborted, () => pair.Client.EndReceive(receiving));
    });

    [Theory, Places]
    public void A_result_of_something_else_is_refused(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Fails.With<ArgumentNullException>("asyncResult", () => pair.Client.EndReceive(null!));
        Fails.With<ArgumentException>("asyncResult", () => pair.Client.EndReceive(Task.FromResult("x")));
    });

    [Theory, Places]
    public void The_wait_handle_is_set_at_the_end(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        await pair.Server.SendAsync(new byte[1].AsMemory());
        var called = new TaskCompletionSource<IAsyncResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        pair.Client.BeginReceive(new byte[4], 0, 4, SocketFlags.None, called.SetResult, null);
        IAsyncResult result = await called.Task;
        Assert.True(result.AsyncWaitHandle.WaitOne(0));
        Assert.Equal(1, pair.Client.EndReceive(result));
    });
}
