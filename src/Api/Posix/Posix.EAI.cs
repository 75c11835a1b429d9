namespace Akka.Greensock;

/// <content>
/// What getaddrinfo(3) and getnameinfo(3) say when they fail. Negative with glibc, positive on BSD, Winsock errors on
/// Windows.
/// </content>
/// <seealso href="https://man7.org/linux/man-pages/man3/gai_strerror.3.html">gai_strerror(3)</seealso>
public static partial class Posix
{
    /// <summary>The flags do not make sense, or not together.</summary>
    public static int EAI_BADFLAGS => On(linux: -1, macOS: 3, windows: 10022);

    /// <summary>Nobody knows the name or the service; or neither was given.</summary>
    public static int EAI_NONAME => On(linux: -2, macOS: 8, windows: 11001);

    /// <summary>The name server did not answer, or not now: ask again later.</summary>
    public static int EAI_AGAIN => On(linux: -3, macOS: 2, windows: 11002);

    /// <summary>The name server failed, and asking again would not help.</summary>
    public static int EAI_FAIL => On(linux: -4, macOS: 4, windows: 11003);

    /// <summary>The host exists and has no address of the kind that was asked for.</summary>
    public static int EAI_NODATA => On(linux: -5, macOS: 7, windows: 11001);

    /// <summary>The family is none that the resolver knows.</summary>
    public static int EAI_FAMILY => On(linux: -6, macOS: 5, windows: 10047);

    /// <summary>The socket type is not known, or not for that protocol.</summary>
    public static int EAI_SOCKTYPE => On(linux: -7, macOS: 10, windows: 10044);

    /// <summary>The service is not known for that socket type.</summary>
    public static int EAI_SERVICE => On(linux: -8, macOS: 9, windows: 10109);

    /// <summary>The host has no address of the family that was asked for. Not on Windows.</summary>
    public static int EAI_ADDRFAMILY => On(linux: -9, macOS: 1);

    /// <summary>Memory ran out.</summary>
    public static int EAI_MEMORY => On(linux: -10, macOS: 6, windows: 8);

    /// <summary>A system call failed; its errno says why. Not on Windows.</summary>
    public static int EAI_SYSTEM => On(linux: -11, macOS: 11);

    /// <summary>The answer does not fit into the buffer. Not on Windows.</summary>
    public static int EAI_OVERFLOW => On(linux: -12, macOS: 14);
}
