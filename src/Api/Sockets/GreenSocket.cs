using System.Net.Sockets;
using Akka.Actor;

namespace Akka.Greensock;

/// <summary>
/// A socket with the members of <see cref="Socket"/> and of BSD's, whose calls park only the greenlet that makes them.
/// Below it stands a supervised actor on the hub that the socket was made on.
/// </summary>
/// <remarks>
/// <para><b>Thread.</b> Every member may be called from anywhere. On the socket's own hub a call is direct; from
/// another hub, thread or actor it is routed there, and the caller resumes where it called. Members that wait for
/// nothing but the hub itself, such as <see cref="Bind"/>, block a thread that is no hub for that long, and throw
/// <see cref="BlockingSwitchOutException"/> on another hub, which has to use their awaitable twin.</para>
/// <para><b>Order.</b> Several calls of one direction queue, and each has its whole turn: two sends never interleave.
/// The directions are independent.</para>
/// <para><b>Errors.</b> <see cref="SocketException"/> with the true <see cref="SocketException.SocketErrorCode"/>,
/// <see cref="SocketTimeoutException"/> where <see cref="Timeout"/> was exceeded, <see cref="ObjectDisposedException"/>
/// after a close, <see cref="OperationCanceledException"/> for the token, and <see cref="GreenletExitException"/> for a
/// kill. After a timeout, a cancellation or a kill the socket can be used on.</para>
/// </remarks>
/// <seealso href="https://www.gevent.org/api/gevent.socket.html">gevent.socket.socket</seealso>
/// <seealso href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</seealso>
public sealed partial class GreenSocket : IDisposable, IAsyncDisposable
{
    private volatile OwnedSocket _owned; // replaced where this takes an accepted connection over
    private volatile OwnedSocket _socket; // the same, unless this was closed while files hold that open
    private int _released;

    /// <summary>
    /// Makes a socket on this thread's hub; outside any hub, on the next hub of the default system, which is started by
    /// that.
    /// </summary>
    /// <param name="addressFamily">InterNetwork, InterNetworkV6, Unix, or another that the system has.</param>
    /// <param name="socketType">Stream, Dgram, Raw, Seqpacket …</param>
    /// <param name="protocolType">Tcp, Udp, Icmp …; Unspecified for the usual one.</param>
    /// <exception cref="SocketException">The combination is not supported, or no descriptor is left.</exception>
    public GreenSocket(AddressFamily addressFamily, SocketType socketType, ProtocolType protocolType)
        : this(OwnedSocket.Make(Greensock.PortHere(), addressFamily, socketType, protocolType))
    {
    }

    /// <summary>
    /// Makes a socket that speaks IPv6 and, by <see cref="DualMode"/>, IPv4; where the system has no IPv6, one that
    /// speaks IPv4.
    /// </summary>
    /// <param name="socketType">Stream, Dgram, Raw, Seqpacket …</param>
    /// <param name="protocolType">Tcp, Udp, Icmp …; Unspecified for the usual one.</param>
    /// <exception cref="SocketException">The combination is not supported, or no descriptor is left.</exception>
    public GreenSocket(SocketType socketType, ProtocolType protocolType)
        : this(Socket.OSSupportsIPv6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork, socketType, protocolType)
    {
        if (AddressFamily == AddressFamily.InterNetworkV6)
        {
            DualMode = true;
        }
    }

    /// <summary>Makes a socket on a hub of the caller's choice.</summary>
    /// <param name="owner">The hub that is to own it, for example one of <c>Greensock.For(system).Hubs</c>.</param>
    /// <param name="addressFamily">InterNetwork, InterNetworkV6, Unix, or another that the system has.</param>
    /// <param name="socketType">Stream, Dgram, Raw, Seqpacket …</param>
    /// <param name="protocolType">Tcp, Udp, Icmp …; Unspecified for the usual one.</param>
    /// <exception cref="SocketException">The combination is not supported, or no descriptor is left.</exception>
    /// <exception cref="ObjectDisposedException">The hub has ended.</exception>
    public GreenSocket(Hub owner, AddressFamily addressFamily, SocketType socketType, ProtocolType protocolType)
        : this(OwnedSocket.Make(PortOf(owner), addressFamily, socketType, protocolType))
    {
    }

