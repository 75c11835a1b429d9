namespace Akka.Greensock;

/// <summary>
/// Processors that this process may use (sched_setaffinity(2)), handed out in turn to hubs whose threads want to stay
/// together.
/// </summary>
internal static unsafe class Processors
{
    private static readonly byte[] Allowed = Read();
    private static readonly int[] Numbers = [.. Enumerable.Range(0, Allowed.Length * 8).Where(IsAllowed)];

    // From where the system has put the first to ask, so that not all the processes of a machine begin at the same one.
    private static int _next = Array.IndexOf(Numbers, Libc.SchedGetCpu()) - 1;

    /// <summary>The next one; -1 where there is but one.</summary>
    public static int Next() => Numbers.Length < 2 ? -1 : Numbers[(uint)Interlocked.Increment(ref _next) % (uint)Numbers.Length];

    /// <summary>Keeps the calling thread on a processor. Where the system refuses, it goes on roaming.</summary>
    public static void StayOn(int number)
    {
        byte* one = stackalloc byte[Libc.ProcessorSetBytes];
        new Span<byte>(one, Libc.ProcessorSetBytes).Clear();
        one[number / 8] = (byte)(1 << (number % 8));
        Libc.SchedSetAffinity(0, Libc.ProcessorSetBytes, one);
    }

    /// <summary>Lets the calling thread use every processor again.</summary>
    public static void Roam()
    {
        fixed (byte* all = Allowed)
        {
            Libc.SchedSetAffinity(0, Libc.ProcessorSetBytes, all);
        }
    }

    private static bool IsAllowed(int number) => ((Allowed[number / 8] >> (number % 8)) & 1) != 0;

    // Of the main thread, which is asked before any thread of ours is kept anywhere.
    private static byte[] Read()
    {
        byte[] set = new byte[Libc.ProcessorSetBytes];
        fixed (byte* first = set)
        {
            return Libc.SchedGetAffinity(Environment.ProcessId, Libc.ProcessorSetBytes, first) < 0 ? [] : set;
        }
    }
}
