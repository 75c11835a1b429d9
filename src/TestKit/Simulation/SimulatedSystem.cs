using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Dispatch;

namespace Akka.Greensock.TestKit;

/// <summary>
/// An actor system that lives in simulations, one after another: to make and to end one takes longer than a thousand simulated packets.
/// </summary>
internal sealed class SimulatedSystem
{
    // Akka keeps a dispatcher for every hub that there ever was.
    private const int MaximumUses = 500;

    [ThreadStatic]
    private static Stack<SimulatedSystem>? _free;

    [ThreadStatic]
    private static SimulatedSystem? _starting;

    private static readonly Config Defaults = ConfigurationFactory.ParseString($$"""
        akka {
          loglevel = WARNING
          stdout-loglevel = OFF
          loggers = ["{{typeof(SimulationLogger).AssemblyQualifiedName}}"]
          log-dead-letters = off
          log-dead-letters-during-shutdown = off
          coordinated-shutdown.run-by-clr-shutdown-hook = off
          scheduler.implementation = "{{typeof(SimulatedScheduler).AssemblyQualifiedName}}"
          actor {
            default-dispatcher { type = "{{typeof(SimulatedDispatcherConfigurator).AssemblyQualifiedName}}" }
            internal-dispatcher { type = "{{typeof(SimulatedDispatcherConfigurator).AssemblyQualifiedName}}", throughput = 30 }
            default-blocking-io-dispatcher { type = "{{typeof(SimulatedDispatcherConfigurator).AssemblyQualifiedName}}", throughput = 1 }
            default-fork-join-dispatcher { type = "{{typeof(SimulatedDispatcherConfigurator).AssemblyQualifiedName}}" }
          }
        }
        """);

    private readonly bool _isForOne;
    private readonly IResolver _resolver = null!;
    private int _uses;
    private readonly bool _runsAtOnce;
    private volatile bool _isRetired;
    private Queue<IRunnable>? _atOnce;

    private SimulatedSystem(Simulation simulation, Config config, ActorSystemSetup setup, string name, bool isForOne)
    {
        _isForOne = isForOne;
        Simulation = simulation;
        _starting = this;
        _runsAtOnce = true;
        try
        {
            // While a system starts it waits for its own actors.
            System = ActorSystem.Create(name, setup
                .And(BootstrapSetup.Create().WithConfig(config.WithFallback(Defaults)))
                .And(new SimulatedSystemSetup(this))
                .And(new HubSetup { NextHub = () => Simulation.Local.Hub }));
            Greensock = Greensock.For(System);
            _resolver = new BlockingResolver(new SimulatedNames(() => Simulation.Network));
            Greensock.Resolver = _resolver;
        }
        finally
        {
            _starting = null;
            _runsAtOnce = false;
        }
    }

    /// <summary>The one that starts on this thread.</summary>
    public static SimulatedSystem? Starting => _starting;

    public ActorSystem System { get; } = null!;

    public Greensock Greensock { get; } = null!;

    public Simulation Simulation { get; private set; }

    /// <summary>One of this thread's, for a simulation.</summary>
    public static SimulatedSystem Rent(Simulation simulation)
    {
        if (_free is { Count: > 0 } free)
        {
            SimulatedSystem system = free.Pop();
            system.Simulation = simulation;
            return system;
        }

        return new SimulatedSystem(simulation, Config.Empty, ActorSystemSetup.Empty, "simulation", isForOne: false);
    }

    /// <summary>A new one, for one simulation alone.</summary>
    public static SimulatedSystem Create(Simulation simulation, Config config, ActorSystemSetup setup, string name) =>
        new(simulation, config, setup, name, isForOne: true);

    /// <summary>Its simulation has ended.</summary>
    public void GiveBack(bool isClean)
    {
        if (_isForOne)
        {
            Retire();
        }
        else if (isClean && CoordinatedShutdown.Get(System).ShutdownReason is null && ++_uses < MaximumUses)
        {
            Greensock.Resolver = _resolver; // whatever the test has put there
            (_free ??= new()).Push(this);
        }
        else
        {
            Retire();
            _ = System.Terminate();
        }
    }

    /// <summary>From now on its actors run on the pool: they have only to end.</summary>
    public void Retire() => _isRetired = true;

    /// <summary>Ends the actors of the test.</summary>
    public void StopActors()
    {
        var guardian = (LocalActorRef)((ExtendedActorSystem)System).Guardian;
        IInternalActorRef[] children = [.. guardian.Cell.ChildrenContainer.Children];
        // Akka keeps them by the hash of their names, which differs from process to process.
        Array.ForEach([.. children.OrderBy(child => child.Path.Name, StringComparer.Ordinal)], child => child.Stop());
        Simulation.RunUntil(() => guardian.Cell.ChildrenContainer.Children.Count == 0, TimeSpan.FromMinutes(1));
    }

    public void Execute(IRunnable run)
    {
        if (_isRetired)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static one => one.Run(), run, preferLocal: false);
            return;
        }

        if (!_runsAtOnce)
        {
            Simulation.Post(() => Run(run));
            return;
        }

        if (_atOnce is { } queue)
        {
            queue.Enqueue(run);
            return;
        }

        _atOnce = new Queue<IRunnable>([run]);
        while (_atOnce.TryDequeue(out IRunnable? next))
        {
            Run(next);
        }

        _atOnce = null;
    }

    // With a context left in place, an await in ReceiveAsync would come back without its actor cell.
    private static void Run(IRunnable run)
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            run.Run();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    public void After(TimeSpan delay, Action action) => Simulation.After(delay, action);
}

/// <summary>Tells the dispatchers of a system which simulated one it is.</summary>
internal sealed class SimulatedSystemSetup(SimulatedSystem system) : Setup
{
    public SimulatedSystem System { get; } = system;
}
