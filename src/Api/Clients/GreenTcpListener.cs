using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;

namespace Akka.Greensock;

/// <summary>
/// A listening TCP socket with the members of <see cref="TcpListener"/>, whose calls park only the greenlet that makes them.
/// </summary>
/// <remarks>
/// <para><b>Thread.</b> Any. Synchronous members block what calls them: a thread greenlet alone, or a thread that is no hub.
/// In an async greenlet and in an actor of a hub, those that wait throw <see cref="BlockingSwitchOutException"/>, always.</para>
/// </remarks>
/// <seealso href="https://learn.microsoft.com/dotnet/api/system.net.sockets.tcplistener">TcpListener</seealso>
[SuppressMessage("Design", "CA1063", Justification = "The BCL's shape: there is no Dispose(bool), and it can be started again.")]
public partial class GreenTcpListener : IDisposable
{
    private readonly IPEndPoint _localEP;
    private GreenSocket? _server;
    private bool _isExclusive;

    /// <summary>Makes a listener for an address of this machine; <see cref="Start()"/> binds it.</summary>
    /// <param name="localEP">The address; port 0 for any free port.</param>
    /// <exception cref="ArgumentNullException">The end point is null.</exception>
    /// <exception cref="SocketException">AddressFamilyNotSupported, TooManyOpenSockets.</exception>
    public GreenTcpListener(IPEndPoint localEP)
    {
        ArgumentNullException.ThrowIfNull(localEP);
        _localEP = localEP;
        _server = NewSocket();
    }

    /// <summary>Makes a listener for an address of this machine; <see cref="Start()"/> binds it.</summary>
    /// <param name="localaddr">The address.</param>
    /// <param name="port">The port, 0 to 65,535; 0 for any free port.</param>
    /// <exception cref="ArgumentNullException">The address is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is none.</exception>
    /// <exception cref="SocketException">AddressFamilyNotSupported, TooManyOpenSockets.</exception>
    public GreenTcpListener(IPAddress localaddr, int port)
        : this(EndPointOf(localaddr, port))
    {
    }

    /// <summary>Makes a listener for every IPv4 address of this machine.</summary>
    /// <param name="port">The port, 0 to 65,535; 0 for any free port.</param>
    /// <exception cref="ArgumentOutOfRangeException">The port is none.</exception>
    [Obsolete("This constructor is obsolete in the BCL. Use GreenTcpListener(IPAddress localaddr, int port).")]
    public GreenTcpListener(int port)
        : this(IPAddress.Any, port)
    {
    }

    /// <summary>Whether it listens.</summary>
    protected bool Active { get; private set; }

    /// <summary>The listening socket, for everything that this has no member for.</summary>
    public GreenSocket Server => _server ??= NewSocket();

    /// <summary>The address: the one that was given until it listens, then the one that it got.</summary>
    public EndPoint LocalEndpoint => Active ? Server.LocalEndPoint! : _localEP;

    /// <summary>Whether another socket is kept from the same address; see <see cref="GreenSocket.ExclusiveAddressUse"/>.</summary>
    /// <exception cref="InvalidOperationException">Set while it listens.</exception>
    public bool ExclusiveAddressUse
    {
        get => _server?.ExclusiveAddressUse ?? _isExclusive;
        set
        {
            RefuseActive(nameof(ExclusiveAddressUse));
            if (_server is { } server)
            {
                server.ExclusiveAddressUse = value;
            }

            _isExclusive = value;
        }
    }

    /// <summary>Makes a listener for every address of this machine, IPv6 and IPv4.</summary>
    /// <param name="port">The port, 0 to 65,535; 0 for any free port.</param>
    /// <exception cref="ArgumentOutOfRangeException">The port is none.</exception>
    /// <exception cref="SocketException">TooManyOpenSockets.</exception>
    public static GreenTcpListener Create(int port)
    {
        Port.Check(port);
        if (!Socket.OSSupportsIPv6)
        {
            return new GreenTcpListener(IPAddress.Any, port);
        }

        var listener = new GreenTcpListener(IPAddress.IPv6Any, port);
        listener.Server.DualMode = true;
        return listener;
    }

    /// <summary>Windows' NAT traversal.</summary>
    /// <param name="allowed">Whether.</param>
    /// <exception cref="InvalidOperationException">It listens.</exception>
    /// <exception cref="PlatformNotSupportedException">Always, otherwise.</exception>
    [SupportedOSPlatform("windows")]
    public void AllowNatTraversal(bool allowed)
    {
        RefuseActive(nameof(AllowNatTraversal));
        throw new PlatformNotSupportedException("GreenTcpListener.AllowNatTraversal: only Windows has IP protection levels.");
    }

    /// <summary>Begins to listen, with as many waiting connections as the system allows. A second time it does nothing.</summary>
    /// <exception cref="SocketException">AddressAlreadyInUse, AddressNotAvailable, AccessDenied.</exception>
    /// <exception cref="BlockingSwitchOutException">Called on another hub than the socket's.</exception>
    /// <remarks>Does not park.</remarks>
    public void Start() => Start(int.MaxValue);

    /// <summary>Begins to listen. A second time it does nothing.</summary>
    /// <param name="backlog">How many connections may wait to be accepted, from 0; the system bounds it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The backlog is negative.</exception>
    /// <exception cref="SocketException">AddressAlreadyInUse, AddressNotAvailable, AccessDenied. It may be started
    /// again.</exception>
    /// <exception cref="BlockingSwitchOutException">Called on another hub than the socket's.</exception>
    /// <remarks>Does not park.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/listen.2.html">listen(2)</seealso>
    public void Start(int backlog)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(backlog);
        if (Active)
        {
            return;
        }

        GreenSocket server = Server;
        try
        {
            server.Bind(_localEP);
            server.Listen(backlog);
        }
        catch (SocketException)
        {
            Stop();
            throw;
        }

        Active = true;
    }

    /// <summary>
    /// Ends listening. Whoever waits for a connection is told so; connections that nobody has accepted are lost. It may be
    /// started again, with a new socket.
    /// </summary>
    /// <remarks>Does not park.</remarks>
    public void Stop()
    {
        GreenSocket? server = _server;
        _server = null;
        Active = false;
        server?.Dispose();
    }

    /// <summary><see cref="Stop"/>.</summary>
    /// <remarks>Does not park.</remarks>
    public void Dispose()
    {
        Stop();
        GC.SuppressFinalize(this);
    }

    private static IPEndPoint EndPointOf(IPAddress localaddr, int port)
    {
        ArgumentNullException.ThrowIfNull(localaddr);
        Port.Check(port);
        return new IPEndPoint(localaddr, port);
    }

    private GreenSocket NewSocket()
    {
        var server = new GreenSocket(_localEP.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (_isExclusive)
        {
            server.ExclusiveAddressUse = true;
        }

        return server;
    }

    private void RefuseActive(string operation)
    {
        if (Active)
        {
            throw new InvalidOperationException($"GreenTcpListener.{operation}: it listens. Do that before Start.");
        }
    }

    private GreenSocket Listening(string operation) => Active
        ? Server
        : throw new InvalidOperationException($"GreenTcpListener.{operation}: it does not listen. Call Start first.");
}
