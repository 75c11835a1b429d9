using System.Net;
using System.Text;

namespace Akka.Greensock.TestKit;

/// <summary>
/// Hosts and the links between them. Every host reaches every other, by <see cref="DefaultLink"/> where nothing else was said.
/// </summary>
/// <remarks>
/// It is flat: no routers, no ports that are translated, no fragments. Packets between two addresses of one host take no time and are
/// never lost, as on a loopback, and no rule sees them unless <see cref="RulesSeeLoopback"/> is set.
/// </remarks>
public sealed partial class SimulatedNetwork
{
    private readonly List<SimulatedHost> _hosts = [];
    private readonly Dictionary<UInt128, SimulatedHost> _byAddress = [];
    private readonly Dictionary<string, IPAddress[]> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(SimulatedHost, SimulatedHost), Link> _links = [];
    private readonly SimulatedRandom _initialSequences;
    private readonly SimulatedRandom _corruption;
    private LinkOptions _defaultLink = LinkOptions.Default;

    internal SimulatedNetwork(
        TimeProvider time, EventQueue events, long queueOffset, SimulatedRandom random, EventLog log, Func<SimulatedHost, Hub>? startHub)
    {
        (Time, _events, _queueOffset, Random, Log, _startHub) = (time, events, queueOffset, random, log, startHub);
        _start = time.GetTimestamp();
        (_initialSequences, _corruption) = (random.Fork("initial sequence"), random.Fork("corruption"));
    }

    /// <summary>Its hosts, in the order in which they were added.</summary>
    public IReadOnlyList<SimulatedHost> Hosts => _hosts;

