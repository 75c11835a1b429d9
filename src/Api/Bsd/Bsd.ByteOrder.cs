using System.Buffers.Binary;

namespace Akka.Greensock;

/// <content>
/// Host and network byte order. The arguments are wider than the results, so that a number which does not fit is
/// refused, and not cut off without a word. Nothing here parks; any thread.
/// </content>
public static partial class Bsd
{
    /// <summary>A 16-bit number from host to network byte order.</summary>
    /// <param name="value">0 to 65,535.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or has more than 16 bits.</exception>
    /// <seealso href="https://man7.org/linux/man-pages/man3/htons.3.html">htons(3)</seealso>
    public static ushort Htons(int value) => Swap16(value);

    /// <summary>A 32-bit number from host to network byte order.</summary>
    /// <param name="value">0 to 4,294,967,295.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or has more than 32 bits.</exception>
    /// <seealso href="https://man7.org/linux/man-pages/man3/htonl.3.html">htonl(3)</seealso>
    public static uint Htonl(long value) => Swap32(value);

    /// <summary>A 16-bit number from network to host byte order.</summary>
    /// <param name="value">0 to 65,535.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or has more than 16 bits.</exception>
    /// <seealso href="https://man7.org/linux/man-pages/man3/ntohs.3.html">ntohs(3)</seealso>
    public static ushort Ntohs(int value) => Swap16(value);

    /// <summary>A 32-bit number from network to host byte order.</summary>
    /// <param name="value">0 to 4,294,967,295.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or has more than 32 bits.</exception>
    /// <seealso href="https://man7.org/linux/man-pages/man3/ntohl.3.html">ntohl(3)</seealso>
    public static uint Ntohl(long value) => Swap32(value);

    private static ushort Swap16(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, ushort.MaxValue);
        return BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness((ushort)value) : (ushort)value;
    }

    private static uint Swap32(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, uint.MaxValue);
        return BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness((uint)value) : (uint)value;
    }
}
