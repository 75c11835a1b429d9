namespace Akka.Greensock.TestKit;

/// <summary>A theory over seeds.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SimulatedAttribute : Attribute
{
    /// <summary>The environment variable that names the one seed to run.</summary>
    public const string SeedVariable = "GREENSOCK_SEED";
}
