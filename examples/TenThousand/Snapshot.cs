using System.Diagnostics;
using Akka.Greensock;

namespace TenThousand;

/// <summary>
/// What the process and its two hubs have used so far. The difference of two is what happened between them.
/// </summary>
/// <param name="Timestamp">Of <see cref="Stopwatch"/>.</param>
/// <param name="Processor">Processor time of all threads, in user mode and in the kernel.</param>
/// <param name="Allocated">Managed bytes allocated by the threads of the two hubs, and so by all connections but not by
/// whoever watches them.</param>
/// <param name="Collections">Garbage collections of each generation.</param>
/// <param name="Server">The hub of the server.</param>
/// <param name="Client">The hub of the clients.</param>
internal sealed record Snapshot(
    long Timestamp, TimeSpan Processor, long Allocated, IReadOnlyList<int> Collections, HubStatistics Server, HubStatistics Client)
{
    public static Snapshot Take(Hub server, Hub client, long allocated) => new(
        Stopwatch.GetTimestamp(),
        Environment.CpuUsage.TotalTime,
        allocated,
        [.. Enumerable.Range(0, GC.MaxGeneration + 1).Select(GC.CollectionCount)],
        server.Statistics,
        client.Statistics);
}
