using System.Globalization;
using System.Net;

namespace Akka.Greensock;

/// <summary>What resolv.conf says about whom to ask, and under which names.</summary>
/// <seealso href="https://man7.org/linux/man-pages/man5/resolv.conf.5.html">resolv.conf(5)</seealso>
internal sealed class ResolvConf
{
    private const int MostServers = 3; // MAXNS of resolv.h
    private const int MostDots = 15; // RES_MAXNDOTS

    /// <summary>The name servers, in order; this machine where there is none.</summary>
    public IReadOnlyList<IPEndPoint> Servers { get; private init; } = [new(IPAddress.Loopback, 53)];

    /// <summary>The domains that a name without enough dots is tried in.</summary>
    public IReadOnlyList<string> Search { get; private init; } = [];

    /// <summary>From how many dots on a name is first asked for as it is.</summary>
    public int Dots { get; private init; } = 1;

    /// <summary>This machine's own domain, which getnameinfo leaves out if asked to; empty for none.</summary>
    public string Domain => Search.Count > 0 ? Search[0] : string.Empty;

    public static ResolvConf Parse(IEnumerable<string> lines)
    {
        var servers = new List<IPEndPoint>();
        string[] search = [];
        int dots = 1;
        foreach (string line in lines)
        {
            string[] fields = line.Split('#', ';')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            switch (fields)
            {
                case ["nameserver", string server, ..] when servers.Count < MostServers
                    && IPAddress.TryParse(server, out IPAddress? address):
                    servers.Add(new IPEndPoint(address, 53));
                    break;
                case ["search" or "domain", ..]: // the last one counts
                    search = [.. fields[1..].Select(domain => domain.TrimEnd('.')).Where(domain => domain.Length > 0)];
                    break;
                case ["options", ..]:
                    dots = DotsOf(fields) ?? dots;
                    break;
            }
        }

        var conf = new ResolvConf { Search = search, Dots = dots };
        return servers.Count == 0 ? conf : new ResolvConf { Search = search, Dots = dots, Servers = servers };
    }

    /// <summary>The names to ask for, in order, for a name that somebody wrote.</summary>
    public IEnumerable<string> Candidates(string name)
    {
        if (name.EndsWith('.'))
        {
            return [name.TrimEnd('.')];
        }

        IEnumerable<string> inDomains = Search.Select(domain => $"{name}.{domain}");
        return name.Count(c => c == '.') >= Dots ? inDomains.Prepend(name) : inDomains.Append(name);
    }

    private static int? DotsOf(string[] options) => options
        .Where(option => option.StartsWith("ndots:", StringComparison.Ordinal))
        .Select(option => int.TryParse(option["ndots:".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int dots)
            ? Math.Min(dots, MostDots)
            : (int?)null)
        .LastOrDefault();
}
