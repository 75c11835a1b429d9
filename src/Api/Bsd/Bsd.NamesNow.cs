using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Names, addresses and services, synchronously.</content>
public static partial class Bsd
{
    /// <summary>The ways to reach a service of a host, the best first.</summary>
    /// <param name="host">A name, an address in text form, or null for this machine.</param>
    /// <param name="service">A name (<c>http</c>), a port in decimal, or null for port 0.</param>
    /// <param name="family">InterNetwork, InterNetworkV6, or Unspecified for both.</param>
    /// <param name="type">The type of socket; 0 for each that the service has.</param>
    /// <param name="protocol">The protocol; 0 for each.</param>
    /// <param name="flags">What to do beside the lookup.</param>
    /// <exception cref="AddressInfoException">There is none, or not now.</exception>
    /// <exception cref="ArgumentException">There is a NUL in the host's name.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while something is looked up.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man3/getaddrinfo.3.html">getaddrinfo(3)</seealso>
    public static IReadOnlyList<AddressInfo> GetAddrInfo(
        string? host,
        string? service,
        AddressFamily family = AddressFamily.Unspecified,
        SocketType type = default,
        ProtocolType protocol = ProtocolType.Unspecified,
        AddressInfoFlags flags = AddressInfoFlags.None)
    {
        using var call = SynchronousCall.Begin("Bsd.GetAddrInfo", nameof(GetAddrInfoAsync));
        return call.Wait(GetAddrInfoAsync(host, service, family, type, protocol, flags));
    }

    /// <summary>The ways to reach a port of a host, the best first.</summary>
    /// <param name="host">A name, an address in text form, or null for this machine.</param>
    /// <param name="port">The port, 0 to 65,535.</param>
    /// <param name="family">InterNetwork, InterNetworkV6, or Unspecified for both.</param>
    /// <param name="type">The type of socket; 0 for each.</param>
    /// <param name="protocol">The protocol; 0 for each.</param>
    /// <param name="flags">What to do beside the lookup.</param>
    /// <exception cref="ArgumentOutOfRangeException">The port is none.</exception>
    /// <exception cref="AddressInfoException">There is none, or not now.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while something is looked up.</remarks>
    public static IReadOnlyList<AddressInfo> GetAddrInfo(
        string? host,
        int port,
        AddressFamily family = AddressFamily.Unspecified,
        SocketType type = default,
        ProtocolType protocol = ProtocolType.Unspecified,
        AddressInfoFlags flags = AddressInfoFlags.None)
    {
        using var call = SynchronousCall.Begin("Bsd.GetAddrInfo", nameof(GetAddrInfoAsync));
        return call.Wait(GetAddrInfoAsync(host, port, family, type, protocol, flags));
    }

    /// <summary>The first IPv4 address of a host.</summary>
    /// <param name="host">A name or an IPv4 address; empty is 0.0.0.0, <c>&lt;broadcast&gt;</c> 255.255.255.255.</param>
    /// <exception cref="ArgumentNullException">The host is null.</exception>
    /// <exception cref="AddressInfoException">It has none, or none is known now.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while something is looked up.</remarks>
    public static IPAddress GetHostByName(string host)
    {
        ArgumentNullException.ThrowIfNull(host);
        using var call = SynchronousCall.Begin("Bsd.GetHostByName", nameof(GetHostByNameAsync));
        return call.Wait(GetHostByNameAsync(host));
    }

    /// <summary>A host's primary name, its aliases and its IPv4 addresses.</summary>
    /// <param name="host">A name or an IPv4 address.</param>
    /// <exception cref="ArgumentNullException">The host is null.</exception>
    /// <exception cref="AddressInfoException">It has no address, or none is known now.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while something is looked up.</remarks>
    public static HostEntry GetHostByNameEx(string host)
    {
        ArgumentNullException.ThrowIfNull(host);
        using var call = SynchronousCall.Begin("Bsd.GetHostByNameEx", nameof(GetHostByNameExAsync));
        return call.Wait(GetHostByNameExAsync(host));
    }

    /// <summary>The names of an address.</summary>
    /// <param name="host">An address in text form, or a name whose first address is meant.</param>
    /// <exception cref="ArgumentNullException">The host is null.</exception>
    /// <exception cref="AddressInfoException">It has none.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while something is looked up.</remarks>
    public static HostEntry GetHostByAddr(string host)
    {
        ArgumentNullException.ThrowIfNull(host);
        using var call = SynchronousCall.Begin("Bsd.GetHostByAddr", nameof(GetHostByAddrAsync));
        return call.Wait(GetHostByAddrAsync(host));
    }

    /// <summary>The names of an end point, or numbers where there are none.</summary>
    /// <param name="endPoint">An <see cref="IPEndPoint"/>; or a <see cref="DnsEndPoint"/> whose host is an address in text
    /// form.</param>
    /// <param name="flags">How to answer.</param>
    /// <exception cref="ArgumentNullException">The end point is null.</exception>
    /// <exception cref="AddressInfoException">NoName, Family, BadFlags: as for <see cref="GetNameInfoAsync"/>.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while something is looked up.</remarks>
    public static NameInfo GetNameInfo(EndPoint endPoint, NameInfoFlags flags = NameInfoFlags.None)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        using var call = SynchronousCall.Begin("Bsd.GetNameInfo", nameof(GetNameInfoAsync));
        return call.Wait(GetNameInfoAsync(endPoint, flags));
    }

    /// <summary>The fully qualified name of a host.</summary>
    /// <param name="name">A name or an address; empty, <c>0.0.0.0</c> and <c>::</c> mean this machine.</param>
    /// <returns>The name; what was given, where it cannot be looked up.</returns>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, while something is looked up.</remarks>
    public static string GetFqdn(string name = "")
    {
        ArgumentNullException.ThrowIfNull(name);
        using var call = SynchronousCall.Begin("Bsd.GetFqdn", nameof(GetFqdnAsync));
        return call.Wait(GetFqdnAsync(name));
    }
}
