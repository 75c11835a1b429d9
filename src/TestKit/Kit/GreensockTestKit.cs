using System.Net;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.TestKit;
using Xunit.Abstractions;

namespace Akka.Greensock.TestKit;

/// <summary>
/// Akka's TestKit over a simulation: an actor system whose actors, sockets and timers all run on the test's thread and on one virtual
/// clock. A wait lets the simulation go on, and takes no real time; where nothing will ever happen, it ends at once, with the
/// simulation's report.
/// </summary>
/// <remarks>
/// <para><b>Waits.</b> Every expectation of Akka's is here, in its synchronous and its awaitable form, with the same parameters and
/// failures; timeouts are of the virtual clock. An expectation that fails adds the simulation's report to Akka's message.
/// They are members of this class and of <see cref="SimulatedProbe"/>: a variable of the type <see cref="TestProbe"/> reaches
/// Akka's own, which wait in real time while nothing goes on.</para>
/// <para><b>Sockets</b> that are asked for by message are on <see cref="Local"/>; peers live on hosts (<see cref="AddHost"/>).</para>
/// <para><b>Awaiting</b> something else than an expectation, a greenlet or a call of a socket's needs somebody who lets the simulation go
/// on meanwhile: mark such a test with <see cref="SimulatedAttribute"/> in place of <c>Fact</c>.</para>
/// <para><b>The end.</b> <c>Dispose</c> ends the hosts and the system, and fails where a greenlet's error was taken by nobody or a
/// descriptor is open.</para>
/// </remarks>
public partial class GreensockTestKit : Akka.TestKit.Xunit2.TestKit
{
    private const ulong DefaultSeed = 1;

    private static readonly Config Defaults = ConfigurationFactory.ParseString($$"""
        akka {
          loglevel = INFO
          loggers = ["Akka.TestKit.TestEventListener, Akka.TestKit", "{{typeof(SimulationLogger).AssemblyQualifiedName}}"]
        }
        """);

    private readonly SimulationScope _scope;
    private bool _hasEnded;

    /// <summary>Makes a simulation, and an actor system in it.</summary>
    /// <param name="seed">What everything that is drawn depends on; null for the one of <see cref="SimulatedAttribute"/>, or of the
    /// environment variable <c>GREENSOCK_SEED</c>, or else 1.</param>
    /// <param name="options">The bounds of the simulation; null for the defaults.</param>
    /// <param name="config">Settings of the actor system, before the kit's own; null for none.</param>
    /// <param name="output">Where xunit wants the log; null for the console alone.</param>
    /// <param name="setup">Setups for the actor system, such as that of a dependency injection; null for none. The settings of a
    /// <see cref="BootstrapSetup"/> among them count after <paramref name="config"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its bounds.</exception>
    /// <exception cref="InvalidOperationException"><c>GREENSOCK_SEED</c> is no number.</exception>
    /// <exception cref="ConfigurationException">A setting is wrong.</exception>
    public GreensockTestKit(
        ulong? seed = null,
        SimulationOptions? options = null,
        Config? config = null,
        ITestOutputHelper? output = null,
        ActorSystemSetup? setup = null)
        : this(Begin(seed ?? SeedRun.Current?.Seed ?? SeedRun.FromEnvironment() ?? DefaultSeed, options, config, setup), output)
    {
    }

    private GreensockTestKit(Simulation simulation, ITestOutputHelper? output)
        : base(simulation.System, output)
    {
        Simulation = simulation;
        Virtual = new VirtualExpectations(simulation, this, Assertions);
        EventFilter = new SimulatedEventFilters(this, Sys, Virtual);

        // What the body awaits of others goes on where Akka's kit lets it go on: nobody would run it here.
        SynchronizationContext? akkas = SynchronizationContext.Current;
        _scope = simulation.Enter();
        SynchronizationContext.SetSynchronizationContext(akkas);
    }

    /// <summary>The simulation: its clock, its log, its errors.</summary>
    public Simulation Simulation { get; }

    /// <summary>What everything that is drawn here depends on.</summary>
    public ulong Seed => Simulation.Seed;

    /// <summary>The hosts and the links between them.</summary>
    public SimulatedNetwork Network => Simulation.Network;

    /// <summary>
    /// The host of the sockets that <see cref="Greensock.Manager"/> is asked for, and of those that actors and the test's body make
    /// themselves.
    /// </summary>
    public SimulatedHost Local => Simulation.Local;

    /// <summary>The time since the simulation began.</summary>
    public new TimeSpan Now => Virtual.Now;

    internal VirtualExpectations Virtual { get; }

