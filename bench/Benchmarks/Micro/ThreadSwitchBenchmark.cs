using BenchmarkDotNet.Attributes;

namespace Akka.Greensock.Benchmarks.Micro;

/// <summary>Two thread greenlets of a hub that yield to each other. An operation is a switch there and back.</summary>
public class ThreadSwitchBenchmark : HubBenchmark
{
    private const int RoundTrips = 100_000;

    [Benchmark(Description = "thread greenlet switch, there and back", OperationsPerInvoke = RoundTrips)]
    public void Yield()
    {
        Greenlet one = Hub.Spawn(YieldOften);
        Greenlet other = Hub.Spawn(YieldOften);
        one.Join();
        other.Join();
    }

    private static void YieldOften()
    {
        for (int i = 0; i < RoundTrips; i++)
        {
            Greenlet.Yield();
        }
    }
}
