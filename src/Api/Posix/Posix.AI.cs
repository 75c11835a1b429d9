namespace Akka.Greensock;

/// <content>Flags of a question to getaddrinfo(3).</content>
/// <seealso href="https://man7.org/linux/man-pages/man3/getaddrinfo.3.html">getaddrinfo(3)</seealso>
public static partial class Posix
{
    /// <summary>
    /// The addresses are to bind to: without a host name they are the any addresses, and not loopback.
    /// </summary>
    public static int AI_PASSIVE => On(linux: 0x1, macOS: 0x1, windows: 0x1);

    /// <summary>The first answer carries the canonical name of the host.</summary>
    public static int AI_CANONNAME => On(linux: 0x2, macOS: 0x2, windows: 0x2);

    /// <summary>The host is an address in figures; nobody is asked for a name.</summary>
    public static int AI_NUMERICHOST => On(linux: 0x4, macOS: 0x4, windows: 0x4);

    /// <summary>Where a host has no IPv6 address, its IPv4 ones in the form ::ffff:a.b.c.d.</summary>
    public static int AI_V4MAPPED => On(linux: 0x8, macOS: 0x800, windows: 0x800);

    /// <summary>With AI_V4MAPPED: both the IPv6 addresses and the mapped ones.</summary>
    public static int AI_ALL => On(linux: 0x10, macOS: 0x100, windows: 0x100);

    /// <summary>Only families of which this machine has an address itself, loopback not counted.</summary>
    public static int AI_ADDRCONFIG => On(linux: 0x20, macOS: 0x400, windows: 0x400);

    /// <summary>The service is a port in figures; no table is searched for a name.</summary>
    public static int AI_NUMERICSERV => On(linux: 0x400, macOS: 0x1000, windows: 0x8);
}
