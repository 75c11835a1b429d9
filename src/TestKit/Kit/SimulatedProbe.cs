using Akka.Actor;
using Akka.TestKit;

namespace Akka.Greensock.TestKit;

/// <summary>
/// Akka's probe, with expectations in virtual time. Made by <see cref="GreensockTestKit.CreateTestProbe(string?)"/>.
/// </summary>
/// <remarks>Keep it in a variable of this type: one of the type <see cref="TestProbe"/> reaches Akka's own expectations, which wait in real
/// time, while nothing goes on. As an <see cref="IActorRef"/> it is as good as any.</remarks>
public sealed partial class SimulatedProbe : TestProbe
{
    private readonly GreensockTestKit _kit;

    internal SimulatedProbe(GreensockTestKit kit, ITestKitAssertions assertions, string? name)
        : base(kit.Sys, assertions, name)
    {
        _kit = kit;
        Virtual = new VirtualExpectations(kit.Simulation, this, assertions);
        EventFilter = new SimulatedEventFilters(this, Sys, Virtual);
    }

    /// <summary>The time since the simulation began.</summary>
    public new TimeSpan Now => Virtual.Now;

    internal VirtualExpectations Virtual { get; }

    // The kit's is protected, which a class that is sealed has no use for.
    internal new TimeSpan RemainingOr(TimeSpan duration) => Virtual.RemainingOr(duration);

    /// <summary>A latch whose waits let the simulation go on.</summary>
    /// <param name="count">How often it is to be counted down, 0 or more.</param>
    public override SimulatedLatch CreateTestLatch(int count = 1) => _kit.CreateTestLatch(count);

    /// <inheritdoc/>
    public override SimulatedProbe CreateTestProbe(ActorSystem system, string? name = null) => _kit.CreateTestProbe(system, name);

    /// <inheritdoc cref="GreensockTestKit.Shutdown(TimeSpan?, bool)"/>
    public override void Shutdown(TimeSpan? duration = null, bool verifySystemShutdown = false) =>
        _kit.Shutdown(duration, verifySystemShutdown);

    /// <inheritdoc cref="GreensockTestKit.Shutdown(TimeSpan?, bool)"/>
    public override Task ShutdownAsync(TimeSpan? duration = null, bool verifySystemShutdown = false) =>
        _kit.ShutdownAsync(duration, verifySystemShutdown);
}
