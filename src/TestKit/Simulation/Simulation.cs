using System.Net;
using Akka.Actor;

namespace Akka.Greensock.TestKit;

/// <summary>
/// The real library over simulated hosts, all on one thread and one virtual clock: the hubs' timers, the actor system's scheduler and
/// dispatchers, <see cref="Time"/>, the network. Of one seed every run is the same, to the last event.
/// </summary>
/// <remarks>
/// <para><b>The body</b> of a test runs outside of the hosts, on the same thread. What it awaits, and every synchronous wait of the
/// kit's, lets the simulation go on. It spawns greenlets on hosts, which use <see cref="GreenSocket"/> and the rest as ever.</para>
/// <para><b>Time</b> stands still while anything runs, and jumps when everything waits: an hour's timeout costs nothing.</para>
/// <para><b>What it cannot see</b> is what does not come home: <c>Task.Run</c>, timers of the system's clock
/// (<c>Task.Delay</c> without <see cref="Time"/>), threads. They still work, and make a run differ from the next.</para>
/// </remarks>
public sealed partial class Simulation : IHubDriver, IDisposable
{
    private readonly SimulationOptions _options;
    private readonly EventQueue _events = new();
    private readonly VirtualClock _clock;
    private readonly RunQueue _ready;
    private readonly List<DrivenHub> _hubs = [];
    private readonly List<HubError> _errors = [];
    private int _thread = Environment.CurrentManagedThreadId;
    private SimulatedSystem? _system;
    private SimulatedHost? _local;
    private bool _isOfKit;

    internal Simulation(ulong seed, SimulationOptions? options = null)
    {
        _options = options ?? new SimulationOptions();
        _options.Check();
        Seed = seed;
        SeedRun.Current?.Add(this);
        Random = new SimulatedRandom(seed);
        _clock = new VirtualClock(_events);
        _ready = new RunQueue(_options.Shuffles ? Random.Fork("schedule") : null);
        Log = new EventLog(_options.KeptEvents) { Clock = () => _clock.Now };
        Network = new SimulatedNetwork(_clock, _events, 0, Random.Fork("network"), Log, StartHub) { DefaultLink = _options.Link };
    }

    /// <summary>What everything that is drawn here depends on.</summary>
    public ulong Seed { get; }

    /// <summary>The hosts and the links.</summary>
    public SimulatedNetwork Network { get; }

    /// <summary>What happened.</summary>
    public EventLog Log { get; }

    /// <summary>The clock of everything here.</summary>
    public TimeProvider Time => _clock;

    /// <summary>The time since the simulation began.</summary>
    public TimeSpan Now => TimeSpan.FromTicks(_clock.Now);

    /// <summary>Random numbers for the body, from the seed.</summary>
    public SimulatedRandom Random { get; }

    /// <summary>Errors of greenlets and callbacks that nobody took.</summary>
    public IReadOnlyList<HubError> Errors => _errors;

    /// <summary>How many steps it has taken: turns of hubs, mailbox runs, continuations, events.</summary>
    public long Steps { get; private set; }

    /// <summary>
    /// The actor system of all hosts, made on first use, with <c>Greensock.For</c> at hand. Its dispatchers and its scheduler are the
    /// simulation's.
    /// </summary>
    public ActorSystem System => Actors.System;

    /// <summary>
    /// The host of the sockets that are asked for by message, and of those that actors and the test's body make themselves; made on
    /// first use, as <c>local</c>.
    /// </summary>
    public SimulatedHost Local => _local ??= Network.FindHost("local") ?? AddHost("local");

    /// <summary>What the actor system has logged as an error.</summary>
    internal List<Akka.Event.Error> ActorErrors { get; } = [];

    internal SimulatedSystem Actors => _system ??= SimulatedSystem.Rent(this);

    /// <summary>The actor system is this one, and not one of those that are used again and again.</summary>
    internal void Use(SimulatedSystem system) => (_system, _isOfKit) = (system, true);

    /// <summary>It is at none of its hubs, and a wait may let it go on.</summary>
    private bool IsHere => Environment.CurrentManagedThreadId == _thread || Hub.Current is { } hub && hub.Options.Driver == this;

    /// <summary>Adds a host: see <see cref="SimulatedNetwork.AddHost"/>.</summary>
    /// <param name="name">Its name, which no other host has.</param>
    /// <param name="addresses">Its addresses; none for the next that are free.</param>
    /// <exception cref="ArgumentException">The name or an address is taken.</exception>
    public SimulatedHost AddHost(string name, params IReadOnlyList<IPAddress> addresses) => Network.AddHost(name, addresses);

    /// <summary>Forgets the errors so far, which are then none of the simulation's failures: they were expected.</summary>
    public void ForgetErrors() => _errors.Clear();

    internal void Post(Action action)
    {
        if (IsHere)
        {
            _ready.Add(action);
        }
        else
        {
            _ready.AddForeign(action);
        }
    }

    internal VirtualClock.Timer After(TimeSpan time, Action action) => _clock.After(time, action);

    void IHubDriver.Post(Action work) => Post(work);

    void IHubDriver.Add(Hub hub) => _hubs.Add(new DrivenHub(this, hub));

    private Hub StartHub(SimulatedHost host)
    {
        Hub hub = Hub.Start(OptionsFor(host));
        hub.System = System;
        hub.ErrorHandler = error =>
        {
            _errors.Add(error);
            string type = error.Exception.GetType().Name;
            Log.Note(host, $"reports {type}: {error.Exception.Message}", type); // a message may name a greenlet by its number
        };
        return hub;
    }

    private HubOptions OptionsFor(SimulatedHost host) => new()
    {
        Name = host.Name,
        OtherKernel = host.Kernel,
        Driver = this,
        TimeProvider = _clock,
        BlockedThreshold = Timeout.InfiniteTimeSpan,
        OneProcessor = false,
    };
}
