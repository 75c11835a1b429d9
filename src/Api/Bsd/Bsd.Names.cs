using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>
/// Names, addresses and services, by the <see cref="Greensock.Resolver"/> of this hub's system; outside any hub, of the
/// default system.
/// </content>
public static partial class Bsd
{
    /// <summary>The ways to reach a service of a host, the best first.</summary>
    /// <param name="host">A name, an address in text form (with a scope, <c>fe80::1%eth0</c>), or null for this
    /// machine: loopback, or the wildcard with <see cref="AddressInfoFlags.Passive"/>.</param>
    /// <param name="service">A name (<c>http</c>), a port in decimal, or null for port 0.</param>
    /// <param name="family">InterNetwork, InterNetworkV6, or Unspecified for both.</param>
    /// <param name="type">The type of socket; 0 for each that the service has.</param>
    /// <param name="protocol">The protocol; 0 for each.</param>
    /// <param name="flags">What to do beside the lookup.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="AddressInfoException">There is none, or not now; <see cref="AddressInfoException.Error"/> says
    /// why. NoName also for a label of more than 63 characters, where gevent has a UnicodeError.</exception>
    /// <exception cref="ArgumentException">There is a NUL in the host's name.</exception>
    /// <remarks>Parks while something is looked up; not for an address in text form with a port number. Cancelled or
    /// killed: the wait ends at once, a call into the system goes on by itself.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man3/getaddrinfo.3.html">getaddrinfo(3)</seealso>
    /// <seealso href="https://www.gevent.org/api/gevent.socket.html">gevent.socket.getaddrinfo</seealso>
    public static ValueTask<IReadOnlyList<AddressInfo>> GetAddrInfoAsync(
        string? host,
        string? service,
        AddressFamily family = AddressFamily.Unspecified,
        SocketType type = default,
        ProtocolType protocol = ProtocolType.Unspecified,
        AddressInfoFlags flags = AddressInfoFlags.None,
        CancellationToken cancellationToken = default) => LookUpAsync(
            (resolver, token) => resolver.GetAddrInfoAsync(host, service, new AddressInfoHints(family, type, protocol, flags), token),
            cancellationToken);

