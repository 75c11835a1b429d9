using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Akka.Greensock.Tidy;

/// <summary>
/// The arrows of the architecture are project references: Hub, then Actors, then Api, and never upward. The analyzers stand
/// beside them, reference nothing of ours, and are carried in Api's package.
/// </summary>
public class ProjectReferenceSpecs
{
    [Theory]
    [InlineData("Hub")]
    [InlineData("Actors", "Hub")]
    [InlineData("Api", "Hub", "Actors", "Analyzers", "CodeFixes")]
    [InlineData("Analyzers")]
    [InlineData("CodeFixes", "Analyzers")]
    public void A_layer_references_only_the_layers_below_it(string layer, params string[] below)
    {
        SourceFile project = Assert.Single(Repository.Files(["*.csproj"], $"src/{layer}"));

        Findings.None(
            $"src/{layer} may reference nothing but [{string.Join(", ", below)}]:",
            References(project).Where(target => !below.Any(name => IsIn(target, $"src/{name}"))));
    }

    [Fact]
    public void Api_carries_the_analyzers_and_calls_nothing_of_them() =>
        Assert.All(
            XDocument.Parse(Repository.Read("src/Api/Akka.Greensock.csproj").Text).Descendants("ProjectReference")
                .Where(reference => Regex.IsMatch(reference.Attribute("Include")!.Value, "Analyzers|CodeFixes")),
            reference => Assert.Equal("false", reference.Attribute("ReferenceOutputAssembly")?.Value));

    [Fact]
    public void Nothing_that_ships_references_what_does_not() =>
        Findings.None(
            "A project in src references only projects in src:",
            Repository.Files(["*.csproj", "*.props", "*.targets"], "src")
                .SelectMany(project => References(project)
                    .Where(target => !IsIn(target, "src"))
                    .Select(target => $"{project.Path} -> {target}")));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string solution = Repository.Read("Akka.Greensock.sln").Text.Replace('\\', '/');

        Findings.None(
            "What the solution does not name is neither built nor tested:",
            Repository.Files(["*.csproj"], Repository.Code)
                .Select(project => project.Path)
                .Where(path => !solution.Contains($"\"{path}\"", StringComparison.Ordinal)));
    }

    private static bool IsIn(string path, string folder) => path.StartsWith(folder + "/", StringComparison.Ordinal);

    private static IEnumerable<string> References(SourceFile project) =>
        XDocument.Parse(project.Text).Descendants("ProjectReference")
            .Select(reference => reference.Attribute("Include")?.Value)
            .OfType<string>()
            .Select(include => Path.Combine(Path.GetDirectoryName(Repository.Full(project.Path))!, include.Replace('\\', '/')))
            .Select(target => Repository.Relative(Path.GetFullPath(target)));
}
