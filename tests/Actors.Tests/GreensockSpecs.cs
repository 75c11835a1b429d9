using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Configuration;
using Akka.Greensock.Protocol;

namespace Akka.Greensock.Tests;

public class GreensockSpecs() : GreensockTestKit("auto", "akka.greensock { hubs = 3, hub.yield-budget = 7, dispatcher.throughput = 5 }")
{
    [Fact]
    public void It_starts_as_many_hubs_as_are_configured_each_with_a_dispatcher()
    {
        Assert.Equal(["hub-1", "hub-2", "hub-3"], Greensock.Hubs.Select(hub => hub.Name));
        foreach (Hub hub in Greensock.Hubs)
        {
            var dispatcher = (HubDispatcher)Sys.Dispatchers.Lookup($"akka.greensock.{hub.Name}");
            Assert.Same(hub, dispatcher.Hub);
            Assert.Equal(5, dispatcher.Throughput);
            Assert.False(hub.HasEnded);
        }
    }

    [Fact]
    public void It_is_one_for_each_system()
    {
        Assert.Same(Greensock, Akka.Greensock.Greensock.For(Sys));
        Assert.Same(Sys, Greensock.System);
        Assert.Throws<ArgumentNullException>(() => Akka.Greensock.Greensock.For(null!));
    }

    [Fact]
    public void The_configuration_of_the_system_goes_before_the_reference()
    {
        Assert.All(Greensock.Hubs, hub => Assert.Equal(7, hub.Options.YieldBudget));
        Assert.Equal(new HubOptions().MailboxBudget, Greensock.Hubs[0].Options.MailboxBudget);
        Assert.Equal(16 * 1024, Greensock.Settings.ReceiveBufferBytes);
        Assert.Equal(3, Greensock.Settings.HubCount);
    }

    [Fact]
    public void The_next_hub_is_each_in_turn()
    {
        Hub[] first = [.. Enumerable.Range(0, 3).Select(_ => Greensock.NextHub())];
        Assert.Equal(Greensock.Hubs.ToHashSet(), first.ToHashSet());
        Assert.Equal(first, Enumerable.Range(0, 3).Select(_ => Greensock.NextHub()));
    }

    [Fact]
    public async Task Its_actors_stand_below_the_system_guardian_and_each_socket_below_its_hub()
    {
        Assert.Equal("/system/greensock", Greensock.Manager.Path.ToStringWithoutAddress());
        Socket listener = PeerListens();
        var parents = new List<string>();
        for (int i = 0; i < 3; i++)
        {
            Greensock.Manager.Tell(new Connect(listener.LocalEndPoint!), TestActor);
            await ExpectMsgAsync<Connected>(Patience);
            parents.Add(LastSender.Path.Parent.ToStringWithoutAddress());
        }

        Assert.Equal(["/system/greensock/hub-1", "/system/greensock/hub-2", "/system/greensock/hub-3"], parents.Order());
    }

    [Fact]
    public async Task An_actor_on_a_dispatcher_of_its_runs_on_that_hub()
    {
        _ = Greensock;
        foreach (Hub hub in Greensock.Hubs)
        {
            IActorRef actor = Sys.ActorOf(Props.Create(() => new Where()).WithDispatcher($"akka.greensock.{hub.Name}"));
            Assert.Same(hub, (await actor.Ask<Here>("where", Patience)).Hub);
        }
    }

    [Fact]
    public async Task A_socket_s_actor_runs_on_its_hub_with_the_small_mailbox()
    {
        (IActorRef listener, _, _) = await ListenAsync();
        var cell = (ActorCell)((ActorRefWithCell)listener).Underlying;
        Assert.Equal($"akka.greensock.{listener.Path.Parent.Name}", cell.Dispatcher.Id);
        Assert.IsType<HubMessageQueue>(cell.Mailbox!.MessageQueue);
    }

    [Fact]
    public async Task A_system_can_load_it_as_an_extension()
    {
        ActorSystem system = ActorSystem.Create("loading", ConfigurationFactory.ParseString("""
            akka.extensions = ["Akka.Greensock.GreensockProvider, Akka.Greensock.Actors"]
            akka.greensock.hubs = 2
            akka.loglevel = OFF
            """));
        try
        {
            Assert.True(system.HasExtension<Greensock>());
            Assert.Equal(2, Akka.Greensock.Greensock.For(system).Hubs.Count);
        }
        finally
        {
            await system.Terminate().WaitAsync(Patience);
        }

        Assert.All(Akka.Greensock.Greensock.For(system).Hubs, hub => Assert.True(hub.HasEnded));
    }

    [Fact]
    public async Task The_default_is_one_for_the_process()
    {
        Greensock[] all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Akka.Greensock.Greensock.Default)));
        Assert.Single(all.ToHashSet());
        Assert.NotSame(Greensock, all[0]);
        Assert.Same(all[0], Akka.Greensock.Greensock.PortHere().Owner);
    }

    [Fact]
    public async Task An_error_that_nobody_waited_for_reaches_the_log_and_the_event_stream()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(HubError));
        await EventFilter.Exception<InvalidTimeZoneException>().ExpectOneAsync(Patience, async () =>
        {
            Hub.Post(() => throw new InvalidTimeZoneException("posted"));
            HubError error = await ExpectMsgAsync<HubError>(Patience);
            Assert.Same(Hub, error.Hub);
            Assert.Null(error.Greenlet);
        });
        await EventFilter.Exception<InvalidTimeZoneException>().ExpectOneAsync(Patience, async () =>
        {
            Greenlet greenlet = Hub.Spawn(() => throw new InvalidTimeZoneException("greenlet"));
            Assert.Same(greenlet, (await ExpectMsgAsync<HubError>(Patience)).Greenlet);
        });
        await TurnsPassAsync();
    }

    [Fact]
    public async Task A_bug_of_a_supervisor_harms_no_socket()
    {
        (IActorRef listener, Akka.TestKit.TestProbe handler, IPEndPoint address) = await ListenAsync();
        IActorRef supervisor = await SupervisorAsync(listener.Path.Parent.Name);
        await EventFilter.Warning(contains: "Object reference").ExpectOneAsync(
            Patience, () =>
            {
                supervisor.Tell(new ConnectAttempt(null!, TestActor, null!, TimeSpan.Zero, Errno.None));
                return Task.CompletedTask;
            });
        await PeerConnectsAsync(address);
        await handler.ExpectMsgAsync<Accepted>(Patience);
        supervisor.Tell(new Listen(Loopback, TestActor), TestActor);
        await ExpectMsgAsync<Listening>(Patience);
    }

    private sealed record Here(Hub? Hub);

    private sealed class Where : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(new Here(Hub.Current));
    }
}
