using BenchmarkDotNet.Attributes;

namespace Akka.Greensock.Benchmarks.Micro;

/// <summary>A greenlet that spawns another and joins it.</summary>
public class SpawnBenchmark : HubBenchmark
{
    private const int Spawns = 200_000;

    [Benchmark(Description = "spawn + join", OperationsPerInvoke = Spawns)]
    public void SpawnAndJoin() => RunOnHub(static async () =>
    {
        for (int i = 0; i < Spawns; i++)
        {
            await Greenlet.Spawn(static () => Task.CompletedTask).JoinAsync();
        }
    });
}
