using System.Text.RegularExpressions;

namespace Akka.Greensock.Tidy;

public partial class BannerSpecs
{
    [Fact]
    public void No_file_is_folded_into_regions() =>
        Findings.None(
            "A file that needs regions is two files:",
            Repository.CSharp(Repository.Code).SelectMany(file => file.CodeLinesMatching(Region())));

    [Fact]
    public void No_file_opens_with_a_banner() =>
        Findings.None(
            "LICENSE says it once, for all files:",
            Repository.CSharp(Repository.Code).SelectMany(file => file.LinesMatching(Legalese()).Concat(file.LinesMatching(Rule()))));

    [GeneratedRegex(@"^\s*#\s*(end)?region\b")]
    private static partial Regex Region();

    [GeneratedRegex(@"^\s*(//|/?\*).*(copyright (©|\(c\)|\d|holder)|all rights reserved|licensed (to|under))", RegexOptions.IgnoreCase)]
    private static partial Regex Legalese();

    // A line drawn with dashes, equal signs, asterisks or hashes.
    [GeneratedRegex(@"^\s*(//|/\*)\s*([-=*#]\s?){6,}")]
    private static partial Regex Rule();
}
