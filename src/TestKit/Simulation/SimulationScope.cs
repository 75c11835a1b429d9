namespace Akka.Greensock.TestKit;

/// <summary>
/// A thread while it is a simulation's: what it awaits comes home to it, and where it waits it lets the simulation go on.
/// </summary>
internal readonly struct SimulationScope : IDisposable
{
    private readonly SynchronizationContext? _context;
    private readonly IHubDriver? _driver;

    public SimulationScope(Simulation simulation)
    {
        _context = SynchronizationContext.Current;
        _driver = Hub.DriverHere;
        SynchronizationContext.SetSynchronizationContext(new HomeContext(simulation));
        Hub.DriverHere = simulation;
    }

    public void Dispose()
    {
        SynchronizationContext.SetSynchronizationContext(_context);
        Hub.DriverHere = _driver;
    }

    private sealed class HomeContext(Simulation simulation) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => simulation.Post(() =>
        {
            SynchronizationContext? before = Current;
            SetSynchronizationContext(this);
            d(state);
            SetSynchronizationContext(before);
        });

        public override void Send(SendOrPostCallback d, object? state) => d(state);

        public override SynchronizationContext CreateCopy() => this;
    }
}
