using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;

namespace Akka.Greensock;

/// <summary>
/// A UDP socket with the members of <see cref="UdpClient"/>, whose calls park only the greenlet that makes them.
/// </summary>
/// <remarks>
/// <para><b>Thread.</b> Any. Synchronous members block what calls them: a thread greenlet alone, or a thread that is no hub.
/// In an async greenlet and in an actor of a hub, those that wait throw <see cref="BlockingSwitchOutException"/>, always.</para>
/// <para><b>Errors.</b> Those of <see cref="GreenSocket"/>; <see cref="ObjectDisposedException"/> after a close.</para>
/// </remarks>
/// <seealso href="https://learn.microsoft.com/dotnet/api/system.net.sockets.udpclient">UdpClient</seealso>
public partial class GreenUdpClient : IDisposable
{
    private readonly AddressFamily _family;
    private GreenSocket? _client;
    private volatile bool _disposed;

    /// <summary>Makes an IPv4 client.</summary>
    /// <exception cref="SocketException">TooManyOpenSockets.</exception>
    public GreenUdpClient()
        : this(AddressFamily.InterNetwork)
    {
    }

    /// <summary>Makes a client of one family.</summary>
    /// <param name="family">InterNetwork or InterNetworkV6.</param>
    /// <exception cref="ArgumentException">Another family.</exception>
    /// <exception cref="SocketException">TooManyOpenSockets; AddressFamilyNotSupported.</exception>
    public GreenUdpClient(AddressFamily family)
    {
        _family = Checked(family);
        _client = NewSocket(family);
    }

    /// <summary>Makes an IPv4 client that is bound to a port of every address of this machine.</summary>
    /// <param name="port">The port, 0 to 65,535; 0 for any free port.</param>
    /// <exception cref="ArgumentOutOfRangeException">The port is none.</exception>
    /// <exception cref="SocketException">AddressAlreadyInUse, AccessDenied, TooManyOpenSockets.</exception>
    public GreenUdpClient(int port)
        : this(port, AddressFamily.InterNetwork)
    {
    }

    /// <summary>Makes a client that is bound to a port of every address of this machine.</summary>
    /// <param name="port">The port, 0 to 65,535; 0 for any free port.</param>
    /// <param name="family">InterNetwork or InterNetworkV6.</param>
    /// <exception cref="ArgumentOutOfRangeException">The port is none.</exception>
    /// <exception cref="ArgumentException">Another family.</exception>
    /// <exception cref="SocketException">AddressAlreadyInUse, AccessDenied, TooManyOpenSockets.</exception>
    public GreenUdpClient(int port, AddressFamily family)
        : this(AnyOf(port, family))
    {
    }

