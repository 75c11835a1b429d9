using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Bind, listen, connect, accept, and the two end points.</content>
public sealed partial class GreenSocket
{
    /// <summary>The address of this side: null until the socket is bound or connected.</summary>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called on another hub before the address was known.</exception>
    public EndPoint? LocalEndPoint => _socket.KnownLocalEndPoint ??
        _socket.Call("LocalEndPoint", nameof(GetLocalEndPointAsync), static socket => socket.GetLocalEndPoint());

    /// <summary>The address of the peer: null until the socket is connected.</summary>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public EndPoint? RemoteEndPoint => _socket.IsClosed ? throw TcpSocket.Disposed("RemoteEndPoint") : _socket.PeerEndPoint;

    /// <summary>
    /// True from a successful connect or accept until the close, even if the peer is gone: only a call finds that out.
    /// </summary>
    public bool Connected => _socket.Phase == SocketPhase.Connected;

    /// <summary>True once the socket has an address of its own: by bind, listen, connect or accept.</summary>
    public bool IsBound => _socket.IsBound || _socket.Phase is SocketPhase.Connected or SocketPhase.Listening;

    /// <summary>Gives the socket an address of this machine.</summary>
    /// <param name="localEP">An <see cref="IPEndPoint"/> of the socket's family; port 0 for any free port.</param>
    /// <exception cref="SocketException">AddressAlreadyInUse, AddressNotAvailable, AccessDenied,
    /// AddressFamilyNotSupported, InvalidArgument (bound already).</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called on another hub: await <see cref="BindAsync"/>.</exception>
    /// <remarks>Does not park.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/bind.2.html">bind(2)</seealso>
    public void Bind(EndPoint localEP) => _socket.Call("bind", nameof(BindAsync), Binding(localEP));

    /// <summary><see cref="Bind"/>, from another hub than the socket's.</summary>
    /// <param name="localEP">An <see cref="IPEndPoint"/> of the socket's family; port 0 for any free port.</param>
    public async ValueTask BindAsync(EndPoint localEP) => await _socket.CallAsync("bind", Binding(localEP));

    /// <summary>Begins to take connections. A socket that is not bound gets the any address and a free port.</summary>
    /// <param name="backlog">How many connections may wait to be accepted, from 0; the system bounds it
    /// (net.core.somaxconn).</param>
    /// <exception cref="SocketException">AddressAlreadyInUse, InvalidArgument (the socket is connected).</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called on another hub: await <see cref="ListenAsync"/>.</exception>
    /// <remarks>Does not park.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/listen.2.html">listen(2)</seealso>
    public void Listen(int backlog = int.MaxValue) => _socket.Call("listen", nameof(ListenAsync), Listening(backlog));

    /// <summary><see cref="Listen"/>, from another hub than the socket's.</summary>
    /// <param name="backlog">How many connections may wait to be accepted, from 0.</param>
    public async ValueTask ListenAsync(int backlog = int.MaxValue) => await _socket.CallAsync("listen", Listening(backlog));

    /// <summary><see cref="LocalEndPoint"/>, from another hub than the socket's.</summary>
    public async ValueTask<EndPoint?> GetLocalEndPointAsync() =>
        await _socket.CallAsync("LocalEndPoint", static socket => socket.GetLocalEndPoint());

    /// <summary>Accepts a connection. It belongs to the listening socket's hub.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">The socket does not listen.</exception>
    /// <exception cref="SocketException">TooManyOpenSockets: the connection waits in the backlog, back off and try
    /// again. OperationAborted: closed meanwhile.</exception>
    /// <remarks>Parks until there is a connection. Cancelled: nothing is lost.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/accept.2.html">accept(2)</seealso>
    public ValueTask<GreenSocket> AcceptAsync(CancellationToken cancellationToken = default) => AcceptAsync(Hub, cancellationToken);

    /// <summary>Accepts a connection for another hub, which owns it from then on.</summary>
    /// <param name="owner">The hub that is to own the connection.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">The socket does not listen.</exception>
    /// <exception cref="SocketException">As for the other overload; OperationAborted also where that hub has
    /// ended.</exception>
    /// <remarks>Parks until there is a connection. Cancelled: nothing is lost.</remarks>
    public async ValueTask<GreenSocket> AcceptAsync(Hub owner, CancellationToken cancellationToken = default) =>
        new(await _socket.AcceptAsync(PortOf(owner), _timeout, cancellationToken));

