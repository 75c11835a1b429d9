using BenchmarkDotNet.Attributes;

namespace Akka.Greensock.Benchmarks.Micro;

/// <summary>Two greenlets of a hub that yield to each other. An operation is one switch.</summary>
public class SwitchBenchmark : HubBenchmark
{
    private const int Switches = 1_000_000;

    [Benchmark(Description = "greenlet switch", OperationsPerInvoke = Switches)]
    public void Yield()
    {
        Greenlet other = Hub.Spawn(YieldOftenAsync);
        RunOnHub(YieldOftenAsync);
        other.JoinOrThrow();
    }

    private static async Task YieldOftenAsync()
    {
        for (int i = 0; i < Switches / 2; i++)
        {
            await Greenlet.YieldAsync();
        }
    }
}
