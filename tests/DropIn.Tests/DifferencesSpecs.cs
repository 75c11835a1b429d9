using Akka.Greensock.Tidy;

namespace Conformance;

public class DifferencesSpecs
{
    [Fact]
    public void Every_difference_is_one_of_a_spec() => Assert.All(Differences.All, difference =>
    {
        string[] name = difference.Spec.Split('.');
        Assert.NotNull(typeof(DifferencesSpecs).Assembly.GetType($"Conformance.{name[0]}")?.GetMethod(name[1]));
    });

    [Fact]
    public void Every_difference_is_written_down()
    {
        string page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs/reference/drop-in.md"));
        Assert.All(Differences.All, difference => Assert.Contains(
            $"| `{difference.Spec}` | {difference.Ours} | {difference.Why} |", page, StringComparison.Ordinal));
    }
}
