using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public abstract partial class GreenSocketSpecs
{
    [Fact]
    public void Two_ends_of_a_connection_know_each_other() => OnHub(async () =>
    {
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();
        Assert.False(client.Connected);
        Assert.False(client.IsBound);
        Assert.Null(client.RemoteEndPoint);

        await client.ConnectAsync(listener.LocalEndPoint!);
        using GreenSocket server = await listener.AcceptAsync();

        Assert.True(client.Connected);
        Assert.True(client.IsBound);
        Assert.True(server.Connected);
        Assert.Equal(listener.LocalEndPoint, client.RemoteEndPoint);
        Assert.Equal(client.LocalEndPoint, server.RemoteEndPoint);
        Assert.Equal(client.RemoteEndPoint, server.LocalEndPoint);
        Assert.Same(Hub.Current, server.Hub);
        await EchoAsync(client, server);
    });

    [Fact]
    public void A_refused_connect_names_the_address_and_the_socket_connects_elsewhere_afterwards() => OnHub(async () =>
    {
        using GreenSocket deaf = Deaf(out IPEndPoint address);
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();

        for (int round = 0; round < 3; round++)
        {
            SocketException refused = await FailsAsync(SocketError.ConnectionRefused, async () => await client.ConnectAsync(address));
            Assert.Contains(address.ToString(), refused.Message, StringComparison.Ordinal);
            Assert.False(client.Connected);
        }

        await client.ConnectAsync(listener.LocalEndPoint!);
        using GreenSocket server = await listener.AcceptAsync();
        Assert.Equal(listener.LocalEndPoint, client.RemoteEndPoint);
        Assert.Equal(client.LocalEndPoint, server.RemoteEndPoint);
        await EchoAsync(client, server);
    });

    [Fact]
    public void A_connected_socket_connects_no_second_time_and_stays_connected() => OnHub(async () =>
    {
        using GreenSocket listener = Listener();
        using Pair pair = await ConnectionAsync();

        await FailsAsync(SocketError.IsConnected, async () => await pair.Client.ConnectAsync(listener.LocalEndPoint!));

        Assert.True(pair.Client.Connected);
        await EchoAsync(pair.Client, pair.Server);
    });

    [Fact]
    public void Of_two_connects_at_once_one_wins_and_the_socket_stays_connected() => OnHub(async () =>
    {
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();
        EndPoint address = listener.LocalEndPoint!;

        Greenlet first = Greenlet.Spawn(async () => await client.ConnectAsync(address));
        Greenlet second = Greenlet.Spawn(async () => await client.ConnectAsync(address));
        second.Observe();
        Assert.Null(await EndOfAsync(first));
        Assert.Equal(SocketError.IsConnected, Assert.IsType<SocketException>(await EndOfAsync(second)).SocketErrorCode);

        Assert.True(client.Connected);
        using GreenSocket server = await listener.AcceptAsync();
        await EchoAsync(client, server);
    });

    [Fact]
    public void A_second_connect_in_line_starts_once_the_first_has_failed() => OnHub(async () =>
    {
        using GreenSocket deaf = Deaf(out IPEndPoint address);
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();
        EndPoint elsewhere = listener.LocalEndPoint!;

        Greenlet first = Greenlet.Spawn(async () => await client.ConnectAsync(address));
        first.Observe();
        Greenlet second = Greenlet.Spawn(async () => await client.ConnectAsync(elsewhere));
        second.Observe();

        Assert.Equal(SocketError.ConnectionRefused, Assert.IsType<SocketException>(await EndOfAsync(first)).SocketErrorCode);
        Assert.Null(await EndOfAsync(second));
        using GreenSocket server = await listener.AcceptAsync();
        await EchoAsync(client, server);
    });

    [Fact]
    public void An_address_that_no_route_leads_to_is_refused_at_once() => OnHub(async () =>
    {
        using GreenSocket client = NewSocket();

        // TCP speaks to no broadcast address: tcp_v4_connect answers ENETUNREACH before anything is sent.
        SocketException e = await FailsAsync(
            SocketError.NetworkUnreachable, async () => await client.ConnectAsync(IPAddress.Broadcast, 9));

        Assert.Contains("255.255.255.255:9", e.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void An_end_point_that_is_none_of_the_sockets_is_refused_and_the_socket_is_untouched() => OnHub(async () =>
    {
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();

        await ThrowsAsync<ArgumentNullException>(async () => await client.ConnectAsync((EndPoint)null!));
        await ThrowsAsync<ArgumentNullException>(async () => await client.ConnectAsync((string)null!, 1));
        await ThrowsAsync<ArgumentNullException>(async () => await client.ConnectAsync((IPAddress)null!, 1));
        await ThrowsAsync<ArgumentOutOfRangeException>(async () => await client.ConnectAsync(IPAddress.Loopback, 65_536));
        await ThrowsAsync<NotSupportedException>(async () => await client.ConnectAsync(IPAddress.IPv6Loopback, 9));
        await ThrowsAsync<NotSupportedException>(async () => await client.ConnectAsync(new UnixDomainSocketEndPoint("/nowhere")));

        await client.ConnectAsync(listener.LocalEndPoint!);
        Assert.True(client.Connected);
    });

    [Fact]
    [Trait("Category", "Slow")]
    public void A_connect_that_hangs_times_out_and_a_second_try_goes_on_with_it() => OnHub(async () =>
    {
        using Pair full = await FullListenerAsync();
        using GreenSocket client = NewSocket();
        EndPoint address = full.Server.LocalEndPoint!;

        client.Timeout = TimeSpan.FromMilliseconds(20);
        var e = await ThrowsAsync<SocketTimeoutException>(async () => await client.ConnectAsync(address));
        Assert.Equal(SocketError.TimedOut, e.SocketErrorCode);
        Assert.Contains(address.ToString()!, e.Message, StringComparison.Ordinal);
        Assert.False(client.Connected);

        client.Timeout = Timeout.InfiniteTimeSpan;
        using GreenSocket first = await full.Server.AcceptAsync();
        await client.ConnectAsync(address); // as soon as the kernel sends its SYN again
        using GreenSocket server = await full.Server.AcceptAsync();
        Assert.True(client.Connected);
        await EchoAsync(client, server);
    });

    [Fact]
    public void While_a_connect_hangs_another_address_is_refused() => OnHub(async () =>
    {
        using Pair full = await FullListenerAsync();
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();
        client.Timeout = TimeSpan.FromMilliseconds(5);
        await ThrowsAsync<SocketTimeoutException>(async () => await client.ConnectAsync(full.Server.LocalEndPoint!));

        await FailsAsync(SocketError.AlreadyInProgress, async () => await client.ConnectAsync(listener.LocalEndPoint!));
        await FailsAsync(SocketError.NotConnected, async () => await client.ReceiveAsync(new byte[1]));
    });

    [Fact]
    public void A_name_is_resolved_and_its_addresses_tried_in_turn() => OnHub(async () =>
    {
        using GreenSocket listener = Listener();
        int port = ((IPEndPoint)listener.LocalEndPoint!).Port;

        using GreenSocket byName = NewSocket();
        await byName.ConnectAsync("localhost", port);
        using GreenSocket byText = NewSocket();
        await byText.ConnectAsync("127.0.0.1", port);

        // Both families: ::1 is refused where it comes first, and 127.0.0.1 is next.
        using var dual = new GreenSocket(SocketType.Stream, ProtocolType.Tcp);
        await dual.ConnectAsync(new DnsEndPoint("localhost", port));

        foreach (GreenSocket client in new[] { byName, byText, dual })
        {
            using GreenSocket server = await listener.AcceptAsync();
            await EchoAsync(client, server);
        }
    });

    [Fact]
    public void A_name_that_nobody_has_is_not_found() => OnHub(async () =>
    {
        using GreenSocket client = NewSocket();

        string host = $"{new string('x', 64)}.invalid"; // no label is that long, so nobody need be asked

        AddressInfoException e = await ThrowsAsync<AddressInfoException>(async () => await client.ConnectAsync(host, 80));

        Assert.Equal(AddressInfoError.NoName, e.Error);
        Assert.Equal(SocketError.HostNotFound, e.SocketErrorCode);
        Assert.Contains($"{host}:80", e.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void A_name_without_an_address_of_the_sockets_family_is_not_found() => OnHub(async () =>
    {
        using GreenSocket client = NewSocket();

        await FailsAsync(SocketError.HostNotFound, async () => await client.ConnectAsync(new DnsEndPoint("::1", 80)));
        await ThrowsAsync<NotSupportedException>(async () => await client.ConnectAsync("::1", 80));
    });

    [Fact]
    public void The_timeout_bounds_the_resolution_of_a_name_too() => OnHub(async () =>
    {
        using var system = new ResolvingSystem();
        using GreenSocket socket = NewSocket();
        socket.Timeout = TimeSpan.FromMilliseconds(1);

        SocketTimeoutException e = await ThrowsAsync<SocketTimeoutException>(async () => await socket.ConnectAsync("hangs.test", 1));

        Assert.Contains("not resolved", e.Message, StringComparison.Ordinal);
        Assert.Equal(1, system.Resolver.GivenUp);
    });

    [Fact]
    public void A_kill_and_a_token_end_a_connect_whose_name_hangs() => OnHub(async () =>
    {
        using var system = new ResolvingSystem();
        using GreenSocket socket = NewSocket();
        using var cancellation = new CancellationTokenSource();
        Greenlet killed = await StartedAsync(async () => await socket.ConnectAsync("hangs.test", 1));
        Greenlet cancelled = await StartedAsync(async () => await socket.ConnectAsync("hangs.test", 1, cancellation.Token));

        killed.Kill();
        await cancellation.CancelAsync();

        Assert.IsType<GreenletExitException>(await EndOfAsync(killed));
        Assert.IsAssignableFrom<OperationCanceledException>(await EndOfAsync(cancelled));
        Assert.Equal(2, system.Resolver.GivenUp);
    });

    [Fact]
    public void An_address_in_text_form_needs_no_lookup() => OnHub(async () =>
    {
        using var system = new ResolvingSystem();
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();
        await client.ConnectAsync("127.0.0.1", ((IPEndPoint)listener.LocalEndPoint!).Port);
        Assert.Equal(0, system.Resolver.Hanging);
    });

    [Fact]
    public void A_socket_of_both_families_connects_to_either() => OnHub(async () =>
    {
        foreach (IPAddress address in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback })
        {
            using GreenSocket listener = Listener(address: address);
            using var client = new GreenSocket(SocketType.Stream, ProtocolType.Tcp);
            Assert.True(client.DualMode);
            await client.ConnectAsync(listener.LocalEndPoint!);
            using GreenSocket server = await listener.AcceptAsync();
            await EchoAsync(client, server);
        }
    });

    [Fact]
    public void A_listener_of_both_families_accepts_either() => OnHub(async () =>
    {
        using var listener = new GreenSocket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        listener.Listen();
        int port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        foreach (IPAddress address in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback })
        {
            using GreenSocket client = NewSocket(address.AddressFamily);
            await client.ConnectAsync(address, port);
            using GreenSocket server = await listener.AcceptAsync();
            Assert.Equal(AddressFamily.InterNetworkV6, server.AddressFamily);
            await EchoAsync(client, server);
        }
    });

    [Fact]
    public void An_IPv6_socket_without_DualMode_leaves_IPv4_alone() => OnHub(async () =>
    {
        using GreenSocket listener = Listener(address: IPAddress.IPv6Any);
        using GreenSocket six = NewSocket(AddressFamily.InterNetworkV6);
        using GreenSocket four = NewSocket();
        Assert.False(six.DualMode);

        await ThrowsAsync<NotSupportedException>(async () => await six.ConnectAsync(IPAddress.Loopback, 9));
        await FailsAsync(
            SocketError.ConnectionRefused,
            async () => await four.ConnectAsync(Apart, ((IPEndPoint)listener.LocalEndPoint!).Port));
    });
}
