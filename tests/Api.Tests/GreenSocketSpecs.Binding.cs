using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public abstract partial class GreenSocketSpecs
{
    [Fact]
    public void An_address_in_use_is_refused_and_named_and_another_can_be_bound() => OnHub(async () =>
    {
        using GreenSocket listener = Listener();
        using GreenSocket second = NewSocket();

        SocketException e = await FailsAsync(SocketError.AddressAlreadyInUse, () =>
        {
            second.Bind(listener.LocalEndPoint!);
            second.Listen();
            return Task.CompletedTask;
        });
        Assert.Contains($"{listener.LocalEndPoint}", e.Message, StringComparison.Ordinal);

        using GreenSocket third = NewSocket();
        third.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Assert.NotEqual(0, ((IPEndPoint)third.LocalEndPoint!).Port);
    });

    [Fact]
    public void Bind_refuses_what_is_no_address_of_the_sockets() => OnHub(async () =>
    {
        using GreenSocket socket = NewSocket();

        Assert.Throws<ArgumentNullException>(() => socket.Bind(null!));
        var ofAnotherFamily = new IPEndPoint(IPAddress.IPv6Loopback, 0);
        var ofAnotherMachine = new IPEndPoint(IPAddress.Parse("203.0.113.1"), 0);
        await FailsAsync(SocketError.AddressFamilyNotSupported, async () => await socket.BindAsync(ofAnotherFamily));
        Assert.Throws<ArgumentException>(() => socket.Bind(new DnsEndPoint("localhost", 0)));
        await FailsAsync(SocketError.AddressNotAvailable, async () => await socket.BindAsync(ofAnotherMachine));
        Assert.False(socket.IsBound);
        Assert.Null(socket.LocalEndPoint);

        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Assert.True(socket.IsBound);
        await FailsAsync(SocketError.InvalidArgument, async () => await socket.BindAsync(new IPEndPoint(IPAddress.Loopback, 0)));
    });

    [Fact]
    public void A_socket_that_is_not_bound_listens_on_a_free_port() => OnHub(async () =>
    {
        using GreenSocket listener = NewSocket();
        listener.Listen();

        Assert.True(listener.IsBound);
        using GreenSocket client = NewSocket();
        await client.ConnectAsync(IPAddress.Loopback, ((IPEndPoint)listener.LocalEndPoint!).Port);
        using GreenSocket server = await listener.AcceptAsync();
        await EchoAsync(client, server);
    });

    [Fact]
    public void A_connection_cannot_listen_and_goes_on() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();

        await FailsAsync(SocketError.InvalidArgument, async () => await pair.Client.ListenAsync());

        Assert.True(pair.Client.Connected);
        await EchoAsync(pair.Client, pair.Server);
    });

    [Fact]
    public void A_listener_neither_connects_nor_receives() => OnHub(async () =>
    {
        using GreenSocket listener = Listener();

        await ThrowsAsync<InvalidOperationException>(async () => await listener.ConnectAsync(listener.LocalEndPoint!));
        await FailsAsync(SocketError.NotConnected, async () => await listener.ReceiveAsync(new byte[1]));
        await FailsAsync(SocketError.Shutdown, async () => await listener.SendAsync(new byte[1]));
        await FailsAsync(SocketError.NotConnected, async () => await listener.ShutdownAsync(SocketShutdown.Both));
    });

    [Fact]
    public void A_socket_that_the_system_does_not_have_is_refused_by_name() => OnHub(() =>
    {
        SocketException mixed = Assert.Throws<SocketException>(
            () => new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Udp));
        Assert.Equal(SocketError.ProtocolNotSupported, mixed.SocketErrorCode);
        Assert.Contains("InterNetwork, Stream, Udp", mixed.Message, StringComparison.Ordinal);
        SocketException e = Assert.Throws<SocketException>(() => NewSocket(AddressFamily.AppleTalk));
        Assert.Equal(SocketError.AddressFamilyNotSupported, e.SocketErrorCode);
        Assert.Throws<ArgumentNullException>(() => new GreenSocket(null!, AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        using var unspecified = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Unspecified);
        Assert.Equal(ProtocolType.Unspecified, unspecified.ProtocolType);
        Assert.Equal(SocketType.Stream, unspecified.SocketType);
        return Task.CompletedTask;
    });
}
