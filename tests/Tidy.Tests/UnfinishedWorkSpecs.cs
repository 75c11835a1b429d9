using System.Text.RegularExpressions;

namespace Akka.Greensock.Tidy;

public partial class UnfinishedWorkSpecs
{
    private static readonly string[] Written = ["*.cs", "*.md", "*.conf", "*.sh", "*.csproj", "*.props", "*.targets", "*.txt"];

    [Fact]
    public void Nothing_is_left_for_later() =>
        Findings.None(
            "What is not done goes into an issue, not into the tree:",
            Repository.Files(Written, [.. Repository.Code, "docs"])
                .Where(file => file.Name != "UnfinishedWorkSpecs.cs")
                .SelectMany(file => file.LinesMatching(ForLater())));

    [GeneratedRegex(@"\b(TODO|TBD|FIXME|HACK|XXX|NotImplementedException)\b")]
    private static partial Regex ForLater();
}
