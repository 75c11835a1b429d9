using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>
/// What the machine knows by name without asking the network. These calls never park: they read short files, or ask
/// whoever nsswitch.conf(5) names, and the hub waits for that long, as gevent's does. Any thread.
/// </content>
public static partial class Bsd
{
    /// <summary>Whether sockets of IPv6 can be made here.</summary>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.has_ipv6">gevent: has_ipv6</seealso>
    public static bool HasIPv6 => System.Net.Sockets.Socket.OSSupportsIPv6;

    /// <summary>The port of a service, such as 443 for <c>https</c>.</summary>
    /// <param name="name">Its name or an alias, as the table spells it.</param>
    /// <param name="protocol">Such as <c>tcp</c> or <c>udp</c>; null for whichever comes first.</param>
    /// <returns>0 to 65,535.</returns>
    /// <exception cref="ArgumentException">A text is empty or has a NUL in it, or the name is null.</exception>
    /// <exception cref="SocketException">NoData: the table has no such service; it is the error that Winsock has for
    /// this. Or the table could not be read, and the code says why.</exception>
    /// <remarks>Does not park: the hub waits while files are read.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man3/getservbyname.3.html">getservbyname(3)</seealso>
    public static int GetServByName(string name, string? protocol = null) =>
        SystemTables.OfThisMachine.ServicePort(Text(name, nameof(name)), OptionalText(protocol, nameof(protocol)));

    /// <summary>The official name of the service of a port, such as <c>https</c> for 443.</summary>
    /// <param name="port">0 to 65,535.</param>
    /// <param name="protocol">Such as <c>tcp</c> or <c>udp</c>; null for whichever comes first.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="port"/> is out of bounds.</exception>
    /// <exception cref="ArgumentException"><paramref name="protocol"/> is empty or has a NUL in it.</exception>
    /// <exception cref="SocketException">NoData: the table has no service of that port. Or it could not be read, and
    /// the code says why.</exception>
    /// <remarks>Does not park: the hub waits while files are read.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man3/getservbyport.3.html">getservbyport(3)</seealso>
    public static string GetServByPort(int port, string? protocol = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, IPEndPoint.MaxPort);
        return SystemTables.OfThisMachine.ServiceName(port, OptionalText(protocol, nameof(protocol)));
    }

    /// <summary>The number of a protocol over IP, such as 6 for <c>tcp</c>.</summary>
    /// <param name="name">Its name or an alias, as the table spells it.</param>
    /// <exception cref="ArgumentException">The name is null or empty, or has a NUL in it.</exception>
    /// <exception cref="SocketException">NoData: the table has no such protocol. Or it could not be read, and the code
    /// says why.</exception>
    /// <remarks>Does not park: the hub waits while files are read.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man3/getprotobyname.3.html">getprotobyname(3)</seealso>
    public static int GetProtoByName(string name) => SystemTables.OfThisMachine.ProtocolNumber(Text(name, nameof(name)));

    /// <summary>
    /// The network interfaces with their indexes. Where libc is not asked (Windows, macOS) the names are those of .NET.
    /// </summary>
    /// <exception cref="SocketException">The system would not say, and the code says why.</exception>
    /// <remarks>Does not park.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man3/if_nameindex.3.html">if_nameindex(3)</seealso>
    public static IReadOnlyList<(int Index, string Name)> IfNameIndex() => SystemTables.OfThisMachine.Interfaces();

    /// <summary>The index of an interface, such as 1 for <c>lo</c> on Linux.</summary>
    /// <param name="name">Its name, as <see cref="IfNameIndex"/> spells it.</param>
    /// <returns>From 1.</returns>
    /// <exception cref="ArgumentException">The name is null or empty, or has a NUL in it.</exception>
    /// <exception cref="SocketException">AddressNotAvailable: there is no such interface (ENODEV).</exception>
    /// <remarks>Does not park.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man3/if_nametoindex.3.html">if_nametoindex(3)</seealso>
    public static int IfNameToIndex(string name) => SystemTables.OfThisMachine.InterfaceIndex(Text(name, nameof(name)));

    /// <summary>The name of an interface.</summary>
    /// <param name="index">Its index. Not negative; no interface has 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    /// <exception cref="SocketException">AddressNotAvailable: there is no such interface (ENXIO).</exception>
    /// <remarks>Does not park.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man3/if_indextoname.3.html">if_indextoname(3)</seealso>
    public static string IfIndexToName(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return SystemTables.OfThisMachine.InterfaceName(index);
    }

    /// <summary>This machine's name, as it calls itself. Nobody else need know it by that.</summary>
    /// <exception cref="SocketException">The system would not say, and the code says why.</exception>
    /// <remarks>Does not park.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/gethostname.2.html">gethostname(2)</seealso>
    public static string GetHostName() => SystemTables.OfThisMachine.HostName();

    /// <summary>Gives this machine another name, until it starts again.</summary>
    /// <param name="name">At most 64 bytes of UTF-8 on Linux.</param>
    /// <exception cref="ArgumentException">The name is null or empty, or has a NUL in it.</exception>
    /// <exception cref="SocketException">AccessDenied: that takes CAP_SYS_ADMIN. InvalidArgument: the name is too
    /// long.</exception>
    /// <exception cref="PlatformNotSupportedException">On Windows and macOS.</exception>
    /// <remarks>Does not park.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/sethostname.2.html">sethostname(2)</seealso>
    public static void SetHostName(string name) => SystemTables.OfThisMachine.SetHostName(Text(name, nameof(name)));

    private static string? OptionalText(string? text, string parameter) => text == null ? null : Text(text, parameter);

    /// <summary>C would see a text with a NUL end early: as another one.</summary>
    private static string Text(string text, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(text, parameter);
        return text.Contains('\0', StringComparison.Ordinal)
            ? throw new ArgumentException("The text has a NUL in it.", parameter)
            : text;
    }
}
