using Akka.TestKit;

namespace Akka.Greensock.TestKit;

/// <summary>Akka's latch, whose waits let the simulation go on. Made by <see cref="GreensockTestKit.CreateTestLatch"/>.</summary>
public sealed class SimulatedLatch : TestLatch
{
    private readonly VirtualExpectations _virtual;
    private readonly Func<TimeSpan, TimeSpan> _dilate;
    private readonly TimeSpan _default;

    internal SimulatedLatch(VirtualExpectations expectations, Func<TimeSpan, TimeSpan> dilate, int count, TimeSpan defaultTimeout)
        : base(dilate, defaultTimeout, count)
    {
        (_virtual, _dilate, _default) = (expectations, dilate, defaultTimeout);
    }

    /// <summary>Waits until it is open, for <c>akka.test.default-timeout</c> at most.</summary>
    /// <exception cref="TimeoutException">The time was up.</exception>
    public new void Ready() => Ready(_default);

    /// <summary>Waits until it is open.</summary>
    /// <param name="timeout">How long at most, by the simulation's clock, before it is dilated.</param>
    /// <exception cref="TimeoutException">The time was up.</exception>
    public new void Ready(TimeSpan timeout)
    {
        TimeSpan dilated = _dilate(timeout);
        if (!_virtual.Here(() => _virtual.Simulation.WaitAsync("a latch", () => IsOpen, dilated, here: true)))
        {
            throw new TimeoutException($"Timeout of {dilated}{_virtual.Simulation.Report()}");
        }
    }
}
