using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>The seam's addresses as the end points that a BCL socket is given here.</summary>
/// <remarks>
/// A Unix name goes in as a <see cref="RawEndPoint"/>, for two reasons. <see cref="UnixDomainSocketEndPoint"/> holds
/// text, and a name is bytes, 108 of them where the BCL stops at 107. And a BCL socket that was bound to one deletes the
/// path when it is disposed, whosever file is there by then; removing is the part of
/// <see cref="IKernel.RemoveUnixName"/>.
/// </remarks>
internal static class PortableEndPoints
{
    private const int FamilyBytes = 2;

    // sizeof(struct sockaddr_un) on Windows, which wants all of it.
    private const int WindowsUnixBytes = 110;

    /// <summary>sizeof(sun_path): 104 on BSD and macOS, 108 on Linux and Windows.</summary>
    public static readonly int UnixNameBytes = OperatingSystem.IsMacOS() || OperatingSystem.IsFreeBSD() ? 104 : 108;

    // Templates: they say which family an answer is to be of, and are never written to.
    private static readonly IPEndPoint AnyIPv4 = new(IPAddress.Any, 0);
    private static readonly IPEndPoint AnyIPv6 = new(IPAddress.IPv6Any, 0);
    private static readonly RawEndPoint AnyUnix = RawEndPoint.FromUnixName([]);

    /// <summary>The end point, or why there is none.</summary>
    public static Errno TryTranslate(in KernelAddress address, out EndPoint endPoint)
    {
        endPoint = AnyUnix;
        switch (address.Family)
        {
            case AddressFamily.Unspecified:
                return Errno.Inval;
            case AddressFamily.Unix when address.Name.Length > UnixNameBytes:
                return Errno.NameTooLong;
            case AddressFamily.Unix:
                endPoint = ToUnixEndPoint(address.Name);
                return Errno.None;
            case AddressFamily.Unknown when address.Name.Length is < FamilyBytes or > 128: // sizeof(sockaddr_storage)
                return address.Name.Length < FamilyBytes ? Errno.Inval : Errno.NameTooLong;
            default:
                endPoint = address.ToEndPoint()!;
                return Errno.None;
        }
    }

    /// <summary>The "any" end point of a socket's family.</summary>
    public static EndPoint Any(Socket socket) => socket.AddressFamily switch
    {
        AddressFamily.InterNetwork => AnyIPv4,
        AddressFamily.InterNetworkV6 => AnyIPv6,
        AddressFamily.Unix => AnyUnix,
        AddressFamily family => new RawEndPoint(new SocketAddress(family, FamilyBytes)),
    };

    public static KernelAddress ToAddress(EndPoint? endPoint) => endPoint is null ? default : KernelEndPoints.ToAddress(endPoint);

    private static RawEndPoint ToUnixEndPoint(ReadOnlySpan<byte> name)
    {
        if (!OperatingSystem.IsWindows())
        {
            return RawEndPoint.FromUnixName(name);
        }

        var address = new SocketAddress(AddressFamily.Unix, WindowsUnixBytes);
        name.CopyTo(address.Buffer.Span[FamilyBytes..]);
        return new RawEndPoint(address);
    }
}
