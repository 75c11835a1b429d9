using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

// Descriptors from elsewhere, to elsewhere, and shared.
public sealed partial class LinuxSocketSpecs
{
    [Fact]
    public void A_descriptor_is_given_until_the_close_and_given_out_of_hand_once() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        int descriptor = pair.Client.Descriptor;
        Assert.True(IsOpen(descriptor));
        Greenlet reader = await StartedAsync(async () => { await pair.Client.ReceiveAsync(new byte[1]); });

        Assert.Equal(descriptor, pair.Client.Detach());

        SocketException e = Assert.IsType<SocketException>(await EndOfAsync(reader));
        Assert.Equal(SocketError.OperationAborted, e.SocketErrorCode);
        Assert.Contains("detached", e.Message, StringComparison.Ordinal);
        Assert.True(IsOpen(descriptor));
        Assert.Equal(-1, pair.Client.Descriptor);
        Assert.Equal(-1, pair.Client.Detach());
        Assert.Equal(-1, await pair.Client.DetachAsync());
        await ThrowsAsync<ObjectDisposedException>(async () => await pair.Client.ReceiveAsync(new byte[1]));
        pair.Client.Dispose();
        using GreenSocket again = GreenSocket.FromDescriptor(descriptor);
        await EchoAsync(again, pair.Server);
        again.Dispose();
        Assert.Equal(-1, again.Descriptor);
        Assert.Equal(-1, again.Detach());
    });

    [Fact]
    public void A_duplicate_outlives_its_original_and_both_are_told_of_readiness() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        pair.Client.Timeout = TimeSpan.FromHours(1);
        using GreenSocket copy = pair.Client.Duplicate();
        using GreenSocket third = await copy.DuplicateAsync();
        Assert.Equal(TimeSpan.FromHours(1), copy.Timeout);
        copy.Timeout = TimeSpan.FromHours(2);
        Assert.Equal(TimeSpan.FromHours(1), pair.Client.Timeout);
        Assert.Equal(pair.Client.LocalEndPoint, copy.LocalEndPoint);
        Assert.Equal(pair.Client.RemoteEndPoint, copy.RemoteEndPoint);
        Assert.True(copy.Connected);
        Assert.False(copy.Inheritable);
        Greenlet<int> one = await StartedAsync(() => pair.Client.ReceiveAsync(new byte[1]));
        Greenlet<int> two = await StartedAsync(() => copy.ReceiveAsync(new byte[1]));

        await pair.Server.SendAllAsync(new byte[2]);

        Assert.Equal(1, await one);
        Assert.Equal(1, await two);
        pair.Client.Dispose();
        await EchoAsync(copy, pair.Server);
        copy.Dispose();
        await EchoAsync(third, pair.Server);
    });

    [Fact]
    public void A_duplicate_of_a_listener_keeps_its_name() => OnHub(async () =>
    {
        string path = Path.Combine(Path.GetTempPath(), $"greensock-{Guid.NewGuid():N}");
        using var listener = new GreenSocket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        using GreenSocket copy = listener.Duplicate();
        listener.Dispose();
        using var client = new GreenSocket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

        await client.ConnectAsync(new UnixDomainSocketEndPoint(path));
        using GreenSocket server = await copy.AcceptAsync();

        await EchoAsync(client, server);
        copy.Dispose();
        Assert.False(File.Exists(path));
    });

    [Fact]
    public void A_duplicate_of_a_socket_that_connects_joins_the_connect() => OnHub(async () =>
    {
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();
        client.Blocking = false;
        await client.ConnectExAsync(listener.LocalEndPoint!);
        using GreenSocket copy = client.Duplicate();
        copy.Blocking = true;
        using GreenSocket idle = client.Duplicate();

        SocketError error = await copy.ConnectExAsync(listener.LocalEndPoint!);

        Assert.True(error is SocketError.Success or SocketError.IsConnected, $"{error}");
        while (!client.Connected || !idle.Connected)
        {
            await Greenlet.YieldAsync();
        }

        using GreenSocket server = await listener.AcceptAsync();
        await EchoAsync(copy, server);
    });

    [Fact]
    public void A_blocking_descriptor_of_elsewhere_stays_blocking_through_receive_and_send() => OnHub(async () =>
    {
        using GreenSocket listener = Listener();
        int foreign = BlockingConnection(listener);
        using GreenSocket server = await listener.AcceptAsync();
        using GreenSocket client = GreenSocket.FromDescriptor(foreign);
        Assert.Equal(foreign, client.Descriptor);
        Assert.Equal(
            (AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp),
            (client.AddressFamily, client.SocketType, client.ProtocolType));

        await EchoAsync(client, server);
        Greenlet<int> reader = await StartedAsync(() => client.ReceiveAsync(new byte[1]));
        Assert.False(reader.IsDead);
        await FailsAsync(SocketError.WouldBlock, async () => await client.ReceiveAsync(new byte[1], MessageFlags.DontWait));
        await server.SendAllAsync(new byte[1]);
        await reader;
        Greenlet<ReceivedMessage> message = await StartedAsync(() => client.ReceiveMessageAsync(new byte[1]).AsTask());
        await server.SendAllAsync(new byte[1]);
        await message;
        Greenlet sender = await StartedAsync(async () => await client.SendAllAsync(new byte[16 * 1024 * 1024]));
        Assert.False(sender.IsDead);
        Assert.False(IsNonBlocking(foreign));
        await ReceiveExactlyAsync(server, 16 * 1024 * 1024);
        await sender;

        Assert.Equal(foreign, client.Detach());
        Assert.False(IsNonBlocking(foreign));
        Libc.Close(foreign);
    });

    [Theory]
    [InlineData("detach")]
    [InlineData("close")]
    public void What_an_accept_a_connect_or_a_file_changes_is_put_back(string how) => OnHub(async () =>
    {
        using GreenSocket ours = Listener();
        int listening = BlockingListener(out IPEndPoint address);
        int connecting = BlockingSocket();
        int connected = BlockingConnection(ours);
        int[] shared = [.. new[] { listening, connecting, connected }.Select(fd => Libc.Fcntl(fd, Libc.FcntlDuplicateCloseOnExec, 0))];
        using GreenSocket server = await ours.AcceptAsync();
        GreenSocket listener = GreenSocket.FromDescriptor(listening);
        GreenSocket client = GreenSocket.FromDescriptor(connecting);
        GreenSocket sender = GreenSocket.FromDescriptor(connected);
        Assert.True(listener.IsBound);
        Assert.False(client.Connected);

        Greenlet<GreenSocket> accept = await StartedAsync(() => listener.AcceptAsync());
        Assert.True(IsNonBlocking(listening));
        await client.ConnectAsync(address);
        Assert.True(IsNonBlocking(connecting));
        using GreenSocket accepted = await accept;
        await EchoAsync(client, accepted);
        using FileStream file = PatternFile(10);
        await sender.SendFileAsync(file);
        Assert.True(IsNonBlocking(connected));

        foreach (GreenSocket socket in new[] { listener, client, sender })
        {
            if (how == "detach")
            {
                Libc.Close(socket.Detach());
            }
            else
            {
                socket.Dispose();
            }
        }

        Assert.All(shared, fd => Assert.False(IsNonBlocking(fd)));
        Assert.All(shared, fd => Libc.Close(fd));
    });

    [Fact]
    public void Duplicates_of_a_blocking_descriptor_never_block_the_hub() => OnHub(async () =>
    {
        int listening = BlockingListener(out _);
        GreenSocket listener = GreenSocket.FromDescriptor(listening);
        using GreenSocket copy = listener.Duplicate();
        Greenlet accept = await StartedAsync(async () => { await listener.AcceptAsync(); });
        using GreenSocket late = listener.Duplicate();

        // This puts the blocking mode back that they all share.
        Libc.Close(listener.Detach());
        await EndOfAsync(accept);

        foreach (GreenSocket socket in new[] { copy, late })
        {
            Greenlet waiting = await StartedAsync(async () => { await socket.AcceptAsync(); });
            Assert.False(waiting.IsDead);
            Assert.True(IsNonBlocking(socket.Descriptor));
            waiting.Kill();
            await EndOfAsync(waiting);
        }
    });

    [Fact]
    public void What_is_no_socket_is_not_taken_and_not_closed() => OnHub(async () =>
    {
        using FileStream file = PatternFile(1);
        int descriptor = (int)file.SafeFileHandle.DangerousGetHandle();

        await FailsAsync(SocketError.NotSocket, () => Task.FromResult(GreenSocket.FromDescriptor(descriptor)));
        await FailsAsync(SocketError.OperationAborted, () => Task.FromResult(GreenSocket.FromDescriptor(-1)));
        await FailsAsync(SocketError.OperationAborted, () => Task.FromResult(GreenSocket.FromDescriptor(int.MaxValue)));
        Assert.True(IsOpen(descriptor));
    });

    [Fact]
    public void A_datagram_socket_of_elsewhere_is_taken_bound_or_not() => OnHub(async () =>
    {
        using var bound = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var fresh = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
        fresh.DualMode = true;
        using GreenSocket first = GreenSocket.FromSocket(bound);
        using GreenSocket second = GreenSocket.FromSocket(fresh);
        Assert.True(first.IsBound);
        Assert.False(second.IsBound);
        Assert.True(second.DualMode);

        await second.SendToAsync(new byte[] { 4 }, first.LocalEndPoint!);
        SocketReceiveFromResult result = await first.ReceiveFromAsync(new byte[4]);

        Assert.Equal(1, result.ReceivedBytes);
        bound.Dispose();
        Assert.True(IsOpen(first.Descriptor));
        Assert.Throws<ArgumentNullException>(() => GreenSocket.FromSocket(null!));
        Assert.Throws<ObjectDisposedException>(() => GreenSocket.FromSocket(bound));
    });

    [Fact]
    public async Task A_BCL_socket_taken_for_a_hub_that_has_ended_is_closed_once()
    {
        var hub = new TestHub(Options);
        hub.Stop();
        int descriptor = BlockingSocket();
        string identity = IdentityOf(descriptor);

        await ThrowsAsync<ObjectDisposedException>(() => Task.FromResult(GreenSocket.FromDescriptor(hub.Hub, descriptor)));

        Assert.Equal(0, CountOf(identity));
    }

    [Fact]
    public void Inheritable_is_close_on_exec_inverted() => OnHub(() =>
    {
        using GreenSocket socket = NewSocket();
        Assert.False(socket.Inheritable);
        socket.Inheritable = true;
        Assert.True(socket.Inheritable);
        Assert.Equal(0, Libc.Fcntl(socket.Descriptor, Libc.FcntlGetDescriptorFlags, 0) & Libc.DescriptorCloseOnExec);
        socket.Inheritable = false;
        Assert.False(socket.Inheritable);
        return Task.CompletedTask;
    });

    [Fact]
    public void A_control_reads_and_never_writes_beyond_what_it_was_given() => OnHub(async () =>
    {
        const int fionread = 0x541B;
        using Pair pair = await ConnectionAsync();
        await pair.Server.SendAllAsync(new byte[300]);
        await pair.Client.ReceiveAsync(Memory<byte>.Empty);
        byte[] value = new byte[4];

        Assert.Equal(4, pair.Client.IOControl(fionread, null, value));
        Assert.Equal(300, BitConverter.ToInt32(value));
        Assert.Equal(4, pair.Client.IOControl(IOControlCode.DataToRead, null, value));
        Assert.Equal(300, BitConverter.ToInt32(value));
        Assert.Equal(4, pair.Client.IOControl(IOControlCode.OobDataRead, null, value));
        Assert.Equal(1, pair.Client.IOControl(fionread, null, value.AsSpan(0, 1).ToArray()));
        Assert.Throws<InvalidOperationException>(() => pair.Client.IOControl(0x5421, BitConverter.GetBytes(0), null));
        Assert.Throws<InvalidOperationException>(() => pair.Client.IOControl(IOControlCode.NonBlockingIO, BitConverter.GetBytes(0), null));
        Assert.True(IsNonBlocking(pair.Client.Descriptor));
        Assert.Equal(0, pair.Client.IOControl(fionread, null, null));

        byte[] around = [9, 9, 9, 9, 9, 9, 9, 9];
        Hub.Current!.Kernel.IOControl(pair.Client.Descriptor, fionread, around.AsSpan(2, 1));
        Assert.Equal([9, 9, 300 & 0xFF, 9, 9, 9, 9, 9], around);
    });

    [Fact]
    public void Numbers_that_are_used_again_never_wake_a_stranger() => OnHub(async () =>
    {
        for (int round = 0; round < 50; round++)
        {
            Pair old = await ConnectionAsync();
            int number = old.Client.Descriptor;
            Greenlet writer = await StartedAsync(async () => await old.Server.SendAllAsync(new byte[10]));
            int kept = Libc.Fcntl(number, Libc.FcntlDuplicateCloseOnExec, 0); // the description goes on reporting
            old.Client.Dispose();
            using Pair next = await ConnectionAsync();
            Greenlet<int> reader = await StartedAsync(() => next.Client.ReceiveAsync(new byte[1]));
            Greenlet<int> other = await StartedAsync(() => next.Server.ReceiveAsync(new byte[1]));
            await old.Server.SendAllAsync(new byte[10]);
            await PolledAsync();
            Assert.False(reader.IsDead || other.IsDead);
            await next.Server.SendAllAsync(new byte[1]);
            await next.Client.SendAllAsync(new byte[1]);
            Assert.Equal(1, await reader);
            Assert.Equal(1, await other);
            await writer;
            Libc.Close(kept);
            old.Dispose();
        }
    });

    private static int BlockingSocket()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        return GivenAway(socket);
    }

    private static int BlockingListener(out IPEndPoint address)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        address = (IPEndPoint)socket.LocalEndPoint!;
        return GivenAway(socket);
    }

    private static int BlockingConnection(GreenSocket listener)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(listener.LocalEndPoint!); // the backlog takes it
        return GivenAway(socket);
    }

    private static int GivenAway(Socket socket)
    {
        int descriptor = (int)socket.SafeHandle.DangerousGetHandle();
        Assert.False(IsNonBlocking(descriptor));
        return Libc.Fcntl(descriptor, Libc.FcntlDuplicateCloseOnExec, 0);
    }
}
