using System.Text.RegularExpressions;

namespace Akka.Greensock.Tidy;

/// <summary>
/// HOCON.conf is the reference configuration: what stands there is read, and what is read stands there.
/// </summary>
public partial class HoconSpecs
{
    private const string Root = "akka.greensock.";

    private static readonly SourceFile[] Readers =
    [
        .. Repository.CSharp("src").Where(file =>
            file.Name.EndsWith("Settings.cs", StringComparison.Ordinal)
            || file.Name.EndsWith("Options.cs", StringComparison.Ordinal)
            || file.Text.Contains("SettingsReader", StringComparison.Ordinal)),
    ];

    // Akka itself reads these, in a block that declares a dispatcher or a mailbox.
    private static readonly string[] ReadByAkka =
    [
        "type", "mailbox-type", "mailbox-requirement", "executor", "throughput", "throughput-deadline-time", "shutdown-timeout",
    ];

    [Fact]
    public void The_reference_configuration_has_our_settings_and_only_ours()
    {
        Assert.NotEmpty(HoconFile.Leaves);
        Assert.All(HoconFile.Leaves, leaf => Assert.StartsWith(Root, leaf, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_leaf_is_read_by_a_setting() =>
        Findings.None(
            "A key that nothing reads promises what it does not do:",
            HoconFile.Leaves.Where(leaf => !IsReadByAkka(leaf) && !IsNamedByAReader(leaf)));

    [Fact]
    public void Every_key_that_a_setting_reads_is_in_the_reference() =>
        Findings.None(
            "A key that HOCON.conf does not show cannot be found by those who need it:",
            from file in Readers
            from call in ReaderCall().Matches(file.Text)
            let key = string.Join('.', call.Groups["key"].Captures.Select(capture => capture.Value))
            where !HoconFile.Nodes.Keys.Any(path => path == key || path.EndsWith("." + key, StringComparison.Ordinal))
            select $"{file.Path}: \"{key}\"");

    [Fact]
    public void Every_leaf_stands_on_a_line_of_its_own() =>
        Assert.Equal(
            HoconFile.Leaves.Select(HoconFile.LastSegment).Order(StringComparer.Ordinal),
            HoconFile.Lines.Select(line => HoconFile.LastSegment(line.Key)).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_leaf_has_a_comment_above_it() =>
        Findings.None(
            "Say above the line what the key means:",
            HoconFile.Lines.Where(line => line.Comment.Length == 0).Select(line => line.ToString()));

    [Fact]
    public void Every_comment_tells_unit_and_default() =>
        Findings.None(
            "The comment says 'Unit: …' and 'Default: …', and the default is the value below it:",
            HoconFile.Lines
                .Where(line => !ReadByAkka.Contains(HoconFile.LastSegment(line.Key)))
                .Where(line => !Unit().IsMatch(line.Comment) || !TellsDefault(line))
                .Select(line => $"{line}   # {line.Comment}"));

    private static bool IsReadByAkka(string leaf)
    {
        string block = leaf[..leaf.LastIndexOf('.')];
        return ReadByAkka.Contains(HoconFile.LastSegment(leaf))
            && (HoconFile.Nodes.ContainsKey(block + ".type") || HoconFile.Nodes.ContainsKey(block + ".mailbox-type"));
    }

    private static bool IsNamedByAReader(string leaf)
    {
        Regex literal = new($@"""([a-z0-9-]+\.)*{Regex.Escape(HoconFile.LastSegment(leaf))}""");
        return Readers.Any(file => literal.IsMatch(file.Text));
    }

    private static bool TellsDefault(HoconLine line)
    {
        Match told = Default().Match(line.Comment);
        string value = Regex.Escape(line.Value.Trim('"'));
        return told.Success && Regex.IsMatch(told.Groups["rest"].Value, $@"^""?{value}""?(?![\w-]|\.\w)");
    }

    // reader.Int("key", …), and reader.Section("block").Int("key", …), whose keys make one path.
    [GeneratedRegex(
        """
        [rR]eader (\s*\.\s*\w+\(\s*"(?<key>[a-z][a-z0-9]*([.-][a-z0-9]+)*)"\s*\))*
                  (\s*\.\s*\w+(<[\w.]+>)?\(\s*"(?<key>[a-z][a-z0-9]*([.-][a-z0-9]+)*)")
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex ReaderCall();

    [GeneratedRegex(@"\bUnit:\s*\S", RegexOptions.IgnoreCase)]
    private static partial Regex Unit();

    [GeneratedRegex(@"\bDefault:\s*(?<rest>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Default();
}
