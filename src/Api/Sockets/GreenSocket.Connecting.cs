using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Connecting.</content>
public sealed partial class GreenSocket
{
    /// <summary>
    /// Connects to an end point. Where a <see cref="DnsEndPoint"/> has several addresses that this socket's family allows,
    /// they race for it (RFC 8305): see the remarks.
    /// </summary>
    /// <param name="remoteEP">An <see cref="IPEndPoint"/> or a <see cref="DnsEndPoint"/>.</param>
    /// <param name="cancellationToken">Ends the wait; the connect itself goes on in the kernel until the socket is
    /// closed.</param>
    /// <exception cref="InvalidOperationException">The socket listens.</exception>
    /// <exception cref="NotSupportedException">The end point is of a family that the socket does not speak.</exception>
    /// <exception cref="SocketException">ConnectionRefused, NetworkUnreachable, HostUnreachable, HostNotFound,
    /// IsConnected …; of the last address where there were several. The socket may try
    /// again.</exception>
    /// <exception cref="SocketTimeoutException">No answer within <see cref="Timeout"/>, which bounds the whole call,
    /// name resolution included.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <remarks>
    /// <para>Parks until connected. On a non-blocking socket only the name is waited for, as everywhere; then the first
    /// address is tried.</para>
    /// <para><b>Several addresses.</b> The families alternate, the resolver's favourite first; an attempt starts as the
    /// one before fails, or <c>akka.greensock.connect.attempt-delay</c> (250 ms) after it. The first to succeed wins, and
    /// the others are closed. Each attempt has a descriptor of its own, with the options that were set on this socket, and
    /// the winner's takes the place of this socket's. A socket that is bound, duplicated or taken over, or whose
    /// <see cref="Descriptor"/> was asked for, keeps its own: for it, and with <c>happy-eyeballs = off</c>, the addresses
    /// are tried in turn.</para>
    /// </remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/connect.2.html">connect(2)</seealso>
    /// <seealso href="https://www.rfc-editor.org/rfc/rfc8305">RFC 8305</seealso>
    public ValueTask ConnectAsync(EndPoint remoteEP, CancellationToken cancellationToken)
    {
        CheckConnect(remoteEP);
        CheckSpeaks(remoteEP);
        return ConnectAsync(remoteEP, _timeout, cancellationToken);
    }

    /// <inheritdoc cref="ConnectAsync(EndPoint, CancellationToken)"/>
    public Task ConnectAsync(EndPoint remoteEP) => ConnectAsync(remoteEP, CancellationToken.None).AsTask();

