namespace Akka.Greensock;

/// <summary>
/// What getaddrinfo is asked to do beside the lookup: POSIX's AI_…, with Linux's values on every platform.
/// </summary>
/// <seealso href="https://man7.org/linux/man-pages/man3/getaddrinfo.3.html">getaddrinfo(3)</seealso>
[Flags]
public enum AddressInfoFlags
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>AI_PASSIVE: no host means the wildcard address, for bind, and not loopback.</summary>
    Passive = 0x1,

    /// <summary>AI_CANONNAME: the first result carries the host's canonical name.</summary>
    CanonicalName = 0x2,

    /// <summary>AI_NUMERICHOST: the host is an address in its text form; nothing is looked up.</summary>
    NumericHost = 0x4,

    /// <summary>AI_V4MAPPED: for InterNetworkV6, IPv4 addresses in their mapped form where there is no IPv6 one.</summary>
    V4Mapped = 0x8,

    /// <summary>AI_ALL: with <see cref="V4Mapped"/>, the mapped addresses beside the IPv6 ones.</summary>
    All = 0x10,

    /// <summary>AI_ADDRCONFIG: only families of which this machine has an address other than loopback.</summary>
    AddressConfigured = 0x20,

    /// <summary>AI_NUMERICSERV: the service is a port number; no service is looked up.</summary>
    NumericService = 0x400,
}
