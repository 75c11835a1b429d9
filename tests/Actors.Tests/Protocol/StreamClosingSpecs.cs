using System.Net.Sockets;
using Akka.Actor;
using Akka.Event;
using Akka.Greensock.Protocol;
using Akka.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>
/// How a connection that is used by messages ends: always with one Closed to its handler, and then its actor ends.
/// </summary>
public abstract class StreamClosingSpecs(string kernel) : GreensockTestKit(
    kernel, "akka.greensock.socket { send-queue = 64MiB }")
{
    private static readonly byte[] MoreThanTheKernelTakes = new byte[16_000_000];

    [Fact]
    public async Task Close_sends_what_was_told_before()
    {
        byte[] bytes = new byte[200_000];
        new Random(1).NextBytes(bytes);
        Link link = await ConnectAndRegisterAsync();
        link.Tell(new Send(bytes));
        link.Tell(new Close());
        Assert.Equal(bytes, await link.PeerReceivesAllAsync());
        Closed closed = await ExpectEndAsync(link);
        Assert.Equal((CloseReason.Requested, SocketError.Success), (closed.Reason, closed.Error));
    }

    [Fact]
    public async Task A_send_after_a_close_fails()
    {
        Link link = await ConnectAndRegisterAsync();
        link.Tell(new Send(MoreThanTheKernelTakes));
        link.Tell(new Close());
        link.Tell(new Send(new byte[1], "late"));
        SendFailed failed = await link.Handler.ExpectMsgAsync<SendFailed>(Patience);
        Assert.Equal(("late", SocketError.Shutdown), (failed.Command.Token, failed.Error));
        link.Tell(new Abort());
        await link.Handler.ExpectMsgAsync<SendFailed>(Patience);
        await ExpectEndAsync(link);
    }

    [Fact]
    public async Task A_second_close_does_not_change_the_reason()
    {
        Link link = await ConnectAndRegisterAsync();
        link.Tell(new Send(MoreThanTheKernelTakes));
        link.Peer.Shutdown(SocketShutdown.Send);
        link.Tell(new ReceiveMore());
        await link.Handler.ExpectMsgAsync<EndOfStream>(Patience);
        link.Tell(new Close());
        Assert.Equal(MoreThanTheKernelTakes.Length, (await link.PeerReceivesAllAsync()).Length);
        Assert.Equal(CloseReason.PeerClosed, (await ExpectEndAsync(link)).Reason);
    }

    [Fact]
    public async Task Abort_resets_the_connection_and_drops_what_is_not_sent()
    {
        Link link = await ConnectAndRegisterAsync();
        link.Tell(new Send(MoreThanTheKernelTakes, "dropped"));
        link.Tell(new Abort());
        Assert.Equal("dropped", (await link.Handler.ExpectMsgAsync<SendFailed>(Patience)).Command.Token);
        Closed closed = await ExpectEndAsync(link);
        Assert.Equal((CloseReason.Aborted, SocketError.Success), (closed.Reason, closed.Error));
        await link.PeerSeesResetAsync();
    }

    [Fact]
    public async Task Abort_ends_a_close_that_waits()
    {
        Link link = await ConnectAndRegisterAsync();
        link.Tell(new Send(MoreThanTheKernelTakes));
        link.Tell(new Close());
        link.Tell(new Abort());
        await link.Handler.ExpectMsgAsync<SendFailed>(Patience);
        Assert.Equal(CloseReason.Aborted, (await ExpectEndAsync(link)).Reason);
        await link.PeerSeesResetAsync();
    }

    [Fact]
    public async Task A_reset_by_the_peer_is_told_once_to_one_who_receives()
    {
        Link link = await ConnectAndRegisterAsync(credit: ReceiveMore.Unlimited);
        link.PeerResets();
        Closed closed = await ExpectEndAsync(link);
        Assert.Equal((CloseReason.Failed, SocketError.ConnectionReset), (closed.Reason, closed.Error));
    }

    [Fact]
    public async Task A_reset_by_the_peer_is_told_once_to_one_who_only_sends()
    {
        Link link = await ConnectAndRegisterAsync();
        int ours = await OnHubAsync(() => Assert.Single(Hub.Descriptors.All()).Number);
        link.PeerResets();
        await Alone.UntilAsync(
            () => OnHubAsync(() => Hub.Kernel.Poll(ours, SelectMode.SelectRead).IsOk), () => "the reset has not arrived");
        link.Tell(new Send(new byte[1], "lost"));
        SendFailed failed = await link.Handler.ExpectMsgAsync<SendFailed>(Patience);
        Assert.Equal(("lost", SocketError.ConnectionReset), (failed.Command.Token, failed.Error));
        Closed closed = await ExpectEndAsync(link);
        Assert.Equal((CloseReason.Failed, SocketError.ConnectionReset), (closed.Reason, closed.Error));
    }

    [Fact]
    public async Task A_reset_by_the_peer_fails_every_send_that_waits()
    {
        Link link = await ConnectAndRegisterAsync();
        for (int i = 0; i < 3; i++)
        {
            link.Tell(new Send(i == 0 ? MoreThanTheKernelTakes : new byte[1], i));
        }

        await TurnsPassAsync();
        link.PeerResets();
        for (int i = 0; i < 3; i++)
        {
            SendFailed failed = await link.Handler.ExpectMsgAsync<SendFailed>(Patience);
            Assert.Equal((i, SocketError.ConnectionReset), (failed.Command.Token, failed.Error));
        }

        Closed closed = await ExpectEndAsync(link);
        Assert.Equal((CloseReason.Failed, SocketError.ConnectionReset), (closed.Reason, closed.Error));
    }

    [Fact]
    public async Task The_death_of_the_handler_resets_the_connection()
    {
        Link link = await ConnectAsync();
        TestProbe handler = CreateTestProbe();
        Watch(link.Connection);
        link.Tell(new Register(handler));
        Sys.Stop(handler);
        await link.PeerSeesResetAsync();
        await ExpectTerminatedAsync(link.Connection, Patience);
    }

    [Fact]
    public async Task A_handler_that_is_dead_already_resets_the_connection_too()
    {
        Link link = await ConnectAsync();
        TestProbe handler = CreateTestProbe();
        Watch(handler);
        Sys.Stop(handler);
        await ExpectTerminatedAsync(handler, Patience);
        link.Tell(new Register(handler));
        await link.PeerSeesResetAsync();
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("poison pill")]
    [InlineData("kill")]
    public async Task A_connection_whose_actor_is_stopped_is_closed_and_its_handler_told(string how)
    {
        Link link = await ConnectAndRegisterAsync();
        int watched = await OnHubAsync(() => Hub.Descriptors.Count);
        switch (how)
        {
            case "stop":
                Sys.Stop(link.Connection);
                break;
            case "poison pill":
                link.Tell(PoisonPill.Instance);
                break;
            default:
                link.Tell(Kill.Instance);
                break;
        }

        Assert.Equal(CloseReason.Stopped, (await ExpectEndAsync(link)).Reason);
        Assert.Empty(await link.PeerReceivesAllAsync());
        Assert.Equal(watched - 1, await OnHubAsync(() => Hub.Descriptors.Count));
    }

    [Fact]
    public async Task A_connection_can_be_closed_and_aborted_before_anybody_registers()
    {
        Link closed = await ConnectAsync();
        closed.Handler.Watch(closed.Connection);
        closed.Tell(new Close());
        Assert.Empty(await closed.PeerReceivesAllAsync());
        await closed.Handler.ExpectTerminatedAsync(closed.Connection, Patience);

        Link aborted = await ConnectAsync();
        aborted.Handler.Watch(aborted.Connection);
        aborted.Tell(new Abort());
        await aborted.PeerSeesResetAsync();
        await aborted.Handler.ExpectTerminatedAsync(aborted.Connection, Patience);
    }

    [Fact]
    public async Task What_a_connection_does_not_understand_is_unhandled()
    {
        Link link = await ConnectAndRegisterAsync(credit: 1);
        Sys.EventStream.Subscribe(TestActor, typeof(UnhandledMessage));
        object[] foreign = ["what?", new SuspendAccepting(), new Unlisten(), new Listen(Loopback, link.Handler)];
        foreach (object message in foreign)
        {
            link.Tell(message);
            UnhandledMessage unhandled = await ExpectMsgAsync<UnhandledMessage>(Patience);
            Assert.Same(message, unhandled.Message);
            Assert.Equal(link.Connection, unhandled.Recipient);
        }

        await link.PeerSendsAsync("fine");
        await link.Handler.ExpectMsgAsync<Received>(Patience);
    }
}
