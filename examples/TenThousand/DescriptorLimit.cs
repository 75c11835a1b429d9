using System.Globalization;

namespace TenThousand;

/// <summary>
/// How many connections this process may have. Each takes two descriptors, because both of its ends live here. The
/// runtime raises the soft limit to the hard one as it starts (getrlimit(2), RLIMIT_NOFILE); this looks at what came of
/// that.
/// </summary>
/// <param name="Limit">The soft limit of descriptors; unlimited is <see cref="int.MaxValue"/>.</param>
/// <param name="Reserve">Descriptors for everything else: what is open now, and what will be.</param>
internal sealed record DescriptorLimit(int Limit, int Reserve)
{
    // The runtime keeps two descriptors for each assembly that it loads, and most are still to be loaded; pollers and
    // the listener take five. Short of descriptors a server backs off and connections wait in its backlog: the last
    // ones would get no answer until others have closed.
    private const int Headroom = 200;

    /// <summary>How many connections the limit has room for.</summary>
    public int Connections => Math.Max(0, (Limit - Reserve) / 2);

    /// <summary>
    /// Reads the limit of this process; where there is no /proc it is taken to be no limit, and a connection too many
    /// fails by itself.
    /// </summary>
    public static DescriptorLimit Read()
    {
        const string limits = "/proc/self/limits";
        if (!File.Exists(limits))
        {
            return new DescriptorLimit(int.MaxValue, Headroom);
        }

        // Max open files            20000                20000                files
        string[] words = File.ReadLines(limits)
            .First(line => line.StartsWith("Max open files", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int limit = int.TryParse(words[3], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : int.MaxValue;
        return new DescriptorLimit(limit, Directory.GetFileSystemEntries("/proc/self/fd").Length + Headroom);
    }

    /// <summary>What to tell somebody who wanted more connections than there is room for.</summary>
    public string Explain(int wanted) =>
        $"The descriptor limit of {Limit:N0} has room for {Connections:N0} of {wanted:N0} connections: " +
        $"two descriptors each, {Reserve} kept for the rest. " +
        $"For all of them: ulimit -Hn {(wanted * 2L) + Reserve} (as root), or LimitNOFILE of the service.";
}
