using System.Globalization;
using System.Text;

namespace Akka.Greensock.TestKit;

/// <summary>The message of a <see cref="ScriptMismatchException"/>.</summary>
internal static class MismatchText
{
    private const int ShownEntries = 8;
    private const int ShownBefore = 40; // bytes of a long text before the one that differs
    private const int ShownAfter = 60;

    public static string Of(
        string stepNumber, string step, string reason, byte[]? expected, byte[] actual, int position, ScriptTranscript transcript)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"The script's step {stepNumber}, {step}: {reason}");
        if (expected is null)
        {
            AppendActual(text, actual);
        }
        else if (ByteText.IsText(expected) && ByteText.IsText(actual))
        {
            AppendText(text, expected, actual, position);
        }
        else
        {
            AppendRows(text, "expected:", expected, position);
            AppendRows(text, "came:", actual, position);
        }

        AppendConversation(text, transcript);
        return text.ToString();
    }

    private static void AppendActual(StringBuilder text, byte[] actual)
    {
        if (ByteText.IsText(actual))
        {
            text.Append("\n  came: ").Append(actual.Length == 0 ? "nothing" : ByteText.Quote(actual, 4 * ShownAfter));
        }
        else
        {
            AppendRows(text, "came:", actual, position: -1);
        }
    }

    private static void AppendText(StringBuilder text, byte[] expected, byte[] actual, int position)
    {
        int from = position > ShownBefore + ShownAfter ? position - ShownBefore : 0;
        string lead = from > 0 ? "…" : "";
        ReadOnlySpan<byte> shown = actual.AsSpan(Math.Min(from, actual.Length));
        text.Append("\n  expected: ").Append(lead).Append(ByteText.Quote(expected.AsSpan(from), position - from + ShownAfter));
        text.Append("\n  came:     ").Append(lead).Append(ByteText.Quote(shown, Math.Max(position, 0) - from + ShownAfter));
        if (position >= 0)
        {
            int column = "came:     ".Length + lead.Length + 1 + ByteText.Width(actual.AsSpan(from, position - from));
            text.Append("\n  ").Append(' ', column).Append(CultureInfo.InvariantCulture, $"^ byte {position}");
        }
    }

    private static void AppendRows(StringBuilder text, string title, byte[] bytes, int position)
    {
        const int RowBytes = 16;
        int middle = ByteText.RowOf(Math.Max(position, 0));
        int first = Math.Max(0, middle - RowBytes);
        int last = position < 0 ? 3 * RowBytes : middle + RowBytes;
        text.Append("\n  ").Append(title).Append(CultureInfo.InvariantCulture, $" {bytes.Length} bytes");
        for (int row = first; row <= last && (row < bytes.Length || row == middle); row += RowBytes)
        {
            text.Append("\n    ").Append(ByteText.Row(bytes, row));
            if (position >= 0 && row == middle)
            {
                text.Append("\n    ").Append(' ', ByteText.ColumnInRow(position))
                    .Append(CultureInfo.InvariantCulture, $"^^ byte {position}");
            }
        }
    }

    private static void AppendConversation(StringBuilder text, ScriptTranscript transcript)
    {
        IReadOnlyList<ScriptTranscriptEntry> entries = transcript.Entries;
        int shown = Math.Min(entries.Count, ShownEntries);
        text.Append(
            CultureInfo.InvariantCulture, $"\n  the conversation, its last {shown} of {entries.Count + transcript.DroppedCount} entries:");
        foreach (ScriptTranscriptEntry entry in entries.Skip(entries.Count - shown))
        {
            text.Append("\n    ").Append(entry);
        }
    }
}
