using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Bind, listen, and the two end points.</content>
public sealed partial class GreenSocket
{
    /// <summary>The address of this side: null until the socket is bound or connected.</summary>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called on another hub before the address was known.</exception>
    public EndPoint? LocalEndPoint => _socket.KnownLocalEndPoint ??
        _socket.Call("LocalEndPoint", nameof(GetLocalEndPointAsync), static socket => socket.GetLocalEndPoint());

    /// <summary>The address of the peer: null until the socket is connected.</summary>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public EndPoint? RemoteEndPoint
    {
        get
        {
            LookAtPendingConnect();
            return _socket.IsClosed ? throw OwnedSocket.Disposed("RemoteEndPoint")
                : IsDisconnected && _socket.HasParted ? null : _socket.PeerEndPoint;
        }
    }

    /// <summary>
    /// True from a successful connect or accept until the close, a shutdown of either direction, or a call that fails
    /// because the connection is no more: until one finds out, it stays true even if the peer is gone.
    /// </summary>
    public bool Connected
    {
        get
        {
            LookAtPendingConnect();
            return _socket.Phase == SocketPhase.Connected && !_socket.HasParted;
        }
    }

    /// <summary>True once the socket has an address of its own: by bind, listen, connect or accept. A close leaves it so.</summary>
    public bool IsBound => _owned.IsBound || _owned.Phase is SocketPhase.Connected or SocketPhase.Listening ||
        (_owned.IsClosed && !(_owned.Local.IsNone && _owned.Peer.IsNone));

    /// <summary>Gives the socket an address of this machine.</summary>
    /// <param name="localEP">An end point of the socket's family: an <see cref="IPEndPoint"/>, port 0 for any free port; a
    /// <see cref="UnixDomainSocketEndPoint"/>, whose file is made, and removed when the socket is closed; or a
    /// <see cref="RawEndPoint"/>.</param>
    /// <exception cref="ArgumentException">The end point is a name.</exception>
    /// <exception cref="SocketException">AddressAlreadyInUse, AddressNotAvailable, AccessDenied,
    /// AddressFamilyNotSupported, InvalidArgument (bound already).</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called on another hub: await <see cref="BindAsync"/>.</exception>
    /// <remarks>Does not park.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/bind.2.html">bind(2)</seealso>
    public void Bind(EndPoint localEP)
    {
        ThrowIfClosed("bind");
        _socket.Call("bind", nameof(BindAsync), Binding(localEP));
    }

    /// <summary><see cref="Bind"/>, from another hub than the socket's.</summary>
    /// <param name="localEP">An end point of the socket's family: an <see cref="IPEndPoint"/>, port 0 for any free port; a
    /// <see cref="UnixDomainSocketEndPoint"/>, whose file is made, and removed when the socket is closed; or a
    /// <see cref="RawEndPoint"/>.</param>
    public async ValueTask BindAsync(EndPoint localEP) => await _socket.CallAsync("bind", Binding(localEP));

    /// <summary>Begins to take connections. A socket that is not bound gets the any address and a free port.</summary>
    /// <param name="backlog">How many connections may wait to be accepted; the system bounds it (net.core.somaxconn), and
    /// takes its bound for less than 0.</param>
    /// <exception cref="SocketException">AddressAlreadyInUse, InvalidArgument (the socket is connected).</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called on another hub: await <see cref="ListenAsync"/>.</exception>
    /// <remarks>Does not park.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/listen.2.html">listen(2)</seealso>
    public void Listen(int backlog) => _socket.Call("listen", nameof(ListenAsync), Listening(backlog));

    /// <inheritdoc cref="Listen(int)"/>
    public void Listen() => Listen(int.MaxValue);

    /// <summary><see cref="Listen(int)"/>, from another hub than the socket's.</summary>
    /// <param name="backlog">How many connections may wait to be accepted.</param>
    public async ValueTask ListenAsync(int backlog = int.MaxValue) => await _socket.CallAsync("listen", Listening(backlog));

    /// <summary><see cref="LocalEndPoint"/>, from another hub than the socket's.</summary>
    public async ValueTask<EndPoint?> GetLocalEndPointAsync() =>
        await _socket.CallAsync("LocalEndPoint", static socket => socket.GetLocalEndPoint());

    // A connect that nobody waits for, as that of a socket that does not block, may have ended since the hub last polled. On
    // another hub its event will have to do.
    private void LookAtPendingConnect()
    {
        if (_socket.Phase == SocketPhase.Connecting && Hub.Current == Hub)
        {
            _socket.LookAtPendingConnect();
        }
    }

    private static Func<OwnedSocket, bool> Binding(EndPoint localEP)
    {
        ArgumentNullException.ThrowIfNull(localEP);
        return localEP is DnsEndPoint
            ? throw new ArgumentException($"bind to {localEP}: a host name is not an address. Resolve it first.", nameof(localEP))
            : socket => socket.Bind(localEP);
    }

    private static Func<OwnedSocket, bool> Listening(int backlog) => socket => socket.Listen(backlog);
}
