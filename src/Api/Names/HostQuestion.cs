using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// What <see cref="GreenDns"/> is asked about: a host's name, or an address in text form, which is its own answer to one
/// question and the beginning of another.
/// </summary>
internal readonly struct HostQuestion
{
    private const int LongestName = 255; // with the final dot: what the BCL lets pass

    private readonly string _name;

    private HostQuestion(string name, IPAddress? address)
    {
        _name = name;
        Address = address;
    }

    /// <summary>The address, where the name is one.</summary>
    public IPAddress? Address { get; }

    /// <exception cref="ArgumentException">It is the any address, which is nobody's.</exception>
    public static HostQuestion About(string name, string parameter)
    {
        HostQuestion question = AboutAny(name);
        if (question.Address is { } address)
        {
            RefuseUnspecified(address, parameter);
        }

        return question;
    }

    /// <summary>The same, with the any address let pass, as the obsolete members do.</summary>
    public static HostQuestion AboutAny(string name) => new(name, IPAddress.TryParse(name, out IPAddress? address) ? address : null);

    /// <exception cref="ArgumentException">It is the any address.</exception>
    public static void RefuseUnspecified(IPAddress address, string parameter)
    {
        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        {
            throw new ArgumentException($"{address} stands for every address of a machine, and is no host's. Give one of them.", parameter);
        }
    }

    /// <summary>The addresses of the name. An address that is not of the family that was asked for has none.</summary>
    public async ValueTask<IPAddress[]> AddressesAsync(AddressFamily family, CancellationToken cancellationToken)
    {
        if (Address is { } address)
        {
            return family == AddressFamily.Unspecified || family == address.AddressFamily ? [address] : [];
        }

        return (await FindAsync(_name, family, cancellationToken)).AddressList;
    }

    /// <summary>The name and the addresses; for an address those of the host whose it is.</summary>
    public ValueTask<IPHostEntry> EntryAsync(AddressFamily family, CancellationToken cancellationToken) => Address is { } address
        ? EntryAsync(address, family, cancellationToken)
        : FindAsync(_name, family, cancellationToken);

    /// <summary>The host of an address, and all of its addresses; none where its name leads nowhere.</summary>
    public static async ValueTask<IPHostEntry> EntryAsync(IPAddress address, AddressFamily family, CancellationToken cancellationToken)
    {
        IResolver resolver = Greensock.PortHere().Owner.Resolver;
        NameInfo found = await LookupCall.AwaitAsync(
            token => resolver.GetNameInfoAsync(new IPEndPoint(address, 0), NameInfoFlags.NameRequired, token),
            Timeout.InfiniteTimeSpan,
            cancellationToken);
        try
        {
            return await FindAsync(found.Host, family, cancellationToken);
        }
        catch (SocketException)
        {
            return new IPHostEntry { HostName = found.Host, Aliases = [], AddressList = [] };
        }
    }

    /// <summary>An address as a host of its own, for which nothing is looked up.</summary>
    public static IPHostEntry EntryOf(IPAddress address) => new() { HostName = address.ToString(), Aliases = [], AddressList = [address] };

    private static async ValueTask<IPHostEntry> FindAsync(string hostName, AddressFamily family, CancellationToken cancellationToken)
    {
        if (hostName.Length > LongestName || (hostName.Length == LongestName && hostName[^1] != '.'))
        {
            throw new ArgumentOutOfRangeException(
                nameof(hostName), $"A host's name has at most {LongestName} characters, and this one {hostName.Length}.");
        }

        string host = hostName.Length == 0 ? Bsd.GetHostName() : hostName;
        IResolver resolver = Greensock.PortHere().Owner.Resolver;
        IReadOnlyList<AddressInfo> found = await AskAsync(resolver, host, family, cancellationToken);
        IPAddress[] addresses = [.. found.Select(one => one.EndPoint.Address).Distinct()];
        if (resolver is ThreadResolver or BlockingResolver && host.Equals(Bsd.GetHostName(), StringComparison.OrdinalIgnoreCase))
        {
            addresses = [.. addresses.Union(await OwnAddressesAsync(family, cancellationToken))];
        }

        string canonical = found[0].CanonicalName;
        return new IPHostEntry { HostName = canonical.Length == 0 ? host : canonical, Aliases = [], AddressList = addresses };
    }

    private static async ValueTask<IReadOnlyList<AddressInfo>> AskAsync(
        IResolver resolver, string host, AddressFamily family, CancellationToken cancellationToken)
    {
        if (family is not (AddressFamily.Unspecified or AddressFamily.InterNetwork or AddressFamily.InterNetworkV6))
        {
            throw LookupErrors.Because(LookupErrors.Of("getaddrinfo", host), AddressInfoError.Family);
        }

        var hints = new AddressInfoHints(family, SocketType.Stream, default, AddressInfoFlags.CanonicalName);
        try
        {
            return await LookupCall.AwaitAsync(
                token => resolver.GetAddrInfoAsync(host, null, hints, token), Timeout.InfiniteTimeSpan, cancellationToken);
        }
        catch (AddressInfoException e) when (e.Error == AddressInfoError.NoData)
        {
            // A host that is known and has no such address is not found either: the BCL makes no difference.
            throw new AddressInfoException(e.Message, AddressInfoError.NoName);
        }
        catch (ArgumentException e)
        {
            throw new AddressInfoException(e.Message, AddressInfoError.NoName);
        }
    }

    /// <summary>
    /// What a hosts file seldom says of its own machine, and the BCL adds where that is asked for: the addresses of its
    /// interfaces.
    /// </summary>
    private static ValueTask<IPAddress[]> OwnAddressesAsync(AddressFamily family, CancellationToken cancellationToken) =>
        LookupCall.AwaitAsync(
            token => Task.Factory.StartNew(
                () => OwnAddresses(family), token, TaskCreationOptions.DenyChildAttach, TaskScheduler.Default),
            Timeout.InfiniteTimeSpan,
            cancellationToken);

    // Those of the loopback only where the family has no others.
    private static IPAddress[] OwnAddresses(AddressFamily family)
    {
        NetworkInterface[] up = [.. NetworkInterface.GetAllNetworkInterfaces().Where(one => one.OperationalStatus == OperationalStatus.Up
            || one.NetworkInterfaceType == NetworkInterfaceType.Loopback)];
        IPAddress[] loopback = AddressesOf(up.Where(one => one.NetworkInterfaceType == NetworkInterfaceType.Loopback));
        IPAddress[] others = AddressesOf(up.Where(one => one.NetworkInterfaceType != NetworkInterfaceType.Loopback));
        return
        [
            .. others
                .Concat(loopback.Where(one => !others.Any(other => other.AddressFamily == one.AddressFamily)))
                .Where(one => family == AddressFamily.Unspecified || one.AddressFamily == family)
                .OrderBy(one => one.AddressFamily),
        ];
    }

    private static IPAddress[] AddressesOf(IEnumerable<NetworkInterface> interfaces) =>
        [.. interfaces.SelectMany(one => one.GetIPProperties().UnicastAddresses).Select(one => one.Address)];
}
