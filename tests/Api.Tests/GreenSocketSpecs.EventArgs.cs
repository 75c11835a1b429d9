using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

// SocketAsyncEventArgs.
public abstract partial class GreenSocketSpecs
{
    [Fact]
    public async Task Event_args_do_what_the_awaitable_members_do()
    {
        using var owner = new TestHub(Options);
        using GreenSocket listener = Made(owner);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using GreenSocket client = Made(owner);

        using GreenSocketAsyncEventArgs accepting = new();
        Task accepted = DoneAsync(accepting, listener.AcceptAsync);
        using GreenSocketAsyncEventArgs connecting = new() { RemoteEndPoint = listener.LocalEndPoint };
        connecting.SetBuffer([1, 2, 3], 0, 3);
        await DoneAsync(connecting, client.ConnectAsync);
        await accepted;

        Assert.Equal((SocketAsyncOperation.Connect, SocketError.Success, 3), OutcomeOf(connecting));
        Assert.Same(client, connecting.ConnectSocket);
        using GreenSocket server = accepting.AcceptSocket!;
        Assert.Equal((SocketAsyncOperation.Accept, SocketError.Success, 0), OutcomeOf(accepting));
        Assert.Equal([1, 2, 3], Received(server, 3));

        using GreenSocketAsyncEventArgs call = new() { UserToken = "mine" };
        byte[] buffer = new byte[8];
        call.SetBuffer(buffer, 1, 4);
        Task received = DoneAsync(call, server.ReceiveAsync);
        Assert.Throws<InvalidOperationException>(() => server.ReceiveAsync(call));
        Assert.Throws<InvalidOperationException>(() => call.SetBuffer(buffer, 0, 1));
        client.SendAll([7, 8]);
        await received;
        Assert.Equal((SocketAsyncOperation.Receive, SocketError.Success, 2), OutcomeOf(call));
        Assert.Equal([0, 7, 8], buffer[..3]);
        await DoneAsync(call, server.SendAsync);
        Assert.Equal((SocketAsyncOperation.Send, SocketError.Success, 4), OutcomeOf(call));
        Assert.Equal([7, 8, 0, 0], Received(client, 4));
        call.SetBuffer(null, 0, 0);
        call.BufferList = Segments([1, 2, 3]);
        await DoneAsync(call, server.SendAsync);
        await DoneAsync(call, client.ReceiveAsync);
        Assert.Equal((SocketAsyncOperation.Receive, SocketError.Success, 3), OutcomeOf(call));

        await DoneAsync(call, client.DisconnectAsync);
        Assert.False(client.Connected);
        Assert.Equal(0, server.Receive(buffer));
        Assert.Empty(owner.Errors);
    }

    [Fact]
    public async Task Event_args_of_datagrams_tell_the_sender()
    {
        using var owner = new TestHub(Options);
        using GreenSocket one = Datagrams(owner);
        using GreenSocket other = Datagrams(owner);
        using GreenSocketAsyncEventArgs sending = new() { RemoteEndPoint = one.LocalEndPoint };
        using GreenSocketAsyncEventArgs receiving = new() { RemoteEndPoint = new IPEndPoint(IPAddress.Any, 0) };
        sending.SetBuffer(new byte[6], 0, 6);
        receiving.SetBuffer(new byte[4].AsMemory());
        foreach (Func<GreenSocketAsyncEventArgs, bool> receive in new Func<GreenSocketAsyncEventArgs, bool>[]
        {
            one.ReceiveFromAsync, one.ReceiveMessageFromAsync,
        })
        {
            Task received = DoneAsync(receiving, receive);
            await DoneAsync(sending, other.SendToAsync);
            await received;
            Assert.Equal(6, sending.BytesTransferred);
            Assert.Equal(4, receiving.BytesTransferred);
            Assert.Equal(other.LocalEndPoint, receiving.RemoteEndPoint);
        }

        Assert.Equal(SocketFlags.Truncated, receiving.SocketFlags & SocketFlags.Truncated);
        using GreenSocketAsyncEventArgs nowhere = new();
        Assert.Throws<ArgumentException>(() => one.SendToAsync(nowhere));
        Assert.Throws<ArgumentException>(() => one.ReceiveFromAsync(nowhere));
    }

    [Fact]
    public async Task A_connect_of_event_args_fails_and_is_cancelled_as_the_BCLs()
    {
        using var owner = new TestHub(Options);
        using GreenSocket deaf = await owner.RunAsync(() => Task.FromResult(Deaf(out _)));
        using GreenSocketAsyncEventArgs refused = new() { RemoteEndPoint = deaf.LocalEndPoint };
        await DoneAsync(refused, args => GreenSocket.ConnectAsync(SocketType.Stream, ProtocolType.Tcp, args));
        Assert.Equal((SocketAsyncOperation.Connect, SocketError.ConnectionRefused, 0), OutcomeOf(refused));
        Assert.Null(refused.ConnectSocket);
        Assert.Null(refused.ConnectByNameError);
        refused.RemoteEndPoint = new DnsEndPoint("localhost", ((IPEndPoint)deaf.LocalEndPoint!).Port);
        await DoneAsync(refused, args => GreenSocket.ConnectAsync(SocketType.Stream, ProtocolType.Tcp, args));
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketError);
        Assert.IsAssignableFrom<SocketException>(refused.ConnectByNameError);

