using Akka.Configuration;
using Akka.Dispatch;

namespace Akka.Greensock.TestKit;

/// <summary>Gives Akka a <see cref="SimulatedDispatcher"/>, in a system that a simulation has made.</summary>
public sealed class SimulatedDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly SimulatedDispatcher _dispatcher;

    /// <summary>Called by Akka for a dispatcher whose HOCON names this type.</summary>
    /// <param name="config">The dispatcher's section.</param>
    /// <param name="prerequisites">What Akka gives to every dispatcher.</param>
    /// <exception cref="ConfigurationException">The actor system is none of a simulation's.</exception>
    public SimulatedDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites)
    {
        ArgumentNullException.ThrowIfNull(prerequisites);
        var setup = prerequisites.Settings.Setup.Get<SimulatedSystemSetup>();
        SimulatedSystem system = setup.HasValue ? setup.Value.System : throw new ConfigurationException(
            "SimulatedDispatcherConfigurator: this actor system is none of a simulation's. " +
            "Let Simulation.System or GreensockTestKit make it.");
        _dispatcher = new SimulatedDispatcher(this, system, config.GetString("id", "simulated"), config.GetInt("throughput", 30));
    }

    /// <inheritdoc/>
    public override MessageDispatcher Dispatcher() => _dispatcher;
}
