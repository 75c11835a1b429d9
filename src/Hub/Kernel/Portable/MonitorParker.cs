namespace Akka.Greensock;

/// <summary>A parker for every platform.</summary>
internal sealed class MonitorParker : IParker
{
    private readonly object _gate = new(); // Monitor's own: System.Threading.Lock has no wait
    private bool _permitted;

    public void Park()
    {
        lock (_gate)
        {
            while (!_permitted)
            {
                Monitor.Wait(_gate);
            }

            _permitted = false;
        }
    }

    public void Unpark()
    {
        lock (_gate)
        {
            _permitted = true;
            Monitor.Pulse(_gate);
        }
    }

    public void Dispose()
    {
    }
}