    /// <summary>Makes a client that is bound to an address of this machine.</summary>
    /// <param name="localEP">The address; port 0 for any free port.</param>
    /// <exception cref="ArgumentNullException">The end point is null.</exception>
    /// <exception cref="SocketException">AddressAlreadyInUse, AddressNotAvailable, AccessDenied.</exception>
    public GreenUdpClient(IPEndPoint localEP)
    {
        ArgumentNullException.ThrowIfNull(localEP);
        _family = localEP.AddressFamily;
        _client = NewSocket(_family);
        try
        {
            _client.Bind(localEP);
        }
        catch
        {
            _client.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Makes a client whose peer is a host's first address that there is a way to: <see cref="Connect(string, int)"/>. The
    /// client is of that address's family.
    /// </summary>
    /// <param name="hostname">A name, an address in text form, or nothing for this machine.</param>
    /// <param name="port">The port, 0 to 65,535.</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is none.</exception>
    /// <exception cref="SocketException">HostNotFound, NetworkUnreachable …</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait: look the name up by
    /// <see cref="GreenDns.GetHostAddressesAsync(string)"/>, and connect to an address.</exception>
    /// <remarks>Parks while the name is looked up.</remarks>
    public GreenUdpClient(string hostname, int port)
    {
        ArgumentNullException.ThrowIfNull(hostname);
        Port.Check(port);
        using var call = SynchronousCall.Begin("new GreenUdpClient", nameof(GreenDns.GetHostAddressesAsync));
        SocketException? last = null;
        foreach (IPAddress address in GreenDns.GetHostAddresses(hostname))
        {
            GreenSocket socket = NewSocket(address.AddressFamily);
            try
            {
                socket.Connect(new IPEndPoint(address, port));
                (_client, _family, Active) = (socket, address.AddressFamily, true);
                return;
            }
            catch (SocketException e)
            {
                socket.Dispose();
                last = e;
            }
        }

        throw last ?? NoWayTo(hostname);
    }

    /// <summary>Whether this has a peer, by whichever member. It stays so.</summary>
    protected bool Active { get; set; }

    /// <summary>
    /// The socket below, for everything that this has no member for; null once this is disposed of. Another may be set, which
    /// leaves the former alone.
    /// </summary>
    [AllowNull]
    public GreenSocket Client
    {
        get => _client!;
        set => _client = value;
    }

    /// <summary>How many bytes there are to receive.</summary>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called on another hub than the socket's.</exception>
    public int Available => Open.Available;

    /// <summary>The time to live of what is sent, in hops, 0 to 255.</summary>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The value is no such number.</exception>
    public short Ttl
    {
        get => Open.Ttl;
        set => Open.Ttl = value;
    }

    /// <summary>Whether IPv4 datagrams must not be split on their way.</summary>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="NotSupportedException">The client speaks IPv6.</exception>
    public bool DontFragment
    {
        get => Open.DontFragment;
        set => Open.DontFragment = value;
    }

    /// <summary>Whether what is sent to a multicast group comes back to this machine.</summary>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    public bool MulticastLoopback
    {
        get => Open.MulticastLoopback;
        set => Open.MulticastLoopback = value;
    }

    /// <summary>Whether datagrams may go to a broadcast address; sending to one sets it.</summary>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    public bool EnableBroadcast
    {
        get => Open.EnableBroadcast;
        set => Open.EnableBroadcast = value;
    }

    /// <summary>Whether another socket is kept from the same address; see <see cref="GreenSocket.ExclusiveAddressUse"/>.</summary>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    public bool ExclusiveAddressUse
    {
        get => Open.ExclusiveAddressUse;
        set => Open.ExclusiveAddressUse = value;
    }

    /// <summary>Windows' NAT traversal.</summary>
    /// <param name="allowed">Whether.</param>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="PlatformNotSupportedException">Always, otherwise.</exception>
    [SupportedOSPlatform("windows")]
    public void AllowNatTraversal(bool allowed)
    {
        _ = Open;
        throw new PlatformNotSupportedException("GreenUdpClient.AllowNatTraversal: only Windows has IP protection levels.");
    }

    /// <summary>Closes the client: <see cref="Dispose()"/> by its older name.</summary>
    /// <remarks>Does not park.</remarks>
    public void Close() => Dispose();

    /// <summary>Closes the client. Whoever waits for a datagram is told so.</summary>
    /// <remarks>Does not park.</remarks>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the client.</summary>
    /// <param name="disposing">False where a class that derives from this calls it from a finalizer: then there is nothing to
    /// do.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!_disposed && disposing)
        {
            _disposed = true;
            _client?.Dispose();
            _client = null;
        }
    }

    private GreenSocket Open
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed || _client is null, this);
            return _client;
        }
    }

    private static GreenSocket NewSocket(AddressFamily family) => new(family, SocketType.Dgram, ProtocolType.Udp);

    private static AddressFamily Checked(AddressFamily family) => family is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6
        ? family
        : throw new ArgumentException($"A UDP client is of family InterNetwork or InterNetworkV6, and not {family}.", nameof(family));

    private static IPEndPoint AnyOf(int port, AddressFamily family)
    {
        Port.Check(port);
        return new IPEndPoint(Checked(family) == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, port);
    }

    // The error that the BCL has for a host none of whose addresses is of the client's family.
    private static SocketException NoWayTo(string hostname) => new(
        (int)SocketError.NotConnected, $"connect to '{hostname}': it has no address of this client's family.");
}