    internal GreenSocket(OwnedSocket socket)
        : this(socket, DefaultTimeout)
    {
    }

    private GreenSocket(OwnedSocket socket, TimeSpan timeout)
    {
        _owned = socket;
        _socket = socket;
        _timeout = timeout;
    }

    /// <summary>Closes a socket that was forgotten, once no call of it waits any more.</summary>
    ~GreenSocket() => _owned?.Forget();

    /// <summary>The hub that owns the socket: the one on which its calls are direct.</summary>
    public Hub Hub => _socket.Owner;

    /// <summary>
    /// The actor that owns the socket, to watch or to use it by the messages of <see cref="Protocol"/>; null in the
    /// first moments of a socket whose hub's supervisor is still starting.
    /// </summary>
    public IActorRef? Actor => _owned.Actor;

    /// <summary>Closes the socket: <see cref="Dispose"/> by its BSD name.</summary>
    public void Close() => Dispose();

    /// <summary>
    /// Closes the socket, and first waits for the peer to take what was sent and to end its side too.
    /// </summary>
    /// <param name="timeout">How long to wait at most, in milliseconds; 0 is to reset the connection at once, and -1 is
    /// <see cref="Close()"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is less than -1.</exception>
    /// <exception cref="BlockingSwitchOutException">Called with a time, in an async greenlet or an actor of a hub: await
    /// <see cref="ShutdownAsync"/>, <see cref="PollAsync(int, System.Net.Sockets.SelectMode, CancellationToken)"/> and
    /// <see cref="DisposeAsync"/>.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, for the time given.</remarks>
    public void Close(int timeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, -1);
        if (timeout <= 0 || _socket.IsClosed)
        {
            if (timeout == 0 && _socket is { Phase: SocketPhase.Connected, IsStream: true })
            {
                ResetSoon();
            }

            Dispose();
            return;
        }

        using var call = SynchronousCall.Begin("GreenSocket.Close", nameof(DisposeAsync));
        call.Wait(LingerAsync(TimeSpan.FromMilliseconds(timeout)));
    }

    /// <summary>
    /// Closes the socket, once: every waiting call, of whichever greenlet, fails with
    /// <see cref="SocketError.OperationAborted"/> in the same turn, and the descriptor is released. A connection with a
    /// call waiting, whose sending side was not shut down, is reset; any other ends in order. A second close does
    /// nothing. While files of <see cref="MakeFile"/> are open, the same becomes of this object and of its waiting calls,
    /// but the files go on, and the last of them releases the descriptor.
    /// </summary>
    /// <remarks>
    /// Does not park. On the socket's own hub, and on a thread that is no hub, the descriptor is released when this
    /// returns; from another hub it is released soon after: await <see cref="DisposeAsync"/> where that matters.
    /// </remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/close.2.html">close(2)</seealso>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        LetGo();
        _owned.EndHolderFromAnywhere(holder: null);
    }

    /// <summary>
    /// Closes the socket like <see cref="Dispose"/>, and parks until its hub has released the descriptor.
    /// </summary>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        LetGo();
        return _owned.EndHolderAsync(holder: null);
    }

    /// <inheritdoc/>
    public override string ToString() => $"GreenSocket {_socket}";

    /// <summary>
    /// Closes it with its files: for a server, whose connections end with their handlers, whatever those left open.
    /// </summary>
    internal void CloseWithFiles()
    {
        _owned.CloseFromAnywhere();
        Dispose();
    }

    /// <summary>The same, and waits until its hub has closed it.</summary>
    internal ValueTask DisposeWithFilesAsync()
    {
        _owned.CloseFromAnywhere();
        return DisposeAsync();
    }

    private async ValueTask LingerAsync(TimeSpan time)
    {
        try
        {
            if (Connected && SocketType == SocketType.Stream)
            {
                await ShutdownAsync(SocketShutdown.Send);
                await _socket.PollAsync(SelectMode.SelectRead, time, CancellationToken.None);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The peer has gone, or somebody else has closed it: there is nothing to wait for.
        }

        await DisposeAsync();
    }

    private void LetGo()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0 && !_owned.LetGo())
        {
            _socket = _owned.ClosedTwin(); // calls that are made from now on
        }
    }

    private static HubPort PortOf(Hub owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return Greensock.PortOf(owner);
    }
}
