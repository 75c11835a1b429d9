using System.Net;
using Akka.Configuration;

namespace Akka.Greensock;

/// <summary>How the resolver <c>dns</c> works: <c>akka.greensock.resolvers.dns</c>.</summary>
internal sealed record DnsResolverSettings
{
    /// <summary>The servers to ask, in order; empty for those of resolv.conf. <c>name-servers</c>.</summary>
    public IReadOnlyList<IPEndPoint> NameServers { get; init; } = [];

    /// <summary>Where name servers, search list and ndots stand. <c>resolv-conf</c>.</summary>
    public string ResolvConf { get; init; } = "/etc/resolv.conf";

    /// <summary>The file of hosts that is asked first. <c>hosts-file</c>.</summary>
    public string HostsFile { get; init; } = "/etc/hosts";

    /// <summary>
    /// How long a server may take for one answer, 1 ms to 10 min; default 5 s. <c>timeout</c>.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the list of servers is gone through, 1 to 100; default 2. <c>tries</c>.</summary>
    public int Tries { get; init; } = 2;

    /// <summary>How many questions are under way at a time, 1 to 60,000; default 256. <c>queries</c>.</summary>
    public int Queries { get; init; } = 256;

    /// <summary>How many questions may wait for that, 1 to 10,000,000; default 10,000. <c>queue</c>.</summary>
    public int Queue { get; init; } = 10_000;

    /// <summary>How many answers are kept, 0 to 10,000,000; default 10,000. <c>cache.entries</c>.</summary>
    public int CacheEntries { get; init; } = 10_000;

    /// <summary>How long a found answer is kept at least, whatever its TTL. <c>cache.minimum-ttl</c>.</summary>
    public TimeSpan MinimumTtl { get; init; } = TimeSpan.Zero;

    /// <summary>How long a found answer is kept at most, whatever its TTL. <c>cache.maximum-ttl</c>.</summary>
    public TimeSpan MaximumTtl { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long it is remembered at most that there is no answer. <c>cache.negative-ttl</c>.</summary>
    public TimeSpan NegativeTtl { get; init; } = TimeSpan.FromSeconds(30);

    public static DnsResolverSettings From(SettingsReader reader)
    {
        SettingsReader cacheReader = reader.Section("cache");
        var day = TimeSpan.FromDays(1);
        return new DnsResolverSettings
        {
            NameServers = [.. reader.Strings("name-servers").Select(Server)],
            ResolvConf = reader.String("resolv-conf"),
            HostsFile = reader.String("hosts-file"),
            Timeout = reader.Time("timeout", TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10)),
            Tries = reader.Int("tries", 1, 100),
            Queries = reader.Int("queries", 1, 60_000),
            Queue = reader.Int("queue", 1, 10_000_000),
            CacheEntries = cacheReader.Int("entries", 0, 10_000_000),
            MinimumTtl = cacheReader.Time("minimum-ttl", TimeSpan.Zero, day),
            MaximumTtl = cacheReader.Time("maximum-ttl", TimeSpan.Zero, day),
            NegativeTtl = cacheReader.Time("negative-ttl", TimeSpan.Zero, day),
        };
    }

    private static IPEndPoint Server(string text)
    {
        // IPEndPoint reads "::1" and "10.0.0.1" too, with port 0, which stands for DNS's own.
        return IPEndPoint.TryParse(text, out IPEndPoint? server)
            ? new IPEndPoint(server.Address, server.Port == 0 ? 53 : server.Port)
            : throw new ConfigurationException(
                $"akka.greensock.resolvers.dns.name-servers: '{text}' must be an address with or without a port, such as " +
                "192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:5353.");
    }
}
