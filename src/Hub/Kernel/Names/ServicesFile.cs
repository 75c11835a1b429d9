using System.Globalization;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// The system's table of services, for platforms where nothing else looks into it: services(5), which Windows keeps in
/// the same form. Read once, at the first question; empty where there is no such file.
/// </summary>
internal sealed class ServicesFile(string path)
{
    private readonly Lazy<IReadOnlyList<Entry>> _entries = new(() => Read(path));

    public static ServicesFile System { get; } = new(OperatingSystem.IsWindows()
        ? Path.Combine(Environment.SystemDirectory, "drivers", "etc", "services")
        : "/etc/services");

    /// <summary>The port of a service, by its name or an alias; null where it is not known for that protocol.</summary>
    public ushort? PortOf(string name, ProtocolType protocol) =>
        _entries.Value.FirstOrDefault(entry => entry.Protocol == protocol && entry.Names.Contains(name, StringComparer.Ordinal))?.Port;

    /// <summary>The name of a port's service; null where it has none for that protocol.</summary>
    public string? NameOf(int port, ProtocolType protocol) =>
        _entries.Value.FirstOrDefault(entry => entry.Protocol == protocol && entry.Port == port)?.Names[0];

    private static List<Entry> Read(string path)
    {
        var entries = new List<Entry>();
        try
        {
            foreach (string line in File.ReadLines(path))
            {
                // name port/protocol alias… # comment
                string[] fields = line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                if (fields.Length >= 2
                    && fields[1].Split('/') is [string number, string protocol]
                    && ushort.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
                    && ProtocolOf(protocol) is { } type)
                {
                    entries.Add(new Entry([fields[0], .. fields[2..]], port, type));
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Services have no names then, as with a system that lacks the file.
        }

        return entries;
    }

    private static ProtocolType? ProtocolOf(string name) => name switch
    {
        "tcp" => ProtocolType.Tcp,
        "udp" => ProtocolType.Udp,
        _ => null,
    };

    private sealed record Entry(string[] Names, ushort Port, ProtocolType Protocol);
}
