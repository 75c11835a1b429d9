using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public abstract class CreateConnectionSpecs(string kernelName) : RaceSpecs(kernelName)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static Task<Greenlet<GreenSocket>> DialingAsync(
        TimeSpan? timeout = null,
        EndPoint? source = null,
        bool allErrors = false,
        TimeSpan? total = null,
        CancellationToken cancellationToken = default) => StartedAsync(async () =>
            await Bsd.CreateConnectionAsync("host.test", 80, timeout, source, allErrors, total, cancellationToken));

    private static async Task<GreenSocket> ResultOfAsync(Greenlet<GreenSocket> dialing)
    {
        Assert.Null(await EndOfAsync(dialing));
        return dialing.Value;
    }

    [Fact]
    public void It_connects_with_the_default_timeout_or_the_one_that_was_given() => OnHub(async () =>
    {
        using GreenSocket listener = Listener();
        var address = (IPEndPoint)listener.LocalEndPoint!;

        using GreenSocket plain = await Bsd.CreateConnectionAsync("127.0.0.1", address.Port);
        using GreenSocket limited = await Bsd.CreateConnectionAsync(address, timeout: Second);

        Assert.Equal(GreenSocket.DefaultTimeout, plain.Timeout);
        Assert.Equal(Second, limited.Timeout);
        foreach (GreenSocket client in new[] { plain, limited })
        {
            Assert.Same(Hub.Current, client.Hub);
            Assert.True(client.IsBound);
            Assert.Equal(address, client.RemoteEndPoint);
            Assert.Equal((SocketType.Stream, ProtocolType.Tcp), (client.SocketType, client.ProtocolType));
            using GreenSocket server = await listener.AcceptAsync();
            Assert.Equal(client.LocalEndPoint, server.RemoteEndPoint);
            await EchoAsync(client, server);
        }
    });

    [Fact]
    public void A_thread_that_is_no_hub_gets_a_connection_too() => OnHub(async () =>
    {
        using GreenSocket listener = Listener();
        var address = (IPEndPoint)listener.LocalEndPoint!;
        Task<GreenSocket> dialing = Task.Run(async () => await Bsd.CreateConnectionAsync(address));
        using GreenSocket client = await Greenlet.AwaitAsync(dialing, Patience);
        using GreenSocket server = await listener.AcceptAsync();
        Assert.NotSame(Hub.Current, client.Hub);
        await EchoAsync(client, server);
    });

    [Fact]
    public void Families_race_and_the_winner_is_of_its_own() => OnTrack([SixOne, One], async track =>
    {
        using GreenSocket listener = Listener();
        track.Lead(One, listener.LocalEndPoint!);
        Greenlet<GreenSocket> dialing = await DialingAsync();
        Assert.Equal([SixOne], track.Started);
        await PassAsync(Delay);

        using GreenSocket client = await ResultOfAsync(dialing);

        Assert.Equal(AddressFamily.InterNetwork, client.AddressFamily);
        Assert.Equal(2, track.Open);
        using GreenSocket server = await listener.AcceptAsync();
        await EchoAsync(client, server);
    });

    [Fact]
    public void Switched_off_the_addresses_are_tried_in_turn() => OnTrack(
        [SixOne, SixTwo, One], async track =>
        {
            await DialingAsync();
            await PassAsync(10_000);
            Assert.Equal([SixOne], track.Started);
            track.Fail(SixOne);
            await PassAsync(10_000);
            Assert.Equal([SixOne, SixTwo], track.Started);
            Assert.Equal(1, track.Open);
        },
        "akka.greensock.connect.happy-eyeballs = off");

    [Fact]
    public void The_timeout_bounds_each_attempt() => OnTrack(
        [One, Two], async track =>
        {
            Greenlet<GreenSocket> dialing = await DialingAsync(Second);
            await PassAsync(999);
            Assert.Equal([One], track.Started);
            await PassAsync(1);
            Assert.Equal([One, Two], track.Started);
            Assert.Equal(1, track.Open);
            await PassAsync(Second);

            Exception? e = await EndOfAsync(dialing);
            Assert.Contains($"{Two}:80 within 1000 ms", Assert.IsType<SocketTimeoutException>(e).Message, StringComparison.Ordinal);
            Assert.Equal(0, track.Open);
        },
        "akka.greensock.connect.happy-eyeballs = off");

    [Fact]
    public void The_total_timeout_bounds_the_whole() => OnTrack([One, Two], async track =>
    {
        Greenlet<GreenSocket> dialing = await DialingAsync(timeout: 10 * Second, total: Second);
        await PassAsync(Delay);
        Assert.Equal(2, track.Open);
        await PassAsync(749);
        Assert.False(dialing.IsDead);
        await PassAsync(1);

        Exception? e = await EndOfAsync(dialing);

        Assert.Contains("host.test:80", Assert.IsType<SocketTimeoutException>(e).Message, StringComparison.Ordinal);
        Assert.Equal(0, track.Open);
    });

    [Fact]
    public void A_lookup_that_hangs_counts_for_both_timeouts() => OnHub(async () =>
    {
        using var system = new ResolvingSystem();
        TimeSpan brief = TimeSpan.FromMilliseconds(1);
        var e = await ThrowsAsync<SocketTimeoutException>(async () => await Bsd.CreateConnectionAsync("host.test", 80, brief));
        Assert.Contains("create_connection to host.test:80: the name was not resolved", e.Message, StringComparison.Ordinal);
        await ThrowsAsync<SocketTimeoutException>(async () => await Bsd.CreateConnectionAsync("host.test", 80, totalTimeout: brief));
    });

    [Fact]
    public void Where_all_fail_the_last_error_is_told_or_every_one() => OnTrack([One, Two, Three], async track =>
    {
        track.Refuse(One, Errno.HostUnreach);
        track.Refuse(Two, Errno.NetUnreach);
        track.Refuse(Three);

        SocketException last = await FailsAsync(
            SocketError.ConnectionRefused, async () => await Bsd.CreateConnectionAsync("host.test", 80));
        Assert.Contains($"host.test:80 ({Three}:80)", last.Message, StringComparison.Ordinal);

        var all = await ThrowsAsync<AggregateException>(
            async () => await Bsd.CreateConnectionAsync("host.test", 80, allErrors: true));
        Assert.Contains("create_connection to host.test:80 failed", all.Message, StringComparison.Ordinal);
        Assert.Equal(
            [SocketError.HostUnreachable, SocketError.NetworkUnreachable, SocketError.ConnectionRefused],
            all.InnerExceptions.Select(e => ((SocketException)e).SocketErrorCode));
        Assert.Equal(0, track.Open);
    });

    [Fact]
    public void A_name_without_an_address_is_not_found() => OnTrack([], async track =>
    {
        SocketException e = await FailsAsync(SocketError.HostNotFound, async () => await Bsd.CreateConnectionAsync("host.test", 80));
        Assert.Contains("host.test:80: the resolver gives no address", e.Message, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(250)]
    public void A_kill_closes_every_half_open_socket(int milliseconds) => OnTrack([SixOne, One], async track =>
    {
        Greenlet<GreenSocket> dialing = await DialingAsync();
        await PassAsync(milliseconds);
        Assert.Equal(milliseconds == 0 ? 1 : 2, track.Open);
        dialing.Kill();
        Assert.IsType<GreenletExitException>(await EndOfAsync(dialing));
        Assert.Equal(0, track.Open);
        await PassAsync(1000);
        Assert.Equal(milliseconds == 0 ? 1 : 2, track.Started.Count);
    });

    [Fact]
    public void A_kill_that_comes_with_the_connection_closes_it() => OnTrack([One], async track =>
    {
        using GreenSocket listener = Listener();
        track.Lead(One, listener.LocalEndPoint!);
        Greenlet<GreenSocket>? dialing = null;
        dialing = Greenlet.Spawn(async () =>
        {
            ValueTask<GreenSocket> connecting = Bsd.CreateConnectionAsync("host.test", 80);
            dialing!.Kill();
            return await connecting;
        });
        dialing.Observe();
        Assert.IsType<GreenletExitException>(await EndOfAsync(dialing));
        await PolledAsync();
        Assert.Equal(1, track.Open);
    });

    [Fact]
    public void A_cancelled_token_closes_every_half_open_socket() => OnTrack([One, Two], async track =>
    {
        using var cancellation = new CancellationTokenSource();
        Greenlet<GreenSocket> dialing = await DialingAsync(cancellationToken: cancellation.Token);
        await PassAsync(Delay);
        await cancellation.CancelAsync();
        Assert.IsType<OperationCanceledException>(await EndOfAsync(dialing));
        Assert.Equal(0, track.Open);
        Assert.IsAssignableFrom<OperationCanceledException>(await EndOfAsync(await DialingAsync(cancellationToken: cancellation.Token)));
    });

    [Fact]
    public void The_hubs_end_closes_every_half_open_socket() => OnTrack([One, Two], async track =>
    {
        await DialingAsync();
        await PassAsync(Delay);
        Assert.Equal(2, track.Open);
    });

    [Fact]
    public void A_hub_that_ends_tells_a_caller_from_elsewhere()
    {
        var track = new RaceTrack(Kernels.Create(KernelName));
        Task<GreenSocket>? dialing = null;
        OnHub(
            async () =>
            {
                using var system = new ResolvingSystem(new ListResolver(One, Two));
                var port = (HubPort)Hub.Current!.Port!;
                dialing = Task.Run(async () => new GreenSocket(await DialOperation.StartAsync(
                    port,
                    DialRequest.From(null, "host.test", Timeout.InfiniteTimeSpan, tellsAll: false)
                        .To([new IPEndPoint(IPAddress.Parse(One), 80)]),
                    Timeout.InfiniteTimeSpan,
                    CancellationToken.None)));
                while (track.Open == 0)
                {
                    await PolledAsync();
                }
            },
            Options with { OtherKernel = track, TimeProvider = Clock });
        Assert.Equal(0, track.Open);
        Assert.IsType<InvalidOperationException>(Assert.Throws<AggregateException>(() => dialing!.Wait(Patience)).InnerException);
    }

    [Fact]
    public void The_source_address_is_bound_before_the_connect() => OnHub(async () =>
    {
        using GreenSocket listener = Listener();
        using GreenSocket client = await Bsd.CreateConnectionAsync(
            listener.LocalEndPoint!, sourceAddress: new IPEndPoint(IPAddress.Parse("127.0.0.9"), 0));
        Assert.Equal(IPAddress.Parse("127.0.0.9"), ((IPEndPoint)client.LocalEndPoint!).Address);
        using GreenSocket server = await listener.AcceptAsync();
        Assert.Equal(client.LocalEndPoint, server.RemoteEndPoint);
    });

    [Fact]
    public void A_source_address_that_is_not_ours_or_of_another_family_fails_and_leaks_nothing() => OnTrack([SixOne, One], async track =>
    {
        var foreign = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 0);
        var all = await ThrowsAsync<AggregateException>(
            async () => await Bsd.CreateConnectionAsync("host.test", 80, sourceAddress: foreign, allErrors: true));
        Assert.Equal(
            [SocketError.AddressFamilyNotSupported, SocketError.AddressNotAvailable],
            all.InnerExceptions.Select(e => ((SocketException)e).SocketErrorCode));
        Assert.Empty(track.Started);
        Assert.Equal(0, track.Open);
    });

    [Fact]
    public void An_address_with_a_scope_reaches_the_kernel_with_it() => OnHub(async () =>
    {
        SocketException e = await ThrowsAsync<SocketException>(async () => await Bsd.CreateConnectionAsync("fe80::1%4242", 9));
        Assert.Contains("%4242", e.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void A_Unix_path_is_connected_to_with_its_timeout_and_its_errors() => OnHub(async () =>
    {
        string path = Path.Combine(Path.GetTempPath(), $"greensock-{Guid.NewGuid():N}");
        using GreenSocket listener = Bsd.CreateServer(new UnixDomainSocketEndPoint(path));
        using GreenSocket client = await Bsd.CreateConnectionAsync(new UnixDomainSocketEndPoint(path), Second);
        using GreenSocket server = await listener.AcceptAsync();
        Assert.Equal(Second, client.Timeout);
        await EchoAsync(client, server);

        var nowhere = new UnixDomainSocketEndPoint(path + "-none");
        await ThrowsAsync<SocketException>(async () => await Bsd.CreateConnectionAsync(nowhere));
        var all = await ThrowsAsync<AggregateException>(async () => await Bsd.CreateConnectionAsync(nowhere, allErrors: true));
        Assert.Single(all.InnerExceptions);
    });

    [Fact]
    public void Bad_arguments_are_refused() => OnHub(async () =>
    {
        var address = new IPEndPoint(IPAddress.Loopback, 9);
        await ThrowsAsync<ArgumentNullException>(async () => await Bsd.CreateConnectionAsync((EndPoint)null!));
        await ThrowsAsync<ArgumentNullException>(async () => await Bsd.CreateConnectionAsync(null!, 9));
        await ThrowsAsync<ArgumentOutOfRangeException>(async () => await Bsd.CreateConnectionAsync("a", 65_536));
        await ThrowsAsync<ArgumentOutOfRangeException>(async () => await Bsd.CreateConnectionAsync(address, TimeSpan.Zero));
        await ThrowsAsync<ArgumentOutOfRangeException>(async () => await Bsd.CreateConnectionAsync(address, totalTimeout: -Second));
        await ThrowsAsync<ArgumentException>(
            async () => await Bsd.CreateConnectionAsync(address, sourceAddress: new DnsEndPoint("a", 0)));
    });
}
