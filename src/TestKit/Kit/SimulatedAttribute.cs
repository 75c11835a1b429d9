using Xunit;
using Xunit.Sdk;

namespace Akka.Greensock.TestKit;

/// <summary>
/// A test that runs once for each of many seeds, in a simulation of its own each time, and fails with the first seed that does: the message
/// has the seed, the simulation's report, and the command that runs that seed alone.
/// </summary>
/// <remarks>
/// <para>The method returns nothing or a <see cref="Task"/>, and takes a <see cref="Simulation"/>, or the seed as a <see cref="ulong"/>,
/// or, in a class that derives from <see cref="GreensockTestKit"/>, nothing. Each seed has an instance of the class of its own.</para>
/// <para>What the body awaits comes home to the simulation, which goes on meanwhile: greenlets, timers of <see cref="Simulation.Time"/>,
/// tasks that others complete.</para>
/// <para><see cref="FactAttribute.Timeout"/> bounds all seeds together, in milliseconds of real time; it is looked at between two
/// of them.</para>
/// </remarks>
/// <param name="seeds">How many seeds, 1 or more; default 100.</param>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Akka.Greensock.TestKit." + nameof(SimulatedDiscoverer), "Akka.Greensock.TestKit")]
public sealed class SimulatedAttribute(int seeds = 100) : FactAttribute
{
    /// <summary>The environment variable that names the one seed to run: <c>GREENSOCK_SEED</c>.</summary>
    public const string SeedVariable = "GREENSOCK_SEED";

    /// <summary>How many seeds are run.</summary>
    public int Seeds => seeds;

    /// <summary>The first seed; the others follow it. Default 1.</summary>
    public ulong First { get; set; } = 1;

    /// <summary>
    /// Whether every seed is run twice, and has to come to the same log hash both times; default false. A seed that fails is run twice
    /// in any case.
    /// </summary>
    public bool VerifyReplay { get; set; }
}
