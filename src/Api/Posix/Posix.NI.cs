namespace Akka.Greensock;

/// <content>Flags of a question to getnameinfo(3), and how long its answers can be.</content>
/// <seealso href="https://man7.org/linux/man-pages/man3/getnameinfo.3.html">getnameinfo(3)</seealso>
public static partial class Posix
{
    /// <summary>The address in figures; nobody is asked for a name.</summary>
    public static int NI_NUMERICHOST => On(linux: 0x1, macOS: 0x2, windows: 0x2);

    /// <summary>The port in figures.</summary>
    public static int NI_NUMERICSERV => On(linux: 0x2, macOS: 0x8, windows: 0x8);

    /// <summary>Of a machine of the own domain the first part of the name only.</summary>
    public static int NI_NOFQDN => On(linux: 0x4, macOS: 0x1, windows: 0x1);

    /// <summary>A name or an error, and not figures instead.</summary>
    public static int NI_NAMEREQD => On(linux: 0x8, macOS: 0x4, windows: 0x4);

    /// <summary>The service of UDP, which may have another name than that of TCP.</summary>
    public static int NI_DGRAM => On(linux: 0x10, macOS: 0x10, windows: 0x10);

    /// <summary>
    /// The name in the locale's characters, and not in its encoded form (xn--…). Of glibc. Linux only.
    /// </summary>
    public static int NI_IDN => On(linux: 0x20);

    /// <summary>The longest name of a host in bytes, with its final NUL.</summary>
    public static int NI_MAXHOST => 1025;

    /// <summary>The longest name of a service in bytes, with its final NUL.</summary>
    public static int NI_MAXSERV => 32;
}
