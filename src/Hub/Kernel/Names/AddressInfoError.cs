namespace Akka.Greensock;

/// <summary>Why a lookup failed: the EAI_… of getaddrinfo(3), with glibc's values on every platform.</summary>
/// <seealso href="https://man7.org/linux/man-pages/man3/gai_strerror.3.html">gai_strerror(3)</seealso>
public enum AddressInfoError
{
    /// <summary>It did not fail.</summary>
    None = 0,

    /// <summary>EAI_BADFLAGS: the flags contradict each other, or hold a bit that has no meaning.</summary>
    BadFlags = -1,

    /// <summary>EAI_NONAME: nobody has that name, or neither host nor service was given.</summary>
    NoName = -2,

    /// <summary>EAI_AGAIN: no answer for now: no name server answered, or too many lookups are waiting.</summary>
    TryAgain = -3,

    /// <summary>EAI_FAIL: the name server refuses, or what it answers makes no sense.</summary>
    Fail = -4,

    /// <summary>EAI_NODATA: the name exists, and has no address.</summary>
    NoData = -5,

    /// <summary>EAI_FAMILY: the family is not one that names are looked up for.</summary>
    Family = -6,

    /// <summary>EAI_SOCKTYPE: no such socket type, or not with that protocol.</summary>
    SocketType = -7,

    /// <summary>EAI_SERVICE: the service is not known for that socket type.</summary>
    Service = -8,

    /// <summary>EAI_ADDRFAMILY: the host has no address of that family.</summary>
    AddressFamily = -9,

    /// <summary>EAI_MEMORY: the system is out of memory.</summary>
    Memory = -10,

    /// <summary>EAI_SYSTEM: a system call failed; the message names its errno.</summary>
    System = -11,

    /// <summary>EAI_OVERFLOW: the name is longer than any host's may be.</summary>
    Overflow = -12,

    /// <summary>EAI_CANCELED: the resolver was disposed of while the lookup was under way.</summary>
    Canceled = -101,
}
