namespace Akka.Greensock;

/// <summary>How getnameinfo answers: POSIX's NI_…, with Linux's values on every platform.</summary>
/// <seealso href="https://man7.org/linux/man-pages/man3/getnameinfo.3.html">getnameinfo(3)</seealso>
[Flags]
public enum NameInfoFlags
{
    /// <summary>The names, and numbers where there are none.</summary>
    None = 0,

    /// <summary>NI_NUMERICHOST: the address in its text form; no host is looked up.</summary>
    NumericHost = 0x1,

    /// <summary>NI_NUMERICSERV: the port as a number; no service is looked up.</summary>
    NumericService = 0x2,

    /// <summary>NI_NOFQDN: of a host of this machine's own domain, only the first part of the name.</summary>
    NoFullName = 0x4,

    /// <summary>NI_NAMEREQD: an error where the host has no name.</summary>
    NameRequired = 0x8,

    /// <summary>NI_DGRAM: the name that the port has for UDP.</summary>
    Datagram = 0x10,
}