    /// <summary>Adds a host: see <see cref="SimulatedNetwork.AddHost"/>.</summary>
    /// <param name="name">Its name, which no other host has.</param>
    /// <param name="addresses">Its addresses; none for the next that are free.</param>
    /// <exception cref="ArgumentException">The name or an address is taken.</exception>
    public SimulatedHost AddHost(string name, params IReadOnlyList<IPAddress> addresses) => Simulation.AddHost(name, addresses);

    /// <summary>A host that was added before.</summary>
    /// <param name="nameOrAddress">Case does not count.</param>
    /// <exception cref="ArgumentException">There is none of that name or address.</exception>
    public SimulatedHost Host(string nameOrAddress) => Network.FindHost(nameOrAddress) ?? throw new ArgumentException(
        $"Host {nameOrAddress}: there is none. AddHost makes one; there are {string.Join(", ", Network.Hosts)}.", nameof(nameOrAddress));

    /// <summary>A probe whose expectations are in virtual time.</summary>
    /// <param name="name">Its name; null makes one up.</param>
    public override SimulatedProbe CreateTestProbe(string? name = null)
    {
        SynchronizationContext? context = SynchronizationContext.Current;
        try
        {
            return new SimulatedProbe(this, Assertions, name);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context); // the base puts one of its own there
        }
    }

    /// <summary>A probe of this actor system, whose expectations are in virtual time.</summary>
    /// <param name="system">This kit's <see cref="TestKitBase.Sys"/>.</param>
    /// <param name="name">Its name; null makes one up.</param>
    /// <exception cref="ArgumentException">The system is another one.</exception>
    public override SimulatedProbe CreateTestProbe(ActorSystem system, string? name = null) => system == Sys ? CreateTestProbe(name)
        : throw new ArgumentException($"CreateTestProbe: {system} is none of this simulation's. Use Sys.", nameof(system));

    /// <summary>A latch whose waits let the simulation go on.</summary>
    /// <param name="count">How often it is to be counted down, 0 or more.</param>
    public override SimulatedLatch CreateTestLatch(int count = 1) => new(Virtual, Dilated, count, TestKitSettings.DefaultTimeout);

    /// <summary>Ends the simulation and the actor system.</summary>
    /// <param name="duration">How long the system may take, in real time; null for Akka's default, 5 s.</param>
    /// <param name="verifySystemShutdown">Whether to throw where it takes longer.</param>
    /// <exception cref="SimulationException">A greenlet's error was taken by nobody, or descriptors are open.</exception>
    public override void Shutdown(TimeSpan? duration = null, bool verifySystemShutdown = false)
    {
        if (_hasEnded)
        {
            return;
        }

        _hasEnded = true;
        try
        {
            using SimulationScope scope = Simulation.Enter();
            Simulation.BodyHasEnded();
            Simulation.End();
        }
        finally
        {
            Simulation.Dispose();
            _scope.Dispose();
            base.Shutdown(Sys, duration, verifySystemShutdown);
        }
    }

    /// <summary>Ends the simulation and the actor system.</summary>
    /// <inheritdoc cref="Shutdown(TimeSpan?, bool)"/>
    public override Task ShutdownAsync(TimeSpan? duration = null, bool verifySystemShutdown = false)
    {
        Shutdown(duration, verifySystemShutdown);
        return Task.CompletedTask;
    }

    /// <summary>What is left of the innermost <c>Within</c>, or else a given time.</summary>
    /// <param name="duration">The time.</param>
    protected new TimeSpan RemainingOr(TimeSpan duration) => Virtual.RemainingOr(duration);

    /// <summary>Runs the test's body, and lets the simulation go on until it is over.</summary>
    internal void RunBody(Func<Task> body)
    {
        using SimulationScope scope = Simulation.Enter();
        Simulation.IsDriven = true;
        try
        {
            Task running = body();
            Simulation.RunUntil(() => running.IsCompleted, Timeout.InfiniteTimeSpan);
            Simulation.BodyHasEnded();
            running.GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            throw Simulation.Failure(e);
        }
        finally
        {
            Simulation.BodyHasEnded();
            Simulation.IsDriven = false;
        }
    }

    private static Simulation Begin(ulong seed, SimulationOptions? options, Config? config, ActorSystemSetup? setup)
    {
        var simulation = new Simulation(seed, options);
        setup ??= ActorSystemSetup.Empty;
        Config all = Defaults.WithFallback(DefaultConfig);
        if (setup.Get<BootstrapSetup>() is { HasValue: true, Value.Config: { HasValue: true } theirs })
        {
            all = theirs.Value.WithFallback(all);
        }

        all = config is null ? all : config.WithFallback(all);
        simulation.Use(SimulatedSystem.Create(simulation, all, setup, "test"));
        return simulation;
    }
}
