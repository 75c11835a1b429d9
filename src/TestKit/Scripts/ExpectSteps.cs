using System.Text.RegularExpressions;

namespace Akka.Greensock.TestKit;

/// <summary>These bytes and no others. It fails at the first that differs, and does not wait for the rest.</summary>
internal sealed class ExpectBytesStep(ScriptSettings settings, string text, Func<ScriptVariables, byte[]> bytes) : ScriptStep(settings)
{
    public override string Text => text;

    public override async ValueTask RunAsync(ScriptConversation conversation)
    {
        byte[] expected = bytes(conversation.Variables);
        while (true)
        {
            int same = expected.AsSpan().CommonPrefixLength(conversation.Unread);
            if (same == expected.Length)
            {
                conversation.Take(same);
                return;
            }

            if (same < conversation.Unread.Length)
            {
                throw conversation.Mismatch("other bytes came", expected);
            }

            await conversation.NeedMoreAsync(expected);
        }
    }
}

/// <summary>So many bytes, which a predicate accepts.</summary>
internal sealed class ExpectCountStep(ScriptSettings settings, string text, int count, Func<ReadOnlyMemory<byte>, bool> accepts)
    : ScriptStep(settings)
{
    public override string Text => text;

    public override async ValueTask RunAsync(ScriptConversation conversation)
    {
        while (conversation.Unread.Length < count)
        {
            await conversation.NeedMoreAsync();
        }

        if (!accepts(conversation.Unread[..count].ToArray()))
        {
            throw conversation.Mismatch("other bytes came");
        }

        conversation.Take(count);
    }
}

/// <summary>A line, up to its ending and with it. What it must be, those that derive from this say.</summary>
internal abstract class ExpectLineStep(ScriptSettings settings) : ScriptStep(settings)
{
    public override async ValueTask RunAsync(ScriptConversation conversation)
    {
        byte[]? expected = Expected(conversation.Variables);
        byte[] ending = Settings.LineEndingBytes;
        int searched = 0;
        while (true)
        {
            int length = conversation.Unread[searched..].IndexOf(ending);
            if (length >= 0 && searched + length <= Settings.LongestLineBytes)
            {
                length += searched;
                Check(conversation, conversation.Unread[..length], expected);
                conversation.Take(length + ending.Length);
                return;
            }

            if (length >= 0 || conversation.Unread.Length >= Settings.LongestLineBytes + ending.Length)
            {
                throw conversation.Mismatch($"no end of a line came within {Settings.LongestLineBytes} bytes (WithLongestLine)", expected);
            }

            searched = Math.Max(0, conversation.Unread.Length - ending.Length + 1);
            await conversation.NeedMoreAsync(expected);
        }
    }

    /// <summary>The line with its ending, where it must be a certain one.</summary>
    protected abstract byte[]? Expected(ScriptVariables variables);

    protected abstract void Check(ScriptConversation conversation, ReadOnlySpan<byte> line, byte[]? expected);
}

internal sealed class ExpectExactLineStep(ScriptSettings settings, string text, Func<ScriptVariables, string> line)
    : ExpectLineStep(settings)
{
    public override string Text => text;

    protected override byte[] Expected(ScriptVariables variables) => Settings.Encoding.GetBytes(line(variables) + Settings.LineEnding);

    protected override void Check(ScriptConversation conversation, ReadOnlySpan<byte> line, byte[]? expected)
    {
        if (!line.SequenceEqual(expected.AsSpan(0, expected!.Length - Settings.LineEndingBytes.Length)))
        {
            throw conversation.Mismatch("another line came", expected);
        }
    }
}

/// <summary>A line that a regular expression matches. Its named groups become variables.</summary>
internal sealed class ExpectMatchingLineStep(ScriptSettings settings, Regex pattern) : ExpectLineStep(settings)
{
    public override string Text => $"ExpectLineMatching(/{pattern}/)";

    protected override byte[]? Expected(ScriptVariables variables) => null;

    protected override void Check(ScriptConversation conversation, ReadOnlySpan<byte> line, byte[]? expected)
    {
        Match match = pattern.Match(Settings.Encoding.GetString(line));
        if (!match.Success)
        {
            throw conversation.Mismatch("a line came that does not match");
        }

        foreach (Group group in match.Groups.Cast<Group>().Where(group => group.Success && !char.IsAsciiDigit(group.Name[0])))
        {
            conversation.Variables.Set(group.Name, group.Value);
        }
    }
}
