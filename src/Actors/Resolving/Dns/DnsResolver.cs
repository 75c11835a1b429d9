using System.Net;
using DnsClient;

namespace Akka.Greensock;

/// <summary>
/// <c>akka.greensock.resolver = dns</c>: asks the hosts file and then name servers, many at a time, and keeps the
/// answers for as long as they hold.
/// </summary>
internal sealed class DnsResolver(DnsResolverSettings settings, ISystemNames names, TimeProvider clock) : LookupResolver(names)
{
    private readonly WatchedFile<HostsTable> _hosts = new(settings.HostsFile, HostsTable.Parse);
    private readonly WatchedFile<ResolvConf> _conf = new(settings.ResolvConf, ResolvConf.Parse);
    private readonly NameServers _servers = new(settings, clock);

    /// <summary>What is remembered, for tests.</summary>
    public DnsCache Cache { get; } = new(settings, clock);

    protected override async Task<NamesResult<HostEntry>> FindHostAsync(
        string name, Families families, CancellationToken cancellationToken)
    {
        string bare = name.TrimEnd('.');
        HostsTable hosts = _hosts.Content;
        if (hosts.Find(bare, address => families.Have(address)) is { } local)
        {
            return local;
        }

        if (string.Equals(bare, "localhost", StringComparison.OrdinalIgnoreCase))
        {
            // Never asked of the network (RFC 6761, 6.3); a hosts file that has it has the last word on its families.
            return hosts.Knows(bare)
                ? AddressInfoError.NoName
                : new HostEntry(
                    bare, [], [.. new[] { IPAddress.IPv6Loopback, IPAddress.Loopback }.Where(address => families.Have(address))]);
        }

        ResolvConf conf = _conf.Content;
        AddressInfoError worst = AddressInfoError.NoName;
        foreach (string candidate in conf.Candidates(name).Where(HostName.Fits))
        {
            NamesResult<HostEntry> found = await AskAsync(candidate, families, conf, cancellationToken);
            if (found.IsOk)
            {
                return found;
            }

            // As libc tells it: a name without an address is more than no name, and no answer more than either.
            worst = Worse(worst, found.Error);
        }

        return worst;
    }

    protected override async Task<NamesResult<HostEntry>> FindNamesAsync(IPAddress address, CancellationToken cancellationToken)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (_hosts.Content.Find(plain) is { } local)
        {
            return local;
        }

        if (plain.Equals(IPAddress.Broadcast) || plain.Equals(IPAddress.Any) || plain.Equals(IPAddress.IPv6Any))
        {
            return HostLookupError.HostNotFound; // no host has them
        }

        string question = QueryNames.Reverse(plain);
        DnsAnswer answer = await AskAsync(question, QueryType.PTR, _conf.Content, cancellationToken);
        string[] found = [.. answer.Names.Where(IsHostName)];
        return answer.Error switch
        {
            AddressInfoError.None when found.Length > 0 => new HostEntry(found[0], found[1..], [address]),
            AddressInfoError.TryAgain => HostLookupError.TryAgain,
            AddressInfoError.Fail => HostLookupError.NoRecovery,
            _ => HostLookupError.HostNotFound,
        };
    }

    protected override string WithoutDomain(string name)
    {
        string domain = _conf.Content.Domain;
        return domain.Length > 0 && name.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase) ? name[..^(domain.Length + 1)] : name;
    }

    private async Task<NamesResult<HostEntry>> AskAsync(
        string name, Families families, ResolvConf conf, CancellationToken cancellationToken)
    {
        // Both questions at a time. One that fails does not spoil what the other finds.
        DnsAnswer[] answers = await Task.WhenAll(new[] { (Families.Four, QueryType.A), (Families.Six, QueryType.AAAA) }
            .Where(one => families.HasFlag(one.Item1))
            .Select(one => AskAsync(name, one.Item2, conf, cancellationToken)));
        DnsAnswer[] good = [.. answers.Where(answer => answer.Error == AddressInfoError.None)];
        return good.Length > 0
            ? new HostEntry(good[0].Name, good[0].Aliases, [.. good.SelectMany(answer => answer.Addresses)])
            : answers.Aggregate(AddressInfoError.NoName, (worst, answer) => Worse(worst, answer.Error));
    }

    private async Task<DnsAnswer> AskAsync(string name, QueryType type, ResolvConf conf, CancellationToken cancellationToken)
    {
        if (Cache.Find(name, type) is { } kept)
        {
            return kept;
        }

        IReadOnlyList<IPEndPoint> servers = settings.NameServers.Count > 0 ? settings.NameServers : conf.Servers;
        DnsAnswer answer = await _servers.AskAsync(name, type, servers, cancellationToken);
        Cache.Add(name, type, answer);
        return answer;
    }

    private static AddressInfoError Worse(AddressInfoError one, AddressInfoError other) => Badness(other) > Badness(one) ? other : one;

    private static int Badness(AddressInfoError error) => error switch
    {
        AddressInfoError.TryAgain => 3,
        AddressInfoError.Fail => 2,
        AddressInfoError.NoData => 1,
        _ => 0,
    };

    // What a server says a host is called ends up in logs and access lists: only what a host may be called passes.
    private static bool IsHostName(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

}
