using System.Globalization;

namespace Akka.Greensock.Benchmarks;

/// <summary>
/// CPU time of the calling thread, from Linux: other processes do not count, whatever they do to the wall clock.
/// </summary>
internal static class ThreadClock
{
    private const string Source = "/proc/thread-self/schedstat";

    /// <summary>Nanoseconds that the calling thread has run; 0 where the system does not say.</summary>
    public static long Nanoseconds() => File.Exists(Source)
        ? long.Parse(File.ReadAllText(Source).Split(' ')[0], CultureInfo.InvariantCulture)
        : 0;
}
