using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <summary>
/// The names of a simulated network: its hosts', <c>localhost</c>, and what <see cref="SimulatedNetwork.AddName"/> has added. They are
/// known everywhere and at once. Addresses in text form and services are the system's to read, which needs no network for them.
/// </summary>
internal sealed class SimulatedNames(Func<SimulatedNetwork> network) : ISystemNames
{
    private readonly ISystemNames _system = SystemNames.Here;

    public NamesResult<AddressInfo[]> GetAddrInfo(string? host, string? service, AddressInfoHints hints)
    {
        AddressInfoFlags flags = (hints.Flags | AddressInfoFlags.NumericHost) & ~AddressInfoFlags.AddressConfigured;
        AddressInfoHints numeric = hints with { Flags = flags };
        if (host is null || IPAddress.TryParse(host, out _) || (hints.Flags & AddressInfoFlags.NumericHost) != 0)
        {
            return _system.GetAddrInfo(host, service, numeric);
        }

        if (Find(host) is not { } found)
        {
            return AddressInfoError.NoName;
        }

        IPAddress[] addresses = [.. found.Addresses
            .Where(one => hints.Family is AddressFamily.Unspecified || one.AddressFamily == hints.Family)];
        if (addresses.Length == 0)
        {
            return AddressInfoError.NoData;
        }

        // The kinds of socket that the service has, told of an address that everybody has.
        NamesResult<AddressInfo[]> kinds = _system.GetAddrInfo("127.0.0.1", service, numeric with { Family = AddressFamily.InterNetwork });
        if (kinds.Value is null)
        {
            return kinds;
        }

        string canonical = (hints.Flags & AddressInfoFlags.CanonicalName) != 0 ? found.Name : string.Empty;
        return addresses.SelectMany(address => kinds.Value.Select(kind => kind with
        {
            Family = address.AddressFamily,
            CanonicalName = address.Equals(addresses[0]) && kind == kinds.Value[0] ? canonical : string.Empty,
            EndPoint = new IPEndPoint(address, kind.EndPoint.Port),
        })).ToArray();
    }

    public NamesResult<NameInfo> GetNameInfo(IPEndPoint endPoint, NameInfoFlags flags)
    {
        NamesResult<NameInfo> numeric = _system.GetNameInfo(
            endPoint, (flags & ~NameInfoFlags.NameRequired) | NameInfoFlags.NumericHost);
        if ((flags & NameInfoFlags.NumericHost) != 0 || numeric.Value is null)
        {
            return numeric;
        }

        return Find(endPoint.Address) is { } host ? numeric.Value with { Host = host.Name }
            : (flags & NameInfoFlags.NameRequired) != 0 ? AddressInfoError.NoName
            : numeric;
    }

    public NamesResult<HostEntry> GetHostByName(string name)
    {
        if (IPAddress.TryParse(name, out IPAddress? address))
        {
            return new HostEntry(name, [], [address]);
        }

        return Find(name) is not { } host ? HostLookupError.HostNotFound
            : host.Addresses.Where(one => one.AddressFamily == AddressFamily.InterNetwork).ToArray() is { Length: > 0 } four
                ? host with { Addresses = four }
                : HostLookupError.NoData;
    }

    public NamesResult<HostEntry> GetHostByAddr(IPAddress address) => Find(address) is { } host ? host : HostLookupError.HostNotFound;

    private HostEntry? Find(string name) => name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        ? new HostEntry("localhost", [], [IPAddress.Loopback, IPAddress.IPv6Loopback])
        : network().FindName(name);

    private HostEntry? Find(IPAddress address) => IPAddress.IsLoopback(address)
        ? new HostEntry("localhost", [], [address])
        : network().Hosts.FirstOrDefault(host => host.Addresses.Contains(address)) is { } found
            ? new HostEntry(found.Name, [], [address])
            : null;
}
