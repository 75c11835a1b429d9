using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// An end point of a family that .NET has no type for (netlink, packet, vsock …), or a Unix path that is no text: the
/// bytes of the platform's <c>sockaddr</c>, as they are.
/// </summary>
/// <seealso href="https://man7.org/linux/man-pages/man3/sockaddr.3type.html">sockaddr(3type)</seealso>
public sealed class RawEndPoint : EndPoint, IEquatable<RawEndPoint>
{
    private const int FamilyBytes = 2;

    private readonly SocketAddress _address;

    /// <summary>Makes an end point of an address.</summary>
    /// <param name="address">The address, at least 2 bytes. It is kept, so it must not change.</param>
    /// <exception cref="ArgumentOutOfRangeException">It has not even a family.</exception>
    public RawEndPoint(SocketAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentOutOfRangeException.ThrowIfLessThan(address.Size, FamilyBytes, nameof(address));
        _address = address;
    }

    /// <summary>Makes an end point of a native address.</summary>
    /// <param name="sockaddr">The <c>sockaddr</c>, the family's two bytes first; 2 to 128 bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 bytes, or more than a <c>sockaddr_storage</c>
    /// has.</exception>
    public RawEndPoint(ReadOnlySpan<byte> sockaddr)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sockaddr.Length, FamilyBytes, nameof(sockaddr));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sockaddr.Length, 128, nameof(sockaddr));
        _address = new SocketAddress(AddressFamily.Unspecified, sockaddr.Length);
        sockaddr.CopyTo(_address.Buffer.Span);
    }

    /// <summary>.NET's name for the family, or Unknown where it has none.</summary>
    public override AddressFamily AddressFamily => _address.Family;

    /// <summary>The bytes, the family's two first.</summary>
    public ReadOnlyMemory<byte> Bytes => _address.Buffer[.._address.Size];

    /// <summary>An end point for a Unix name of any bytes.</summary>
    /// <param name="name">The path, or a zero byte and an abstract name; at most 108 bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The name is longer than a <c>sockaddr_un</c> holds.</exception>
    /// <seealso href="https://man7.org/linux/man-pages/man7/unix.7.html">unix(7)</seealso>
    public static RawEndPoint FromUnixName(ReadOnlySpan<byte> name)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, 108, nameof(name));
        return FromUnixNameOfAnyLength(name);
    }

    /// <summary>The same for a name that may be too long, so that the error about it can name it.</summary>
    internal static RawEndPoint FromUnixNameOfAnyLength(ReadOnlySpan<byte> name)
    {
        var address = new SocketAddress(AddressFamily.Unix, FamilyBytes + name.Length);
        name.CopyTo(address.Buffer.Span[FamilyBytes..]);
        return new RawEndPoint(address);
    }

    /// <inheritdoc/>
    public override SocketAddress Serialize() => _address;

    /// <inheritdoc/>
    public override EndPoint Create(SocketAddress socketAddress) => new RawEndPoint(socketAddress);

    /// <inheritdoc/>
    public bool Equals(RawEndPoint? other) => other is not null && Bytes.Span.SequenceEqual(other.Bytes.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RawEndPoint);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{AddressFamily}:{Convert.ToHexString(Bytes.Span[FamilyBytes..])}");
}
