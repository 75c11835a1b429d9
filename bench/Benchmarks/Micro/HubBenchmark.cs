using BenchmarkDotNet.Attributes;

namespace Akka.Greensock.Benchmarks.Micro;

/// <summary>
/// A benchmark that runs in a greenlet of a hub of its own, while BenchmarkDotNet's thread waits for it to end.
/// </summary>
public abstract class HubBenchmark
{
    private Hub? _hub;

    private protected Hub Hub => _hub!;

    [GlobalSetup]
    public virtual void Start() => _hub = Hub.Start();

    [GlobalCleanup]
    public void Stop()
    {
        Hub.Stop();
        Hub.Join(TimeSpan.FromSeconds(10));
    }

    private protected void RunOnHub(Func<Task> body) => Hub.Spawn(body).JoinOrThrow();
}
