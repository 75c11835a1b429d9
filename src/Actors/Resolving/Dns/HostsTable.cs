using System.Net;

namespace Akka.Greensock;

/// <summary>The hosts file: names to addresses, and back. Names are compared without case.</summary>
/// <seealso href="https://man7.org/linux/man-pages/man5/hosts.5.html">hosts(5)</seealso>
internal sealed class HostsTable
{
    private readonly Dictionary<string, List<HostEntry>> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<IPAddress, HostEntry> _byAddress = [];

    public static HostsTable Parse(IEnumerable<string> lines)
    {
        var table = new HostsTable();
        foreach (string line in lines)
        {
            string[] fields = line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length >= 2 && IPAddress.TryParse(fields[0], out IPAddress? address))
            {
                table.Add(new HostEntry(fields[1], fields[2..], [address]));
            }
        }

        return table;
    }

    /// <summary>True if the file has the name, with whatever address.</summary>
    public bool Knows(string name) => _byName.ContainsKey(name);

    /// <summary>
    /// A name's addresses of all its lines; primary name and aliases are the first line's that has such an address.
    /// Null where there is none.
    /// </summary>
    public HostEntry? Find(string name, Func<IPAddress, bool> wanted)
    {
        if (!_byName.TryGetValue(name, out List<HostEntry>? lines))
        {
            return null;
        }

        HostEntry[] fitting = [.. lines.Where(line => wanted(line.Addresses[0]))];
        return fitting.Length == 0
            ? null
            : fitting[0] with { Addresses = [.. fitting.Select(line => line.Addresses[0]).Distinct()] };
    }

    /// <summary>The names of an address: the first line's that has it.</summary>
    public HostEntry? Find(IPAddress address) => _byAddress.GetValueOrDefault(address);

    private void Add(HostEntry entry)
    {
        foreach (string name in entry.Aliases.Prepend(entry.Name).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (!_byName.TryGetValue(name, out List<HostEntry>? lines))
            {
                _byName[name] = lines = [];
            }

            lines.Add(entry);
        }

        _byAddress.TryAdd(entry.Addresses[0], entry);
    }
}
