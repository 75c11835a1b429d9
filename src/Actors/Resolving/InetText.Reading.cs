using System.Buffers;
using System.Globalization;

namespace Akka.Greensock;

/// <content>
/// Reading. Two notations of IPv4 live side by side: the loose one of inet_aton(3), which getaddrinfo(3) understands
/// too, and the strict one of inet_pton(3). They disagree on 010.0.0.1: 8.0.0.1 to the first, no address to the second.
/// IPAddress.Parse is like neither.
/// </content>
internal static partial class InetText
{
    // Looked at first, because TryParse passes over NULs at the end of a number.
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    private static readonly uint[] LastPartMaximum = [uint.MaxValue, 0xFFFFFF, 0xFFFF, 0xFF];

    /// <summary>
    /// IPv4 as inet_aton(3): one to four parts, decimal, octal (0…) or hexadecimal (0x…), the last of which fills what
    /// is left of the 32 bits. White space ends the address, and what comes after it is not looked at.
    /// </summary>
    public static bool TryAton(ReadOnlySpan<char> text, out uint address)
    {
        address = 0;
        for (int parts = 0; TryUnsigned(ref text, out uint value); parts++)
        {
            if (text.IsEmpty || IsSpace(text[0]))
            {
                address |= value;
                return value <= LastPartMaximum[parts];
            }

            if (text[0] != '.' || parts == 3 || value > 0xFF)
            {
                return false;
            }

            address |= value << (24 - (8 * parts));
            text = text[1..];
        }

        return false;
    }

    /// <summary>IPv4 as inet_pton(3): four decimal numbers without leading zeros, and nothing else.</summary>
    public static bool TryInet(ReadOnlySpan<char> text, Span<byte> address)
    {
        for (int i = 0; i < InetBytes; i++)
        {
            int end = i == InetBytes - 1 ? text.Length : text.IndexOf('.');
            if (end is < 1 or > 3 || (end > 1 && text[0] == '0') || text[..end].ContainsAnyExceptInRange('0', '9') ||
                !byte.TryParse(text[..end], NumberStyles.None, CultureInfo.InvariantCulture, out address[i]))
            {
                return false;
            }

            text = text[Math.Min(end + 1, text.Length)..];
        }

        return true;
    }

    /// <summary>
    /// IPv6 as inet_pton(3): eight groups of up to four hexadecimal digits, of which "::" stands for one or more that
    /// are zero and an IPv4 address for the last two. No scope id, no prefix length, no brackets.
    /// </summary>
    public static bool TryInet6(ReadOnlySpan<char> text, Span<byte> address)
    {
        Span<byte> read = stackalloc byte[Inet6Bytes];
        int count = 0;
        int gap = -1;
        if (text.StartsWith("::"))
        {
            gap = 0;
            text = text[2..];
        }

        while (!text.IsEmpty && count < Inet6Bytes)
        {
            int end = text.IndexOf(':');
            if (!TryPart(end < 0 ? text : text[..end], isLast: end < 0, read, ref count))
            {
                return false;
            }

            if (end < 0)
            {
                text = [];
                break;
            }

            text = text[(end + 1)..];
            if (text.IsEmpty)
            {
                return false;
            }

            if (text[0] == ':')
            {
                if (gap >= 0)
                {
                    return false;
                }

                gap = count;
                text = text[1..];
            }
        }

        if (!text.IsEmpty || (gap < 0) != (count == Inet6Bytes))
        {
            return false;
        }

        gap = gap < 0 ? count : gap;
        address[..Inet6Bytes].Clear();
        read[..gap].CopyTo(address);
        read[gap..count].CopyTo(address[(Inet6Bytes - (count - gap))..]);
        return true;
    }

    /// <summary>A group of IPv6, or an IPv4 address at the end in the place of two.</summary>
    private static bool TryPart(ReadOnlySpan<char> text, bool isLast, Span<byte> address, ref int count)
    {
        if (isLast && count <= Inet6Bytes - InetBytes && text.Contains('.'))
        {
            bool isInet = TryInet(text, address[count..]);
            count += InetBytes;
            return isInet;
        }

        if (text.Length is 0 or > 4 || text.ContainsAnyExcept(HexDigits) ||
            !ushort.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort value))
        {
            return false;
        }

        address[count++] = (byte)(value >> 8);
        address[count++] = (byte)value;
        return true;
    }

    /// <summary>As strtoul(3) with base 0, after a digit.</summary>
    private static bool TryUnsigned(ref ReadOnlySpan<char> text, out uint value)
    {
        value = 0;
        if (text.IsEmpty || !char.IsAsciiDigit(text[0]))
        {
            return false;
        }

        uint radix = 10;
        if (text[0] == '0')
        {
            bool isHex = text.Length > 2 && text[1] is 'x' or 'X' && char.IsAsciiHexDigit(text[2]);
            radix = isHex ? 16u : 8u;
            text = isHex ? text[2..] : text;
        }

        ulong sum = 0;
        while (!text.IsEmpty && char.IsAsciiHexDigit(text[0]))
        {
            char c = text[0];
            uint digit = char.IsAsciiDigit(c) ? (uint)(c - '0') : (uint)((c | 0x20) - 'a' + 10);
            if (digit >= radix)
            {
                break;
            }

            sum = (sum * radix) + digit;
            if (sum > uint.MaxValue)
            {
                return false;
            }

            text = text[1..];
        }

        value = (uint)sum;
        return true;
    }

    // isspace(3) in the C locale.
    private static bool IsSpace(char c) => c is ' ' or (>= '\t' and <= '\r');
}
