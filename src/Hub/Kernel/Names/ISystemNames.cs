using System.Net;

namespace Akka.Greensock;

/// <summary>
/// The system's own name calls. Each blocks its thread for as long as the system takes, which may be many seconds, and
/// cannot be stopped: who calls from a hub sees to it that nothing has to be looked up. Any thread.
/// </summary>
internal interface ISystemNames
{
    /// <summary>getaddrinfo(3). The host in ASCII or null, the service's name or number or null.</summary>
    NamesResult<AddressInfo[]> GetAddrInfo(string? host, string? service, AddressInfoHints hints);

    /// <summary>getnameinfo(3).</summary>
    NamesResult<NameInfo> GetNameInfo(IPEndPoint endPoint, NameInfoFlags flags);

    /// <summary>gethostbyname(3), which knows IPv4 alone.</summary>
    NamesResult<HostEntry> GetHostByName(string name);

    /// <summary>gethostbyaddr(3).</summary>
    NamesResult<HostEntry> GetHostByAddr(IPAddress address);
}
