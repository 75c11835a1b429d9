using Akka.Actor;

namespace Akka.Greensock.Benchmarks.Echo;

/// <summary>
/// What an echo request allocates once the pools are filled: on the hub's thread, which carries both sides, and in the
/// whole process.
/// </summary>
internal static class AllocationsVerb
{
    /// <summary>Prints bytes per request, without timeouts and with one on every call.</summary>
    /// <param name="requests">How many requests to measure.</param>
    /// <param name="connections">How many connections.</param>
    public static async Task<int> RunAsync(int requests, int connections)
    {
        using ActorSystem system = BenchSystem.Start(hubs: 1);
        Hub hub = Greensock.For(system).Hubs[0];
        Counted plain = await CountAsync(hub, requests, connections, Timeout.InfiniteTimeSpan);
        Counted timed = await CountAsync(hub, requests, connections, TimeSpan.FromSeconds(30));
        Console.WriteLine($"Allocated over {requests:N0} requests, {connections} connections, 128 bytes, server and clients on one hub:");
        Print("no timeouts", plain, requests);
        Print("a timeout on every call", timed, requests);
        Console.WriteLine("\nLimits (less than half a byte is none: the process has other threads, and counting costs a little itself):");
        Limit.AtMost("bytes per request on the hub", plain.OnHub / (double)requests, 0.5, "B");
        Limit.AtMost("bytes per request on the hub, with timeouts", timed.OnHub / (double)requests, 0.5, "B");
        return 0;
    }

    private static async Task<Counted> CountAsync(Hub hub, int requests, int connections, TimeSpan timeout)
    {
        await using EchoPairs pairs = await EchoPairs.StartAsync(hub, connections, bytes: 128, timeout);

        // A tenth for the pools to fill and the code to be compiled, and a tail so that the window closes while all
        // clients still run.
        long from = requests / 10;
        long to = from + requests;
        long onHub = 0;
        long inAll = 0;
        pairs.OnAnswer = answered =>
        {
            if (answered == from)
            {
                inAll = -GC.GetTotalAllocatedBytes(precise: true);
                onHub = -GC.GetAllocatedBytesForCurrentThread();
            }
            else if (answered == to)
            {
                onHub += GC.GetAllocatedBytesForCurrentThread();
                inAll += GC.GetTotalAllocatedBytes(precise: true);
            }
        };
        Greenlet run = hub.Spawn(() => pairs.RunAsync((int)((to + from) / connections) + 1));
        await run;
        return new Counted(onHub, inAll);
    }

    private static void Print(string what, Counted counted, int requests) => Console.WriteLine(
        $"  {what,-26} hub {counted.OnHub,10:N0} B, {counted.OnHub / (double)requests:0.0000} per request;" +
        $"   process {counted.InAll,10:N0} B, {counted.InAll / (double)requests:0.0000} per request");

    private readonly record struct Counted(long OnHub, long InAll);
}
