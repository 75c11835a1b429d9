using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <summary>
/// An address on the simulated wire: an IP and a port. An IPv4 address is held as IPv6 has it, mapped, so that a socket of both
/// families needs no case of its own.
/// </summary>
internal readonly record struct NetworkAddress(UInt128 Ip, ushort Port)
{
    private static readonly UInt128 Mapped = new(0, 0xFFFF_0000_0000);

    /// <summary>0.0.0.0.</summary>
    public static UInt128 AnyV4 => Mapped;

    /// <summary>::, whose value is 0.</summary>
    public static UInt128 AnyV6 => UInt128.Zero;

    public bool IsV4 => IsFour(Ip);

    public bool IsAny => Ip == AnyV4 || Ip == AnyV6;

    public bool IsLoopback => IsV4 ? (byte)(Ip >> 24) == 127 : Ip == UInt128.One;

    public bool IsMulticast => IsV4 ? ((byte)(Ip >> 24) & 0xF0) == 0xE0 : (byte)(Ip >> 120) == 0xFF;

    public bool IsBroadcast => Ip == (Mapped | 0xFFFF_FFFF) || Ip == (Mapped | 0x7FFF_FFFF); // of everybody, or of the loopback

    public static bool IsFour(UInt128 ip) => ip >> 32 == Mapped >> 32;

    public static UInt128 ToIp(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out int count);
        return ToIp(bytes[..count]);
    }

    public static UInt128 ToIp(ReadOnlySpan<byte> bytes)
    {
        UInt128 ip = 0;
        foreach (byte b in bytes)
        {
            ip = (ip << 8) | b;
        }

        return bytes.Length == 4 ? Mapped | ip : ip;
    }

    /// <summary>A socket's address of one of the two families.</summary>
    public static NetworkAddress From(in KernelAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        int count = address.WriteBytes(bytes);
        return new NetworkAddress(ToIp(bytes[..count]), address.Port);
    }

    /// <summary>The address as a socket of a family has it.</summary>
    public KernelAddress To(AddressFamily family, uint scopeId = 0)
    {
        Span<byte> bytes = stackalloc byte[16];
        Write(bytes, Ip);
        return family == AddressFamily.InterNetwork
            ? KernelAddress.FromBytes(bytes[12..], Port)
            : KernelAddress.FromBytes(bytes, Port, scopeId);
    }

    public IPEndPoint ToEndPoint() => new(ToIPAddress(Ip), Port);

    public static IPAddress ToIPAddress(UInt128 ip)
    {
        Span<byte> bytes = stackalloc byte[16];
        Write(bytes, ip);
        return new IPAddress(IsFour(ip) ? bytes[12..] : bytes);
    }

    public override string ToString() => ToEndPoint().ToString();

    private static void Write(Span<byte> bytes, UInt128 ip)
    {
        for (int i = 15; i >= 0; i--, ip >>= 8)
        {
            bytes[i] = (byte)ip;
        }
    }
}
