using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Akka.Greensock;

/// <summary>
/// Addresses as text, exactly as inet_aton(3), inet_pton(3) and inet_ntop(3) read and write them, on every platform.
/// </summary>
internal static partial class InetText
{
    /// <summary>The bytes of an IPv4 address.</summary>
    public const int InetBytes = 4;

    /// <summary>The bytes of an IPv6 address.</summary>
    public const int Inet6Bytes = 16;

    private const int Groups = 8;

    /// <summary>Four decimal numbers.</summary>
    public static string FormatInet(ReadOnlySpan<byte> address) =>
        string.Create(CultureInfo.InvariantCulture, $"{address[0]}.{address[1]}.{address[2]}.{address[3]}");

    /// <summary>
    /// Groups in lower case without leading zeros; the first of the longest runs of two or more zero groups is "::";
    /// and the last two groups are IPv4 where the address is a mapped or compatible one.
    /// </summary>
    public static string FormatInet6(ReadOnlySpan<byte> address)
    {
        (int start, int length) = LongestZeros(address);
        bool hasInet = start == 0 && (length == 6 || (length == 5 && Group(address, 5) == 0xFFFF));
        int groups = hasInet ? 6 : Groups;
        var text = new StringBuilder();
        for (int i = 0; i < groups;)
        {
            if (i == start && length > 0)
            {
                text.Append("::");
                i += length;
                continue;
            }

            text.Append(text.Length == 0 || text[^1] == ':' ? string.Empty : ":");
            text.Append(CultureInfo.InvariantCulture, $"{Group(address, i++):x}");
        }

        if (hasInet)
        {
            text.Append(text[^1] == ':' ? string.Empty : ":").Append(FormatInet(address[12..]));
        }

        return text.ToString();
    }

    private static (int Start, int Length) LongestZeros(ReadOnlySpan<byte> address)
    {
        (int Start, int Length) best = (-1, 0);
        int run = 0;
        for (int i = 0; i < Groups; i++)
        {
            run = Group(address, i) == 0 ? run + 1 : 0;
            if (run > Math.Max(best.Length, 1))
            {
                best = (i + 1 - run, run);
            }
        }

        return best;
    }

    private static ushort Group(ReadOnlySpan<byte> address, int index) =>
        BinaryPrimitives.ReadUInt16BigEndian(address[(2 * index)..]);
}
