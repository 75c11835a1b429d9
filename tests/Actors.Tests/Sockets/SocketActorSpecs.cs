using System.Net.Sockets;
using Akka.Actor;
using Akka.Greensock.Protocol;
using Akka.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>A socket's actor owns its descriptor: whatever ends the one closes the other, once.</summary>
public abstract class SocketActorSpecs(string kernel) : GreensockTestKit(kernel)
{
    [Theory]
    [InlineData("stop")]
    [InlineData("poison pill")]
    [InlineData("kill")]
    public async Task An_actor_that_is_stopped_closes_its_descriptor_once_and_fails_the_calls_that_wait(string how)
    {
        using AdoptedHub home = await AdoptAsync();
        (OwnedSocket socket, _) = await ConnectedAsync(home);
        Greenlet<SocketError> reader = SpawnReader(home, socket);
        Watch(socket.Actor);
        End(socket.Actor!, how);

        Assert.Equal(SocketError.OperationAborted, await reader.GetAsync().AsTask().WaitAsync(Patience));
        await ExpectTerminatedAsync(socket.Actor, Patience);
        Assert.True(socket.IsClosed);
        Assert.Equal(1, home.Kernel.Closes);
    }

    [Fact]
    public async Task A_close_ends_the_actor()
    {
        using AdoptedHub home = await AdoptAsync();
        (OwnedSocket socket, _) = await ConnectedAsync(home);
        Watch(socket.Actor);
        socket.CloseFromAnywhere();
        await ExpectTerminatedAsync(socket.Actor, Patience);
        socket.CloseFromAnywhere();
        await TurnsPassAsync(home.Hub);
        Assert.Equal(1, home.Kernel.Closes);
    }

    [Fact]
    public async Task A_bug_ends_one_socket_and_is_logged_and_the_hub_goes_on()
    {
        using AdoptedHub home = await AdoptAsync();
        (OwnedSocket sound, Socket soundPeer) = await ConnectedAsync(home);
        (OwnedSocket socket, Socket peer) = await ConnectedAsync(home);
        TestProbe handler = CreateTestProbe();
        var link = new Link(socket.Actor!, handler, peer);
        handler.Watch(link.Connection);
        int victim = socket.Number;
        home.Kernel.BeforeReceive = number =>
        {
            if (number == victim)
            {
                throw new InvalidTimeZoneException("a bug");
            }
        };

        await EventFilter.Exception<SocketFaultException>(contains: "a bug").ExpectOneAsync(Patience, async () =>
        {
            link.Tell(new Register(handler));
            link.Tell(new ReceiveMore());
            await ExpectEndAsync(link);
        });

        Assert.Equal(1, home.Kernel.Closes);
        Greenlet<int> receive = home.Hub.Spawn(async () => await sound.ReceiveAsync(
            new byte[8], SocketFlags.None, Timeout.InfiniteTimeSpan, CancellationToken.None));
        await soundPeer.SendAsync(new byte[3]).WaitAsync(Patience);
        Assert.Equal(3, await receive.GetAsync().AsTask().WaitAsync(Patience));
    }

    [Fact]
    public async Task A_bug_in_a_call_fails_the_call_and_is_logged()
    {
        using AdoptedHub home = await AdoptAsync();
        (OwnedSocket socket, Socket peer) = await ConnectedAsync(home);
        Greenlet<SocketError> reader = SpawnReader(home, socket);
        await TurnsPassAsync(home.Hub);
        Watch(socket.Actor);
        await EventFilter.Exception<SocketFaultException>(contains: "a bug").ExpectOneAsync(Patience, async () =>
        {
            home.Kernel.BeforeReceive = _ => throw new InvalidTimeZoneException("a bug");
            await peer.SendAsync(new byte[1]).WaitAsync(Patience);
            Assert.Equal(SocketError.OperationAborted, await reader.GetAsync().AsTask().WaitAsync(Patience));
            await ExpectTerminatedAsync(socket.Actor, Patience);
        });
        Assert.Equal(1, home.Kernel.Closes);
    }

