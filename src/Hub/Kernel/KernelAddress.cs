using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// A socket address as the seam passes it: a value of 32 bytes, where an end point is an object or two. A socket that
/// keeps its peer's address so pays nothing for it until somebody asks for the end point.
/// </summary>
/// <remarks>
/// IPv4 and IPv6 addresses are held in place. A Unix name is the bytes of the path without a terminator, a leading zero
/// byte for an abstract one, and nothing at all for an unnamed socket. An address of any other family is the platform's
/// own <c>sockaddr</c>, family included.
/// </remarks>
internal readonly struct KernelAddress : IEquatable<KernelAddress>
{
    private const ushort FamilyOther = ushort.MaxValue;

    private readonly ulong _high; // network order, first eight bytes; an IPv4 address lives in the upper half
    private readonly ulong _low;
    private readonly byte[]? _name; // of a Unix address, or the whole of one of another family
    private readonly ushort _family; // two bytes of it, so that the whole is 32

    private KernelAddress(AddressFamily family, ulong high, ulong low, uint scopeId, ushort port)
    {
        _family = (ushort)family;
        Port = port;
        ScopeId = scopeId;
        _high = high;
        _low = low;
    }

    private KernelAddress(ushort family, byte[] name)
    {
        _family = family;
        _name = name;
    }

    /// <summary>
    /// InterNetwork, InterNetworkV6 or Unix; Unknown for another family, whose number <see cref="Name"/> begins with;
    /// Unspecified for the default value, which is no address.
    /// </summary>
    public AddressFamily Family => _family == FamilyOther ? AddressFamily.Unknown : (AddressFamily)_family;

    /// <summary>The port in host order.</summary>
    public ushort Port { get; }

    /// <summary>The scope id (interface index) of an IPv6 address.</summary>
    public uint ScopeId { get; }

    /// <summary>The bytes of a Unix name, or the <c>sockaddr</c> of another family.</summary>
    public ReadOnlySpan<byte> Name => _name;

    /// <summary>True for the default value: no address.</summary>
    public bool IsNone => _family == 0;

    /// <summary>A Unix name that stands for a file.</summary>
    public bool IsUnixPath => Family == AddressFamily.Unix && _name is [not 0, ..];

    public static bool operator ==(in KernelAddress left, in KernelAddress right) => left.Equals(right);

    public static bool operator !=(in KernelAddress left, in KernelAddress right) => !left.Equals(right);

    /// <summary>Makes an address from its bytes in network order: 4 for IPv4, 16 for IPv6.</summary>
    public static KernelAddress FromBytes(ReadOnlySpan<byte> address, ushort port, uint scopeId = 0) => address.Length == 4
        ? new(AddressFamily.InterNetwork, (ulong)BinaryPrimitives.ReadUInt32BigEndian(address) << 32, 0, 0, port)
        : new(AddressFamily.InterNetworkV6, BinaryPrimitives.ReadUInt64BigEndian(address),
            BinaryPrimitives.ReadUInt64BigEndian(address[8..]), scopeId, port);

    /// <summary>Makes a Unix address from its name; see the remarks of the type.</summary>
    public static KernelAddress FromUnixName(ReadOnlySpan<byte> name) => new((ushort)AddressFamily.Unix, name.ToArray());

    /// <summary>Makes an address from a platform's <c>sockaddr</c>.</summary>
    public static KernelAddress FromNative(ReadOnlySpan<byte> address) => new(FamilyOther, address.ToArray());

    public static KernelAddress FromEndPoint(IPEndPoint endPoint)
    {
        Span<byte> bytes = stackalloc byte[16];
        endPoint.Address.TryWriteBytes(bytes, out int written);
        uint scope = endPoint.AddressFamily == AddressFamily.InterNetworkV6 ? (uint)endPoint.Address.ScopeId : 0;
        return FromBytes(bytes[..written], (ushort)endPoint.Port, scope);
    }

    /// <summary>Writes the bytes of an IP address in network order and returns their count (4 or 16).</summary>
    public int WriteBytes(Span<byte> destination)
    {
        if (Family == AddressFamily.InterNetwork)
        {
            BinaryPrimitives.WriteUInt32BigEndian(destination, (uint)(_high >> 32));
            return 4;
        }

        BinaryPrimitives.WriteUInt64BigEndian(destination, _high);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _low);
        return 16;
    }

    /// <summary>The end point, or null for no address.</summary>
    public EndPoint? ToEndPoint() => KernelEndPoints.ToEndPoint(this);

    /// <summary>The end point of an IPv4 or IPv6 address.</summary>
    public IPEndPoint ToIPEndPoint() => KernelEndPoints.ToIPEndPoint(this);

    public bool Equals(KernelAddress other) =>
        _family == other._family && _high == other._high && _low == other._low && Port == other.Port
        && ScopeId == other.ScopeId && Name.SequenceEqual(other.Name);

    public override bool Equals(object? obj) => obj is KernelAddress other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(_high);
        hash.Add(_low);
        hash.Add(Port);
        hash.AddBytes(Name);
        return hash.ToHashCode();
    }

    public override string ToString() => ToEndPoint()?.ToString() is { Length: > 0 } text
        ? text
        : IsNone ? "(none)" : "an unnamed socket";
}
