namespace Akka.Greensock;

/// <summary>Why a lookup by gethostbyname(3) or gethostbyaddr(3) failed: <c>h_errno</c>, gevent's <c>herror</c>.</summary>
/// <seealso href="https://man7.org/linux/man-pages/man3/herror.3.html">herror(3)</seealso>
public enum HostLookupError
{
    /// <summary>The failure was not of these functions.</summary>
    None = 0,

    /// <summary>HOST_NOT_FOUND: nobody has that name or address.</summary>
    HostNotFound = 1,

    /// <summary>TRY_AGAIN: no answer for now.</summary>
    TryAgain = 2,

    /// <summary>NO_RECOVERY: the question or the answer makes no sense.</summary>
    NoRecovery = 3,

    /// <summary>NO_DATA: the name exists, and has no address.</summary>
    NoData = 4,
}
