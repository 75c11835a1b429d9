using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>create_server.</content>
public static partial class Bsd
{
    /// <summary>Makes a listening socket. It is cooperative, as every socket here.</summary>
    /// <param name="host">A name, whose first address of the family is taken, an address in its text form, or empty for the
    /// any address.</param>
    /// <param name="port">The port, 0 to 65,535; 0 for any free one.</param>
    /// <param name="family">InterNetwork or InterNetworkV6.</param>
    /// <param name="backlog">How many connections may wait to be accepted, from 0; null for
    /// <c>akka.greensock.server.backlog</c>.</param>
    /// <param name="reusePort">Whether others of the same user may listen on the port too: SO_REUSEPORT.</param>
    /// <param name="dualStackIPv6">Whether an IPv6 socket takes IPv4 connections too.</param>
    /// <returns>The socket, on this thread's hub.</returns>
    /// <exception cref="SocketException">AddressAlreadyInUse, AddressNotAvailable, AccessDenied, HostNotFound …; bind's name
    /// the address.</exception>
    /// <exception cref="ArgumentException">Dual stack without InterNetworkV6, or where the system has none; reuse of the
    /// port where the system has none; a family that has no host names.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is none, or the backlog negative.</exception>
    /// <remarks>Parks while a name is looked up, at most <see cref="GetDefaultTimeout"/>.</remarks>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.create_server">gevent: create_server</seealso>
    public static async ValueTask<GreenSocket> CreateServerAsync(
        string host,
        int port,
        AddressFamily family = AddressFamily.InterNetwork,
        int? backlog = null,
        bool reusePort = false,
        bool dualStackIPv6 = false)
    {
        ArgumentNullException.ThrowIfNull(host);
        if (family is not (AddressFamily.InterNetwork or AddressFamily.InterNetworkV6))
        {
            throw new ArgumentException($"create_server of {family}: it has no host names: give an end point.", nameof(family));
        }

        CheckDualStack(family, dualStackIPv6);
        IPAddress address = family == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any;
        if (host.Length > 0)
        {
            var name = new DnsEndPoint(host, port, family);
            IPAddress[] found = await GreenSocket.ResolveAsync(
                Greensock.PortHere().Hub, "create_server on", name, InheritedTimeout(), CancellationToken.None);
            address = found.FirstOrDefault(one => one.AddressFamily == family) ?? throw new SocketException(
                (int)SocketError.HostNotFound, $"create_server on {host}:{port}: the name has no address of {family}.");
        }

        return CreateServer(new IPEndPoint(address, port), backlog, reusePort, dualStackIPv6);
    }

    /// <summary>Makes a socket that listens on an end point.</summary>
    /// <param name="address">An <see cref="IPEndPoint"/>, port 0 for any free port, a
    /// <see cref="UnixDomainSocketEndPoint"/>, or another that the system has streams for.</param>
    /// <param name="backlog">How many connections may wait to be accepted, from 0; null for
    /// <c>akka.greensock.server.backlog</c>.</param>
    /// <param name="reusePort">Whether others of the same user may listen on the port too: SO_REUSEPORT.</param>
    /// <param name="dualStackIPv6">Whether an IPv6 socket takes IPv4 connections too; otherwise it takes none.</param>
    /// <returns>The socket, on this thread's hub. On POSIX a port in TIME_WAIT is taken again: SO_REUSEADDR.</returns>
    /// <exception cref="SocketException">AddressAlreadyInUse, AddressNotAvailable, AccessDenied …; bind's name the
    /// address.</exception>
    /// <exception cref="ArgumentException">As for <see cref="CreateServerAsync"/>; a <see cref="DnsEndPoint"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The backlog is negative.</exception>
    /// <remarks>Does not park.</remarks>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.create_server">gevent: create_server</seealso>
    public static GreenSocket CreateServer(
        EndPoint address, int? backlog = null, bool reusePort = false, bool dualStackIPv6 = false)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address is DnsEndPoint)
        {
            throw new ArgumentException($"create_server on {address}: look the name up: await CreateServerAsync.", nameof(address));
        }

        if (backlog is { } given)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(given, nameof(backlog));
        }

        CheckDualStack(address.AddressFamily, dualStackIPv6);
        HubPort port = Greensock.PortHere();
        ProtocolType protocol = address is IPEndPoint ? ProtocolType.Tcp : ProtocolType.Unspecified;
        var socket = new GreenSocket(OwnedSocket.Make(port, address.AddressFamily, SocketType.Stream, protocol));
        try
        {
            if (reusePort)
            {
                socket.SetRawSocketOption(Posix.SOL_SOCKET, ReusePort(), 1);
            }

            if (dualStackIPv6)
            {
                socket.DualMode = true;
            }

            socket.Bind(address);
            socket.Listen(backlog ?? port.Owner.Settings.ServerBacklog);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether an IPv6 socket of this system can take IPv4 connections too.</summary>
    /// <returns>True if so.</returns>
    /// <remarks>Asks the kernel of this thread's hub. Does not park.</remarks>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.has_dualstack_ipv6">gevent:
    /// has_dualstack_ipv6</seealso>
    public static bool HasDualStackIPv6() => OwnedSocket.HasDualStack(Greensock.PortHere());

    private static void CheckDualStack(AddressFamily family, bool dualStackIPv6)
    {
        if (dualStackIPv6 && family != AddressFamily.InterNetworkV6)
        {
            throw new ArgumentException($"create_server of {family} with dual stack: that takes InterNetworkV6.", nameof(dualStackIPv6));
        }

        if (dualStackIPv6 && !HasDualStackIPv6())
        {
            throw new ArgumentException(
                "create_server with dual stack: this system has none. Listen on a socket of each family.", nameof(dualStackIPv6));
        }
    }

    private static int ReusePort()
    {
        try
        {
            return Posix.SO_REUSEPORT;
        }
        catch (PlatformNotSupportedException e)
        {
            throw new ArgumentException("create_server with reusePort: this system has no SO_REUSEPORT.", "reusePort", e);
        }
    }
}
