using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>create_connection.</content>
public static partial class Bsd
{
    /// <summary>Connects to a host by name, and gives the connection.</summary>
    /// <param name="host">A name, or an address in its text form, with a scope id where it needs one.</param>
    /// <param name="port">The port, 1 to 65,535.</param>
    /// <param name="timeout">How long the lookup may take, and how long each attempt, more than 0; null for
    /// <see cref="GetDefaultTimeout"/>. It stays set on the connection.</param>
    /// <param name="sourceAddress">What each attempt is bound to, port 0 for any free port; null for the system's
    /// choice.</param>
    /// <param name="allErrors">Whether a failure tells the errors of all addresses, and not only the last.</param>
    /// <param name="totalTimeout">How long the whole may take, lookup included, more than 0; null for no limit but those
    /// of its parts.</param>
    /// <param name="cancellationToken">Ends the wait and every attempt.</param>
    /// <returns>The connection, on this thread's hub, with <paramref name="timeout"/> as its
    /// <see cref="GreenSocket.Timeout"/>.</returns>
    /// <exception cref="SocketException">HostNotFound: the name has no address. Otherwise why the last address to fail did:
    /// ConnectionRefused, NetworkUnreachable, AddressFamilyNotSupported (it is not of the source's family) …</exception>
    /// <exception cref="SocketTimeoutException">The lookup, the last address or the whole took too long.</exception>
    /// <exception cref="AggregateException">With <paramref name="allErrors"/>: every address has failed. It holds a
    /// <see cref="SocketException"/> for each, in the order in which they failed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A timeout is not positive, or the port none.</exception>
    /// <exception cref="ArgumentException">The source is no address.</exception>
    /// <remarks>
    /// <para>Parks until connected. Killed, cancelled or timed out: every half-open socket is closed.</para>
    /// <para>Several addresses race, as for <see cref="GreenSocket.ConnectAsync(EndPoint, CancellationToken)"/>; with
    /// <c>akka.greensock.connect.happy-eyeballs = off</c> they are tried in turn.</para>
    /// </remarks>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.create_connection">gevent:
    /// create_connection</seealso>
    /// <seealso href="https://www.rfc-editor.org/rfc/rfc8305">RFC 8305</seealso>
    public static ValueTask<GreenSocket> CreateConnectionAsync(
        string host,
        int port,
        TimeSpan? timeout = null,
        EndPoint? sourceAddress = null,
        bool allErrors = false,
        TimeSpan? totalTimeout = null,
        CancellationToken cancellationToken = default) =>
        CreateConnectionAsync(new DnsEndPoint(host, port), timeout, sourceAddress, allErrors, totalTimeout, cancellationToken);

    /// <summary>Connects to an end point, and gives the connection.</summary>
    /// <param name="address">An <see cref="IPEndPoint"/>, a <see cref="DnsEndPoint"/>, whose family bounds the lookup, a
    /// <see cref="UnixDomainSocketEndPoint"/>, or another that the system has streams for.</param>
    /// <param name="timeout">How long the lookup and each attempt may take, more than 0; null for
    /// <see cref="GetDefaultTimeout"/>.</param>
    /// <param name="sourceAddress">What each attempt is bound to; null for the system's choice.</param>
    /// <param name="allErrors">Whether a failure tells the errors of all addresses.</param>
    /// <param name="totalTimeout">How long the whole may take, more than 0; null for no limit but those of its
    /// parts.</param>
    /// <param name="cancellationToken">Ends the wait and every attempt.</param>
    /// <returns>The connection, on this thread's hub.</returns>
    /// <exception cref="SocketException">As for the other overload.</exception>
    /// <exception cref="AggregateException">As for the other overload.</exception>
    /// <exception cref="ArgumentException">As for the other overload.</exception>
    /// <remarks>Parks until connected, as the other overload.</remarks>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.create_connection">gevent:
    /// create_connection</seealso>
    public static async ValueTask<GreenSocket> CreateConnectionAsync(
        EndPoint address,
        TimeSpan? timeout = null,
        EndPoint? sourceAddress = null,
        bool allErrors = false,
        TimeSpan? totalTimeout = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        TimeSpan limit = Positive(timeout ?? InheritedTimeout(), nameof(timeout));
        TimeSpan total = Positive(totalTimeout ?? Timeout.InfiniteTimeSpan, nameof(totalTimeout));
        if (address is not (IPEndPoint or DnsEndPoint))
        {
            return await ConnectAloneAsync(address, limit, Shorter(limit, total), sourceAddress, allErrors, cancellationToken);
        }

        HubPort port = Greensock.PortHere();
        var deadline = new Deadline(port.Hub, total);
        string target = address is DnsEndPoint host ? $"{host.Host}:{host.Port}" : $"{address}";
        var request = DialRequest.From(sourceAddress, target, limit, allErrors);
        IReadOnlyList<IPEndPoint> targets = address is DnsEndPoint name
            ? await LookUpAsync(port, name, Shorter(limit, deadline.Left), cancellationToken)
            : [(IPEndPoint)address];
        return new GreenSocket(await DialOperation.StartAsync(port, request.To(targets), deadline.Left, cancellationToken))
        {
            Timeout = timeout ?? GreenSocket.DefaultTimeout,
        };
    }

    private static async ValueTask<IReadOnlyList<IPEndPoint>> LookUpAsync(
        HubPort port, DnsEndPoint name, TimeSpan timeout, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await GreenSocket.ResolveAsync(port.Hub, "create_connection to", name, timeout, cancellationToken);
        IPEndPoint[] targets = [.. addresses.Select(address => new IPEndPoint(address, name.Port))];
        return targets.Length == 0
            ? throw new SocketException(
                (int)SocketError.HostNotFound, $"create_connection to {name.Host}:{name.Port}: the resolver gives no address for it.")
            : port.Owner.Settings.HappyEyeballs ? FamilyOrder.Interleave(targets) : targets;
    }

    // What has no addresses to choose among, such as a Unix path.
    private static async ValueTask<GreenSocket> ConnectAloneAsync(
        EndPoint address,
        TimeSpan timeout,
        TimeSpan shorter,
        EndPoint? sourceAddress,
        bool allErrors,
        CancellationToken cancellationToken)
    {
        var socket = new GreenSocket(address.AddressFamily, SocketType.Stream, ProtocolType.Unspecified) { Timeout = shorter };
        try
        {
            if (sourceAddress is not null)
            {
                await socket.BindAsync(sourceAddress);
            }

            await socket.ConnectAsync(address, cancellationToken);
            socket.Timeout = timeout;
            return socket;
        }
        catch (Exception e)
        {
            await socket.DisposeAsync();
            if (allErrors && e is SocketException)
            {
                throw new AggregateException($"create_connection to {address} failed", e);
            }

            throw;
        }
    }

    // A default of zero makes sockets that do not wait, and this has to.
    private static TimeSpan InheritedTimeout() =>
        GreenSocket.DefaultTimeout == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : GreenSocket.DefaultTimeout;

    private static TimeSpan Positive(TimeSpan timeout, string name) => timeout > TimeSpan.Zero || timeout == Timeout.InfiniteTimeSpan
        ? timeout
        : throw new ArgumentOutOfRangeException(
            name, timeout, "create_connection waits: a timeout of more than 0, or Timeout.InfiniteTimeSpan for no limit.");

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) =>
        one == Timeout.InfiniteTimeSpan ? other
        : other == Timeout.InfiniteTimeSpan ? one
        : one < other ? one : other;
}