    /// <summary>
    /// Connects to an end point. The addresses of a <see cref="DnsEndPoint"/> that this socket's family allows are
    /// tried in turn.
    /// </summary>
    /// <param name="remoteEP">An <see cref="IPEndPoint"/> or a <see cref="DnsEndPoint"/>.</param>
    /// <param name="cancellationToken">Ends the wait; the connect itself goes on in the kernel until the socket is
    /// closed.</param>
    /// <exception cref="SocketException">ConnectionRefused, NetworkUnreachable, HostUnreachable, HostNotFound,
    /// IsConnected, AddressFamilyNotSupported …; of the last address where there were several. The socket may try
    /// again.</exception>
    /// <exception cref="SocketTimeoutException">No answer within <see cref="Timeout"/>, which bounds the whole call,
    /// name resolution included.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <remarks>Parks until connected.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/connect.2.html">connect(2)</seealso>
    public async ValueTask ConnectAsync(EndPoint remoteEP, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(remoteEP);
        if (remoteEP is DnsEndPoint name)
        {
            await ConnectAsync(name, cancellationToken);
        }
        else
        {
            await _socket.ConnectAsync(remoteEP, _timeout, cancellationToken);
        }
    }

    /// <summary>Connects to an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="port">The port, 1 to 65,535.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask ConnectAsync(IPAddress address, int port, CancellationToken cancellationToken = default) =>
        ConnectAsync(new IPEndPoint(address, port), cancellationToken);

    /// <summary>Connects to a host by name.</summary>
    /// <param name="host">A name, or an address in its text form.</param>
    /// <param name="port">The port, 1 to 65,535.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask ConnectAsync(string host, int port, CancellationToken cancellationToken = default) =>
        ConnectAsync(new DnsEndPoint(host, port), cancellationToken);

    private async ValueTask ConnectAsync(DnsEndPoint name, CancellationToken cancellationToken)
    {
        var deadline = new Deadline(Hub, _timeout);
        IPAddress[] addresses = await ResolveAsync(name, deadline, cancellationToken);
        SocketException? last = null;
        foreach (IPAddress address in addresses.Where(Speaks))
        {
            try
            {
                await _socket.ConnectAsync(new IPEndPoint(address, name.Port), deadline.Left, cancellationToken);
                return;
            }
            catch (SocketException e) when (e is not SocketTimeoutException && !_socket.IsClosed)
            {
                last = e;
            }
        }

        throw last ?? new SocketException(
            (int)SocketError.HostNotFound,
            $"connect to {name.Host}:{name.Port}: the name has no address of this socket's family, {AddressFamily}.");
    }

    private async ValueTask<IPAddress[]> ResolveAsync(DnsEndPoint name, Deadline deadline, CancellationToken cancellationToken)
    {
        IResolver resolver = PortOf(Hub).Owner.Resolver;
        var hints = new AddressInfoHints(name.AddressFamily, SocketType.Stream);
        try
        {
            IReadOnlyList<AddressInfo> found = await LookupCall.AwaitAsync(
                token => resolver.GetAddrInfoAsync(name.Host, null, hints, token), deadline.Left, cancellationToken);
            return [.. found.Select(one => one.EndPoint.Address)];
        }
        catch (TimeoutException)
        {
            throw new SocketTimeoutException(
                $"connect to {name.Host}:{name.Port}: the name was not resolved within {_timeout.TotalMilliseconds:0} ms.");
        }
        catch (AddressInfoException e)
        {
            throw new AddressInfoException($"connect to {name.Host}:{name.Port}: {e.Message}", e.Error, e.HostError);
        }
    }

    private bool Speaks(IPAddress address) => address.AddressFamily == AddressFamily || _socket.IsDualMode;

    private static Func<TcpSocket, bool> Binding(EndPoint localEP)
    {
        ArgumentNullException.ThrowIfNull(localEP);
        return socket => socket.Bind(localEP);
    }

    private static Func<TcpSocket, bool> Listening(int backlog)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(backlog);
        return socket => socket.Listen(backlog);
    }
}