    /// <summary>The ways to reach a port of a host, the best first.</summary>
    /// <param name="host">A name, an address in text form, or null for this machine.</param>
    /// <param name="port">The port, 0 to 65,535.</param>
    /// <param name="family">InterNetwork, InterNetworkV6, or Unspecified for both.</param>
    /// <param name="type">The type of socket; 0 for each.</param>
    /// <param name="protocol">The protocol; 0 for each.</param>
    /// <param name="flags">What to do beside the lookup.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentOutOfRangeException">The port is negative or above 65,535, of which libc would take the
    /// lowest 16 bits.</exception>
    /// <exception cref="AddressInfoException">There is none, or not now.</exception>
    /// <remarks>Parks while something is looked up; not for an address in text form.</remarks>
    /// <seealso href="https://www.gevent.org/api/gevent.socket.html">gevent.socket.getaddrinfo</seealso>
    public static ValueTask<IReadOnlyList<AddressInfo>> GetAddrInfoAsync(
        string? host,
        int port,
        AddressFamily family = AddressFamily.Unspecified,
        SocketType type = default,
        ProtocolType protocol = ProtocolType.Unspecified,
        AddressInfoFlags flags = AddressInfoFlags.None,
        CancellationToken cancellationToken = default)
    {
        if (port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
        {
            throw new ArgumentOutOfRangeException(nameof(port), port, "Bsd.GetAddrInfoAsync: a port is from 0 to 65535.");
        }

        return GetAddrInfoAsync(host, port.ToString(CultureInfo.InvariantCulture), family, type, protocol, flags, cancellationToken);
    }

    /// <summary>The first IPv4 address of a host.</summary>
    /// <param name="host">A name or an IPv4 address; empty is 0.0.0.0, <c>&lt;broadcast&gt;</c> 255.255.255.255.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentNullException">The host is null.</exception>
    /// <exception cref="AddressInfoException">It has none, or none is known now.</exception>
    /// <remarks>Parks while something is looked up.</remarks>
    /// <seealso href="https://www.gevent.org/api/gevent.socket.html">gevent.socket.gethostbyname</seealso>
    public static ValueTask<IPAddress> GetHostByNameAsync(string host, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(host);
        return LookUpAsync((resolver, token) => resolver.GetHostByNameAsync(host, token), cancellationToken);
    }

    /// <summary>A host's primary name, its aliases and its IPv4 addresses.</summary>
    /// <param name="host">A name or an IPv4 address.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentNullException">The host is null.</exception>
    /// <exception cref="AddressInfoException">It has no address, or none is known now.</exception>
    /// <remarks>Parks while something is looked up.</remarks>
    /// <seealso href="https://www.gevent.org/api/gevent.socket.html">gevent.socket.gethostbyname_ex</seealso>
    public static ValueTask<HostEntry> GetHostByNameExAsync(string host, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(host);
        return LookUpAsync((resolver, token) => resolver.GetHostByNameExAsync(host, token), cancellationToken);
    }

    /// <summary>The names of an address.</summary>
    /// <param name="host">An address in text form, or a name whose first address is meant.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentNullException">The host is null.</exception>
    /// <exception cref="AddressInfoException">It has none: <see cref="AddressInfoException.HostError"/> is HostNotFound
    /// where the address was known, None where already its name was not.</exception>
    /// <remarks>Parks while something is looked up.</remarks>
    /// <seealso href="https://www.gevent.org/api/gevent.socket.html">gevent.socket.gethostbyaddr</seealso>
    public static ValueTask<HostEntry> GetHostByAddrAsync(string host, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(host);
        return LookUpAsync((resolver, token) => resolver.GetHostByAddrAsync(host, token), cancellationToken);
    }

    /// <summary>The names of an end point, or numbers where there are none.</summary>
    /// <param name="endPoint">An <see cref="IPEndPoint"/>; or a <see cref="DnsEndPoint"/> whose host is an address in
    /// text form.</param>
    /// <param name="flags">How to answer.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentNullException">The end point is null.</exception>
    /// <exception cref="AddressInfoException">NoName: there is none, and <see cref="NameInfoFlags.NameRequired"/> was
    /// set, or the host of a <see cref="DnsEndPoint"/> is a name. Family: another kind of end point. BadFlags.</exception>
    /// <remarks>Parks while something is looked up; not if both numbers were asked for.</remarks>
    /// <seealso href="https://www.gevent.org/api/gevent.socket.html">gevent.socket.getnameinfo</seealso>
    public static async ValueTask<NameInfo> GetNameInfoAsync(
        EndPoint endPoint, NameInfoFlags flags = NameInfoFlags.None, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        IPEndPoint numeric = endPoint switch
        {
            IPEndPoint end => end,
            DnsEndPoint name => (await GetAddrInfoAsync(
                name.Host, name.Port, name.AddressFamily, SocketType.Dgram, default, AddressInfoFlags.NumericHost, cancellationToken))[0]
                .EndPoint,
            _ => throw LookupErrors.Because(LookupErrors.Of("getnameinfo", endPoint.ToString()), AddressInfoError.Family),
        };
        return await LookUpAsync((resolver, token) => resolver.GetNameInfoAsync(numeric, flags, token), cancellationToken);
    }

    /// <summary>
    /// The fully qualified name of a host: the first of its names that has a dot, or else its primary name.
    /// </summary>
    /// <param name="name">A name or an address; empty, <c>0.0.0.0</c> and <c>::</c> mean this machine.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The name; what was given, where it cannot be looked up.</returns>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <remarks>Parks while something is looked up.</remarks>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.getfqdn">gevent.socket.getfqdn</seealso>
    public static async ValueTask<string> GetFqdnAsync(string name = "", CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        string host = name.Trim() is { } given && given is not ("" or "0.0.0.0" or "::") ? given : Dns.GetHostName();
        try
        {
            HostEntry entry = await GetHostByAddrAsync(host, cancellationToken);
            return entry.Aliases.Prepend(entry.Name).FirstOrDefault(one => one.Contains('.', StringComparison.Ordinal)) ?? entry.Name;
        }
        catch (AddressInfoException)
        {
            return host;
        }
    }

    private static ValueTask<T> LookUpAsync<T>(Func<IResolver, CancellationToken, Task<T>> lookup, CancellationToken cancellationToken)
    {
        IResolver resolver = Greensock.PortHere().Owner.Resolver;
        return LookupCall.AwaitAsync(token => lookup(resolver, token), Timeout.InfiniteTimeSpan, cancellationToken);
    }
}