    /// <summary>How links behave for which <see cref="SetLink"/> has said nothing; default <see cref="LinkOptions.Default"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its bounds.</exception>
    public LinkOptions DefaultLink
    {
        get => _defaultLink;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            value.Check();
            LinkOptions before = _defaultLink;
            _defaultLink = value;
            foreach (Link link in _links.Values.Where(link => ReferenceEquals(link.Options, before)))
            {
                link.Options = value;
            }
        }
    }

    internal SimulatedRandom Random { get; }

    /// <summary>Adds a host.</summary>
    /// <param name="name">Its name, which no other host has.</param>
    /// <param name="addresses">Its addresses, which no other host has; none for the next of 10.0.0.0/8 and of fd00::/64.</param>
    /// <exception cref="ArgumentException">The name or an address is taken, or an address is none of a host's.</exception>
    public SimulatedHost AddHost(string name, params IReadOnlyList<IPAddress> addresses)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(addresses);
        if (_hosts.Exists(host => host.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ArgumentException($"AddHost {name}: there is a host of that name. Choose another.", nameof(name));
        }

        if (addresses.Count == 0)
        {
            addresses = NextAddresses();
        }

        foreach (IPAddress address in addresses)
        {
            var known = new NetworkAddress(NetworkAddress.ToIp(address), 0);
            if (known.IsAny || known.IsLoopback || known.IsMulticast || known.IsBroadcast)
            {
                throw new ArgumentException($"AddHost {name}: {address} is no address of a host's own.", nameof(addresses));
            }

            if (_byAddress.TryGetValue(known.Ip, out SimulatedHost? other))
            {
                throw new ArgumentException($"AddHost {name}: {address} is {other.Name}'s. Choose another.", nameof(addresses));
            }
        }

        var host = new SimulatedHost(this, name, [.. addresses]);
        _hosts.Add(host);
        foreach (IPAddress address in addresses)
        {
            _byAddress[NetworkAddress.ToIp(address)] = host;
        }

        Log.Note(host, "is there");
        return host;
    }

    /// <summary>The host of that name or address, or null.</summary>
    /// <param name="nameOrAddress">Case does not count.</param>
    public SimulatedHost? FindHost(string nameOrAddress) => _hosts.Find(host =>
        host.Name.Equals(nameOrAddress, StringComparison.OrdinalIgnoreCase) || host.Addresses.Any(one => one.ToString() == nameOrAddress));

    /// <summary>Says how both directions between two hosts behave from now on.</summary>
    /// <param name="one">A host.</param>
    /// <param name="other">Another.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its bounds.</exception>
    /// <exception cref="ArgumentException">They are one host, or of another network.</exception>
    public void SetLink(SimulatedHost one, SimulatedHost other, LinkOptions options)
    {
        SetDirection(one, other, options);
        SetDirection(other, one, options);
    }

    /// <summary>Says how one direction between two hosts behaves from now on.</summary>
    /// <param name="from">Whose packets.</param>
    /// <param name="to">Where they go.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its bounds.</exception>
    /// <exception cref="ArgumentException">They are one host, or of another network.</exception>
    public void SetDirection(SimulatedHost from, SimulatedHost to, LinkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        LinkOf(from, to).Options = options;
    }

    /// <summary>
    /// Nothing that either of two hosts sends from now on gets to the other, until <see cref="Heal"/>; nobody is told. What is under way
    /// arrives.
    /// </summary>
    /// <param name="one">A host.</param>
    /// <param name="other">Another.</param>
    /// <exception cref="ArgumentException">They are one host, or of another network.</exception>
    public void Partition(SimulatedHost one, SimulatedHost other)
    {
        CutOneWay(one, other);
        CutOneWay(other, one);
    }

    /// <summary>Nothing that is sent from now on gets from any host of one group to any of the other, either way.</summary>
    /// <param name="some">A group.</param>
    /// <param name="others">Another.</param>
    /// <exception cref="ArgumentException">They are one host, or of another network.</exception>
    public void Partition(IEnumerable<SimulatedHost> some, IEnumerable<SimulatedHost> others)
    {
        ArgumentNullException.ThrowIfNull(some);
        ArgumentNullException.ThrowIfNull(others);
        SimulatedHost[] rest = [.. others];
        foreach (SimulatedHost one in some)
        {
            Array.ForEach(rest, other => Partition(one, other));
        }
    }

    /// <summary>Nothing that one host sends from now on gets to another, while what that sends gets through.</summary>
    /// <param name="from">Whose packets are lost.</param>
    /// <param name="to">Where they do not arrive.</param>
    /// <exception cref="ArgumentException">They are one host, or of another network.</exception>
    public void CutOneWay(SimulatedHost from, SimulatedHost to)
    {
        LinkOf(from, to).IsCut = true;
        Log.Note(from, $"is cut off from {to.Name}");
    }

    /// <summary>Ends every <see cref="Partition(SimulatedHost, SimulatedHost)"/> and <see cref="CutOneWay"/> of two hosts.</summary>
    /// <param name="one">A host.</param>
    /// <param name="other">Another.</param>
    /// <exception cref="ArgumentException">They are one host, or of another network.</exception>
    public void Heal(SimulatedHost one, SimulatedHost other)
    {
        LinkOf(one, other).IsCut = false;
        LinkOf(other, one).IsCut = false;
        Log.Note(one, $"reaches {other.Name} again");
    }

    /// <summary>Ends every partition and every cut.</summary>
    public void HealAll()
    {
        foreach (Link link in _links.Values)
        {
            link.IsCut = false;
        }

        Log.Note(null, "everybody reaches everybody again");
    }

    /// <summary>The sockets of every host, a line each.</summary>
    public string Netstat()
    {
        var text = new StringBuilder();
        _hosts.ForEach(host => text.Append(host.Netstat()));
        return text.ToString();
    }

    /// <summary>Adds a name to those of the hosts: an alias, or one of several addresses.</summary>
    /// <param name="name">The name; case does not count. One that is there already has these addresses from now on.</param>
    /// <param name="addresses">Its addresses, in the order in which they are told; they need be nobody's.</param>
    public void AddName(string name, params IReadOnlyList<IPAddress> addresses)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(addresses);
        _names[name] = [.. addresses];
    }

    internal HostEntry? FindName(string name) =>
        _names.TryGetValue(name, out IPAddress[]? addresses) ? new HostEntry(name, [], addresses)
        : _hosts.Find(host => host.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found
            ? new HostEntry(found.Name, [], found.Addresses)
            : null;

    internal int NextInitialSequence() => (int)_initialSequences.NextUInt64();

    internal int MtuBetween(SimulatedHost from, NetworkAddress target) =>
        FindHost(from, target) is { } to && to != from ? LinkBetween(from, to).Options.Mtu : LoopbackMtu;

    /// <summary>Who has an address, as a host sees it; null for nobody.</summary>
    internal SimulatedHost? FindHost(SimulatedHost from, NetworkAddress target) =>
        from.Has(target.Ip) ? from : _byAddress.TryGetValue(target.Ip, out SimulatedHost? host) && host.IsUp ? host : null;

    internal Link LinkBetween(SimulatedHost from, SimulatedHost to)
    {
        if (!_links.TryGetValue((from, to), out Link? link))
        {
            _links[(from, to)] = link = new Link(this, _defaultLink, Random.Fork($"link {from.Name} {to.Name}"));
        }

        return link;
    }

    // A host's packets to itself go by no link, and those of another network by none of these: what is said of them would be in vain.
    private Link LinkOf(SimulatedHost from, SimulatedHost to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return from.Network != this || to.Network != this
            ? throw new ArgumentException($"Between {from} and {to} no link of this network is: one is another's.", nameof(to))
            : from == to ? throw new ArgumentException(
                $"From {from} to itself there is no link: that takes no time. Set RulesSeeLoopback, and add a rule.", nameof(to))
            : LinkBetween(from, to);
    }

    private IPAddress[] NextAddresses()
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes[0] = 0xFD;
        for (int number = _hosts.Count + 1; ; number++)
        {
            IPAddress four = new([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
            (bytes[13], bytes[14], bytes[15]) = ((byte)(number >> 16), (byte)(number >> 8), (byte)number);
            IPAddress six = new(bytes);
            if (!_byAddress.ContainsKey(NetworkAddress.ToIp(four)) && !_byAddress.ContainsKey(NetworkAddress.ToIp(six)))
            {
                return [four, six];
            }
        }
    }
}
