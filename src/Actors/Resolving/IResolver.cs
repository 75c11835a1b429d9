using System.Net;

namespace Akka.Greensock;

/// <summary>
/// Looks up names, addresses and services: the five functions behind <c>Bsd</c> and behind every connect to a name. One
/// serves a whole actor system, <see cref="Greensock.Resolver"/>, and is called from any thread, also by several at a
/// time.
/// </summary>
/// <remarks>
/// <para><b>Parks.</b> No function waits before it returns its task; a lookup that needs nothing from elsewhere (an
/// address in text form, a port number) is complete by then. A greenlet awaits the task by
/// <see cref="Greenlet.AwaitAsync{T}"/>, as <c>Bsd</c> does, so that a timeout or a kill ends its wait.</para>
/// <para><b>Cancelled.</b> The task ends as cancelled at once; a call into the system that has begun goes on by itself,
/// and its result is dropped.</para>
/// <para><b>Errors.</b> In the task: <see cref="AddressInfoException"/>; <see cref="ObjectDisposedException"/> once the
/// resolver is disposed of; <see cref="ArgumentException"/> for a name with a NUL in it.</para>
/// <para>Names may be Unicode; they are looked up in their ASCII form (IDNA). An implementation of your own has a
/// constructor without parameters, or one that takes an ActorSystem; where it is <see cref="IDisposable"/>, it is
/// disposed of with the system.</para>
/// </remarks>
public interface IResolver
{
    /// <summary>getaddrinfo: the ways to reach a service of a host, the best first.</summary>
    /// <param name="host">A name, an address in text form (with a scope, <c>fe80::1%eth0</c>), or null for this
    /// machine.</param>
    /// <param name="service">A name (<c>http</c>), a port in decimal, or null for none.</param>
    /// <param name="hints">What to find.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<AddressInfo>> GetAddrInfoAsync(
        string? host, string? service, AddressInfoHints hints, CancellationToken cancellationToken);

    /// <summary>gethostbyname: the first IPv4 address of a host.</summary>
    /// <param name="host">A name or an address; empty is the wildcard, <c>&lt;broadcast&gt;</c> 255.255.255.255.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IPAddress> GetHostByNameAsync(string host, CancellationToken cancellationToken);

    /// <summary>gethostbyname_ex: a host's primary name, aliases and IPv4 addresses.</summary>
    /// <param name="host">A name or an IPv4 address.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<HostEntry> GetHostByNameExAsync(string host, CancellationToken cancellationToken);

    /// <summary>gethostbyaddr: the names of an address.</summary>
    /// <param name="host">An address, or a name whose first address is meant.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<HostEntry> GetHostByAddrAsync(string host, CancellationToken cancellationToken);

    /// <summary>getnameinfo: the names of an end point.</summary>
    /// <param name="endPoint">An <see cref="IPEndPoint"/>.</param>
    /// <param name="flags">How to answer.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<NameInfo> GetNameInfoAsync(IPEndPoint endPoint, NameInfoFlags flags, CancellationToken cancellationToken);
}
