using System.Buffers.Binary;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>Writes and reads <c>sockaddr_in</c> and <c>sockaddr_in6</c> (ip(7), ipv6(7)).</summary>
internal static class SockAddr
{
    /// <summary>sizeof(struct sockaddr_in6), the larger of the two.</summary>
    public const int MaximumBytes = 28;

    private const int FamilyInet = 2;
    private const int FamilyInet6 = 10;
    private const int InetBytes = 16;

    /// <summary>AF_… for a .NET family, or -1 where this kernel has none.</summary>
    public static int ToNative(AddressFamily family) => family switch
    {
        AddressFamily.InterNetwork => FamilyInet,
        AddressFamily.InterNetworkV6 => FamilyInet6,
        _ => -1,
    };

    /// <summary>Writes the address and returns its length in bytes.</summary>
    public static uint Write(in KernelAddress address, Span<byte> destination)
    {
        destination[..MaximumBytes].Clear();
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], address.Port);
        if (address.Family == AddressFamily.InterNetwork)
        {
            BitConverter.TryWriteBytes(destination, (ushort)FamilyInet);
            address.WriteBytes(destination[4..]);
            return InetBytes;
        }

        BitConverter.TryWriteBytes(destination, (ushort)FamilyInet6);
        address.WriteBytes(destination[8..]);
        BitConverter.TryWriteBytes(destination[24..], address.ScopeId);
        return MaximumBytes;
    }

    /// <summary>
    /// Reads an address; the default value where the kernel gave none (an unnamed peer) or one of another family.
    /// </summary>
    public static KernelAddress Read(ReadOnlySpan<byte> source, uint length)
    {
        if (length < InetBytes)
        {
            return default;
        }

        ushort family = BitConverter.ToUInt16(source);
        ushort port = BinaryPrimitives.ReadUInt16BigEndian(source[2..]);
        return family switch
        {
            FamilyInet => KernelAddress.FromBytes(source.Slice(4, 4), port),
            FamilyInet6 when length >= MaximumBytes =>
                KernelAddress.FromBytes(source.Slice(8, 16), port, BitConverter.ToUInt32(source[24..])),
            _ => default,
        };
    }
}
