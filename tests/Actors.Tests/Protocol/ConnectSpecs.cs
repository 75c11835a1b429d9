using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Greensock.Protocol;

namespace Akka.Greensock.Tests;

/// <summary>Connect is answered, once, by Connected or ConnectFailed.</summary>
public abstract class ConnectSpecs(string kernel) : GreensockTestKit(kernel)
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task Connected_comes_from_the_connection_and_tells_both_end_points()
    {
        Socket listener = PeerListens();
        Greensock.Manager.Tell(new Connect(listener.LocalEndPoint!), TestActor);
        Socket peer = Keep(await listener.AcceptAsync().WaitAsync(Patience));
        Connected connected = await ExpectMsgAsync<Connected>(Patience);
        Assert.Equal(peer.LocalEndPoint, connected.RemoteEndPoint);
        Assert.Equal(peer.RemoteEndPoint, connected.LocalEndPoint);
        Assert.StartsWith("/system/greensock/hub-1/", LastSender.Path.ToStringWithoutAddress(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_local_end_point_is_bound_before()
    {
        Socket listener = PeerListens();
        Greensock.Manager.Tell(new Connect(listener.LocalEndPoint!, new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0)), TestActor);
        Connected connected = await ExpectMsgAsync<Connected>(Patience);
        Assert.Equal("127.0.0.2", connected.LocalEndPoint.Address.ToString());
    }

    [Fact]
    public async Task A_refused_connect_fails_and_leaves_nothing_behind()
    {
        IPEndPoint nobody = Nobody();
        ConnectFailed failed = await FailsAsync(new Connect(nobody));
        Assert.Equal(SocketError.ConnectionRefused, failed.Error);
        Assert.Contains(nobody.ToString(), failed.Reason, StringComparison.Ordinal);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task An_unreachable_address_fails()
    {
        ConnectFailed failed = await FailsAsync(new Connect(new IPEndPoint(IPAddress.Broadcast, 9)));
        Assert.Contains(failed.Error, new[] { SocketError.NetworkUnreachable, SocketError.AccessDenied, SocketError.HostUnreachable });
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task A_connect_that_nobody_answers_ends_with_its_own_timeout()
    {
        EndPoint silent = await SilentAsync();
        ConnectFailed failed = await FailsAsync(new Connect(silent, Timeout: Short));
        Assert.Equal(SocketError.TimedOut, failed.Error);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task The_longest_timeouts_are_no_short_ones()
    {
        foreach (TimeSpan timeout in new[] { TimeSpan.MaxValue, Timeout.InfiniteTimeSpan })
        {
            Socket listener = PeerListens();
            Greensock.Manager.Tell(new Connect(listener.LocalEndPoint!, Timeout: timeout), TestActor);
            await ExpectMsgAsync<Connected>(Patience);
        }
    }

    [Fact]
    public async Task An_unknown_host_fails()
    {
        string host = new('x', 64); // longer than a label may be, which no server has to tell
        ConnectFailed failed = await FailsAsync(new Connect(new DnsEndPoint(host, 80)));
        Assert.Equal(SocketError.HostNotFound, failed.Error);
        Assert.Contains(host, failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_is_resolved()
    {
        Socket listener = PeerListens();
        int port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        Greensock.Manager.Tell(new Connect(new DnsEndPoint("127.0.0.1", port)), TestActor);
        await ExpectMsgAsync<Connected>(Patience);
        Greensock.Manager.Tell(new Connect(new DnsEndPoint("localhost", port)), TestActor);
        Connected connected = await ExpectMsgAsync<Connected>(Patience);
        Assert.Equal(listener.LocalEndPoint, connected.RemoteEndPoint);
    }

    [Fact]
    public async Task The_addresses_of_a_name_are_tried_in_turn()
    {
        Socket listener = PeerListens();
        Attempt(await SupervisorAsync(), [Nobody(), Nobody(), (IPEndPoint)listener.LocalEndPoint!], Patience);
        Connected connected = await ExpectMsgAsync<Connected>(Patience);
        Assert.Equal(listener.LocalEndPoint, connected.RemoteEndPoint);
    }

    [Fact]
    public async Task The_error_is_that_of_the_last_address()
    {
        var clock = new ManualClock(); // so that the time of the first passes, and not that of the second
        using AdoptedHub home = await AdoptAsync(clock: clock);
        var silent = (IPEndPoint)await SilentAsync();
        Attempt(home.Supervisor, [silent, Nobody()], Short);
        await Alone.UntilAsync(() => OnHubAsync(home.Hub, () => home.Hub.Timers.Count == 1), () => "no attempt is made");
        clock.Advance(Short);
        await TurnsPassAsync(home.Hub);
        Assert.Equal(SocketError.ConnectionRefused, (await ExpectMsgAsync<ConnectFailed>(Patience)).Error);

        Attempt(await SupervisorAsync(), [Nobody(), silent], Short);
        Assert.Equal(SocketError.TimedOut, (await ExpectMsgAsync<ConnectFailed>(Patience)).Error);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task An_end_point_of_another_kind_fails()
    {
        var connect = new Connect(new UnixDomainSocketEndPoint("/nowhere"));
        Assert.Equal(SocketError.AddressFamilyNotSupported, (await FailsAsync(connect)).Error);
        Assert.Equal(SocketError.AddressFamilyNotSupported, (await FailsAsync(new Connect(null!))).Error);
    }

    [Fact]
    public async Task A_local_end_point_that_is_in_use_fails()
    {
        Socket listener = PeerListens();
        Socket used = PeerListens();
        var connect = new Connect(listener.LocalEndPoint!, (IPEndPoint)used.LocalEndPoint!);
        Assert.Equal(SocketError.AddressAlreadyInUse, (await FailsAsync(connect)).Error);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task A_local_end_point_of_the_other_family_fails()
    {
        Socket listener = PeerListens();
        var connect = new Connect(listener.LocalEndPoint!, new IPEndPoint(IPAddress.IPv6Loopback, 0));
        ConnectFailed failed = await FailsAsync(connect);
        Assert.Contains(failed.Error, new[] { SocketError.AddressFamilyNotSupported, SocketError.InvalidArgument });
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Many_connects_are_answered_each()
    {
        Socket listener = PeerListens(512);
        IPEndPoint nobody = Nobody();
        for (int i = 0; i < 200; i++)
        {
            Greensock.Manager.Tell(new Connect(i % 2 == 0 ? listener.LocalEndPoint! : nobody, Timeout: Patience), TestActor);
        }

        var outcomes = new List<SocketError>();
        for (int i = 0; i < 200; i++)
        {
            outcomes.Add(await ExpectMsgAsync<object>(Patience) is ConnectFailed failed ? failed.Error : SocketError.Success);
        }

        Assert.Equal(
            [(SocketError.Success, 100), (SocketError.ConnectionRefused, 100)],
            outcomes.CountBy(error => error).Select(pair => (pair.Key, pair.Value)).Order());
        await TurnsPassAsync();
        await ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_registration_ends_the_wait_for_it()
    {
        Link link = await ConnectAsync();
        link.Tell(new Register(link.Handler));
        link.Tell(new Send("x"u8.ToArray(), "sent"));
        await link.Handler.ExpectMsgAsync<Sent>(Patience);
        Assert.Equal(0, await OnHubAsync(() => Hub.Timers.Count));
    }

    private async Task<ConnectFailed> FailsAsync(Connect connect)
    {
        Greensock.Manager.Tell(connect, TestActor);
        ConnectFailed failed = await ExpectMsgAsync<ConnectFailed>(Patience);
        Assert.Same(connect, failed.Command);
        await ExpectNoMsgAsync(TimeSpan.Zero);
        return failed;
    }

    private void Attempt(IActorRef supervisor, IPEndPoint[] addresses, TimeSpan timeoutOfEach) => supervisor.Tell(new ConnectAttempt(
        new Connect(addresses[0]), TestActor, [.. addresses.Select(KernelAddress.FromEndPoint)], timeoutOfEach, Errno.None));

    private async Task NothingIsLeftAsync()
    {
        await TurnsPassAsync();
        Assert.Equal(0, await OnHubAsync(() => Hub.Descriptors.Count));
        Assert.Equal(1, Hub.ActorCount);
    }
}
