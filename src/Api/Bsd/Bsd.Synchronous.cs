using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>
/// The functions that wait, synchronously: in a thread greenlet, or on a thread that is no hub. In an async greenlet or an actor
/// of a hub each throws <see cref="BlockingSwitchOutException"/>, always.
/// </content>
public static partial class Bsd
{
    /// <summary>Connects to a host by name, as
    /// <see cref="CreateConnectionAsync(string, int, TimeSpan?, EndPoint, bool, TimeSpan?, CancellationToken)"/> does.</summary>
    /// <param name="host">A name, or an address in its text form, with a scope id where it needs one.</param>
    /// <param name="port">The port, 1 to 65,535.</param>
    /// <param name="timeout">How long the lookup may take, and how long each attempt, more than 0; null for
    /// <see cref="GetDefaultTimeout"/>. It stays set on the connection.</param>
    /// <param name="sourceAddress">What each attempt is bound to; null for the system's choice.</param>
    /// <param name="allErrors">Whether a failure tells the errors of all addresses, and not only the last.</param>
    /// <param name="totalTimeout">How long the whole may take, more than 0; null for no limit but those of its parts.</param>
    /// <returns>The connection, on this thread's hub or else on one of the default system.</returns>
    /// <exception cref="SocketException">As for the awaitable twin.</exception>
    /// <exception cref="AggregateException">With <paramref name="allErrors"/>: every address has failed.</exception>
    /// <exception cref="ArgumentException">As for the awaitable twin.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until connected.</remarks>
    public static GreenSocket CreateConnection(
        string host,
        int port,
        TimeSpan? timeout = null,
        EndPoint? sourceAddress = null,
        bool allErrors = false,
        TimeSpan? totalTimeout = null)
    {
        var address = new DnsEndPoint(host, port);
        return CreateConnection(address, timeout, sourceAddress, allErrors, totalTimeout);
    }

    /// <summary>Connects to an end point, as
    /// <see cref="CreateConnectionAsync(EndPoint, TimeSpan?, EndPoint, bool, TimeSpan?, CancellationToken)"/> does.</summary>
    /// <param name="address">An <see cref="IPEndPoint"/>, a <see cref="DnsEndPoint"/>, a
    /// <see cref="UnixDomainSocketEndPoint"/>, or another that the system has streams for.</param>
    /// <param name="timeout">How long the lookup and each attempt may take, more than 0; null for
    /// <see cref="GetDefaultTimeout"/>.</param>
    /// <param name="sourceAddress">What each attempt is bound to; null for the system's choice.</param>
    /// <param name="allErrors">Whether a failure tells the errors of all addresses.</param>
    /// <param name="totalTimeout">How long the whole may take, more than 0; null for no limit but those of its parts.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="SocketException">As for the awaitable twin.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until connected.</remarks>
    public static GreenSocket CreateConnection(
        EndPoint address,
        TimeSpan? timeout = null,
        EndPoint? sourceAddress = null,
        bool allErrors = false,
        TimeSpan? totalTimeout = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        using var call = SynchronousCall.Begin("Bsd.CreateConnection", nameof(CreateConnectionAsync));
        return call.Wait(CreateConnectionAsync(address, timeout, sourceAddress, allErrors, totalTimeout));
    }

    /// <summary>Makes a listening socket of a name, as <see cref="CreateServerAsync"/> does.</summary>
    /// <param name="host">A name, whose first address of the family is taken, an address in its text form, or empty for the
    /// any address.</param>
    /// <param name="port">The port, 0 to 65,535; 0 for any free one.</param>
    /// <param name="family">InterNetwork or InterNetworkV6.</param>
    /// <param name="backlog">How many connections may wait to be accepted, from 0; null for
    /// <c>akka.greensock.server.backlog</c>.</param>
    /// <param name="reusePort">Whether others of the same user may listen on the port too: SO_REUSEPORT.</param>
    /// <param name="dualStackIPv6">Whether an IPv6 socket takes IPv4 connections too.</param>
    /// <returns>The socket.</returns>
    /// <exception cref="SocketException">As for the awaitable twin.</exception>
    /// <exception cref="ArgumentException">As for the awaitable twin.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while a name is looked up.</remarks>
    public static GreenSocket CreateServer(
        string host,
        int port,
        AddressFamily family = AddressFamily.InterNetwork,
        int? backlog = null,
        bool reusePort = false,
        bool dualStackIPv6 = false)
    {
        ArgumentNullException.ThrowIfNull(host);
        using var call = SynchronousCall.Begin("Bsd.CreateServer", nameof(CreateServerAsync));
        return call.Wait(CreateServerAsync(host, port, family, backlog, reusePort, dualStackIPv6));
    }

    /// <summary>Sends descriptors over a Unix socket: the peer gets its own copies. SCM_RIGHTS.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="buffers">The bytes that they travel with; a stream needs at least one.</param>
    /// <param name="fds">The system's descriptors, at most 253. They stay open here.</param>
    /// <param name="flags">Such as those of <see cref="MessageFlags"/>.</param>
    /// <param name="address">Whom to, for a datagram socket; null for the peer.</param>
    /// <returns>How many bytes were sent.</returns>
    /// <exception cref="SocketException">As for <see cref="SendFdsAsync"/>.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while the kernel's send buffer is full.</remarks>
    public static int SendFds(
        GreenSocket socket,
        IReadOnlyList<ReadOnlyMemory<byte>> buffers,
        ReadOnlySpan<int> fds,
        SocketFlags flags = SocketFlags.None,
        EndPoint? address = null)
    {
        ArgumentNullException.ThrowIfNull(socket);
        return socket.SendMessage(buffers, [AncillaryMessage.FromDescriptors(fds)], flags, address);
    }

    /// <summary>Receives descriptors over a Unix socket. They do not pass to child processes.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="buffer">Where the bytes go that they travel with.</param>
    /// <param name="maximumFds">Room for so many, 1 to 253; the kernel closes those that do not fit.</param>
    /// <param name="flags">Such as <see cref="SocketFlags.Peek"/>.</param>
    /// <returns>The message; <see cref="AncillaryMessage.ToDescriptors"/> gives the descriptors, which the caller
    /// closes.</returns>
    /// <exception cref="SocketException">As for <see cref="ReceiveFdsAsync"/>.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while there is nothing to receive.</remarks>
    public static ReceivedMessage ReceiveFds(
        GreenSocket socket, Memory<byte> buffer, int maximumFds, SocketFlags flags = SocketFlags.None)
    {
        ArgumentNullException.ThrowIfNull(socket);
        return socket.ReceiveFds(buffer, maximumFds, flags);
    }
}
