using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

// Synchronous members, on a thread that is no hub; the sockets are another thread's.
public abstract partial class GreenSocketSpecs
{
    [Fact]
    public void A_plain_thread_connects_accepts_sends_and_receives()
    {
        using var owner = new TestHub(Options);
        using GreenSocket listener = Made(owner);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        int port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        foreach (Action<GreenSocket> connect in new Action<GreenSocket>[]
        {
            client => client.Connect(listener.LocalEndPoint!),
            client => client.Connect(IPAddress.Loopback, port),
            client => client.Connect("127.0.0.1", port),
            client => client.Connect([IPAddress.IPv6Loopback, IPAddress.Loopback], port),
            client => client.Connect(new DnsEndPoint("localhost", port)),
            client => Assert.Equal(SocketError.Success, client.ConnectEx(listener.LocalEndPoint!)),
        })
        {
            using GreenSocket client = Made(owner);
            connect(client);
            using GreenSocket server = listener.Accept();
            Assert.Same(owner.Hub, server.Hub);
            Assert.Equal(client.LocalEndPoint, server.RemoteEndPoint);
            Assert.Equal(3, client.Send([1, 2, 3]));
            byte[] buffer = new byte[8];
            Assert.Equal(3, server.Receive(buffer));
            Assert.Equal([1, 2, 3], buffer[..3]);
        }

        Assert.Empty(owner.Errors);
    }

