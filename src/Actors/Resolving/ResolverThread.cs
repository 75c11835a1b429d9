using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// Resolves names by the system's resolver, which blocks, on one background thread of its own. Whoever waits may give
/// up; the lookup itself goes on to its end, because nothing can stop getaddrinfo(3).
/// </summary>
internal static class ResolverThread
{
    private static readonly BlockingCollection<(Func<IPAddress[]> Lookup, TaskCompletionSource<IPAddress[]> Answer)> Lookups = [];
    private static readonly Lazy<Thread> Worker = new(Start);

    /// <summary>The addresses of a host, in the system's order. Any thread; returns at once.</summary>
    /// <exception cref="SocketException">In the task: the name has no address of that family, or no server
    /// answers.</exception>
    public static Task<IPAddress[]> ResolveAsync(string host, AddressFamily family)
    {
        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            return Task.FromResult<IPAddress[]>([address]);
        }

        return RunAsync(() => Dns.GetHostAddresses(host, family));
    }

    /// <summary>Runs a lookup on the thread, after those before it. Any thread; returns at once.</summary>
    internal static Task<IPAddress[]> RunAsync(Func<IPAddress[]> lookup)
    {
        _ = Worker.Value;
        var answer = new TaskCompletionSource<IPAddress[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        Lookups.Add((lookup, answer));
        return answer.Task;
    }

    private static Thread Start()
    {
        var thread = new Thread(Work) { Name = "greensock-resolver", IsBackground = true };
        thread.Start();
        return thread;
    }

    private static void Work()
    {
        foreach ((Func<IPAddress[]> lookup, TaskCompletionSource<IPAddress[]> answer) in Lookups.GetConsumingEnumerable())
        {
            try
            {
                answer.SetResult(lookup());
            }
            catch (Exception e)
            {
                answer.SetException(e);
            }
        }
    }
}
