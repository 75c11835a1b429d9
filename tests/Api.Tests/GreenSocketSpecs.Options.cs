using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public abstract partial class GreenSocketSpecs
{
    [Fact]
    public void Options_begin_and_round_trip_as_in_the_BCL() => OnHub(() =>
    {
        foreach (AddressFamily family in new[] { AddressFamily.InterNetwork, AddressFamily.InterNetworkV6 })
        {
            using var bcl = new Socket(family, SocketType.Stream, ProtocolType.Tcp);
            using GreenSocket green = NewSocket(family);
            AssertSame(bcl, green);

            bcl.NoDelay = green.NoDelay = true;
            bcl.Ttl = green.Ttl = 7;
            bcl.ReceiveBufferSize = green.ReceiveBufferSize = 50_000;
            bcl.SendBufferSize = green.SendBufferSize = 60_000;
            bcl.LingerState = green.LingerState = new LingerOption(true, 3);
            bcl.ExclusiveAddressUse = green.ExclusiveAddressUse = false;
            AssertSame(bcl, green);
            Assert.True(green.NoDelay);
            Assert.Equal(7, green.Ttl);
            Assert.False(green.ExclusiveAddressUse);

            bcl.NoDelay = green.NoDelay = false;
            bcl.LingerState = green.LingerState = new LingerOption(false, 0);
            AssertSame(bcl, green);
        }

        return Task.CompletedTask;
    });

    [Fact]
    public void An_option_out_of_bounds_is_refused() => OnHub(async () =>
    {
        using GreenSocket socket = NewSocket();
        using GreenSocket six = NewSocket(AddressFamily.InterNetworkV6);

        Assert.Throws<ArgumentOutOfRangeException>(() => socket.Ttl = -1);
        Assert.Throws<ArgumentOutOfRangeException>(() => socket.Ttl = 256);
        Assert.Throws<ArgumentOutOfRangeException>(() => socket.SendBufferSize = -1);
        Assert.Throws<ArgumentOutOfRangeException>(() => socket.ReceiveBufferSize = -1);
        Assert.Throws<ArgumentNullException>(() => socket.LingerState = null);
        Assert.Throws<NotSupportedException>(() => socket.DualMode = true);
        Assert.False(socket.DualMode);
        await FailsAsync(
            SocketError.OperationNotSupported,
            async () => await six.GetSocketOptionAsync((SocketOptionLevel)4711, (SocketOptionName)4711));

        six.DualMode = true;
        Assert.True(six.DualMode);
        six.DualMode = false;
        Assert.False(six.DualMode);
        Assert.NotEqual(0, six.GetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.IPv6Only));
    });

    [Fact]
    public void Any_option_can_be_set_by_its_name() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        GreenSocket socket = pair.Client;

        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        Assert.NotEqual(0, socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive));
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 77);
        Assert.Equal(77, socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime));
        await socket.SetSocketOptionAsync(SocketOptionLevel.Tcp, SocketOptionName.NoDelay, 1);
        Assert.True(socket.NoDelay);
        Assert.Equal(1, await socket.GetSocketOptionAsync(SocketOptionLevel.Tcp, SocketOptionName.NoDelay));
        Assert.Equal(0, socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error));
        Assert.IsType<LingerOption>(socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Linger));
        await EchoAsync(pair.Client, pair.Server);
    });

    [Fact]
    public void Options_set_before_a_failed_connect_hold_after_it() => OnHub(async () =>
    {
        using GreenSocket deaf = Deaf(out IPEndPoint address);
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();
        client.NoDelay = true;
        client.Ttl = 9;
        await FailsAsync(SocketError.ConnectionRefused, async () => await client.ConnectAsync(address));

        await client.ConnectAsync(listener.LocalEndPoint!);

        Assert.True(client.NoDelay);
        Assert.Equal(9, client.Ttl);
    });

    [Fact]
    public void Two_sockets_that_share_an_address_both_listen() => OnHub(async () =>
    {
        using GreenSocket first = NewSocket();
        using GreenSocket second = NewSocket();
        first.ExclusiveAddressUse = false;
        second.ExclusiveAddressUse = false;
        first.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        second.Bind(first.LocalEndPoint!);
        first.Listen();
        second.Listen();
        using GreenSocket client = NewSocket();

        await client.ConnectAsync(first.LocalEndPoint!);

        Assert.Equal(first.LocalEndPoint, second.LocalEndPoint);
    });

    [Fact]
    public void What_can_be_received_at_once_is_known() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Assert.Equal(0, pair.Client.Available);
        await pair.Server.SendAllAsync(new byte[5]);
        await pair.Client.ReceiveAsync(Memory<byte>.Empty);

        Assert.Equal(5, pair.Client.Available);
    });

    private static void AssertSame(Socket bcl, GreenSocket green)
    {
        Assert.Equal(bcl.AddressFamily, green.AddressFamily);
        Assert.Equal(bcl.NoDelay, green.NoDelay);
        Assert.Equal(bcl.Ttl, green.Ttl);
        Assert.Equal(bcl.ReceiveBufferSize, green.ReceiveBufferSize);
        Assert.Equal(bcl.SendBufferSize, green.SendBufferSize);
        Assert.Equal(bcl.ExclusiveAddressUse, green.ExclusiveAddressUse);
        Assert.Equal(bcl.LingerState!.Enabled, green.LingerState!.Enabled);
        Assert.Equal(bcl.LingerState.LingerTime, green.LingerState.LingerTime);
    }
}
