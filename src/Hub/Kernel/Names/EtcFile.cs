using System.Globalization;

namespace Akka.Greensock;

/// <summary>
/// Reads services(5) and protocols(5): a name, a number, aliases, and a comment after #. Windows has the same files in
/// the same form. A line that is not so is passed over, as libc does.
/// </summary>
internal static class EtcFile
{
    /// <summary>The entries of a file, in its order; none where there is no such file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static IEnumerable<Entry> Read(string path) =>
        File.Exists(path) ? File.ReadLines(path).Select(Parse).OfType<Entry>() : [];

    private static Entry? Parse(string line)
    {
        int comment = line.IndexOf('#', StringComparison.Ordinal);
        string[] fields = (comment < 0 ? line : line[..comment]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 2)
        {
            return null;
        }

        // The number of a service is followed by its protocol, 80/tcp; that of a protocol stands alone.
        string[] parts = fields[1].Split('/', 2);
        return int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= ushort.MaxValue
            ? new Entry(number, parts.Length == 2 ? parts[1] : null, [fields[0], .. fields[2..]])
            : null;
    }

    /// <summary>A line of the table.</summary>
    /// <param name="Number">The port, or the protocol's number.</param>
    /// <param name="Protocol">A service's protocol; null in the table of protocols.</param>
    /// <param name="Names">The official name, then the aliases.</param>
    internal sealed record Entry(int Number, string? Protocol, string[] Names)
    {
        public bool IsOf(string? protocol) => protocol == null || Protocol == protocol;
    }
}
