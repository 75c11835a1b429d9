using System.Net;
using System.Text;

namespace Akka.Greensock.TestKit;

/// <summary>
/// A computer of a simulated network: a name, addresses, a kernel with its descriptors and ports, and a hub that runs its
/// greenlets. Made by <see cref="SimulatedNetwork.AddHost"/>.
/// </summary>
/// <remarks>It has 127.0.0.1 and ::1 beside its own addresses. Its links to others are those of its network.</remarks>
public sealed class SimulatedHost
{
    private readonly UInt128[] _addresses;
    private Hub? _hub;
    private long _lastInode;

    internal SimulatedHost(SimulatedNetwork network, string name, IReadOnlyList<IPAddress> addresses)
    {
        (Network, Name, Addresses) = (network, name, addresses);
        _addresses = [.. addresses.Select(NetworkAddress.ToIp)];
        Random = network.Random.Fork($"host {name}");
        (Tcp, Udp) = (new TcpTable(this), new UdpTable(this));
        Kernel = new SimulatedKernel(this);
    }

    /// <summary>The network that it is in.</summary>
    public SimulatedNetwork Network { get; }

    /// <summary>Its name, which the network's resolver knows.</summary>
    public string Name { get; }

    /// <summary>Its addresses, the loopback's left out; the first of a family is the one that it calls from.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>Its first address.</summary>
    public IPAddress Address => Addresses[0];

    /// <summary>It runs, and has not crashed.</summary>
    public bool IsUp { get; private set; } = true;

    /// <summary>
    /// How many descriptors may be open at a time (RLIMIT_NOFILE), 0 or more; default 20,000. One more is EMFILE.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int DescriptorLimit
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 20_000;

    /// <summary>Descriptors that are open now.</summary>
    public int OpenDescriptors => Kernel.OpenCount;

    /// <summary>The hub that runs its greenlets and owns its sockets.</summary>
    /// <exception cref="InvalidOperationException">The network is none of a simulation's, or the host has crashed.</exception>
    public Hub Hub => _hub is { HasEnded: false } hub && IsUp ? hub
        : !IsUp ? throw new InvalidOperationException($"{this} has crashed and runs nothing: Restart it first.")
        : _hub = Network.StartHub(this);

    internal SimulatedKernel Kernel { get; private set; }

    internal TcpTable Tcp { get; }

    internal UdpTable Udp { get; }

    internal SimulatedRandom Random { get; }

    internal SimulatedUnixNames UnixNames { get; } = new();

    /// <summary>The hub, if there ever was one.</summary>
    internal Hub? HubOrNull => _hub;

    /// <summary>Spawns a greenlet on this host: what it opens, it opens here.</summary>
    /// <param name="body">What it does.</param>
    /// <param name="name">What it is called in listings; null makes one up.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The host has crashed.</exception>
    public Greenlet Spawn(Func<Task> body, string? name = null) => Hub.Spawn(body, name);

    /// <summary>Spawns a greenlet on this host that comes to a result.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <inheritdoc cref="Spawn(Func{Task}, string?)"/>
    public Greenlet<T> Spawn<T>(Func<Task<T>> body, string? name = null) => Hub.Spawn(body, name);

    /// <summary>Spawns a greenlet with a synchronous body, which has a thread of its own.</summary>
    /// <inheritdoc cref="Spawn(Func{Task}, string?)"/>
    public Greenlet Spawn(Action body, string? name = null) => Hub.Spawn(body, name);

    /// <summary>Opens a pipe on this host, as a program of its own would.</summary>
    /// <exception cref="IOException">Too many descriptors are open, a rule for system calls says so, or the host has
    /// crashed.</exception>
    public SimulatedPipe OpenPipe() => new(this);

    /// <summary>
    /// The power goes: everything on it is gone at once, and no peer is told. Its greenlets are killed, and get nothing done any more.
    /// A second time does nothing.
    /// </summary>
    public void Crash()
    {
        lock (Network.Gate)
        {
            if (!IsUp)
            {
                return;
            }

            IsUp = false;
            Kernel.IsDead = true;
            Tcp.Clear();
            Udp.Ports.Clear();
            UnixNames.Crash();
            Network.Log.Note(this, "crashes");
        }

        _hub?.Stop();
    }

    /// <summary>It comes up again after a crash, with nothing open and a new hub.</summary>
    /// <exception cref="InvalidOperationException">It has not crashed.</exception>
    public void Restart()
    {
        if (IsUp)
        {
            throw new InvalidOperationException($"{this} is up: Crash it first.");
        }

        lock (Network.Gate)
        {
            Kernel = new SimulatedKernel(this);
            _hub = null; // the old one may still be about to end
            IsUp = true;
            Network.Log.Note(this, "restarts");
        }
    }

    /// <summary>Its sockets, a line each, as netstat(8) lists them.</summary>
    public string Netstat()
    {
        var text = new StringBuilder();
        lock (Network.Gate)
        {
            foreach ((int descriptor, SimulatedFile file) in Kernel.Files)
            {
                text.Append(FormattableString.Invariant($"  {Name}  {descriptor,4}  {file.Describe()}\n"));
            }

            foreach (TcpConnection connection in Tcp.Connections.Where(one => one.Socket is null))
            {
                text.Append(FormattableString.Invariant(
                    $"  {Name}     -  tcp  {connection.State,-11} {connection.Local} > {connection.Remote}\n"));
            }
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({string.Join(", ", Addresses)})";

    internal long NextInode() => ++_lastInode;

    internal bool Has(UInt128 ip) => new NetworkAddress(ip, 0).IsLoopback || _addresses.Contains(ip);

    /// <summary>The address to call a target from.</summary>
    internal Errno FindSource(NetworkAddress target, UInt128? bound, out UInt128 source)
    {
        source = bound ?? default;
        if (bound is { } own)
        {
            // What is bound to the loopback reaches nobody else.
            return new NetworkAddress(own, 0).IsLoopback && !Has(target.Ip) && !target.IsMulticast ? Errno.Inval : Errno.None;
        }

        if (Has(target.Ip))
        {
            source = target.IsLoopback && target.IsV4 ? NetworkAddress.ToIp([127, 0, 0, 1]) : target.Ip;
            return Errno.None;
        }

        foreach (UInt128 address in _addresses)
        {
            if (NetworkAddress.IsFour(address) == target.IsV4)
            {
                source = address;
                return Errno.None;
            }
        }

        if (target.IsMulticast || target.IsBroadcast)
        {
            source = target.IsV4 ? NetworkAddress.ToIp([127, 0, 0, 1]) : UInt128.One;
            return Errno.None;
        }

        return Errno.NetUnreach;
    }

    internal void Receive(Packet packet)
    {
        if (packet.Protocol == System.Net.Sockets.ProtocolType.Tcp)
        {
            Tcp.Receive(packet);
        }
        else
        {
            Udp.Receive(packet);
        }
    }
}
