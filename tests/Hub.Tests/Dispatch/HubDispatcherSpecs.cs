using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Configuration;
using Akka.Event;


namespace Akka.Greensock.Tests;

public class HubDispatcherSpecs() : Akka.TestKit.Xunit2.TestKit(Hocon)
{
    private const string Hocon = """
        my-hub {
          type = "Akka.Greensock.HubDispatcherConfigurator, Akka.Greensock.Hub"
          throughput = 4
          hub { yield-budget = 7 }
        }
        wrong-deadline { type = "Akka.Greensock.HubDispatcherConfigurator, Akka.Greensock.Hub", throughput-deadline-time = 1ms }
        wrong-throughput { type = "Akka.Greensock.HubDispatcherConfigurator, Akka.Greensock.Hub", throughput = 0 }
        wrong-option { type = "Akka.Greensock.HubDispatcherConfigurator, Akka.Greensock.Hub", hub { greenlet-budget = many } }
        """;

    private HubDispatcher Dispatcher => (HubDispatcher)Sys.Dispatchers.Lookup("my-hub");

    [Fact]
    public void The_type_named_in_HOCON_gives_one_dispatcher_with_one_hub_of_its_own()
    {
        HubDispatcher dispatcher = Dispatcher;
        Assert.Same(dispatcher, Dispatcher);
        Assert.Equal("my-hub", dispatcher.Id);
        Assert.Equal(4, dispatcher.Throughput);
        Assert.Null(dispatcher.ThroughputDeadlineTime);
        Assert.Equal("my-hub", dispatcher.Hub.Name);
        Assert.Equal(7, dispatcher.Hub.Options.YieldBudget);
        Assert.Equal(new HubOptions().GreenletBudget, dispatcher.Hub.Options.GreenletBudget);
        Assert.False(dispatcher.Hub.HasEnded);
    }

    [Fact]
    public async Task Two_actors_on_one_hub_share_its_thread()
    {
        IActorRef first = Sys.ActorOf(Props.Create(() => new Where()).WithDispatcher("my-hub"));
        IActorRef second = Sys.ActorOf(Props.Create(() => new Where()).WithDispatcher("my-hub"));
        var a = await first.Ask<Place>("where", Patience);
        var b = await second.Ask<Place>("where", Patience);

        Assert.Equal("my-hub", a.Thread.Name);
        Assert.Same(a.Thread, b.Thread);
        Assert.Same(Dispatcher.Hub, a.Hub);
        Assert.Null(a.Greenlet);
        Assert.Null(a.Context);
    }

    [Theory]
    [InlineData("foreign")]
    [InlineData("sleep")]
    [InlineData("yield")]
    [InlineData("join")]
    [InlineData("cross-hub join")]
    public async Task An_asynchronous_receive_keeps_its_actor_after_an_await(string what)
    {
        using var other = new TestHub();
        IActorRef actor = Sys.ActorOf(Props.Create(() => new Awaiting(other.Hub)).WithDispatcher("my-hub"));
        for (int i = 0; i < 20; i++)
        {
            actor.Tell(what, TestActor);
            actor.Tell("next", TestActor);
            Assert.Equal("kept", await ExpectMsgAsync<string>(Patience));
            Assert.Equal("next", await ExpectMsgAsync<string>(Patience));
        }

        Assert.Equal(0, Dispatcher.Hub.Statistics.Parked);
    }

    [Fact]
    public async Task A_foreign_tell_wakes_a_sleeping_hub()
    {
        IActorRef actor = Sys.ActorOf(Props.Create(() => new Where()).WithDispatcher("my-hub"));
        for (int i = 0; i < 500; i++)
        {
            await actor.Ask<Place>("where", Patience);
        }
    }

    [Fact]
    public async Task A_greenlet_s_Tell_claims_no_sender_and_a_greenlet_runs_between_the_actors()
    {
        IActorRef actor = Sys.ActorOf(Props.Create(() => new EchoSender()).WithDispatcher("my-hub"));
        await actor.Ask<IActorRef>("who", Patience);
        var seen = new TaskCompletionSource<ActorCell?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = Dispatcher.Hub.Spawn(async () =>
        {
            for (int i = 0; i < 100; i++)
            {
                actor.Tell(i);
                await Greenlet.YieldAsync();
                if (InternalCurrentActorCellKeeper.Current is { } cell)
                {
                    seen.SetResult(cell);
                    return;
                }
            }

            seen.SetResult(null);
        });
        Assert.Null(await seen.Task.WaitAsync(Patience));
        actor.Tell("nobody", TestActor);
        Assert.Equal(100, await ExpectMsgAsync<int>(Patience));
    }

