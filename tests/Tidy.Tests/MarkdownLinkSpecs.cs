namespace Akka.Greensock.Tidy;

public class MarkdownLinkSpecs
{
    private static readonly Dictionary<string, MarkdownPage> Pages =
        Repository.Files(["*.md"]).ToDictionary(file => file.Path, file => new MarkdownPage(file));

    [Fact]
    public void Every_relative_link_leads_somewhere() =>
        Findings.None(
            "Links in our pages lead to files and headings that exist:",
            Pages.Values.SelectMany(page => page.Targets
                .Select(target => (Target: target, Fault: FaultOf(page.File.Path, target)))
                .Where(link => link.Fault is not null)
                .Select(link => $"{page.File.Path}: ({link.Target}) {link.Fault}")));

    [Theory]
    [InlineData("# The hub's turn, in 5 steps", "the-hubs-turn-in-5-steps")]
    [InlineData("## `Hub.Run(main)` ##", "hubrunmain")]
    [InlineData("# a\n# a", "a-1")]
    [InlineData("## See [the hub](hub.md)", "see-the-hub")]
    [InlineData("<a id=\"here\"></a>", "here")]
    public void Headings_are_found_as_the_reader_s_browser_finds_them(string text, string anchor) =>
        Assert.Contains(anchor, new MarkdownPage(new SourceFile("a.md", text)).Anchors);

    [Fact]
    public void Links_are_found_in_prose_and_not_in_code()
    {
        const string Text = "[a](a.md) ![b](b.png \"b\")\n`[c](c.md)`\n```\n[d](d.md)\n```\n[e](https://e)\n[f]: f.md#g\n";

        Assert.Equal(["a.md", "b.png", "f.md#g"], new MarkdownPage(new SourceFile("a.md", Text)).Targets);
    }

    private static string? FaultOf(string from, string target)
    {
        string[] parts = target.Split('#', 2);
        string path = parts[0].Length == 0
            ? from
            : Repository.Relative(Path.GetFullPath(Path.Combine(
                Path.GetDirectoryName(Repository.Full(from))!, Uri.UnescapeDataString(parts[0]))));

        if (path.StartsWith("..", StringComparison.Ordinal) || !Path.Exists(Repository.Full(path)))
        {
            return "does not exist";
        }

        return parts.Length == 2 && Pages.TryGetValue(path, out MarkdownPage? page) && !page.Anchors.Contains(parts[1])
            ? "has no such heading"
            : null;
    }
}
