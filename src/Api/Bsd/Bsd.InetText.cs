using System.Buffers.Binary;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Addresses between text and bytes. Nothing here parks or asks the system; any thread.</content>
public static partial class Bsd
{
    /// <summary>
    /// The four bytes, in network order, of an IPv4 address in the loose notation of inet_aton(3): one to four parts
    /// with dots between, each decimal, octal (<c>0…</c>) or hexadecimal (<c>0x…</c>). The last part fills what the
    /// others leave of the 32 bits, so that <c>127.1</c> is 127.0.0.1.
    /// </summary>
    /// <param name="address">The text. As in C, white space ends the address, and what follows it is not looked at: to
    /// check what somebody typed, use <see cref="InetPton"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    /// <exception cref="FormatException">The text is no such address.</exception>
    /// <seealso href="https://man7.org/linux/man-pages/man3/inet_aton.3.html">inet_aton(3)</seealso>
    public static byte[] InetAton(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!InetText.TryAton(address, out uint value))
        {
            throw new FormatException($"InetAton: \"{address}\" is no IPv4 address: one to four numbers with dots between.");
        }

        byte[] packed = new byte[InetText.InetBytes];
        BinaryPrimitives.WriteUInt32BigEndian(packed, value);
        return packed;
    }

    /// <summary>The text of an IPv4 address: four decimal numbers.</summary>
    /// <param name="packed">Its four bytes in network order.</param>
    /// <exception cref="ArgumentException">There are more bytes than four, or fewer.</exception>
    /// <seealso href="https://man7.org/linux/man-pages/man3/inet_ntoa.3.html">inet_ntoa(3)</seealso>
    public static string InetNtoa(ReadOnlySpan<byte> packed) => InetText.FormatInet(OfLength(packed, InetText.InetBytes, nameof(InetNtoa)));

    /// <summary>The bytes, in network order, of an address in the strict notation of inet_pton(3).</summary>
    /// <param name="family">InterNetwork: exactly four decimal numbers from 0 to 255 without leading zeros.
    /// InterNetworkV6: groups of hexadecimal digits, at most one <c>::</c>, the last two groups possibly an IPv4
    /// address; neither scope id nor brackets.</param>
    /// <param name="address">The text.</param>
    /// <returns>Four bytes or sixteen.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    /// <exception cref="FormatException">The text is no address of that family.</exception>
    /// <exception cref="SocketException">AddressFamilyNotSupported: <paramref name="family"/> is another one.</exception>
    /// <seealso href="https://man7.org/linux/man-pages/man3/inet_pton.3.html">inet_pton(3)</seealso>
    public static byte[] InetPton(AddressFamily family, string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        byte[] packed = new byte[AddressBytes(family, nameof(InetPton))];
        bool isAddress = family == AddressFamily.InterNetwork ? InetText.TryInet(address, packed) : InetText.TryInet6(address, packed);
        return isAddress ? packed : throw new FormatException($"InetPton: \"{address}\" is no {FamilyName(family)} address.");
    }

    /// <summary>The text of an address, in the one form that inet_ntop(3) writes (for IPv6 that of RFC 5952).</summary>
    /// <param name="family">InterNetwork or InterNetworkV6.</param>
    /// <param name="packed">Its bytes in network order: four or sixteen.</param>
    /// <exception cref="ArgumentException">The number of bytes is not that of the family.</exception>
    /// <exception cref="SocketException">AddressFamilyNotSupported: <paramref name="family"/> is another one.</exception>
    /// <seealso href="https://man7.org/linux/man-pages/man3/inet_ntop.3.html">inet_ntop(3)</seealso>
    public static string InetNtop(AddressFamily family, ReadOnlySpan<byte> packed)
    {
        ReadOnlySpan<byte> address = OfLength(packed, AddressBytes(family, nameof(InetNtop)), nameof(InetNtop));
        return family == AddressFamily.InterNetwork ? InetText.FormatInet(address) : InetText.FormatInet6(address);
    }

    private static int AddressBytes(AddressFamily family, string call) => family switch
    {
        AddressFamily.InterNetwork => InetText.InetBytes,
        AddressFamily.InterNetworkV6 => InetText.Inet6Bytes,
        _ => throw new SocketException(
            (int)SocketError.AddressFamilyNotSupported, $"{call}: the family is InterNetwork or InterNetworkV6, and this is {family}."),
    };

    private static string FamilyName(AddressFamily family) => family == AddressFamily.InterNetwork ? "IPv4" : "IPv6";

    private static ReadOnlySpan<byte> OfLength(ReadOnlySpan<byte> packed, int length, string call) => packed.Length == length
        ? packed
        : throw new ArgumentException($"{call}: such an address has {length} bytes, and this has {packed.Length}.", nameof(packed));
}
