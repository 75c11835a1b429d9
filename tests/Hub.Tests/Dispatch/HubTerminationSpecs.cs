using Akka.Actor;
using Akka.Configuration;

namespace Akka.Greensock.Tests;

public class HubTerminationSpecs
{
    private const string Type = "\"Akka.Greensock.HubDispatcherConfigurator, Akka.Greensock.Hub\"";
    private const string Quiet = "akka.loglevel = OFF\nakka.stdout-loglevel = OFF\n";

    [Fact]
    public async Task A_system_with_live_actors_and_greenlets_on_a_hub_terminates_and_the_hub_ends_after_the_actors()
    {
        var system = ActorSystem.Create("hub-end", ConfigurationFactory.ParseString(Quiet + $"my-hub {{ type = {Type} }}"));
        var dispatcher = (HubDispatcher)system.Dispatchers.Lookup("my-hub");
        Hub hub = dispatcher.Hub;
        var stoppedOn = new TaskCompletionSource<Hub?>(TaskCreationOptions.RunContinuationsAsynchronously);
        IActorRef parked = system.ActorOf(Props.Create(() => new Parked(stoppedOn)).WithDispatcher("my-hub"));
        parked.Tell("park");
        bool unwound = false;
        Greenlet greenlet = hub.Spawn(async () =>
        {
            try
            {
                await Greenlet.SleepAsync(Timeout.InfiniteTimeSpan);
            }
            finally
            {
                unwound = true;
            }
        });
        hub.Post(() => { });
        await system.Terminate().WaitAsync(Patience);

        Assert.Same(hub, await stoppedOn.Task.WaitAsync(Patience));
        Assert.True(hub.Join(Patience));
        Assert.True(unwound);
        Assert.True(greenlet.IsDead);
        Assert.Equal(0, hub.ActorCount);
    }

    [Fact]
    public async Task A_hub_may_be_the_default_dispatcher_of_a_system()
    {
        var system = ActorSystem.Create("hub-default", ConfigurationFactory.ParseString(
            Quiet + $"akka.actor.default-dispatcher {{ type = {Type} }}"));
        var errors = new List<HubError>();
        Hub hub = ((HubDispatcher)system.Dispatchers.DefaultGlobalDispatcher).Hub;
        hub.ErrorHandler = errors.Add;
        IActorRef echo = system.ActorOf(Props.Create(() => new Echo()));
        Assert.Same(hub, await echo.Ask<Hub>("hub", Patience));
        await system.Terminate().WaitAsync(Patience);
        Assert.True(hub.Join(Patience));
        Assert.Empty(errors);
    }

    [Fact]
    public async Task An_idle_hub_is_not_dead_after_Akka_s_shutdown_timeout()
    {
        var system = ActorSystem.Create("hub-idle", ConfigurationFactory.ParseString(
            Quiet + $"my-hub {{ type = {Type}, shutdown-timeout = 1ms }}"));
        Hub hub = ((HubDispatcher)system.Dispatchers.Lookup("my-hub")).Hub;
        for (int i = 0; i < 5; i++)
        {
            IActorRef echo = system.ActorOf(Props.Create(() => new Echo()).WithDispatcher("my-hub"));
            Assert.Same(hub, await echo.Ask<Hub>("hub", Patience));
            Assert.True(await echo.GracefulStop(Patience));
        }

        await system.Terminate().WaitAsync(Patience);
        Assert.True(hub.Join(Patience));
    }

    [Fact]
    public async Task A_hub_that_was_stopped_first_runs_its_actors_until_they_end_or_the_stop_timeout_and_the_system_still_terminates()
    {
        var system = ActorSystem.Create("hub-first", ConfigurationFactory.ParseString(
            Quiet + $"my-hub {{ type = {Type}, hub {{ stop-timeout = 20ms }} }}"));
        Hub hub = ((HubDispatcher)system.Dispatchers.Lookup("my-hub")).Hub;
        hub.ErrorHandler = _ => { };
        IActorRef echo = system.ActorOf(Props.Create(() => new Echo()).WithDispatcher("my-hub"));
        Assert.Same(hub, await echo.Ask<Hub>("hub", Patience));
        hub.Stop();
        Assert.True(hub.Join(Patience));

        // Mailboxes are never lost: without its hub, the actor runs on the pool.
        echo.Tell("hub");
        Assert.Equal("alive", await echo.Ask<string>("alive", Patience));
        await system.Terminate().WaitAsync(Patience);
    }

    [Fact]
    public async Task The_last_actor_to_end_on_a_hub_that_stops_ends_it_without_waiting_for_the_stop_timeout()
    {
        var system = ActorSystem.Create("hub-last", ConfigurationFactory.ParseString(
            Quiet + $"my-hub {{ type = {Type}, hub {{ stop-timeout = 10m }} }}"));
        Hub hub = ((HubDispatcher)system.Dispatchers.Lookup("my-hub")).Hub;
        IActorRef echo = system.ActorOf(Props.Create(() => new Echo()).WithDispatcher("my-hub"));
        Assert.Same(hub, await echo.Ask<Hub>("hub", Patience));
        hub.Stop();
        Assert.Equal("alive", await echo.Ask<string>("alive", Patience));
        Assert.True(await echo.GracefulStop(Patience));
        Assert.True(hub.Join(Patience));
        await system.Terminate().WaitAsync(Patience);
    }

    private sealed class Echo : ReceiveActor
    {
        public Echo()
        {
            Receive<string>(s => s == "hub", _ => Sender.Tell(Hub.Current!));
            Receive<string>(s => s == "alive", s => Sender.Tell(s));
        }
    }

    private sealed class Parked : ReceiveActor
    {
        private readonly TaskCompletionSource<Hub?> _stoppedOn;

        public Parked(TaskCompletionSource<Hub?> stoppedOn)
        {
            _stoppedOn = stoppedOn;
            ReceiveAsync<string>(async _ => await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(5)));
        }

        protected override void PostStop() => _stoppedOn.SetResult(Hub.Current);
    }
}