        using Pair full = await owner.RunAsync(FullListenerAsync);
        using GreenSocket client = Made(owner);
        using GreenSocketAsyncEventArgs hanging = new() { RemoteEndPoint = full.Server.LocalEndPoint };
        Task end = DoneAsync(hanging, client.ConnectAsync);
        RoundTrip(owner.Hub);
        Assert.False(end.IsCompleted);
        GreenSocket.CancelConnectAsync(hanging);
        await end;
        Assert.Equal((SocketAsyncOperation.Connect, SocketError.OperationAborted, 0), OutcomeOf(hanging));
        GreenSocket.CancelConnectAsync(hanging); // it is at nothing
    }

    [Fact]
    public async Task A_close_ends_a_call_of_event_args_with_OperationAborted()
    {
        using var owner = new TestHub(Options);
        Pair pair = Connected(owner);
        using GreenSocketAsyncEventArgs call = new();
        call.SetBuffer(new byte[1], 0, 1);
        Task end = DoneAsync(call, pair.Client.ReceiveAsync);
        RoundTrip(owner.Hub);

        pair.Client.Dispose();

        await end;
        Assert.Equal((SocketAsyncOperation.Receive, SocketError.OperationAborted, 0), OutcomeOf(call));
        Assert.Throws<ObjectDisposedException>(() => pair.Client.ReceiveAsync(call));
        pair.Server.Dispose();
    }

    [Fact]
    public async Task Packets_are_sent_one_after_the_other()
    {
        using var owner = new TestHub(Options);
        using Pair pair = Connected(owner);
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllBytesAsync(path, [4, 5, 6]);
        try
        {
            using GreenSocketAsyncEventArgs call = new()
            {
                SendPacketsElements = [new([1, 2]), null!, new(path), new(path, 1, 1), new(new ReadOnlyMemory<byte>([9]))],
                SendPacketsFlags = TransmitFileOptions.Disconnect,
            };
            await DoneAsync(call, pair.Client.SendPacketsAsync);

            Assert.Equal((SocketAsyncOperation.SendPackets, SocketError.Success, 7), OutcomeOf(call));
            Assert.Equal([1, 2, 4, 5, 6, 5, 9], Received(pair.Server, 7));
            Assert.Equal(0, pair.Server.Receive(new byte[1]));
            Assert.False(pair.Client.Connected);
            Assert.Throws<NotSupportedException>(() => pair.Client.SendPacketsAsync(call));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Completed_is_raised_in_the_greenlet_that_made_the_call() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Greenlet me = Greenlet.Current!;
        (Greenlet? Greenlet, object? Sender) raised = default;
        using GreenSocketAsyncEventArgs call = new();
        call.SetBuffer(new byte[1], 0, 1);
        call.Completed += (sender, _) => raised = (Greenlet.Current, sender);
        Assert.True(pair.Client.ReceiveAsync(call));

        await pair.Server.SendAllAsync(new byte[] { 1 });
        while (raised.Greenlet is null)
        {
            await PolledAsync();
        }

        Assert.Same(me, raised.Greenlet);
        Assert.Same(pair.Client, raised.Sender);
        await pair.Server.SendAllAsync(new byte[] { 2 });
        await pair.Client.ReceiveAsync(Memory<byte>.Empty);
        Assert.False(pair.Client.ReceiveAsync(call)); // it was there
        Assert.Equal(2, call.Buffer![0]);
    });

    [Fact]
    public void Buffers_of_event_args_are_checked_as_the_BCL_checks_them()
    {
        byte[] four = new byte[4];
        foreach ((Action<SocketAsyncEventArgs> theirs, Action<GreenSocketAsyncEventArgs> ours) in
            new (Action<SocketAsyncEventArgs>, Action<GreenSocketAsyncEventArgs>)[]
            {
                (e => e.SetBuffer(5, 0), e => e.SetBuffer(5, 0)),
                (e => e.SetBuffer(3, 2), e => e.SetBuffer(3, 2)),
                (e => e.SetBuffer(four, 1, 4), e => e.SetBuffer(four, 1, 4)),
                (e => e.SetBuffer(four, -1, 1), e => e.SetBuffer(four, -1, 1)),
                (e => e.BufferList = [four], e => e.BufferList = [four]),
                (e => (e.BufferList, _) = (null, e), e => (e.BufferList, _) = (null, e)),
                (e => e.SetBuffer(null, 5, 5), e => e.SetBuffer(null, 5, 5)),
                (e => e.SetBuffer(four.AsMemory(1, 2)), e => e.SetBuffer(four.AsMemory(1, 2))),
            })
        {
            using var their = new SocketAsyncEventArgs();
            using var our = new GreenSocketAsyncEventArgs();
            their.SetBuffer(four, 0, 4);
            our.SetBuffer(four, 0, 4);

            Exception? expected = Record.Exception(() => theirs(their));
            Exception? actual = Record.Exception(() => ours(our));

            Assert.Equal(expected?.GetType(), actual?.GetType());
            Assert.Equal((expected as ArgumentException)?.ParamName, (actual as ArgumentException)?.ParamName);
            Assert.Equal(
                (their.Offset, their.Count, their.Buffer is null, their.MemoryBuffer.Length),
                (our.Offset, our.Count, our.Buffer is null, our.MemoryBuffer.Length));
        }
    }

    private static (SocketAsyncOperation, SocketError, int) OutcomeOf(GreenSocketAsyncEventArgs call) =>
        (call.LastOperation, call.SocketError, call.BytesTransferred);

    private static async Task DoneAsync(GreenSocketAsyncEventArgs call, Func<GreenSocketAsyncEventArgs, bool> make)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        EventHandler<GreenSocketAsyncEventArgs> onCompleted = (_, _) => done.SetResult();
        call.Completed += onCompleted;
        if (make(call))
        {
            await done.Task.WaitAsync(Patience);
        }

        call.Completed -= onCompleted;
    }
}
