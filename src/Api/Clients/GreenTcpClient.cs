using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// A TCP connection with the members of <see cref="TcpClient"/>, whose calls park only the greenlet that makes them.
/// </summary>
/// <remarks>
/// <para><b>Thread.</b> Any. Synchronous members block what calls them: a thread greenlet alone, or a thread that is no hub.
/// In an async greenlet and in an actor of a hub, those that wait throw <see cref="BlockingSwitchOutException"/>, always.</para>
/// <para><b>Errors.</b> Those of <see cref="GreenSocket"/>; <see cref="ObjectDisposedException"/> after a close.</para>
/// </remarks>
/// <seealso href="https://learn.microsoft.com/dotnet/api/system.net.sockets.tcpclient">TcpClient</seealso>
public partial class GreenTcpClient : IDisposable
{
    private readonly AddressFamily _family;
    private GreenSocket? _client;
    private GreenNetworkStream? _stream;
    private volatile bool _disposed;

    /// <summary>Makes a client that speaks IPv6 and IPv4, as far as the system has them.</summary>
    /// <exception cref="SocketException">TooManyOpenSockets.</exception>
    public GreenTcpClient()
        : this(AddressFamily.Unknown)
    {
    }

    /// <summary>Makes a client of one family.</summary>
    /// <param name="family">InterNetwork or InterNetworkV6; Unknown for both in one.</param>
    /// <exception cref="ArgumentException">Another family.</exception>
    /// <exception cref="SocketException">TooManyOpenSockets; AddressFamilyNotSupported.</exception>
    public GreenTcpClient(AddressFamily family)
    {
        if (family is not (AddressFamily.InterNetwork or AddressFamily.InterNetworkV6 or AddressFamily.Unknown))
        {
            throw new ArgumentException($"A TCP client is of family InterNetwork or InterNetworkV6, and not {family}.", nameof(family));
        }

        _family = family;
        _client = NewSocket();
    }

    /// <summary>Makes a client that is bound to an address of this machine.</summary>
    /// <param name="localEP">The address; port 0 for any free port.</param>
    /// <exception cref="ArgumentNullException">The end point is null.</exception>
    /// <exception cref="SocketException">AddressAlreadyInUse, AddressNotAvailable, AccessDenied.</exception>
    public GreenTcpClient(IPEndPoint localEP)
    {
        ArgumentNullException.ThrowIfNull(localEP);
        _family = localEP.AddressFamily;
        _client = NewSocket();
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

    /// <summary>Makes a client and connects it: see <see cref="Connect(string, int)"/>.</summary>
    /// <param name="hostname">A name, an address in text form, or nothing for this machine.</param>
    /// <param name="port">The port, 0 to 65,535.</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is none.</exception>
    /// <exception cref="SocketException">HostNotFound, ConnectionRefused, NetworkUnreachable …; TimedOut.</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait: make it without a host, and await
    /// <see cref="ConnectAsync(string, int)"/>.</exception>
    /// <remarks>Parks until connected.</remarks>
    public GreenTcpClient(string hostname, int port)
    {
        ArgumentNullException.ThrowIfNull(hostname);
        Port.Check(port);
        _family = AddressFamily.Unknown;
        using var call = SynchronousCall.Begin("new GreenTcpClient", nameof(ConnectAsync));
        _client = NewSocket();
        try
        {
            _client.Connect(HostOf(hostname), port);
            Active = true;
        }
        catch
        {
            _client.Dispose();
            throw;
        }
    }

    /// <summary>Makes a client of a connection that was accepted.</summary>
    internal GreenTcpClient(GreenSocket accepted)
    {
        _family = accepted.AddressFamily;
        _client = accepted;
        Active = true;
    }

    /// <summary>Tells those that derive from this that they may let go of what is theirs; the socket does so by itself.</summary>
    ~GreenTcpClient() => Dispose(false);

    /// <summary>
    /// Whether this has connected, by whichever member. It stays so, and is nobody's business but that of those who derive from
    /// this.
    /// </summary>
    protected bool Active { get; set; }

    /// <summary>
    /// The socket below, for everything that this has no member for; null once this is disposed of. Another may be set, which
    /// leaves the former alone; set to null, the next use makes a new one.
    /// </summary>
    [AllowNull]
    public GreenSocket Client
    {
        get => _disposed ? null! : _client ??= NewSocket();
        set => _client = value;
    }

    /// <summary>Whether the socket has connected and was not closed, whatever the peer has done since.</summary>
    public bool Connected => Client?.Connected ?? false;

    /// <summary>How many bytes can be read without waiting; 0 once this is disposed of.</summary>
    /// <exception cref="SocketException">The system refuses to say.</exception>
    /// <exception cref="BlockingSwitchOutException">Called on another hub than the socket's.</exception>
    public int Available => Client?.Available ?? 0;

    /// <summary>The connection as a stream, always the same one, which owns the socket.</summary>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="InvalidOperationException">Not connected, or the stream was closed before.</exception>
    /// <remarks>Does not park.</remarks>
    [SuppressMessage("Design", "CA1024", Justification = "The BCL's name.")]
    public GreenNetworkStream GetStream()
    {
        GreenSocket client = Open;
        return client.Connected
            ? _stream ??= new GreenNetworkStream(client, ownsSocket: true)
            : throw new InvalidOperationException($"GreenTcpClient.GetStream: {client} is not connected. Connect it first.");
    }

    /// <summary>Closes the connection: <see cref="Dispose()"/> by its older name.</summary>
    /// <remarks>Does not park.</remarks>
    public void Close() => Dispose();

    /// <summary>
    /// Closes the connection in order: the peer gets what was written, and its end of stream. Whoever waits for it, here or in
    /// the stream, is told that it was closed.
    /// </summary>
    /// <remarks>Does not park.</remarks>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the connection.</summary>
    /// <param name="disposing">False on the finalizer's thread, where there is nothing to do: the socket has a finalizer of its
    /// own.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (disposing)
        {
            _stream?.Dispose();
            _client?.DisposeInOrder();
        }
    }

    private GreenSocket Open => Client ?? throw new ObjectDisposedException(GetType().FullName);

    private GreenSocket NewSocket() => _family == AddressFamily.Unknown
        ? new GreenSocket(SocketType.Stream, ProtocolType.Tcp)
        : new GreenSocket(_family, SocketType.Stream, ProtocolType.Tcp);
}
