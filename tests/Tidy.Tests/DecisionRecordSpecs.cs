using System.Globalization;
using System.Text.RegularExpressions;

namespace Akka.Greensock.Tidy;

public partial class DecisionRecordSpecs
{
    private static readonly string[] Sections =
    [
        "## Facts", "## What others do", "## What we do", "## What it costs", "## When to revisit",
    ];

    private static readonly SourceFile[] Records =
        [.. Repository.Files(["*.md"], "docs/decisions").Where(file => file.Path != "docs/decisions/README.md")];

    [Fact]
    public void Records_are_numbered_without_gaps()
    {
        Findings.None(
            "A record is called NNNN-title.md:",
            Records.Where(record => !RecordName().IsMatch(record.Name)).Select(record => record.Path));

        Assert.Equal(
            Enumerable.Range(1, Records.Length),
            Records.Select(record => int.Parse(record.Name[..4], CultureInfo.InvariantCulture)).Order());
    }

    [Fact]
    public void Records_have_the_five_sections_in_order_and_filled() =>
        Findings.None($"A record has {string.Join(", ", Sections)}, each with text:", Records.SelectMany(Faults));

    private static IEnumerable<string> Faults(SourceFile record)
    {
        string[] headings = [.. record.Lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal))];
        if (!headings.SequenceEqual(Sections))
        {
            yield return $"{record.Path}: has [{string.Join(", ", headings)}]";
        }

        foreach ((int index, string line) in record.Lines.Index())
        {
            string? next = record.Lines.Skip(index + 1).FirstOrDefault(text => text.Length > 0);
            if (Sections.Contains(line) && (next is null || next.StartsWith("## ", StringComparison.Ordinal)))
            {
                yield return $"{record.At(index)} is empty";
            }
        }
    }

    [GeneratedRegex(@"^\d{4}-[a-z0-9]+(-[a-z0-9]+)*\.md$")]
    private static partial Regex RecordName();
}
