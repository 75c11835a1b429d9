using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

// The end of a connection without the socket's, a close that waits, and files.
public abstract partial class GreenSocketSpecs
{
    [Fact]
    public async Task A_disconnected_socket_is_what_the_BCLs_is()
    {
        using var owner = new TestHub(Options);
        using Pair pair = Connected(owner);
        byte[] buffer = new byte[1];

        pair.Client.Disconnect(reuseSocket: false);

        Assert.False(pair.Client.Connected);
        Assert.True(pair.Client.IsBound);
        Assert.NotNull(pair.Client.LocalEndPoint);
        Assert.Null(pair.Client.RemoteEndPoint);
        Assert.Equal(0, pair.Server.Receive(buffer));
        Code(SocketError.Shutdown, () => pair.Client.Send(buffer));
        Assert.Equal(0, pair.Client.Receive(buffer));
        Assert.Throws<InvalidOperationException>(() => pair.Client.Connect(IPAddress.Loopback, 1));
        await FailsAsync(SocketError.IsConnected, async () => await pair.Client.ConnectAsync(IPAddress.Loopback, 1));
        pair.Client.Disconnect(reuseSocket: false);
    }

    [Fact]
    public async Task A_socket_that_is_to_be_used_again_connects_again_by_an_awaited_call()
    {
        using var owner = new TestHub(Options);
        using GreenSocket listener = Made(owner);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using GreenSocket client = Made(owner);
        for (int i = 0; i < 3; i++)
        {
            await client.ConnectAsync(listener.LocalEndPoint!);
            using GreenSocket server = listener.Accept();
            Assert.True(client.Connected);
            client.SendAll([1]);
            Assert.Equal([1], Received(server, 1));
            await client.DisconnectAsync(reuseSocket: true);
            Assert.False(client.Connected);
            Assert.Throws<InvalidOperationException>(() => client.Connect(listener.LocalEndPoint!));
            Assert.Equal(0, server.Receive(new byte[1]));
        }
    }

    [Fact]
    public async Task A_close_with_a_time_waits_for_the_peer_and_no_longer()
    {
        using var owner = new TestHub(Options);
        Pair pair = Connected(owner);
        Task closing = TestHub.Elsewhere(() => pair.Client.Close(int.MaxValue));
        Assert.Equal(0, pair.Server.Receive(new byte[1])); // it has shut down its side
        Assert.False(closing.IsCompleted);
        pair.Server.Dispose();
        await closing.WaitAsync(Patience);
        Assert.Throws<ObjectDisposedException>(() => pair.Client.Available);

        pair = Connected(owner);
        pair.Client.Close(1);
        Assert.Throws<ObjectDisposedException>(() => pair.Client.Available);
        pair.Server.Dispose();
    }

    [Fact]
    public void Files_are_sent_with_what_goes_before_and_behind_them()
    {
        using var owner = new TestHub(Options);
        using Pair pair = Connected(owner);
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllBytes(path, [1, 2, 3]);
        try
        {
            pair.Client.SendFile(path);
            pair.Client.SendFile(path, [7], [8], TransmitFileOptions.UseDefaultWorkerThread);
            pair.Client.SendFile(null, (ReadOnlySpan<byte>)[9], default, TransmitFileOptions.UseDefaultWorkerThread);
            pair.Client.EndSendFile(pair.Client.BeginSendFile(path, null, null));
            using FileStream stream = File.OpenRead(path);
            Assert.Equal(2, pair.Client.SendFile(stream, 1));
            Assert.Equal(3, stream.Position);
            Assert.Equal(1, pair.Client.SendFile(stream.SafeFileHandle, 0, 1));

            Assert.Equal([1, 2, 3, 7, 1, 2, 3, 8, 9, 1, 2, 3, 2, 3, 1], Received(pair.Server, 15));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_connection_is_accepted_into_a_socket_that_was_made_for_it()
    {
        using var owner = new TestHub(Options);
        using var other = new TestHub(Options);
        using GreenSocket listener = Made(owner);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using GreenSocket spare = Made(other);
        using GreenSocket client = Made(owner);
        client.Connect(listener.LocalEndPoint!);

        Assert.Same(spare, await listener.AcceptAsync(spare));

        Assert.Same(other.Hub, spare.Hub);
        Assert.True(spare.Connected);
        client.SendAll([1]);
        Assert.Equal([1], Received(spare, 1));
        await ThrowsAsync<InvalidOperationException>(async () => await listener.AcceptAsync(spare));
    }

    [Fact]
    public async Task The_members_that_return_tasks_do_what_those_of_memory_do()
    {
        using var owner = new TestHub(Options);
        using Pair pair = Connected(owner);
        byte[] data = [1, 2, 3];
        byte[] buffer = new byte[3];
        foreach ((Func<Task<int>> send, Func<Task<int>> receive) in new (Func<Task<int>>, Func<Task<int>>)[]
        {
            (() => pair.Client.SendAsync(data), () => pair.Server.ReceiveAsync(buffer)),
            (() => pair.Client.SendAsync(data, SocketFlags.None), () => pair.Server.ReceiveAsync(buffer, SocketFlags.None)),
            (() => pair.Client.SendAsync(Segments(data)), () => pair.Server.ReceiveAsync(Segments(buffer))),
            (() => pair.Client.SendAsync(Segments(data), SocketFlags.None),
                () => pair.Server.ReceiveAsync(Segments(buffer), SocketFlags.None)),
        })
        {
            Array.Clear(buffer);
            Task<int> receiving = receive();
            Assert.Equal(3, await send().WaitAsync(Patience));
            Assert.Equal(3, await receiving.WaitAsync(Patience));
            Assert.Equal(3, await receiving); // a task may be awaited again
            Assert.Equal(data, buffer);
        }

        using GreenSocket one = Datagrams(owner);
        using GreenSocket other = Datagrams(owner);
        EndPoint any = new IPEndPoint(IPAddress.Any, 0);
        Task<SocketReceiveFromResult> from = one.ReceiveFromAsync(buffer, any);
        Assert.Equal(3, await other.SendToAsync(data, one.LocalEndPoint!).WaitAsync(Patience));
        Assert.Equal(other.LocalEndPoint, (await from.WaitAsync(Patience)).RemoteEndPoint);
        Task<SocketReceiveMessageFromResult> message = one.ReceiveMessageFromAsync(buffer, any);
        Assert.Equal(3, await other.SendToAsync(data, SocketFlags.None, one.LocalEndPoint!).WaitAsync(Patience));
        Assert.Equal(3, (await message.WaitAsync(Patience)).ReceivedBytes);
    }
}
