using System.Globalization;
using System.Text.RegularExpressions;

namespace Akka.Greensock.Tidy;

/// <summary>docs/reference/semantics.md names for each behaviour the specs that hold it.</summary>
public partial class SemanticsPageSpecs
{
    private const int Behaviours = 72;

    private static readonly IReadOnlyList<Match> Rows = Row().Matches(Repository.Read("docs/reference/semantics.md").Text);

    /// <summary>What xunit runs, as Class.Method, where a part of a class counts for the class.</summary>
    private static readonly HashSet<string> Specs =
    [
        .. from file in Repository.CSharp("tests")
           from Match type in Type().Matches(file.Code)
           from Match spec in Spec().Matches(file.Code)
           select $"{type.Groups["name"].Value}.{spec.Groups["name"].Value}",
    ];

    [Fact]
    public void Every_behaviour_has_one_row() => Assert.Equal(
        Enumerable.Range(1, Behaviours),
        Rows.Select(row => int.Parse(row.Groups["number"].Value, CultureInfo.InvariantCulture)));

    [Fact]
    public void Every_spec_that_a_row_names_exists() => Findings.None(
        "A row points at a spec that nobody runs:",
        from row in Rows
        from Match spec in Name().Matches(row.Groups["specs"].Value)
        where !Specs.Contains(spec.Groups["name"].Value)
        select $"{row.Groups["number"].Value}: {spec.Groups["name"].Value}");

    [Fact]
    public void A_behaviour_without_a_spec_says_that_it_does_not_apply() => Findings.None(
        "A behaviour that applies has a spec; one that does not says so:",
        from row in Rows
        where Name().IsMatch(row.Groups["specs"].Value) == row.Groups["why"].Value.StartsWith("Does not apply", StringComparison.Ordinal)
        select row.Value);

    [Fact]
    public void Specs_are_found_where_they_stand()
    {
        Assert.Contains($"{nameof(SemanticsPageSpecs)}.{nameof(Specs_are_found_where_they_stand)}", Specs);
        Assert.DoesNotContain("HubSpecs.No_such_spec", Specs);
    }

    [GeneratedRegex(@"^\| (?<number>\d+) \| [^|]+ \| (?<specs>[^|]+) \| (?<why>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<name>\w+\.\w+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"\bclass (?<name>\w+Specs)\b")]
    private static partial Regex Type();

    [GeneratedRegex(
        @"\[(Fact|Theory)\b((?!\[(Fact|Theory)\b|\bpublic\b).)*\bpublic (async )?(void|Task) (?<name>\w+)\(", RegexOptions.Singleline)]
    private static partial Regex Spec();
}
