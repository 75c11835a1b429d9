using System.Text.RegularExpressions;

namespace Akka.Greensock.Tidy;

public partial class ReadmeSpecs
{
    private const int FirstScreenLines = 60;

    [Fact]
    public void The_first_example_is_the_program_that_is_built_and_run()
    {
        SourceFile readme = Repository.Read("README.md");
        SourceFile program = Repository.Read("examples/HelloEcho/Program.cs");

        Match block = CSharpBlock().Match(readme.Text);

        Assert.True(block.Success, "README.md has no ```csharp block");
        Assert.Equal(program.Text, block.Groups["code"].Value);
    }

    [Theory]
    [InlineData("dotnet run -c Release --project examples/TenThousand")]
    [InlineData("dotnet test Akka.Greensock.sln -c Release")]
    public void The_first_screen_says_how_to_see_it_and_how_to_test_it(string command) =>
        Assert.Contains(Repository.Read("README.md").Lines.Take(FirstScreenLines), line => line.Trim() == command);

    [GeneratedRegex(@"^```csharp[^\n]*\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();
}
