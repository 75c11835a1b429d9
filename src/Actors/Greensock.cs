using System.Globalization;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Greensock;

/// <summary>
/// Akka.Greensock in one actor system: its hubs, and the actors that own their sockets. The hubs start with the
/// extension and end with the system.
/// </summary>
public sealed class Greensock : IExtension
{
    internal const string MailboxId = "akka.greensock.mailbox";

    private static readonly Lazy<Greensock> TheDefault = new(StartDefault);

    private readonly ExtendedActorSystem _system;
    private readonly HubPort[] _ports;
    private readonly Lock _gate = new();
    private readonly HashSet<HubPort> _expecting = []; // adopted hubs whose supervisors are on their way
    private readonly Lazy<IResolver> _configured;
    private readonly HubSetup? _elsewhere;
    private IResolver? _resolver;
    private bool _actorsEnded;
    private int _adopted;
    private int _next;

    internal Greensock(ExtendedActorSystem system)
    {
        _system = system;
        system.Settings.InjectTopLevelFallback(DefaultConfiguration());
        system.Settings.InjectTopLevelFallback(GreensockDnsProvider.Configuration);
        Settings = GreensockSettings.FromConfig(system.Settings.Config);
        GreensockDnsProvider.CheckForCircle(system.Settings.Config, Settings.Resolver);
        _configured = new Lazy<IResolver>(() => Resolvers.Create(system, Settings));
        _elsewhere = system.Settings.Setup.Get<HubSetup>() is { HasValue: true } setup ? setup.Value : null;
        Hubs = _elsewhere is null ? StartHubs() : [];
        _ports = [.. Hubs.Select(hub => (HubPort)hub.Port!)];
        Manager = system.SystemActorOf(Props.CreateBy(new GuardianProducer(this)), "greensock");
        system.RegisterOnTermination(EndHubs);
    }

    /// <summary>
    /// The process-wide default system, started on first use: sockets made outside any hub live there. An application
    /// with an actor system of its own uses <see cref="For"/>.
    /// </summary>
    public static Greensock Default => TheDefault.Value;

    /// <summary>The actor system.</summary>
    public ActorSystem System => _system;

    /// <summary>What the configuration says.</summary>
    public GreensockSettings Settings { get; }

    /// <summary>
    /// The hubs, in the order of their dispatchers <c>akka.greensock.hub-1</c>, <c>akka.greensock.hub-2</c> and so on.
    /// </summary>
    public IReadOnlyList<Hub> Hubs { get; }

    /// <summary>
    /// Takes <see cref="Protocol.Connect"/> and <see cref="Protocol.Listen"/>, and spreads the sockets over the hubs.
    /// </summary>
    public IActorRef Manager { get; }

