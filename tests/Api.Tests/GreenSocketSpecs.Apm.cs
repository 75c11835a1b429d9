using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

// Begin and End.
public abstract partial class GreenSocketSpecs
{
    [Fact]
    public void Begin_and_End_do_what_the_awaitable_members_do()
    {
        using var owner = new TestHub(Options);
        using GreenSocket listener = Made(owner);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using GreenSocket client = Made(owner);
        IAsyncResult accepting = listener.BeginAccept(null, "state");
        Assert.Equal("state", accepting.AsyncState);
        Assert.False(accepting.CompletedSynchronously);

        client.EndConnect(client.BeginConnect(listener.LocalEndPoint!, null, null));
        using GreenSocket server = listener.EndAccept(accepting);

        Assert.True(accepting.IsCompleted);
        Assert.True(accepting.AsyncWaitHandle.WaitOne(Patience));
        byte[] data = [1, 2, 3];
        byte[] buffer = new byte[3];
        foreach ((Func<IAsyncResult?> send, Func<IAsyncResult?> receive) in new (Func<IAsyncResult?>, Func<IAsyncResult?>)[]
        {
            (() => client.BeginSend(data, 0, 3, 0, null, null), () => server.BeginReceive(buffer, 0, 3, 0, null, null)),
            (() => client.BeginSend(data, 0, 3, 0, out _, null, null), () => server.BeginReceive(buffer, 0, 3, 0, out _, null, null)),
            (() => client.BeginSend(Segments(data), 0, null, null), () => server.BeginReceive(Segments(buffer), 0, null, null)),
            (() => client.BeginSend(Segments(data), 0, out _, null, null),
                () => server.BeginReceive(Segments(buffer), 0, out _, null, null)),
        })
        {
            Array.Clear(buffer);
            IAsyncResult receiving = receive()!;
            Assert.Equal(3, client.EndSend(send()!, out SocketError sent));
            Assert.Equal(3, server.EndReceive(receiving, out SocketError received));
            Assert.Equal(3, server.EndReceive(receiving)); // once more, as with the BCL
            Assert.Equal((SocketError.Success, SocketError.Success), (sent, received));
            Assert.Equal(data, buffer);
        }

        client.EndDisconnect(client.BeginDisconnect(false, null, null));
        Assert.False(client.Connected);
        Assert.Equal(0, server.EndReceive(server.BeginReceive(buffer, 0, 3, 0, null, null)));
    }

    [Fact]
    public void Begin_and_End_of_datagrams_and_of_an_accept_that_receives()
    {
        using var owner = new TestHub(Options);
        using GreenSocket one = Datagrams(owner);
        using GreenSocket other = Datagrams(owner);
        byte[] buffer = new byte[4];
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        SocketFlags flags = SocketFlags.None;
        IAsyncResult receiving = one.BeginReceiveFrom(buffer, 0, 4, 0, ref from, null, null);
        Assert.Equal(2, other.EndSendTo(other.BeginSendTo([1, 2], 0, 2, 0, one.LocalEndPoint!, null, null)));
        Assert.Equal(2, one.EndReceiveFrom(receiving, ref from));
        Assert.Equal(other.LocalEndPoint, from);
        receiving = one.BeginReceiveMessageFrom(buffer, 0, 4, 0, ref from, null, null);
        other.SendTo(new byte[9], one.LocalEndPoint!);
        Assert.Equal(4, one.EndReceiveMessageFrom(receiving, ref flags, ref from, out _));
        Assert.Equal(SocketFlags.Truncated, flags & SocketFlags.Truncated);

        using GreenSocket listener = Made(owner);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using GreenSocket spare = Made(owner);
        foreach (GreenSocket? into in new[] { null, spare })
        {
            using GreenSocket client = Made(owner);
            client.Connect(listener.LocalEndPoint!);
            client.SendAll([7, 8]);
            using GreenSocket server = listener.EndAccept(out byte[] first, listener.BeginAccept(into, 10, null, null));
            Assert.Equal([7, 8], first);
            Assert.True(into is null || ReferenceEquals(into, server));
            server.SendAll([9]);
            Assert.Equal([9], Received(client, 1));
        }
    }

    [Fact]
    public void A_callback_is_called_in_the_greenlet_that_began_the_call() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Greenlet me = Greenlet.Current!;
        Greenlet? called = null;
        int count = 0;
        byte[] buffer = new byte[1];
        pair.Client.BeginReceive(buffer, 0, 1, 0, result =>
        {
            called = Greenlet.Current;
            count = pair.Client.EndReceive(result); // it has ended, so nothing waits
        }, null);

        await pair.Server.SendAllAsync(new byte[] { 1 });
        while (called is null)
        {
            await PolledAsync();
        }

        Assert.Same(me, called);
        Assert.Equal(1, count);
    });

    [Fact]
    public async Task A_call_that_was_begun_ends_with_the_close_as_an_awaited_one()
    {
        using var owner = new TestHub(Options);
        Pair pair = Connected(owner);
        using var called = new SemaphoreSlim(0);
        IAsyncResult receiving = pair.Client.BeginReceive(new byte[1], 0, 1, 0, _ => called.Release(), null);
        RoundTrip(owner.Hub);

        pair.Client.Dispose();

        Assert.True(await called.WaitAsync(Patience));
        Code(SocketError.OperationAborted, () => pair.Client.EndReceive(receiving));
        Assert.Equal(0, pair.Client.EndReceive(receiving, out SocketError error));
        Assert.Equal(SocketError.OperationAborted, error);
        pair.Server.Dispose();
    }
}