    [Fact]
    public async Task Exceptions_in_actors_are_their_supervisors_and_never_reach_the_hub()
    {
        Hub hub = Dispatcher.Hub;
        var errors = new ConcurrentQueue<HubError>();
        hub.ErrorHandler = errors.Enqueue;
        IActorRef actor = Sys.ActorOf(Props.Create(() => new Where()).WithDispatcher("my-hub"));
        await EventFilter.Exception<FormatException>("bad actor").ExpectOneAsync(Patience, () =>
        {
            actor.Tell("throw");
            return Task.CompletedTask;
        });
        await EventFilter.Exception<FormatException>("bad actor, later").ExpectOneAsync(Patience, () =>
        {
            actor.Tell("throw later");
            return Task.CompletedTask;
        });
        await EventFilter.Warning("said on the hub").ExpectOneAsync(Patience, () =>
        {
            actor.Tell("warn");
            return Task.CompletedTask;
        });
        await actor.Ask<Place>("where", Patience);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task An_action_scheduled_on_the_dispatcher_that_throws_harms_nobody()
    {
        var reported = new TaskCompletionSource<HubError>(TaskCreationOptions.RunContinuationsAsynchronously);
        Dispatcher.Hub.ErrorHandler = reported.SetResult;
        Dispatcher.Schedule(() => throw new FormatException("bad action"));
        Assert.Equal("bad action", (await reported.Task.WaitAsync(Patience)).Exception.Message);
        IActorRef actor = Sys.ActorOf(Props.Create(() => new Where()).WithDispatcher("my-hub"));
        await actor.Ask<Place>("where", Patience);
    }

    [Fact]
    public async Task Actors_that_stop_are_counted_out()
    {
        Hub hub = Dispatcher.Hub;
        Props where = Props.Create(() => new Where()).WithDispatcher("my-hub");
        IActorRef[] actors = [.. Enumerable.Range(0, 20).Select(_ => Sys.ActorOf(where))];
        foreach (IActorRef actor in actors)
        {
            Assert.Same(hub, (await actor.Ask<Place>("where", Patience)).Hub);
        }

        Assert.Equal(20, hub.ActorCount);
        await Task.WhenAll(actors.Select(a => a.GracefulStop(Patience)));
        await AwaitConditionAsync(() => Task.FromResult(hub.ActorCount == 0), Patience);
        Assert.False(hub.HasEnded);
    }

    [Theory]
    [InlineData("wrong-deadline", "wrong-deadline.throughput-deadline-time", "0")]
    [InlineData("wrong-throughput", "wrong-throughput.throughput = 0", "from 1 to 1000000")]
    [InlineData("wrong-option", "wrong-option.hub.greenlet-budget = many", "from 1 to 1000000")]
    public void A_wrong_value_is_refused_with_its_key_the_value_and_what_is_allowed(string dispatcher, string keyAndValue, string allowed)
    {
        Exception thrown = Assert.ThrowsAny<Exception>(() => Sys.Dispatchers.Lookup(dispatcher));
        ConfigurationException inner = Assert.IsType<ConfigurationException>(thrown as ConfigurationException ?? thrown.InnerException);
        Assert.Contains(keyAndValue, inner.Message, StringComparison.Ordinal);
        Assert.Contains(allowed, inner.Message, StringComparison.Ordinal);
    }

    private sealed record Place(Thread Thread, Hub? Hub, Greenlet? Greenlet, SynchronizationContext? Context);

    private sealed class Where : ReceiveActor
    {
        public Where()
        {
            Receive<string>(s => s == "where", _ => Sender.Tell(
                new Place(Thread.CurrentThread, Hub.Current, Greenlet.Current, SynchronizationContext.Current)));
            Receive<string>(s => s == "throw", _ => throw new FormatException("bad actor"));
            Receive<string>(s => s == "warn", _ => Context.GetLogger().Log(LogLevel.WarningLevel, "said on the hub"));
            ReceiveAsync<string>(s => s == "throw later", async _ =>
            {
                await TestHub.Foreign();
                throw new FormatException("bad actor, later");
            });
        }
    }

    private sealed class EchoSender : ReceiveActor
    {
        private int _withoutSender;

        public EchoSender()
        {
            Receive<int>(_ => _withoutSender += Sender is null || Sender.Equals(Context.System.DeadLetters) ? 1 : 0);
            Receive<string>(s => s == "who", _ => Sender.Tell(Self));
            Receive<string>(s => s == "nobody", _ => Sender.Tell(_withoutSender));
        }
    }

    private sealed class Awaiting : ReceiveActor
    {
        public Awaiting(Hub other)
        {
            ReceiveAsync<string>(async what =>
            {
                (IActorRef self, IActorRef sender, Thread thread) = (Self, Sender, Thread.CurrentThread);
                switch (what)
                {
                    case "foreign":
                        await TestHub.Foreign();
                        break;
                    case "sleep":
                        await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(0.1));
                        break;
                    case "yield":
                        await Greenlet.YieldAsync();
                        await Greenlet.YieldAsync();
                        break;
                    case "join":
                        await Greenlet.Spawn(async () => await Greenlet.YieldAsync());
                        break;
                    case "cross-hub join":
                        await other.Spawn(async () => await Greenlet.YieldAsync());
                        break;
                }

                bool kept = Self.Equals(self) && Sender.Equals(sender) && Context.Self.Equals(self) && Thread.CurrentThread == thread &&
                    Greenlet.Current is null && SynchronizationContext.Current is null;
                Sender.Tell(what == "next" ? what : kept ? "kept" : $"lost after {what}");
            });
        }
    }
}