    [Fact]
    public async Task An_actor_that_is_deployed_elsewhere_fails_loudly_and_closes_its_socket()
    {
        using AdoptedHub home = await AdoptAsync();
        Socket listener = PeerListens();
        OwnedSocket socket = await OnHubAsync(home.Hub, () => MakeWithoutActor(home));
        await EventFilter.Exception<ActorInitializationException>().ExpectOneAsync(Patience, async () =>
        {
            IActorRef stray = Sys.ActorOf(new SocketProps(Props.Create<SocketActor>(), socket));
            Watch(stray);
            await ExpectTerminatedAsync(stray, Patience);
        });
        await TurnsPassAsync(home.Hub);
        Assert.True(socket.IsClosed);
        Assert.Equal(1, home.Kernel.Closes);
    }

    [Fact]
    public async Task A_call_of_the_facade_goes_before_the_messages_of_an_actor()
    {
        using AdoptedHub home = await AdoptAsync();
        (OwnedSocket socket, Socket peer) = await ConnectedAsync(home);
        var link = new Link(socket.Actor!, CreateTestProbe(), peer);
        Greenlet<SocketError> reader = SpawnReader(home, socket);
        await TurnsPassAsync(home.Hub);
        link.Tell(new Register(link.Handler));
        link.Tell(new ReceiveMore(ReceiveMore.Unlimited));
        link.Tell(new Send("x"u8.ToArray(), "sent"));
        await link.Handler.ExpectMsgAsync<Sent>(Patience);

        await link.PeerSendsAsync("1");
        Assert.Equal(SocketError.Success, await reader.GetAsync().AsTask().WaitAsync(Patience));
        await link.Handler.ExpectNoMsgAsync(TimeSpan.Zero);
        await link.PeerSendsAsync("2");
        Assert.Equal("2"u8.ToArray(), (await link.Handler.ExpectMsgAsync<Received>(Patience)).Data.ToArray());
    }

    [Fact]
    public async Task A_close_of_the_facade_tells_the_handler()
    {
        using AdoptedHub home = await AdoptAsync();
        (OwnedSocket socket, Socket peer) = await ConnectedAsync(home);
        var link = new Link(socket.Actor!, CreateTestProbe(), peer);
        link.Handler.Watch(link.Connection);
        link.Tell(new Register(link.Handler));
        await TurnsPassAsync(home.Hub);
        socket.CloseFromAnywhere();
        Assert.Equal(CloseReason.Stopped, (await ExpectEndAsync(link)).Reason);
    }

    private static void End(IActorRef actor, string how)
    {
        switch (how)
        {
            case "stop":
                ((IInternalActorRef)actor).Stop();
                break;
            case "poison pill":
                actor.Tell(PoisonPill.Instance);
                break;
            default:
                actor.Tell(Kill.Instance);
                break;
        }
    }

    private static OwnedSocket MakeWithoutActor(AdoptedHub home) => new(
        home.Port,
        home.Kernel.Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp).Value,
        new SocketDescription(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp),
        SocketPhase.Open);

    private static Greenlet<SocketError> SpawnReader(AdoptedHub home, OwnedSocket socket) => home.Hub.Spawn(async () =>
    {
        try
        {
            await socket.ReceiveAsync(new byte[8], SocketFlags.None, Timeout.InfiniteTimeSpan, CancellationToken.None);
            return SocketError.Success;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode;
        }
    });

    private async Task<(OwnedSocket Socket, Socket Peer)> ConnectedAsync(AdoptedHub home)
    {
        Socket listener = PeerListens();
        Greenlet<OwnedSocket> connecting = home.Hub.Spawn(async () =>
        {
            OwnedSocket made = OwnedSocket.Make(home.Port, AddressFamily.InterNetwork);
            await made.ConnectAsync(listener.LocalEndPoint!, Timeout.InfiniteTimeSpan, CancellationToken.None);
            return made;
        });
        Socket peer = Keep(await listener.AcceptAsync().WaitAsync(Patience));
        return (await connecting.GetAsync().AsTask().WaitAsync(Patience), peer);
    }
}
