using System.Text.RegularExpressions;

namespace Akka.Greensock.Tidy;

public partial class PublicTypeSpecs
{
    /// <summary>
    /// Files of internal types only have none. Layout puts top-level types of a file-scoped namespace at column 0.
    /// </summary>
    [Fact]
    public void A_file_has_one_public_type() =>
        Findings.None(
            "One public type per file, except where the messages of one protocol stand together:",
            Repository.CSharp("src")
                .Where(file => !file.Name.EndsWith("Messages.cs", StringComparison.Ordinal) && !file.IsUnder("src/Actors/Protocol"))
                .Select(file => (file.Path, Types: file.CodeLines.Where(line => PublicType().IsMatch(line)).ToArray()))
                .Where(file => file.Types.Length > 1)
                .Select(file => $"{file.Path}: {string.Join(" | ", file.Types)}"));

    [Fact]
    public void Namespaces_are_file_scoped() =>
        Findings.None(
            "A namespace ends in a semicolon, so that types stand at column 0:",
            Repository.CSharp(Repository.Code).SelectMany(file => file.CodeLinesMatching(BlockNamespace())));

    [GeneratedRegex(@"^public\s+([a-z]+\s+)*(class|struct|interface|enum|record|delegate)\b")]
    private static partial Regex PublicType();

    [GeneratedRegex(@"^\s*namespace\s+[\w.]+\s*(\{.*)?$")]
    private static partial Regex BlockNamespace();
}
