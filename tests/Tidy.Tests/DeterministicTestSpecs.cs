using System.Text.RegularExpressions;

namespace Akka.Greensock.Tidy;

public partial class DeterministicTestSpecs
{
    [Fact]
    public void No_test_sleeps_to_let_it_happen() =>
        Findings.None(
            "A test waits for what it tests, or says on the line why it cannot (// tidy: the reason):",
            Repository.CSharp("tests")
                .SelectMany(file => file.CodeLines.Index()
                    .Where(line => Sleep().IsMatch(line.Item) && !Excuse().IsMatch(file.Lines[line.Index]))
                    .Select(line => file.At(line.Index))));

    [Fact]
    public void No_test_is_skipped() =>
        Findings.None(
            "A known fault is a test that fails once the fault is gone, not one that never runs:",
            Repository.CSharp("tests").SelectMany(file => file.CodeLinesMatching(Skip())));

    // A simulation's time passes by itself.
    [GeneratedRegex(@"\b(Thread\s*\.\s*Sleep\b|Task\s*\.\s*Delay\s*\((?!.*\b[Ss]imulation\.Time\)))")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"// tidy: \S")]
    private static partial Regex Excuse();

    [GeneratedRegex(@"\bSkip\s*=\s*[^=>\s]")]
    private static partial Regex Skip();
}
