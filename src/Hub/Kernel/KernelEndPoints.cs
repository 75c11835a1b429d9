using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Akka.Greensock;

/// <summary>Translates between the seam's addresses and .NET's end points.</summary>
internal static class KernelEndPoints
{
    // What precedes the name in a SocketAddress: the family, on every platform two bytes (macOS: length and family).
    private const int FamilyBytes = 2;

    // sizeof(struct sockaddr_in) and sockaddr_in6, everywhere. What is shorter goes to the system as it is, to refuse.
    private const int InetBytes = 16;
    private const int Inet6Bytes = 28;

    private static readonly UnixDomainSocketEndPoint UnixFactory = new("/");

    /// <summary>Where what has no address comes from: an unnamed Unix socket.</summary>
    public static readonly EndPoint Unnamed = UnixFactory.Create(new SocketAddress(AddressFamily.Unix, FamilyBytes));

    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The address that an end point stands for.</summary>
    /// <exception cref="NotSupportedException">It stands for none: a name, or a type that cannot be
    /// serialized.</exception>
    public static KernelAddress ToAddress(EndPoint endPoint) => endPoint switch
    {
        IPEndPoint ip => KernelAddress.FromEndPoint(ip),
        DnsEndPoint => throw new NotSupportedException("a host name is not an address: resolve it first"),
        _ => FromSocketAddress(Serialize(endPoint)),
    };

    /// <summary>The address in a platform's <c>sockaddr</c> bytes, as <see cref="SocketAddress"/> holds it.</summary>
    public static KernelAddress FromSocketAddress(SocketAddress address)
    {
        ReadOnlySpan<byte> bytes = address.Buffer.Span[..address.Size];
        if (bytes.Length < FamilyBytes)
        {
            return default; // what a system call says of a peer that has no address
        }

        if (OperatingSystem.IsLinux())
        {
            return SockAddr.Read(bytes, (uint)bytes.Length);
        }

        switch (address.Family)
        {
            case AddressFamily.InterNetwork when bytes.Length >= InetBytes:
            case AddressFamily.InterNetworkV6 when bytes.Length >= Inet6Bytes:
                var template = new IPEndPoint(address.Family == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
                return KernelAddress.FromEndPoint((IPEndPoint)template.Create(address));
            case AddressFamily.Unix:
                ReadOnlySpan<byte> name = bytes[FamilyBytes..];
                return KernelAddress.FromUnixName(name is [not 0, ..] ? name.TrimEnd((byte)0) : name);
            default:
                return KernelAddress.FromNative(bytes);
        }
    }

    /// <summary>Writes an address into one of the caller's, without allocation on Linux.</summary>
    /// <exception cref="ArgumentException">The caller's is too small.</exception>
    public static void Write(in KernelAddress address, SocketAddress destination)
    {
        Span<byte> bytes = stackalloc byte[SockAddr.MaximumBytes];
        int size;
        if (OperatingSystem.IsLinux())
        {
            size = (int)SockAddr.Write(address, bytes);
        }
        else
        {
            SocketAddress serialized = (ToEndPoint(address) ?? Unnamed).Serialize();
            size = serialized.Size;
            serialized.Buffer.Span[..size].CopyTo(bytes);
        }

        if (destination.Buffer.Length < size)
        {
            throw new ArgumentException(
                $"A sender's address has {size} bytes, and the SocketAddress given has room for {destination.Buffer.Length}. " +
                "Make it with SocketAddress.GetMaximumAddressSize(family).", nameof(destination));
        }

        destination.Size = size;
        bytes[..size].CopyTo(destination.Buffer.Span);
    }

    /// <summary>The end point, or null for no address.</summary>
    public static EndPoint? ToEndPoint(in KernelAddress address) => address.Family switch
    {
        AddressFamily.Unspecified => null,
        AddressFamily.Unix => ToUnixEndPoint(address.Name),
        AddressFamily.Unknown => new RawEndPoint(ToSocketAddress(address.Name)),
        _ => ToIPEndPoint(address),
    };

    public static IPEndPoint ToIPEndPoint(in KernelAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        int count = address.WriteBytes(bytes);
        IPAddress ip = count == 4 ? new IPAddress(bytes[..4]) : new IPAddress(bytes, address.ScopeId);
        return new IPEndPoint(ip, address.Port);
    }

    private static EndPoint ToUnixEndPoint(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
        {
            return Unnamed;
        }

        try
        {
            return new UnixDomainSocketEndPoint(StrictUtf8.GetString(name));
        }
        catch (Exception e) when (e is DecoderFallbackException or ArgumentOutOfRangeException)
        {
            // A path is bytes, and these are no text: the BCL's end point would name another file. Or it fills sun_path
            // to the last byte, where the BCL wants a terminator; or it is longer still, and in an error that says so.
            return RawEndPoint.FromUnixNameOfAnyLength(name);
        }
    }

    private static SocketAddress ToSocketAddress(ReadOnlySpan<byte> native)
    {
        var address = new SocketAddress(AddressFamily.Unspecified, Math.Max(native.Length, FamilyBytes));
        native.CopyTo(address.Buffer.Span);
        return address;
    }

    private static SocketAddress Serialize(EndPoint endPoint)
    {
        try
        {
            return endPoint.Serialize();
        }
        catch (Exception e) when (e is not NotSupportedException)
        {
            // The base class throws where a type has no Serialize of its own.
            throw new NotSupportedException($"a {endPoint.GetType().Name} does not say its address: its Serialize fails", e);
        }
    }
}
