using System.Buffers.Binary;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// Writes and reads <c>sockaddr_in</c>, <c>sockaddr_in6</c> and <c>sockaddr_un</c> (ip(7), ipv6(7), unix(7)); an address
/// of another family passes as it is.
/// </summary>
internal static class SockAddr
{
    /// <summary>sizeof(struct sockaddr_storage): no address is longer.</summary>
    public const int MaximumBytes = 128;

    /// <summary>sizeof(sun_path). A path may fill it to the last byte: Linux needs no terminator.</summary>
    public const int UnixNameBytes = 108;

    private const int FamilyBytes = 2;
    private const int FamilyUnix = 1;
    private const int FamilyInet = 2;
    private const int FamilyInet6 = 10;
    private const int FamilyPacket = 17;
    private const int FamilyCan = 29;
    private const int InetBytes = 16;
    private const int Inet6Bytes = 28;

    /// <summary>AF_… for a .NET family, or -1 where this kernel has none.</summary>
    public static int ToNative(AddressFamily family) => family switch
    {
        AddressFamily.Unspecified => 0,
        AddressFamily.Unix => FamilyUnix,
        AddressFamily.InterNetwork => FamilyInet,
        AddressFamily.InterNetworkV6 => FamilyInet6,
        AddressFamily.Packet => FamilyPacket,
        AddressFamily.ControllerAreaNetwork => FamilyCan,
        _ => -1,
    };

    /// <summary>The .NET family for AF_…, or Unknown where .NET has no name for it.</summary>
    public static AddressFamily FromNative(int family) => family switch
    {
        FamilyUnix => AddressFamily.Unix,
        FamilyInet => AddressFamily.InterNetwork,
        FamilyInet6 => AddressFamily.InterNetworkV6,
        FamilyPacket => AddressFamily.Packet,
        FamilyCan => AddressFamily.ControllerAreaNetwork,
        _ => AddressFamily.Unknown,
    };

    /// <summary>
    /// Writes the address into <see cref="MaximumBytes"/> bytes and returns its length; 0 for no address, and for one
    /// that is longer than its family allows.
    /// </summary>
    public static uint Write(in KernelAddress address, Span<byte> destination)
    {
        switch (address.Family)
        {
            case AddressFamily.InterNetwork:
                destination[..InetBytes].Clear();
                BitConverter.TryWriteBytes(destination, (ushort)FamilyInet);
                BinaryPrimitives.WriteUInt16BigEndian(destination[2..], address.Port);
                address.WriteBytes(destination[4..]);
                return InetBytes;
            case AddressFamily.InterNetworkV6:
                destination[..Inet6Bytes].Clear();
                BitConverter.TryWriteBytes(destination, (ushort)FamilyInet6);
                BinaryPrimitives.WriteUInt16BigEndian(destination[2..], address.Port);
                address.WriteBytes(destination[8..]);
                BitConverter.TryWriteBytes(destination[24..], address.ScopeId);
                return Inet6Bytes;
            case AddressFamily.Unix when address.Name.Length <= UnixNameBytes:
                destination[..(FamilyBytes + UnixNameBytes)].Clear();
                BitConverter.TryWriteBytes(destination, (ushort)FamilyUnix);
                address.Name.CopyTo(destination[FamilyBytes..]);
                return (uint)(FamilyBytes + address.Name.Length);
            case AddressFamily.Unknown when address.Name.Length <= MaximumBytes:
                address.Name.CopyTo(destination);
                return (uint)address.Name.Length;
            default:
                return 0;
        }
    }

    /// <summary>Reads an address; the default value where the kernel gave none.</summary>
    public static KernelAddress Read(ReadOnlySpan<byte> source, uint length)
    {
        if (length < FamilyBytes)
        {
            return default;
        }

        length = Math.Min(length, (uint)source.Length);
        ushort family = BitConverter.ToUInt16(source);
        return family switch
        {
            FamilyInet when length >= InetBytes =>
                KernelAddress.FromBytes(source.Slice(4, 4), BinaryPrimitives.ReadUInt16BigEndian(source[2..])),
            FamilyInet6 when length >= Inet6Bytes => KernelAddress.FromBytes(
                source.Slice(8, 16), BinaryPrimitives.ReadUInt16BigEndian(source[2..]), BitConverter.ToUInt32(source[24..])),
            FamilyUnix => KernelAddress.FromUnixName(UnixName(source[FamilyBytes..(int)length])),
            0 => default,
            _ => KernelAddress.FromNative(source[..(int)length]),
        };
    }

    // A path that was bound with its terminator comes back with it; an abstract name is all of its bytes.
    private static ReadOnlySpan<byte> UnixName(ReadOnlySpan<byte> name)
    {
        int end = name is [not 0, ..] ? name.IndexOf((byte)0) : -1;
        return end < 0 ? name : name[..end];
    }
}
