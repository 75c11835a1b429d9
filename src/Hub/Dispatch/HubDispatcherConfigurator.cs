using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;

namespace Akka.Greensock;

/// <summary>
/// Gives Akka a <see cref="HubDispatcher"/>. Named as the <c>type</c> of a dispatcher in HOCON, it starts a hub of its
/// own for it, which ends with the actor system.
/// </summary>
/// <remarks>
/// <code>
/// my-hub {
///   type = "Akka.Greensock.HubDispatcherConfigurator, Akka.Greensock.Hub"
///   throughput = 16
///   hub { yield-budget = 128 }   # any key of akka.greensock.hub; what is absent has its default
/// }
/// </code>
/// </remarks>
public sealed class HubDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly HubDispatcher _dispatcher;

    /// <summary>Called by Akka for a dispatcher whose HOCON names this type.</summary>
    /// <param name="config">The dispatcher's section.</param>
    /// <param name="prerequisites">What Akka gives to every dispatcher.</param>
    /// <exception cref="ConfigurationException">A key of the section is out of its bounds.</exception>
    public HubDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : this(config, prerequisites, StartOwnHub(config, prerequisites))
    {
    }

    internal HubDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites, Hub hub)
        : base(config, prerequisites)
    {
        string id = config.GetString("id", hub.Name);
        _dispatcher = new HubDispatcher(this, id, ReadThroughput(config, id), hub);
    }

    /// <inheritdoc/>
    public override MessageDispatcher Dispatcher() => _dispatcher;

    private static Hub StartOwnHub(Config config, IDispatcherPrerequisites prerequisites)
    {
        Config reference = ReferenceConfiguration.Load().GetConfig("akka.greensock.hub");
        Config own = config.GetConfig("hub")?.WithFallback(reference) ?? reference;
        string id = config.GetString("id", "hub-dispatcher");
        ReadThroughput(config, id); // before there is a hub, whose thread nobody would end
        Hub hub = Hub.Start(HubOptions.FromSection(own, $"{id}.hub") with { Name = id });
        ActorSystem system = prerequisites.Settings.System;
        hub.System = system;
        hub.ErrorHandler = SystemErrors.HandlerFor(system);
        system.WhenTerminated.ContinueWith(
            static (_, state) => ((Hub)state!).Stop(), hub, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return hub;
    }

    private static int ReadThroughput(Config config, string id)
    {
        if (config.GetTimeSpan("throughput-deadline-time", TimeSpan.Zero) != TimeSpan.Zero)
        {
            throw new ConfigurationException(
                $"{id}.throughput-deadline-time must stay 0: Akka 1.5 compares it with the wrong clock, and any other " +
                "value makes throughput 1. A hub bounds its turns by akka.greensock.hub.phase-time instead.");
        }

        return new SettingsReader(config, id).Int("throughput", 1, 1_000_000);
    }
}