    [Fact]
    public void Every_receive_gets_what_every_send_has_sent()
    {
        using var owner = new TestHub(Options);
        using Pair pair = Connected(owner);
        byte[] data = [1, 2, 3, 4, 5];
        SocketError error = SocketError.SocketError;
        Func<int>[] sends =
        [
            () => pair.Client.Send(data),
            () => pair.Client.Send(data, SocketFlags.None),
            () => pair.Client.Send(data, 5, SocketFlags.None),
            () => pair.Client.Send(data, 0, 5, SocketFlags.None),
            () => pair.Client.Send(data, 0, 5, SocketFlags.None, out error),
            () => pair.Client.Send(data.AsSpan()),
            () => pair.Client.Send(data.AsSpan(), SocketFlags.None),
            () => pair.Client.Send(data.AsSpan(), SocketFlags.None, out error),
            () => pair.Client.Send(Segments(data)),
            () => pair.Client.Send(Segments(data), SocketFlags.None),
            () => pair.Client.Send(Segments(data), SocketFlags.None, out error),
            () => pair.Client.SendTo(data, SocketFlags.None, pair.Server.LocalEndPoint!), // a stream's peer is known
            () => pair.Client.SendMessage([data.AsMemory(0, 2), data.AsMemory(2)]),
        ];
        foreach (Func<int> send in sends)
        {
            Assert.Equal(5, send());
            Assert.Equal(data, Received(pair.Server, 5));
        }

        pair.Client.SendAll(data);
        pair.Client.SendAll(data.AsSpan());
        Assert.Equal([.. data, .. data], Received(pair.Server, 10));
        Assert.Equal(SocketError.Success, error);

        byte[] buffer = new byte[5];
        EndPoint any = new IPEndPoint(IPAddress.Any, 7);
        foreach (Func<int> receive in new Func<int>[]
        {
            () => pair.Server.Receive(buffer),
            () => pair.Server.Receive(buffer, SocketFlags.None),
            () => pair.Server.Receive(buffer, 5, SocketFlags.None),
            () => pair.Server.Receive(buffer, 0, 5, SocketFlags.None),
            () => pair.Server.Receive(buffer, 0, 5, SocketFlags.None, out error),
            () => pair.Server.Receive(buffer.AsSpan()),
            () => pair.Server.Receive(buffer.AsSpan(), SocketFlags.None),
            () => pair.Server.Receive(buffer.AsSpan(), SocketFlags.None, out error),
            () => pair.Server.Receive(Segments(buffer)),
            () => pair.Server.Receive(Segments(buffer), SocketFlags.None),
            () => pair.Server.Receive(Segments(buffer), SocketFlags.None, out error),
            () => pair.Server.ReceiveFrom(buffer, ref any),
            () => pair.Server.ReceiveMessage(buffer).ReceivedBytes,
        })
        {
            Array.Clear(buffer);
            pair.Client.SendAll(data);
            Assert.Equal(0, pair.Server.Receive(Span<byte>.Empty)); // waits until it is there, and takes none of it
            Assert.Equal(5, pair.Server.Peek(buffer));
            Assert.Equal(5, receive());
            Assert.Equal(data, buffer);
        }

        Assert.Equal(new IPEndPoint(IPAddress.Any, 7), any); // as with the BCL: a stream names no sender
        pair.Client.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, pair.Server.Receive(buffer));
        Assert.Equal(0, pair.Server.Receive(Segments(buffer)));
    }

    [Fact]
    public async Task A_large_send_goes_on_until_all_is_taken()
    {
        using var owner = new TestHub(Options);
        using Pair pair = Connected(owner);
        byte[] data = Pattern.Bytes(8 * 1024 * 1024);
        Task<int> sending = Task.CompletedTask.ContinueWith(
            _ => pair.Client.Send(data), CancellationToken.None, TaskContinuationOptions.LongRunning, TaskScheduler.Default);

        Pattern.Check(Received(pair.Server, data.Length), 0);

        Assert.Equal(data.Length, await sending.WaitAsync(Patience));
    }

    [Fact]
    public void Datagrams_come_with_their_sender()
    {
        using var owner = new TestHub(Options);
        using GreenSocket one = Datagrams(owner);
        using GreenSocket other = Datagrams(owner);
        byte[] buffer = new byte[4];
        EndPoint to = one.LocalEndPoint!;
        var raw = new SocketAddress(AddressFamily.InterNetwork);
        IPPacketInformation came = default;
        SocketFlags flags = SocketFlags.None;
        foreach (Func<int> send in new Func<int>[]
        {
            () => other.SendTo([9], to),
            () => other.SendTo([9], SocketFlags.None, to),
            () => other.SendTo([9], 1, SocketFlags.None, to),
            () => other.SendTo([8, 9], 1, 1, SocketFlags.None, to),
            () => other.SendTo([9], to),
            () => other.SendTo((ReadOnlySpan<byte>)[9], SocketFlags.None, to),
            () => other.SendTo((ReadOnlySpan<byte>)[9], SocketFlags.None, to.Serialize()),
        })
        {
            foreach (ReceiveDatagram receive in new ReceiveDatagram[]
            {
                (ref EndPoint from) => one.ReceiveFrom(buffer, ref from),
                (ref EndPoint from) => one.ReceiveFrom(buffer, SocketFlags.None, ref from),
                (ref EndPoint from) => one.ReceiveFrom(buffer, 4, SocketFlags.None, ref from),
                (ref EndPoint from) => one.ReceiveFrom(buffer, 0, 4, SocketFlags.None, ref from),
                (ref EndPoint from) => one.ReceiveFrom(buffer.AsSpan(), ref from),
                (ref EndPoint from) => one.ReceiveFrom(buffer.AsSpan(), SocketFlags.None, ref from),
                (ref EndPoint from) =>
                {
                    int count = one.ReceiveFrom(buffer.AsSpan(), SocketFlags.None, raw);
                    from = from.Create(raw);
                    return count;
                },
                (ref EndPoint from) => one.ReceiveMessageFrom(buffer, 0, 4, ref flags, ref from, out came),
                (ref EndPoint from) => one.ReceiveMessageFrom(buffer.AsSpan(), ref flags, ref from, out came),
            })
            {
                EndPoint sender = new IPEndPoint(IPAddress.Any, 0);
                Assert.Equal(1, send());
                Assert.Equal(1, receive(ref sender));
                Assert.Equal(9, buffer[0]);
                Assert.Equal(other.LocalEndPoint, sender);
            }
        }

        Assert.Equal(SocketFlags.None, flags);
        if (KernelName == "linux")
        {
            Assert.Equal(IPAddress.Loopback, came.Address);
        }
    }

    [Fact]
    public async Task The_timeouts_of_the_BCL_bound_synchronous_calls_alone_and_the_shorter_one_holds()
    {
        using var owner = new TestHub(Options);
        using Pair pair = Connected(owner);
        pair.Client.ReceiveTimeout = 1;
        pair.Client.SendTimeout = 1;
        Assert.Equal(1, pair.Client.ReceiveTimeout);
        Assert.Equal(1, pair.Client.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.SendTimeout));

        Code(SocketError.TimedOut, () => pair.Client.Receive(new byte[1]));
        Code(SocketError.TimedOut, () => pair.Client.Send(new byte[32 * 1024 * 1024]));
        Assert.Equal(0, pair.Client.Receive(new byte[1], 0, 1, SocketFlags.None, out SocketError error));
        Assert.Equal(SocketError.TimedOut, error);
        Assert.True(pair.Client.Connected);
        Task<int> awaited = pair.Client.ReceiveAsync(new byte[1]);

        pair.Client.ReceiveTimeout = 0;
        pair.Client.Timeout = TimeSpan.FromMilliseconds(1);
        Assert.Throws<SocketTimeoutException>(() => pair.Client.Receive(new byte[1]));
        Assert.False(awaited.IsCompleted);
        pair.Server.SendAll([1]);
        Assert.Equal(1, await awaited.WaitAsync(Patience));
    }

    [Fact]
    public void A_non_blocking_socket_says_that_it_would_block()
    {
        using var owner = new TestHub(Options);
        using Pair pair = Connected(owner);
        using GreenSocket listener = Made(owner);
        using GreenSocket datagrams = Datagrams(owner);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        foreach (GreenSocket socket in new[] { pair.Client, listener, datagrams })
        {
            socket.Blocking = false;
        }

        EndPoint any = new IPEndPoint(IPAddress.Any, 0);
        Code(SocketError.WouldBlock, () => pair.Client.Receive(new byte[1]));
        Code(SocketError.WouldBlock, () => pair.Client.Receive(Span<byte>.Empty));
        Code(SocketError.WouldBlock, () => listener.Accept());
        Code(SocketError.WouldBlock, () => datagrams.ReceiveFrom(new byte[1], ref any));
        Assert.Equal(0, pair.Client.Receive(new byte[1], 0, 1, SocketFlags.None, out SocketError error));
        Assert.Equal(SocketError.WouldBlock, error);
        byte[] data = new byte[32 * 1024 * 1024];
        Assert.InRange(pair.Client.Send(data, 0, data.Length, SocketFlags.None, out error), 1, data.Length - 1);
        Assert.Equal(SocketError.Success, error);
        while (error == SocketError.Success)
        {
            pair.Client.Send(data, 0, data.Length, SocketFlags.None, out error);
        }

        Assert.Equal(SocketError.WouldBlock, error);
        Assert.True(pair.Client.Connected);
    }

    private delegate int ReceiveDatagram(ref EndPoint sender);

    private static GreenSocket Made(TestHub owner) => new(owner.Hub, AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    private static GreenSocket Datagrams(TestHub owner)
    {
        var socket = new GreenSocket(owner.Hub, AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static Pair Connected(TestHub owner)
    {
        using GreenSocket listener = Made(owner);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        GreenSocket client = Made(owner);
        client.Connect(listener.LocalEndPoint!);
        return new Pair(client, listener.Accept());
    }

    private static byte[] Received(GreenSocket socket, int count)
    {
        byte[] all = new byte[count];
        for (int have = 0; have < count;)
        {
            int more = socket.Receive(all.AsSpan(have));
            Assert.NotEqual(0, more);
            have += more;
        }

        return all;
    }

    private static List<ArraySegment<byte>> Segments(byte[] data) => [new(data, 0, 2), new(data, 2, 0), new(data, 2, data.Length - 2)];

    private static SocketException Code(SocketError code, Action call)
    {
        SocketException e = Assert.ThrowsAny<SocketException>(call);
        Assert.Equal(code, e.SocketErrorCode);
        return e;
    }
}
