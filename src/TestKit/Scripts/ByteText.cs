using System.Globalization;
using System.Text;

namespace Akka.Greensock.TestKit;

/// <summary>Bytes as people read them: quoted text with escapes, or rows of hexadecimal with the characters beside.</summary>
internal static class ByteText
{
    private const int BytesPerRow = 16;

    /// <summary>In quotes, what is no printable ASCII as \r, \n, \t, \0, \\, \" or \xHH; at most so many bytes, and then an
    /// ellipsis.</summary>
    public static string Quote(ReadOnlySpan<byte> bytes, int mostBytes = int.MaxValue)
    {
        var text = new StringBuilder(bytes.Length + 2).Append('"');
        foreach (byte value in bytes[..Math.Min(bytes.Length, mostBytes)])
        {
            AppendEscaped(text, value);
        }

        return text.Append(bytes.Length > mostBytes ? "…\"" : "\"").ToString();
    }

    /// <summary>How wide the quoted form of the bytes is, without its quotes.</summary>
    public static int Width(ReadOnlySpan<byte> bytes) => Quote(bytes).Length - 2;

    /// <summary>True where most of the bytes are text, so that the quoted form reads better than hexadecimal.</summary>
    public static bool IsText(ReadOnlySpan<byte> bytes)
    {
        int printable = 0;
        foreach (byte value in bytes)
        {
            printable += value is (>= 0x20 and < 0x7f) or (byte)'\r' or (byte)'\n' or (byte)'\t' ? 1 : 0;
        }

        return printable * 4 >= bytes.Length * 3;
    }

    /// <summary>The row that begins at a multiple of 16: the offset, up to 16 bytes, and their characters.</summary>
    public static string Row(ReadOnlySpan<byte> bytes, int offset)
    {
        var row = new StringBuilder().Append(offset.ToString("x8", CultureInfo.InvariantCulture)).Append(' ');
        ReadOnlySpan<byte> part = bytes.Slice(Math.Min(offset, bytes.Length));
        part = part[..Math.Min(part.Length, BytesPerRow)];
        for (int i = 0; i < BytesPerRow; i++)
        {
            row.Append(i < part.Length ? part[i].ToString("x2", CultureInfo.InvariantCulture) : "  ").Append(' ');
        }

        row.Append(" |");
        foreach (byte value in part)
        {
            row.Append(value is >= 0x20 and < 0x7f ? (char)value : '.');
        }

        return row.Append('|').ToString();
    }

    /// <summary>Where in a row's text the byte with this offset stands.</summary>
    public static int ColumnInRow(int offset) => 9 + (3 * (offset % BytesPerRow));

    public static int RowOf(int offset) => offset - (offset % BytesPerRow);

    /// <summary>Where the two begin to differ: at the shorter one's length, where that is all that differs; -1 where nothing
    /// does.</summary>
    public static int FirstDifference(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        int common = one.CommonPrefixLength(other);
        return common == one.Length && common == other.Length ? -1 : common;
    }

    private static void AppendEscaped(StringBuilder text, byte value)
    {
        switch (value)
        {
            case (byte)'\r': text.Append("\\r"); break;
            case (byte)'\n': text.Append("\\n"); break;
            case (byte)'\t': text.Append("\\t"); break;
            case 0: text.Append("\\0"); break;
            case (byte)'"': text.Append("\\\""); break;
            case (byte)'\\': text.Append("\\\\"); break;
            case >= 0x20 and < 0x7f: text.Append((char)value); break;
            default: text.Append("\\x").Append(value.ToString("x2", CultureInfo.InvariantCulture)); break;
        }
    }
}
