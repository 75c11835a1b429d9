using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Connecting.</content>
public sealed partial class GreenSocket
{
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
                TimeSpan left = Blocking ? deadline.Left : TimeSpan.Zero;
                await _socket.ConnectAsync(new IPEndPoint(address, name.Port), left, cancellationToken);
                return;
            }
            catch (SocketException e) when (
                e is not SocketTimeoutException && !_socket.IsClosed && e.SocketErrorCode is not (SocketError.WouldBlock or SocketError.AlreadyInProgress))
            {
                last = e;
            }
        }

        throw last ?? NoAddress("connect to", name);
    }

    private SocketException NoAddress(string operation, DnsEndPoint name) => new(
        (int)SocketError.HostNotFound,
        $"{operation} {name.Host}:{name.Port}: the name has no address of this socket's family, {AddressFamily}.");

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

    /// <summary>Connects, and gives the error instead of throwing it: connect_ex.</summary>
    /// <param name="remoteEP">An end point of the socket's family, or a <see cref="DnsEndPoint"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Success; InProgress where the socket is non-blocking and the connect goes on; WouldBlock where
    /// <see cref="Timeout"/> was exceeded (EAGAIN, as connect_ex has it); or why it failed.</returns>
    /// <exception cref="SocketException">HostNotFound, TryAgain: the name could not be
    /// resolved, which is no error of a connect.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <remarks>Parks until connected.</remarks>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.socket.connect_ex">gevent:
    /// socket.connect_ex</seealso>
    public async ValueTask<SocketError> ConnectExAsync(EndPoint remoteEP, CancellationToken cancellationToken = default)
    {
        try
        {
            await ConnectAsync(remoteEP, cancellationToken);
            return SocketError.Success;
        }
        catch (SocketTimeoutException)
        {
            return SocketError.WouldBlock;
        }
        catch (SocketException e) when (e.SocketErrorCode is not (
            SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoRecovery or SocketError.NoData))
        {
            // A Unix connect that finds the backlog full has begun nothing: that stays WouldBlock.
            bool begun = e.SocketErrorCode == SocketError.WouldBlock && _socket.Phase is SocketPhase.Connecting or SocketPhase.Connected;
            return begun ? SocketError.InProgress : e.SocketErrorCode;
        }
    }
}
