namespace Akka.Greensock.TestKit;

/// <summary>
/// A simulation has gone beyond <see cref="SimulationOptions.MaximumTime"/> or <see cref="SimulationOptions.MaximumSteps"/>.
/// </summary>
public sealed class SimulationLimitException : SimulationException
{
    internal SimulationLimitException(string message)
        : base(message)
    {
    }
}
