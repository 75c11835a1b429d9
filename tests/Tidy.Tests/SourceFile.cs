using System.Text.RegularExpressions;

namespace Akka.Greensock.Tidy;

/// <summary>A text file of the repository. Its path is relative to the root, with forward slashes.</summary>
internal sealed partial record SourceFile(string Path, string Text)
{
    public IReadOnlyList<string> Lines { get; } = SplitLines(Text);

    /// <summary>C# with comments blanked and literals emptied, line for line with <see cref="Lines"/>.</summary>
    public string Code => CommentOrLiteral().Replace(Text, Blank);

    public IReadOnlyList<string> CodeLines => SplitLines(Code);

    public string Name => System.IO.Path.GetFileName(Path);

    public bool IsUnder(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    /// <summary>One finding per line of code that the pattern matches.</summary>
    public IEnumerable<string> CodeLinesMatching(Regex pattern) =>
        CodeLines.Index().Where(line => pattern.IsMatch(line.Item)).Select(line => At(line.Index));

    /// <summary>One finding per line of text that the pattern matches, comments and strings included.</summary>
    public IEnumerable<string> LinesMatching(Regex pattern) =>
        Lines.Index().Where(line => pattern.IsMatch(line.Item)).Select(line => At(line.Index));

    /// <summary>A finding as a compiler would print it.</summary>
    public string At(int index) => $"{Path}:{index + 1}: {Lines[index].Trim()}";

    // Raw strings first, then verbatim, plain and character literals, then comments: whichever opens first wins.
    [GeneratedRegex(
        """
        \"{3}[\s\S]*?\"{3} | (?:@\$?|\$@)"(?:[^"]|"")*" | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])+' | //[^\n]* | /\*[\s\S]*?\*/
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex CommentOrLiteral();

    private static string Blank(Match match)
    {
        string newLines = new('\n', match.Value.Count(c => c == '\n'));
        return match.Value[0] == '/' ? newLines : "\"\"" + newLines;
    }

    private static string[] SplitLines(string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }
}
