using System.Text.RegularExpressions;

namespace Akka.Greensock.Tidy;

/// <summary>What the link test needs to know of a page: where it points, and where it can be pointed at.</summary>
internal sealed partial class MarkdownPage
{
    public MarkdownPage(SourceFile file)
    {
        File = file;
        string prose = Fence().Replace(file.Text, "");
        Anchors = FindAnchors(prose);
        Targets = [.. Link().Matches(InlineCode().Replace(prose, "")).Select(match => match.Groups["target"].Value)];
    }

    public SourceFile File { get; }

    /// <summary>Targets of links and pictures that stay in the repository, as written.</summary>
    public IEnumerable<string> Targets => field.Where(target => !Scheme().IsMatch(target));

    public IReadOnlySet<string> Anchors { get; }

    // GitHub's rule: lower case, punctuation goes, blanks become hyphens; the second of a name gets -1, the third -2.
    private static HashSet<string> FindAnchors(string prose)
    {
        HashSet<string> anchors = [.. ExplicitAnchor().Matches(prose).Select(match => match.Groups["name"].Value)];
        foreach (Match heading in Heading().Matches(prose))
        {
            string text = LinkText().Replace(heading.Groups["text"].Value, "${text}");
#pragma warning disable CA1308 // GitHub lower-cases headings, and so do we
            string slug = NotInSlug().Replace(text.Trim().ToLowerInvariant(), "").Replace(' ', '-');
#pragma warning restore CA1308
            for (int copy = 0; !anchors.Add(copy == 0 ? slug : $"{slug}-{copy}"); copy++)
            {
            }
        }

        return anchors;
    }

    [GeneratedRegex(@"^[ \t]*(?<fence>```+|~~~+).*?^[ \t]*\k<fence>[ \t]*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"(?<tick>`+)(?!`).*?(?<!`)\k<tick>(?!`)")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"\]\(\s*<?(?<target>[^)\s>]+)>?(\s+""[^""]*"")?\s*\)|^\[[^\]]+\]:\s*(?<target>\S+)", RegexOptions.Multiline)]
    private static partial Regex Link();

    [GeneratedRegex("^([a-z][a-z0-9+.-]*:|//)", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"^#{1,6}\s+(?<text>.+?)\s*#*\s*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkText();

    [GeneratedRegex(@"<a\s+(id|name)=""(?<name>[^""]+)""")]
    private static partial Regex ExplicitAnchor();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NotInSlug();
}
