using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Greensock.Protocol;
using Akka.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>A connection that nobody registers for does not stay for ever.</summary>
public abstract class RegisterTimeoutSpecs(string kernel)
    : GreensockTestKit(kernel, "akka.greensock.socket.register-timeout = 100ms")
{
    [Fact]
    public async Task A_connected_one_is_reset()
    {
        Link link = await ConnectAsync();
        Watch(link.Connection);
        await link.PeerSeesResetAsync();
        await ExpectTerminatedAsync(link.Connection, Patience);
    }

    [Fact]
    public async Task An_accepted_one_is_reset_even_if_the_handler_has_gone()
    {
        (IActorRef listener, TestProbe handler, IPEndPoint address) = await ListenAsync();
        Socket peer = await PeerConnectsAsync(address);
        await handler.ExpectMsgAsync<Accepted>(Patience);
        var link = new Link(handler.LastSender, handler, peer);
        Watch(listener);
        Sys.Stop(handler);
        await ExpectTerminatedAsync(listener, Patience);
        await link.PeerSeesResetAsync();
        Watch(link.Connection);
        await ExpectTerminatedAsync(link.Connection, Patience);
    }

    [Fact]
    public async Task A_connected_one_whose_commander_has_gone_is_reset()
    {
        Socket listener = PeerListens();
        Greensock.Manager.Tell(new Connect(listener.LocalEndPoint!), ActorRefs.Nobody);
        Socket peer = Keep(await listener.AcceptAsync().WaitAsync(Patience));
        await new Link(ActorRefs.Nobody, CreateTestProbe(), peer).PeerSeesResetAsync();
    }

    [Fact]
    public async Task One_that_is_used_without_a_registration_is_reset_too()
    {
        Link link = await ConnectAsync();
        link.Tell(new Send("x"u8.ToArray(), "sent"));
        await link.PeerSeesResetAsync();
    }
}
