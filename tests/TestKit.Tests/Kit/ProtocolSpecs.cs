using System.Net;
using System.Net.Sockets;
using System.Text;
using Akka.Actor;
using Akka.Greensock.Protocol;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>Greensock's message protocol between probes and simulated hosts.</summary>
public class ProtocolSpecs : GreensockTestKit
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly SimulatedHost _peer;
    private readonly IActorRef _manager;

    public ProtocolSpecs()
    {
        _peer = AddHost("peer");
        _manager = Greensock.For(Sys).Manager;
    }

    [Fact]
    public void A_connection_is_made_used_and_closed_by_messages()
    {
        Greenlet echo = Echo(7);
        _manager.Tell(new Connect(new DnsEndPoint("peer", 7)));
        Connected connected = ExpectMsg<Connected>();
        Assert.Equal(_peer.Address, connected.RemoteEndPoint.Address);
        Assert.Equal(Local.Address, connected.LocalEndPoint.Address);
        IActorRef connection = LastSender;
        Watch(connection);
        connection.Tell(new Register(TestActor));
        connection.Tell(new Send("hello"u8.ToArray(), "sent"));
        Assert.Equal("sent", ExpectMsg<Sent>().Token);
        ExpectNoMsg(Minute); // no credit, nothing received
        connection.Tell(new ReceiveMore());
        Assert.Equal("hello", Encoding.ASCII.GetString(ExpectMsg<Received>().Data.Span));
        connection.Tell(new Close());
        FishForMessage<Closed>(closed => closed.Reason == CloseReason.Requested);
        ExpectTerminated(connection);
        Simulation.RunUntil(() => echo.IsDead, Minute);
        Assert.Null(echo.Exception);
    }

    [Fact]
    public async Task A_greenlet_of_a_host_connects_to_an_actor_that_listens()
    {
        SimulatedProbe server = CreateTestProbe("server");
        _manager.Tell(new Listen(new IPEndPoint(IPAddress.Any, 0), server), server);
        int port = server.ExpectMsg<Listening>().LocalEndPoint.Port;
        Greenlet<string> client = _peer.Spawn(async () =>
        {
            using var socket = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync("local", port);
            await socket.SendAllAsync("ping"u8.ToArray());
            byte[] buffer = new byte[10];
            return Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer));
        });
        Accepted accepted = await server.ExpectMsgAsync<Accepted>();
        Assert.Equal(_peer.Address, accepted.RemoteEndPoint.Address);
        IActorRef connection = server.Sender;
        server.Send(connection, new Register(server));
        server.Send(connection, new ReceiveMore(ReceiveMore.Unlimited));
        await server.ExpectMsgAsync<Received>(received => received.Data.Span.SequenceEqual("ping"u8));
        server.Reply(new Send("pong"u8.ToArray()));
        Assert.Equal("pong", await client);
        await server.ExpectMsgAsync<EndOfStream>();
        Assert.Equal(CloseReason.PeerClosed, (await server.ExpectMsgAsync<Closed>()).Reason);
    }

    [Fact]
    public void A_refused_connect_fails_and_one_that_nobody_answers_times_out()
    {
        _manager.Tell(new Connect(new IPEndPoint(_peer.Address, 9)));
        Assert.Equal(SocketError.ConnectionRefused, ExpectMsg<ConnectFailed>().Error);
        Network.Partition(Local, _peer);
        TimeSpan start = Now;
        _manager.Tell(new Connect(new IPEndPoint(_peer.Address, 9), Timeout: Minute));
        Assert.Equal(SocketError.TimedOut, ExpectMsg<ConnectFailed>(2 * Minute).Error);
        Assert.Equal(Minute, Now - start);
    }

    [Fact]
    public void A_crash_of_the_peer_is_found_out_when_something_is_sent()
    {
        Echo(7);
        _manager.Tell(new Connect(new IPEndPoint(_peer.Address, 7)));
        ExpectMsg<Connected>();
        IActorRef connection = LastSender;
        connection.Tell(new Register(TestActor));
        connection.Tell(new ReceiveMore());
        _peer.Crash();
        ExpectNoMsg(TimeSpan.FromHours(1));
        _peer.Restart();
        connection.Tell(new Send("hello"u8.ToArray()));
        Assert.Equal((CloseReason.Failed, SocketError.ConnectionReset), (AwaitClosed().Reason, LastClosed!.Error));
    }

    [Fact]
    public void A_handler_that_ends_takes_its_connection_with_it()
    {
        Echo(7);
        SimulatedProbe handler = CreateTestProbe();
        _manager.Tell(new Connect(new IPEndPoint(_peer.Address, 7)), handler);
        handler.ExpectMsg<Connected>();
        IActorRef connection = handler.Sender;
        connection.Tell(new Register(handler));
        Watch(connection);
        Sys.Stop(handler.Ref);
        ExpectTerminated(connection);
        AwaitCondition(() => Local.OpenDescriptors == 0);
    }

    [Fact]
    public async Task A_greenlet_of_a_host_may_expect_too()
    {
        SimulatedProbe probe = CreateTestProbe();
        Greenlet<string> greenlet = _peer.Spawn(async () =>
        {
            await Greenlet.SleepAsync(TimeSpan.FromSeconds(1));
            return await probe.ExpectMsgAsync<string>(Minute);
        });
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromSeconds(10), probe, "hello", ActorRefs.NoSender);
        Assert.Equal("hello", await greenlet);
        Greenlet sync = _peer.Spawn(async () =>
        {
            await Greenlet.YieldAsync();
            probe.ExpectMsg<string>();
        });
        Assert.Contains(
            "Await what you wait for",
            (await Assert.ThrowsAsync<InvalidOperationException>(async () => await sync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_log_with_the_kits_actors_in_it()
    {
        (ulong, long) one = Conversation(5);
        Assert.Equal(one, Conversation(5));
        Assert.NotEqual(one, Conversation(6));
    }

    private static (ulong Hash, long Events) Conversation(ulong seed)
    {
        using var kit = new Kit(seed);
        SimulatedHost peer = kit.AddHost("peer");
        SimulatedProbe[] probes = [.. Enumerable.Range(0, 5).Select(_ => kit.CreateTestProbe())];
        kit.Network.DefaultLink = LinkOptions.Default with { Jitter = TimeSpan.FromMilliseconds(20) };
        Greenlet serving = peer.Spawn(async () =>
        {
            await using var server = new StreamServer(new IPEndPoint(IPAddress.Any, 7), async socket => await EchoAsync(socket));
            await server.StartAsync();
            await Greenlet.SleepAsync(TimeSpan.FromHours(1));
        });
        foreach (SimulatedProbe probe in probes)
        {
            Greensock.For(kit.Sys).Manager.Tell(new Connect(new IPEndPoint(peer.Address, 7)), probe);
        }

        foreach (SimulatedProbe probe in probes)
        {
            probe.ExpectMsg<Connected>(Minute);
            probe.Reply(new Register(probe));
            probe.Sender.Tell(new ReceiveMore(10));
            probe.Sender.Tell(new Send(new byte[10_000]));
        }

        Array.ForEach(probes, probe => probe.FishForMessage<Received>(_ => true, Minute));
        serving.Kill();
        kit.Simulation.RunFor(Minute);
        return (kit.Simulation.Log.Hash, kit.Simulation.Log.Count);
    }

    private Greenlet Echo(int port) => _peer.Spawn(async () =>
    {
        using var listener = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Any, port));
        listener.Listen();
        using GreenSocket socket = await listener.AcceptAsync();
        await EchoAsync(socket);
    });

    private static async Task EchoAsync(GreenSocket socket)
    {
        byte[] buffer = new byte[4096];
        int count;
        while ((count = await socket.ReceiveAsync(buffer)) != 0)
        {
            await socket.SendAllAsync(buffer.AsMemory(0, count));
        }
    }

    private Closed? LastClosed { get; set; }

    private Closed AwaitClosed() => LastClosed = FishForMessage<Closed>(_ => true, TimeSpan.FromHours(1));

    private sealed class Kit(ulong seed) : GreensockTestKit(seed);
}