    /// <summary>
    /// Who looks up names for everything in this system: the resolver that the configuration names, until another one
    /// is set. Lookups under way stay with the old one. Any thread.
    /// </summary>
    /// <remarks>
    /// The system disposes of the configured resolver as it ends; one that was set belongs to whoever made it.
    /// </remarks>
    /// <exception cref="ArgumentNullException">It was set to null.</exception>
    /// <exception cref="ConfigurationException">The configured type cannot be made.</exception>
    /// <seealso href="https://www.gevent.org/dns.html">gevent: hub.resolver</seealso>
    public IResolver Resolver
    {
        get => Volatile.Read(ref _resolver) ?? _configured.Value;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Volatile.Write(ref _resolver, value);
        }
    }

    /// <summary>The extension of an actor system, started on first use.</summary>
    /// <param name="system">The actor system.</param>
    /// <exception cref="ConfigurationException">A key of <c>akka.greensock</c> is wrong; the message names key, value
    /// and range.</exception>
    public static Greensock For(ActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        return system.WithExtension<Greensock, GreensockProvider>();
    }

    /// <summary>The reference configuration, <c>HOCON.conf</c>. The extension loads it by itself.</summary>
    public static Config DefaultConfiguration() => ReferenceConfiguration.Load();

    /// <summary>The hub for the next socket or greenlet that has no hub yet: each in turn. Any thread.</summary>
    public Hub NextHub() => NextPort().Hub;

    /// <summary>
    /// Where the sockets of this thread belong: to its own hub, or else to the next of the default system's. Any
    /// thread.
    /// </summary>
    internal static HubPort PortHere() => Hub.Here is { } hub ? PortOf(hub) : Default.NextPort();

    /// <summary>
    /// The port of a hub. One that has none yet is adopted: by the system whose dispatcher it is, or else by the
    /// default one.
    /// </summary>
    internal static HubPort PortOf(Hub hub) => hub.Port as HubPort ?? (hub.System is { } system ? For(system) : Default).Adopt(hub);

    internal IReadOnlyList<HubPort> Ports => _ports;

    internal HubPort NextPort() => _elsewhere is { } elsewhere
        ? PortOf(elsewhere.NextHub())
        : _ports[(uint)Interlocked.Increment(ref _next) % (uint)_ports.Length];

    private Hub[] StartHubs()
    {
        var started = new List<Hub>();
        try
        {
            for (int number = 1; number <= Settings.HubCount; number++)
            {
                string name = string.Create(CultureInfo.InvariantCulture, $"hub-{number}");
                started.Add(Hub.Start(Settings.Hub with { Name = name }));
                Equip(started[^1], name);
            }

            return [.. started];
        }
        catch (Exception)
        {
            // There will be no extension, and so nobody else who ends them.
            started.ForEach(hub => hub.Stop());
            throw;
        }
    }

    /// <summary>
    /// Takes in a hub that the program started by itself, for example with Hub.Run: it gets a dispatcher and a
    /// supervisor like ours, and both end with it. On that hub.
    /// </summary>
    internal HubPort Adopt(Hub hub)
    {
        lock (_gate)
        {
            if (hub.Port is HubPort already)
            {
                return already;
            }

            string name = string.Create(CultureInfo.InvariantCulture, $"adopted-hub-{++_adopted}");
            HubPort port = Equip(hub, name);
            if (_actorsEnded)
            {
                hub.OnStopping(port.Close); // no supervisor will do it
                return port;
            }

            _expecting.Add(port);
            hub.ActorAttached();
            Manager.Tell(port);
            hub.OnStopping(() => Manager.Tell(new GreensockGuardian.Leave(port.Name)));
            return port;
        }
    }

    /// <summary>
    /// The supervisor of an adopted hub is there and counts by itself, or will never come. Until then it counts as an actor
    /// of its hub, which must not end before it. Any thread; a second time does nothing.
    /// </summary>
    internal void ExpectNoMore(HubPort port)
    {
        lock (_gate)
        {
            if (!_expecting.Remove(port))
            {
                return;
            }
        }

        port.Hub.ActorDetached();
    }

    private HubPort Equip(Hub hub, string name)
    {
        string id = $"akka.greensock.{name}";
        var port = new HubPort(this, hub, name, id);
        Config dispatcher = _system.Settings.Config.GetConfig("akka.greensock.dispatcher")
            .WithFallback(_system.Settings.Config.GetConfig("akka.actor.default-dispatcher"));
        Config config = ConfigurationFactory.ParseString($"id = \"{id}\"").WithFallback(dispatcher);
        _system.Dispatchers.RegisterConfigurator(id, new HubDispatcherConfigurator(config, _system.Dispatchers.Prerequisites, hub));
        hub.Port = port;
        hub.ErrorHandler ??= SystemErrors.HandlerFor(_system);
        return port;
    }

    private void EndHubs()
    {
        HubPort[] expecting;
        lock (_gate)
        {
            _actorsEnded = true;
            expecting = [.. _expecting]; // the guardian ended before it came to the message about them
        }

        Array.ForEach(expecting, port => port.Hub.Root.Post(_ => port.Close(), null));
        foreach (Hub hub in Hubs)
        {
            hub.Stop();
        }

        foreach (Hub hub in Hubs.Where(hub => hub != Hub.Current))
        {
            hub.Join(Settings.Hub.StopTimeout + TimeSpan.FromSeconds(1));
        }

        if (_configured.IsValueCreated)
        {
            (_configured.Value as IDisposable)?.Dispose();
        }
    }

    private static Greensock StartDefault()
    {
        // Perhaps on a hub, which then stands still for as long as a system takes to start. Its context must not get
        // what Akka awaits meanwhile.
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return For(ActorSystem.Create("greensock", ConfigurationFactory.ParseString(
                "akka { loglevel = WARNING, stdout-loglevel = WARNING, log-dead-letters = off, log-dead-letters-during-shutdown = off }")));
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private sealed class GuardianProducer(Greensock owner) : IIndirectActorProducer
    {
        public Type ActorType => typeof(GreensockGuardian);

        public ActorBase Produce() => new GreensockGuardian(owner);

        public void Release(ActorBase actor)
        {
        }
    }
}
