using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Event;
using Akka.Greensock.Protocol;
using Akka.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>A listener that is used by messages, from Listen to Unlistened.</summary>
public abstract class ListenSpecs(string kernel) : GreensockTestKit(kernel)
{
    [Fact]
    public async Task Accepted_comes_from_the_connection_and_tells_both_end_points()
    {
        (IActorRef listener, TestProbe handler, IPEndPoint address) = await ListenAsync();
        Assert.NotEqual(0, address.Port);

        Socket peer = await PeerConnectsAsync(address);
        Accepted accepted = await handler.ExpectMsgAsync<Accepted>(Patience);
        Assert.Equal(peer.LocalEndPoint, accepted.RemoteEndPoint);
        Assert.Equal(peer.RemoteEndPoint, accepted.LocalEndPoint);
        Assert.NotEqual(listener, handler.LastSender);

        var link = new Link(handler.LastSender, handler, peer);
        link.Tell(new Register(handler));
        link.Tell(new Send("hi"u8.ToArray()));
        Assert.Equal("hi", await link.PeerReceivesTextAsync(2));
    }

    [Fact]
    public async Task Every_connection_is_told_once_and_has_an_actor_of_its_own()
    {
        (_, TestProbe handler, IPEndPoint address) = await ListenAsync();
        Socket[] peers = await Task.WhenAll(Enumerable.Range(0, 250).Select(_ => PeerConnectsAsync(address)));
        var senders = new HashSet<IActorRef>();
        var told = new HashSet<EndPoint>();
        foreach (Socket _ in peers)
        {
            told.Add((await handler.ExpectMsgAsync<Accepted>(Patience)).RemoteEndPoint);
            senders.Add(handler.LastSender);
        }

        Assert.Equal(peers.Select(peer => peer.LocalEndPoint!).ToHashSet(), told);
        Assert.Equal(peers.Length, senders.Count);
        await handler.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task The_commander_gets_Listening_and_the_handler_the_connections()
    {
        TestProbe commander = CreateTestProbe();
        TestProbe handler = CreateTestProbe();
        Greensock.Manager.Tell(new Listen(Loopback, handler), commander);
        Listening listening = await commander.ExpectMsgAsync<Listening>(Patience);
        await PeerConnectsAsync(listening.LocalEndPoint);
        await handler.ExpectMsgAsync<Accepted>(Patience);
        await commander.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_suspended_listener_leaves_connections_in_the_backlog()
    {
        (IActorRef listener, TestProbe handler, IPEndPoint address) = await ListenAsync();
        listener.Tell(new SuspendAccepting());
        await TurnsPassAsync();
        await PeerConnectsAsync(address);
        await PeerConnectsAsync(address);
        await TurnsPassAsync();
        await handler.ExpectNoMsgAsync(TimeSpan.Zero);

        listener.Tell(new ResumeAccepting());
        await handler.ExpectMsgAsync<Accepted>(Patience);
        await handler.ExpectMsgAsync<Accepted>(Patience);
    }

    [Fact]
    public async Task Unlisten_ends_the_listener_once_and_leaves_its_connections_alone()
    {
        (IActorRef listener, TestProbe handler, IPEndPoint address) = await ListenAsync(Nobody());
        Watch(listener);
        Socket peer = await PeerConnectsAsync(address);
        await handler.ExpectMsgAsync<Accepted>(Patience);
        var link = new Link(handler.LastSender, handler, peer);
        link.Tell(new Register(handler));

        listener.Tell(new Unlisten());
        listener.Tell(new Unlisten());
        await handler.ExpectMsgAsync<Unlistened>(Patience);
        Assert.Equal(listener, handler.LastSender);
        await ExpectTerminatedAsync(listener, Patience);
        var refused = await Assert.ThrowsAsync<SocketException>(() => PeerConnectsAsync(address));
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);

        link.Tell(new Send("ok"u8.ToArray()));
        Assert.Equal("ok", await link.PeerReceivesTextAsync(2));
        await handler.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_listener_ends_with_its_handler()
    {
        (IActorRef listener, TestProbe handler, IPEndPoint address) = await ListenAsync(Nobody());
        Watch(listener);
        Sys.Stop(handler);
        await ExpectTerminatedAsync(listener, Patience);
        await Assert.ThrowsAsync<SocketException>(() => PeerConnectsAsync(address));
    }

    [Fact]
    public async Task A_listener_whose_actor_is_stopped_tells_its_handler()
    {
        (IActorRef listener, TestProbe handler, IPEndPoint address) = await ListenAsync(Nobody());
        Sys.Stop(listener);
        await handler.ExpectMsgAsync<Unlistened>(Patience);
        await Assert.ThrowsAsync<SocketException>(() => PeerConnectsAsync(address));
    }

    [Fact]
    public async Task An_address_in_use_fails()
    {
        (_, _, IPEndPoint address) = await ListenAsync();
        ListenFailed failed = await FailsAsync(new Listen(address, TestActor));
        Assert.Equal(SocketError.AddressAlreadyInUse, failed.Error);
        Assert.Contains(address.ToString(), failed.Reason, StringComparison.Ordinal);
        Assert.Equal(1, await OnHubAsync(() => Hub.Descriptors.Count));
    }

    [Fact]
    public async Task An_address_of_another_machine_fails()
    {
        var elsewhere = new IPEndPoint(IPAddress.Parse("203.0.113.7"), 0);
        Assert.Equal(SocketError.AddressNotAvailable, (await FailsAsync(new Listen(elsewhere, TestActor))).Error);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65536)]
    public async Task A_backlog_out_of_its_bounds_fails(int backlog) =>
        Assert.Equal(SocketError.InvalidArgument, (await FailsAsync(new Listen(Loopback, TestActor, backlog))).Error);

    [Fact]
    public async Task A_listen_without_an_address_or_a_handler_fails_and_harms_nobody()
    {
        (_, TestProbe handler, IPEndPoint address) = await ListenAsync();
        Assert.Equal(SocketError.InvalidArgument, (await FailsAsync(new Listen(null!, TestActor))).Error);
        Assert.Equal(SocketError.InvalidArgument, (await FailsAsync(new Listen(Loopback, null!))).Error);
        await PeerConnectsAsync(address);
        await handler.ExpectMsgAsync<Accepted>(Patience);
    }

    [Fact]
    public async Task A_listener_on_IPv6_takes_IPv6_alone()
    {
        (_, TestProbe handler, IPEndPoint address) = await ListenAsync(Nobody(IPAddress.IPv6Any));
        await Assert.ThrowsAsync<SocketException>(() => PeerConnectsAsync(new IPEndPoint(IPAddress.Loopback, address.Port)));
        await PeerConnectsAsync(new IPEndPoint(IPAddress.IPv6Loopback, address.Port));
        Accepted accepted = await handler.ExpectMsgAsync<Accepted>(Patience);
        Assert.Equal(IPAddress.IPv6Loopback, accepted.RemoteEndPoint.Address);
    }

    [Fact]
    public async Task What_a_listener_does_not_understand_is_unhandled()
    {
        (IActorRef listener, TestProbe handler, IPEndPoint address) = await ListenAsync();
        Sys.EventStream.Subscribe(TestActor, typeof(UnhandledMessage));
        object[] foreign = ["what?", new Send(new byte[1]), new Register(TestActor), new Close(), new Listen(Loopback, handler)];
        foreach (object message in foreign)
        {
            listener.Tell(message, TestActor);
            Assert.Same(message, (await ExpectMsgAsync<UnhandledMessage>(Patience)).Message);
        }

        await PeerConnectsAsync(address);
        await handler.ExpectMsgAsync<Accepted>(Patience);
    }

    private async Task<ListenFailed> FailsAsync(Listen listen)
    {
        Greensock.Manager.Tell(listen, TestActor);
        ListenFailed failed = await ExpectMsgAsync<ListenFailed>(Patience);
        Assert.Same(listen, failed.Command);
        return failed;
    }
}
