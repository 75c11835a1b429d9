using Akka.Dispatch;

namespace Akka.Greensock.TestKit;

/// <summary>Runs actors as steps of a simulation, on its thread.</summary>
public sealed class SimulatedDispatcher : MessageDispatcher
{
    private readonly SimulatedSystem _system;

    internal SimulatedDispatcher(MessageDispatcherConfigurator configurator, SimulatedSystem system, string id, int throughput)
        : base(configurator)
    {
        _system = system;
        Id = id;
        Throughput = throughput;
    }

    /// <inheritdoc/>
    protected override void ExecuteTask(IRunnable run) => _system.Execute(run);

    /// <summary>Does nothing: it has no thread.</summary>
    protected override void Shutdown()
    {
    }
}
