using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <content>Which descriptor a socket has after a race, and what was set on it.</content>
public abstract partial class ConnectRaceSpecs
{
    [Fact]
    public void The_winner_has_the_options_that_were_set_on_the_socket() => OnTrack([One, Two], async track =>
    {
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();
        client.NoDelay = true;
        client.NoDelay = false;
        client.NoDelay = true;
        client.ReceiveBufferSize = 20_000;
        int receiveBuffer = client.ReceiveBufferSize;
        client.LingerState = new LingerOption(true, 7);
        client.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, BitConverter.GetBytes(1));
        client.SetRawSocketOption(Posix.IPPROTO_TCP, Posix.TCP_USER_TIMEOUT, 4321);
        client.Inheritable = true;
        Greenlet connecting = await ConnectingAsync(client);
        client.Ttl = 33; // while it races
        Assert.Equal(33, client.Ttl);

        track.LetGo(One, listener.LocalEndPoint!);

        await EndsWellAsync(connecting, client, listener);
        Assert.True(client.NoDelay);
        Assert.Equal(receiveBuffer, client.ReceiveBufferSize);
        Assert.Equal((true, 7), (client.LingerState!.Enabled, client.LingerState.LingerTime));
        Assert.Equal(1, client.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive));
        byte[] timeout = new byte[sizeof(int)];
        client.GetRawSocketOption(Posix.IPPROTO_TCP, Posix.TCP_USER_TIMEOUT, timeout);
        Assert.Equal(4321, BitConverter.ToInt32(timeout));
        Assert.True(client.Inheritable);
        Assert.Equal(33, client.Ttl);
    });

    [Fact]
    public void A_socket_of_both_families_stays_one() => OnTrack([SixOne, One], async track =>
    {
        using GreenSocket listener = Listener();
        using var client = new GreenSocket(SocketType.Stream, ProtocolType.Tcp);
        track.Lead(One, listener.LocalEndPoint!);
        Greenlet connecting = await ConnectingAsync(client);
        await PassAsync(Delay);

        Assert.Null(await EndOfAsync(connecting));

        Assert.True(client.DualMode);
        Assert.Equal(0, client.GetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.IPv6Only));
        Assert.Equal(AddressFamily.InterNetworkV6, client.AddressFamily);
        using GreenSocket server = await listener.AcceptAsync();
        await EchoAsync(client, server);
    });

    [Fact]
    public void A_bound_socket_keeps_its_port_and_tries_in_turn() => OnTrack([One, Two], async track =>
    {
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();
        client.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        EndPoint local = client.LocalEndPoint!;
        track.Refuse(One);
        track.Lead(Two, listener.LocalEndPoint!);

        await EndsWellAsync(await ConnectingAsync(client), client, listener);

        Assert.Equal(local, client.LocalEndPoint);
        Assert.Equal(2, track.Open);
    });

    [Fact]
    public void A_bound_socket_starts_no_attempt_beside_the_one_under_way() => OnTrack([One, Two], async track =>
    {
        using GreenSocket client = NewSocket();
        client.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await ConnectingAsync(client);
        await PassAsync(10_000);
        Assert.Equal([One], track.Started);
        Assert.Equal(1, track.Open);
    });

    [Fact]
    public void A_socket_whose_descriptor_is_known_keeps_it() => OnTrack([One, Two], async track =>
    {
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();
        int descriptor = client.Descriptor;
        track.Refuse(One);
        track.Lead(Two, listener.LocalEndPoint!);

        await EndsWellAsync(await ConnectingAsync(client), client, listener);

        Assert.Equal(descriptor, client.Descriptor);
    });

    [Fact]
    public void A_duplicate_stays_the_same_socket() => OnTrack([One, Two], async track =>
    {
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();
        using GreenSocket duplicate = client.Duplicate();
        track.Refuse(One);
        track.Lead(Two, listener.LocalEndPoint!);

        await EndsWellAsync(await ConnectingAsync(client), client, listener);

        client.NoDelay = true;
        Assert.True(duplicate.NoDelay);
    });

    [Fact]
    public void Switched_off_the_addresses_are_tried_in_turn_in_the_resolvers_order() => OnTrack(
        [SixOne, SixTwo, One], async track =>
        {
            using GreenSocket listener = Listener();
            using var client = new GreenSocket(SocketType.Stream, ProtocolType.Tcp);
            track.Refuse(SixOne, Errno.NetUnreach);
            Greenlet connecting = await ConnectingAsync(client);
            await PassAsync(10_000);
            Assert.Equal([SixOne, SixTwo], track.Started);
            Assert.Equal(2, track.Open);

            track.Lead(One, listener.LocalEndPoint!);
            track.Fail(SixTwo);

            Assert.Null(await EndOfAsync(connecting));
            Assert.Equal([SixOne, SixTwo, One], track.Started);
        },
        "akka.greensock.connect.happy-eyeballs = off");

    [Fact]
    public void Out_of_descriptors_the_addresses_are_tried_in_turn() => OnTrack([One, Two], async track =>
    {
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();
        track.Refuse(One);
        track.Lead(Two, listener.LocalEndPoint!);
        track.Room = 0;

        await EndsWellAsync(await ConnectingAsync(client), client, listener);
    });

    [Fact]
    public void An_attempt_without_a_descriptor_waits_for_that_of_one_that_fails() => OnTrack([One, Two], async track =>
    {
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();
        track.Lead(Two, listener.LocalEndPoint!);
        track.Room = 1;
        Greenlet connecting = await ConnectingAsync(client);
        await PassAsync(Delay);
        Assert.Equal([One], track.Started);

        track.Room = 1;
        track.Fail(One);

        await EndsWellAsync(connecting, client, listener);
    });

    [Fact]
    public void While_it_races_a_socket_is_neither_bound_nor_listened_on_nor_used() => OnTrack([One, Two], async track =>
    {
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();
        Greenlet connecting = await ConnectingAsync(client);

        Assert.Equal(
            SocketError.InvalidArgument,
            Assert.Throws<SocketException>(() => client.Bind(new IPEndPoint(IPAddress.Loopback, 0))).SocketErrorCode);
        Assert.Equal(SocketError.InvalidArgument, Assert.Throws<SocketException>(() => client.Listen()).SocketErrorCode);
        await FailsAsync(SocketError.NotConnected, async () => await client.ReceiveAsync(new byte[1]));
        Assert.False(client.Connected);

        track.LetGo(One, listener.LocalEndPoint!);
        await EndsWellAsync(connecting, client, listener);
    });

    [Fact]
    public void A_second_connect_waits_for_the_race_and_finds_the_socket_connected() => OnTrack([One, Two], async track =>
    {
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();
        Greenlet first = await ConnectingAsync(client);
        Greenlet second = await ConnectingAsync(client);
        Assert.Equal([One], track.Started);

        track.LetGo(One, listener.LocalEndPoint!);

        await EndsWellAsync(first, client, listener);
        Exception? e = await EndOfAsync(second);
        Assert.Equal(SocketError.IsConnected, Assert.IsType<SocketException>(e).SocketErrorCode);
    });

    [Fact]
    public void A_non_blocking_connect_tries_the_first_address_and_says_that_it_goes_on() => OnTrack([One, Two], async track =>
    {
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();
        client.Blocking = false;

        Assert.Equal(SocketError.InProgress, await client.ConnectExAsync(new DnsEndPoint("host.test", 80)));

        Assert.Equal([One], track.Started);
        Assert.Equal(2, track.Open);
    });

    [Fact]
    [Trait("Category", "Slow")]
    public void A_thousand_races_leak_nothing() => OnTrack([SixOne, One, Two], async track =>
    {
        using GreenSocket listener = Listener();
        track.Refuse(SixOne);
        Hub hub = Hub.Current!;
        int timers = hub.Timers.Count;
        int watched = hub.Descriptors.Count;
        for (int round = 0; round < 1_000; round++)
        {
            using GreenSocket client = new(SocketType.Stream, ProtocolType.Tcp) { LingerState = new LingerOption(true, 0) };
            Greenlet connecting = await ConnectingAsync(client);
            await PassAsync(Delay); // One and Two hang
            switch (round % 3)
            {
                case 0:
                    track.LetGo(round % 2 == 0 ? One : Two, listener.LocalEndPoint!);
                    Assert.Null(await EndOfAsync(connecting));
                    (await listener.AcceptAsync()).Dispose();
                    break;
                case 1:
                    connecting.Kill();
                    Assert.NotNull(await EndOfAsync(connecting));
                    break;
                default:
                    track.Fail(One);
                    track.Fail(Two);
                    Assert.NotNull(await EndOfAsync(connecting));
                    break;
            }
        }

        await PolledAsync();
        Assert.Equal((1, timers, watched), (track.Open, hub.Timers.Count, hub.Descriptors.Count));
    });
}
