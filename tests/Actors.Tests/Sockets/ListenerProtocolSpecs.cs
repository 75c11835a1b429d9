using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Greensock.Protocol;
using Akka.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>What a listener does when accept fails.</summary>
public abstract class ListenerProtocolSpecs(string kernel) : GreensockTestKit(kernel)
{
    [Fact]
    public async Task Out_of_descriptors_it_backs_off_without_spinning_and_recovers()
    {
        using AdoptedHub home = await AdoptAsync();
        (_, TestProbe handler, IPEndPoint address) = await ListenOnAsync(home);
        Socket before = await PeerConnectsAsync(address);
        await handler.ExpectMsgAsync<Accepted>(Patience);
        var link = new Link(handler.LastSender, handler, before);
        link.Tell(new Register(handler));

        int refused = 0;
        await EventFilter.Warning(contains: "Accepting pauses").ExpectAsync(3, Patience, async () =>
        {
            home.Kernel.InsteadOfAccept = () => Interlocked.Increment(ref refused) <= 3 ? Errno.MFile : Errno.None;
            await PeerConnectsAsync(address);
            await TurnsPassAsync(home.Hub);
            link.Tell(new Send("fine"u8.ToArray()));
            Assert.Equal("fine", await link.PeerReceivesTextAsync(4));
            await handler.ExpectMsgAsync<Accepted>(Patience);
        });
        Assert.InRange(Volatile.Read(ref refused), 4, 5);
    }

    [Fact]
    public async Task Connections_that_are_lost_before_they_are_accepted_are_passed_over()
    {
        using AdoptedHub home = await AdoptAsync();
        (_, TestProbe handler, IPEndPoint address) = await ListenOnAsync(home);
        int lost = 0;
        home.Kernel.InsteadOfAccept = () => Interlocked.Increment(ref lost) <= 250 ? Errno.ConnAborted : Errno.None;
        await PeerConnectsAsync(address);
        await handler.ExpectMsgAsync<Accepted>(Patience);
    }

    [Fact]
    public async Task A_listener_that_cannot_accept_any_more_ends_and_says_so()
    {
        using AdoptedHub home = await AdoptAsync();
        (IActorRef listener, TestProbe handler, IPEndPoint address) = await ListenOnAsync(home);
        Watch(listener);
        await EventFilter.Error(contains: "The listener ends").ExpectOneAsync(Patience, async () =>
        {
            home.Kernel.InsteadOfAccept = () => Errno.Inval;
            // Not awaited: it may be reset before it knows that it is connected.
            _ = Keep(new Socket(SocketType.Stream, ProtocolType.Tcp)).ConnectAsync(address);
            await handler.ExpectMsgAsync<Unlistened>(Patience);
        });
        await ExpectTerminatedAsync(listener, Patience);
    }

    [Fact]
    public async Task Resuming_does_not_end_a_pause()
    {
        using AdoptedHub home = await AdoptAsync();
        (IActorRef listener, TestProbe handler, IPEndPoint address) = await ListenOnAsync(home);
        int calls = 0;
        home.Kernel.InsteadOfAccept = () => Interlocked.Increment(ref calls) <= 6 ? Errno.MFile : Errno.None;
        await PeerConnectsAsync(address);
        for (int i = 0; i < 50; i++)
        {
            listener.Tell(new ResumeAccepting());
            await TurnsPassAsync(home.Hub);
        }

        await handler.ExpectMsgAsync<Accepted>(Patience);
        Assert.InRange(Volatile.Read(ref calls), 7, 8);
    }

    private async Task<(IActorRef Listener, TestProbe Handler, IPEndPoint Address)> ListenOnAsync(AdoptedHub home)
    {
        TestProbe handler = CreateTestProbe();
        home.Supervisor.Tell(new Listen(Loopback, handler), handler);
        Listening listening = await handler.ExpectMsgAsync<Listening>(Patience);
        return (handler.LastSender, handler, listening.LocalEndPoint);
    }
}