    /// <summary>Connects to an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="port">The port, 1 to 65,535.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotSupportedException">The address is of a family that the socket does not speak.</exception>
    /// <exception cref="SocketException">As for <see cref="ConnectAsync(EndPoint, CancellationToken)"/>.</exception>
    /// <remarks>Parks until connected.</remarks>
    public ValueTask ConnectAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        CheckConnect(address, port);
        CheckSpeaks(address.AddressFamily);
        return ConnectAsync(new IPEndPoint(address, port), _timeout, cancellationToken);
    }

    /// <inheritdoc cref="ConnectAsync(IPAddress, int, CancellationToken)"/>
    public Task ConnectAsync(IPAddress address, int port) => ConnectAsync(address, port, CancellationToken.None).AsTask();

    /// <summary>Connects to the first of several addresses that takes it: they race, as those of a name do.</summary>
    /// <param name="addresses">The addresses, at least one that the socket speaks.</param>
    /// <param name="port">The port, 1 to 65,535.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    /// <exception cref="NotSupportedException">None of them is of a family that the socket speaks.</exception>
    /// <exception cref="SocketException">As for <see cref="ConnectAsync(EndPoint, CancellationToken)"/>.</exception>
    /// <remarks>Parks until connected.</remarks>
    public ValueTask ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        IPEndPoint[] targets = CheckConnect(addresses, port);
        if (targets.Length == 0)
        {
            return ValueTask.FromException(new NotSupportedException(NoneSpoken(addresses)));
        }

        return ConnectAsync($"{addresses.Length} addresses at port {port}", targets, new Deadline(Hub, _timeout), cancellationToken);
    }

    /// <inheritdoc cref="ConnectAsync(IPAddress[], int, CancellationToken)"/>
    public Task ConnectAsync(IPAddress[] addresses, int port) => ConnectAsync(addresses, port, CancellationToken.None).AsTask();

    /// <summary>Connects to a host by name.</summary>
    /// <param name="host">A name, or an address in its text form.</param>
    /// <param name="port">The port, 1 to 65,535.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SocketException">As for <see cref="ConnectAsync(EndPoint, CancellationToken)"/>.</exception>
    /// <remarks>Parks until connected.</remarks>
    public ValueTask ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        CheckConnect(host, port);
        EndPoint target = EndPointOf(host, port);
        CheckSpeaks(target);
        return ConnectAsync(target, _timeout, cancellationToken);
    }

    /// <inheritdoc cref="ConnectAsync(string, int, CancellationToken)"/>
    public Task ConnectAsync(string host, int port) => ConnectAsync(host, port, CancellationToken.None).AsTask();

    private async ValueTask ConnectAsync(EndPoint remoteEP, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (remoteEP is DnsEndPoint name)
        {
            await ConnectAsync(name, timeout, cancellationToken);
        }
        else
        {
            await _socket.ConnectAsync(remoteEP, timeout, cancellationToken);
        }
    }

    private async ValueTask ConnectAsync(DnsEndPoint name, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var deadline = new Deadline(Hub, timeout);
        IPAddress[] addresses = await ResolveAsync("connect", name, deadline, cancellationToken);
        IPEndPoint[] targets = [.. addresses.Where(Speaks).Select(address => new IPEndPoint(address, name.Port))];
        if (targets.Length == 0)
        {
            throw NoAddress("connect to", name);
        }

        await ConnectAsync($"{name.Host}:{name.Port}", targets, deadline, cancellationToken);
    }

    private async ValueTask ConnectAsync(
        string name, IPEndPoint[] targets, Deadline deadline, CancellationToken cancellationToken)
    {
        if (!Blocking)
        {
            // The first one alone: it is under way by then, and nobody waits for how it ends.
            await _socket.ConnectAsync(targets[0], TimeSpan.Zero, cancellationToken);
            return;
        }

        if (targets.Length > 1 && await _socket.RaceAsync(name, targets, deadline.Left, cancellationToken))
        {
            return;
        }

        SocketException? last = null;
        foreach (IPEndPoint target in targets)
        {
            try
            {
                await _socket.ConnectAsync(target, deadline.Left, cancellationToken);
                return;
            }
            catch (SocketException e) when (e is not SocketTimeoutException && !_socket.IsClosed)
            {
                last = e;
            }
        }

        throw last!;
    }

    private SocketException NoAddress(string operation, DnsEndPoint name) => new(
        (int)SocketError.HostNotFound,
        $"{operation} {name.Host}:{name.Port}: the name has no address of this socket's family, {AddressFamily}.");

    /// <summary>The addresses of a name, in the resolver's order.</summary>
    /// <param name="hub">The hub whose system's resolver is asked.</param>
    /// <param name="operation">What they are for, in errors.</param>
    /// <param name="name">The name, and perhaps a family.</param>
    /// <param name="timeout">How long the lookup may take.</param>
    /// <param name="cancellationToken">Ends the wait, not the lookup.</param>
    internal static async ValueTask<IPAddress[]> ResolveAsync(
        Hub hub, string operation, DnsEndPoint name, TimeSpan timeout, CancellationToken cancellationToken)
    {
        IResolver resolver = PortOf(hub).Owner.Resolver;
        var hints = new AddressInfoHints(name.AddressFamily, SocketType.Stream);
        try
        {
            IReadOnlyList<AddressInfo> found = await LookupCall.AwaitAsync(
                token => resolver.GetAddrInfoAsync(name.Host, null, hints, token), timeout, cancellationToken);
            return [.. found.Select(one => one.EndPoint.Address)];
        }
        catch (TimeoutException)
        {
            throw new SocketTimeoutException(
                $"{operation} {name.Host}:{name.Port}: the name was not resolved within {timeout.TotalMilliseconds:0} ms.");
        }
        catch (AddressInfoException e)
        {
            throw new AddressInfoException($"{operation} {name.Host}:{name.Port}: {e.Message}", e.Error, e.HostError);
        }
    }

    /// <summary>The addresses of a name, as long as the socket is open: its close ends the wait.</summary>
    private async ValueTask<IPAddress[]> ResolveAsync(
        string verb, DnsEndPoint name, Deadline deadline, CancellationToken cancellationToken)
    {
        if (_socket.IsClosed)
        {
            throw OwnedSocket.Disposed(verb);
        }

        CancellationToken ending = _socket.Ending;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, ending);
        try
        {
            IPAddress[] addresses = await ResolveAsync(Hub, $"{verb} to", name, WaitForName(deadline), either.Token);
            ending.ThrowIfCancellationRequested();
            return addresses;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            throw _socket.AbortedLookup(verb);
        }
    }

    // A non-blocking socket waits for a name as any other: with an answer that is on its way it could do nothing.
    private TimeSpan WaitForName(Deadline deadline) => Blocking ? deadline.Left : System.Threading.Timeout.InfiniteTimeSpan;

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
        ArgumentNullException.ThrowIfNull(remoteEP);
        try
        {
            await ConnectAsync(remoteEP, _timeout, cancellationToken);
            return SocketError.Success;
        }
        catch (SocketTimeoutException)
        {
            return SocketError.WouldBlock;
        }
        catch (SocketException e) when (e is not AddressInfoException)
        {
            // A Unix connect that finds the backlog full has begun nothing: that stays WouldBlock.
            bool begun = e.SocketErrorCode == SocketError.WouldBlock && _socket.Phase is SocketPhase.Connecting or SocketPhase.Connected;
            return begun ? SocketError.InProgress : e.SocketErrorCode;
        }
    }
}
