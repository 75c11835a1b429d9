using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public abstract partial class GreenSocketSpecs
{
    [Fact]
    public void Every_overload_sends_and_receives_a_datagram_with_its_sender() => OnHub(async () =>
    {
        using GreenSocket one = BoundDatagramSocket();
        using GreenSocket two = BoundDatagramSocket();
        EndPoint from = one.LocalEndPoint!;
        EndPoint to = two.LocalEndPoint!;
        SocketAddress target = to.Serialize();
        var sender = new SocketAddress(AddressFamily.InterNetwork);
        byte[] data = [1, 2, 3];
        byte[] buffer = new byte[8];

        Assert.Equal(3, await one.SendToAsync(data, to));
        Came(3, from, await two.ReceiveFromAsync(buffer));
        Assert.Equal(data, buffer[..3]);
        Assert.Equal(3, await one.SendToAsync(data, SocketFlags.None, to));
        Came(3, from, await two.ReceiveFromAsync(buffer, SocketFlags.Peek, from));
        Came(3, from, await two.ReceiveFromAsync(buffer, SocketFlags.None, from));
        Assert.Equal(3, await one.SendToAsync(data, SocketFlags.None, target));
        Assert.Equal(3, await two.ReceiveFromAsync(buffer, SocketFlags.None, sender));
        Assert.Equal(from, new IPEndPoint(0, 0).Create(sender));
        Assert.Equal(1, await two.SendToAsync(data.AsMemory(0, 1), SocketFlags.None, sender));
        Came(1, to, await one.ReceiveFromAsync(buffer));
        Assert.Equal(3, await one.SendToAsync(data, new DnsEndPoint("127.0.0.1", ((IPEndPoint)to).Port)));
        Came(3, from, await two.ReceiveFromAsync(buffer));
    });

    [Fact]
    public void Every_overload_parks_until_a_datagram_comes() => OnHub(async () =>
    {
        using GreenSocket one = BoundDatagramSocket();
        using GreenSocket two = BoundDatagramSocket();
        var sender = new SocketAddress(AddressFamily.InterNetwork);
        var ends = new List<int>();
        foreach (Func<Task<int>> receive in new Func<Task<int>>[]
        {
            async () => (await two.ReceiveFromAsync(new byte[8])).ReceivedBytes,
            async () => (await two.ReceiveFromAsync(new byte[8], SocketFlags.None, one.LocalEndPoint!)).ReceivedBytes,
            async () => await two.ReceiveFromAsync(new byte[8], SocketFlags.None, sender),
            async () => await two.ReceiveAsync(new byte[8]),
            async () => (await two.ReceiveMessageAsync(new byte[8])).ReceivedBytes,
            async () => (await two.ReceiveMessageFromAsync(new byte[8], SocketFlags.None, one.LocalEndPoint!)).ReceivedBytes,
        })
        {
            Greenlet<int> parked = await StartedAsync(receive);
            Assert.False(parked.IsDead);
            await one.SendToAsync(new byte[5], two.LocalEndPoint!);
            Assert.Null(await EndOfAsync(parked));
            ends.Add(parked.Value);
        }

        Assert.Equal(Enumerable.Repeat(5, 6), ends);
        Assert.Equal(one.LocalEndPoint, new IPEndPoint(0, 0).Create(sender));
    });

    [Fact]
    public void Bad_arguments_of_a_datagrams_calls_are_named() => OnHub(async () =>
    {
        using GreenSocket socket = BoundDatagramSocket();
        var v6 = new IPEndPoint(IPAddress.IPv6Loopback, 1);
        byte[] buffer = new byte[1];
        await ThrowsAsync<ArgumentNullException>(async () => await socket.SendToAsync(buffer, (EndPoint)null!));
        await ThrowsAsync<ArgumentNullException>(async () => await socket.SendToAsync(buffer, SocketFlags.None, (SocketAddress)null!));
        await ThrowsAsync<ArgumentNullException>(async () => await socket.ReceiveFromAsync(buffer, SocketFlags.None, (EndPoint)null!));
        await ThrowsAsync<ArgumentNullException>(async () => await socket.ReceiveFromAsync(buffer, SocketFlags.None, (SocketAddress)null!));
        await ThrowsAsync<ArgumentException>(async () => await socket.ReceiveFromAsync(buffer, SocketFlags.None, v6));
        await ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await socket.ReceiveFromAsync(buffer, SocketFlags.None, new SocketAddress(AddressFamily.InterNetwork, 8)));
        await FailsAsync(SocketError.AddressFamilyNotSupported, async () => await socket.SendToAsync(buffer, v6));
        await FailsAsync(SocketError.MessageSize, async () => await socket.SendToAsync(new byte[70_000], socket.LocalEndPoint!));
    });

    [Fact]
    public void A_socket_without_an_address_receives_nothing_and_says_so_until_it_sends() => OnHub(async () =>
    {
        using GreenSocket socket = NewDatagramSocket();
        using GreenSocket other = BoundDatagramSocket();
        byte[] buffer = new byte[4];

        foreach (Func<Task> receive in new Func<Task>[]
        {
            async () => await socket.ReceiveFromAsync(buffer),
            async () => await socket.ReceiveFromAsync(buffer, SocketFlags.None, new SocketAddress(AddressFamily.InterNetwork)),
            async () => await socket.ReceiveAsync(buffer),
            async () => await socket.ReceiveMessageAsync(buffer),
        })
        {
            Assert.Contains("Bind it", (await ThrowsAsync<InvalidOperationException>(receive)).Message, StringComparison.Ordinal);
        }

        SocketException e = await ThrowsAsync<SocketException>(async () => await socket.SendAsync(buffer));
        Assert.Contains(e.SocketErrorCode, new[] { SocketError.DestinationAddressRequired, SocketError.NotConnected });
        Assert.False(socket.IsBound);
        await socket.SendToAsync(new byte[1], other.LocalEndPoint!);
        Assert.True(socket.IsBound);
        SocketReceiveFromResult came = await other.ReceiveFromAsync(buffer);
        await other.SendToAsync(new byte[2], new IPEndPoint(IPAddress.Loopback, ((IPEndPoint)came.RemoteEndPoint).Port));
        Assert.Equal(2, (await socket.ReceiveFromAsync(buffer)).ReceivedBytes);
    });

    [Fact]
    public void A_connected_socket_hears_its_peer_alone_and_may_change_it() => OnHub(async () =>
    {
        using GreenSocket socket = BoundDatagramSocket();
        using GreenSocket first = BoundDatagramSocket();
        using GreenSocket second = BoundDatagramSocket();
        byte[] buffer = new byte[8];

        await socket.ConnectAsync(first.LocalEndPoint!);
        Assert.True(socket.Connected);
        Assert.Equal(first.LocalEndPoint, socket.RemoteEndPoint);
        await second.SendToAsync(new byte[] { 2 }, socket.LocalEndPoint!);
        await first.SendToAsync(new byte[] { 1 }, socket.LocalEndPoint!);
        Assert.Equal(1, await socket.ReceiveAsync(buffer));
        Assert.Equal(1, buffer[0]);
        Assert.Equal(3, await socket.SendAsync(new byte[3]));
        Came(3, socket.LocalEndPoint!, await first.ReceiveFromAsync(buffer));

        await socket.ConnectAsync(second.LocalEndPoint!);
        Assert.Equal(second.LocalEndPoint, socket.RemoteEndPoint);
        await first.SendToAsync(new byte[] { 1 }, socket.LocalEndPoint!);
        await second.SendToAsync(new byte[] { 2 }, socket.LocalEndPoint!);
        Came(1, second.LocalEndPoint!, await socket.ReceiveFromAsync(buffer));
        Assert.Equal(2, buffer[0]);
        await socket.SendAllAsync(new byte[4]);
        Came(4, socket.LocalEndPoint!, await second.ReceiveFromAsync(buffer));
    });

    [Fact]
    public void A_datagram_that_nobody_takes_fails_the_parked_receive_and_the_socket_lives_on() => OnHub(async () =>
    {
        using GreenSocket socket = BoundDatagramSocket();
        using GreenSocket deaf = BoundDatagramSocket();
        await deaf.ConnectAsync(new IPEndPoint(IPAddress.Loopback, 9)); // it holds its port, and hears that peer alone
        await socket.ConnectAsync(deaf.LocalEndPoint!);
        Greenlet parked = await StartedAsync(async () => await socket.ReceiveAsync(new byte[8]));

        await socket.SendAsync(new byte[1]);

        Assert.Equal(SocketError.ConnectionRefused, Assert.IsType<SocketException>(await EndOfAsync(parked)).SocketErrorCode);
        using GreenSocket other = BoundDatagramSocket();
        await socket.ConnectAsync(other.LocalEndPoint!);
        await socket.SendAsync(new byte[2]);
        Assert.Equal(2, (await other.ReceiveFromAsync(new byte[8])).ReceivedBytes);
    });

    [Fact]
    public void An_empty_datagram_is_a_datagram() => OnHub(async () =>
    {
        using GreenSocket one = BoundDatagramSocket();
        using GreenSocket two = BoundDatagramSocket();
        byte[] buffer = new byte[8];
        Greenlet<SocketReceiveFromResult> parked = await StartedAsync(async () => await two.ReceiveFromAsync(buffer));

        Assert.Equal(0, await one.SendToAsync(ReadOnlyMemory<byte>.Empty, two.LocalEndPoint!));
        Assert.Null(await EndOfAsync(parked));
        Came(0, one.LocalEndPoint!, parked.Value);
        await one.ConnectAsync(two.LocalEndPoint!);
        Assert.Equal(0, await one.SendAsync(ReadOnlyMemory<byte>.Empty));
        Came(0, one.LocalEndPoint!, await two.ReceiveFromAsync(buffer));
        await one.SendAsync(ReadOnlyMemory<byte>.Empty);
        Came(0, one.LocalEndPoint!, await two.ReceiveFromAsync(Memory<byte>.Empty));
        if (KernelName == "portable")
        {
            Came(0, one.LocalEndPoint!, await two.ReceiveFromAsync(buffer)); // the BCL only looks, where the buffer is empty
        }

        await one.SendAsync(new byte[2]);
        Came(2, one.LocalEndPoint!, await two.ReceiveFromAsync(buffer));
    });

    private static GreenSocket BoundDatagramSocket(IPAddress? address = null)
    {
        GreenSocket socket = NewDatagramSocket((address ?? IPAddress.Loopback).AddressFamily);
        socket.Bind(new IPEndPoint(address ?? IPAddress.Loopback, 0));
        return socket;
    }

    private static void Came(int bytes, EndPoint from, SocketReceiveFromResult result)
    {
        Assert.Equal(bytes, result.ReceivedBytes);
        Assert.Equal(from, result.RemoteEndPoint);
    }
}
