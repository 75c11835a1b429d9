using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// An IPv4 or IPv6 address with its port, as the seam passes it: a value of 24 bytes, where <see cref="IPEndPoint"/> is
/// two objects. A socket that keeps its peer's address so pays nothing for it until somebody asks for the end point.
/// </summary>
internal readonly record struct KernelAddress
{
    private readonly ulong _high; // network order, first eight bytes; an IPv4 address lives in the upper half
    private readonly ulong _low;
    private readonly ushort _family; // two bytes of it, so that the whole is 24

    private KernelAddress(AddressFamily family, ulong high, ulong low, uint scopeId, ushort port)
    {
        _family = (ushort)family;
        Port = port;
        ScopeId = scopeId;
        _high = high;
        _low = low;
    }

    /// <summary>InterNetwork or InterNetworkV6; Unspecified for the default value, which is no address.</summary>
    public AddressFamily Family => (AddressFamily)_family;

    /// <summary>The port in host order.</summary>
    public ushort Port { get; }

    /// <summary>The scope id (interface index) of an IPv6 address.</summary>
    public uint ScopeId { get; }

    /// <summary>True for the default value: no address.</summary>
    public bool IsNone => Family == AddressFamily.Unspecified;

    /// <summary>Makes an address from its bytes in network order: 4 for IPv4, 16 for IPv6.</summary>
    public static KernelAddress FromBytes(ReadOnlySpan<byte> address, ushort port, uint scopeId = 0) => address.Length == 4
        ? new(AddressFamily.InterNetwork, (ulong)BinaryPrimitives.ReadUInt32BigEndian(address) << 32, 0, 0, port)
        : new(AddressFamily.InterNetworkV6, BinaryPrimitives.ReadUInt64BigEndian(address),
            BinaryPrimitives.ReadUInt64BigEndian(address[8..]), scopeId, port);

    public static KernelAddress FromEndPoint(IPEndPoint endPoint)
    {
        Span<byte> bytes = stackalloc byte[16];
        endPoint.Address.TryWriteBytes(bytes, out int written);
        uint scope = endPoint.AddressFamily == AddressFamily.InterNetworkV6 ? (uint)endPoint.Address.ScopeId : 0;
        return FromBytes(bytes[..written], (ushort)endPoint.Port, scope);
    }

    /// <summary>Writes the address bytes in network order and returns their count (4 or 16).</summary>
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
    public IPEndPoint? ToEndPoint()
    {
        if (IsNone)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[16];
        int count = WriteBytes(bytes);
        IPAddress address = count == 4 ? new IPAddress(bytes[..4]) : new IPAddress(bytes, ScopeId);
        return new IPEndPoint(address, Port);
    }

    public override string ToString() => ToEndPoint()?.ToString() ?? "(none)";
}
