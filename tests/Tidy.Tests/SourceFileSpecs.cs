namespace Akka.Greensock.Tidy;

/// <summary>
/// The other tests look at code through <see cref="SourceFile.Code"/>: it must neither see too much nor too little.
/// </summary>
public class SourceFileSpecs
{
    [Theory]
    [InlineData("a(); // b()", "a(); ")]
    [InlineData("a(); /* b(); */ c();", "a();  c();")]
    [InlineData("a(\"// b\"); c();", "a(\"\"); c();")]
    [InlineData("a(\"\\\"\"); c(); // d", "a(\"\"); c(); ")]
    [InlineData("a(@\"\\\"); c();", "a(\"\"); c();")]
    [InlineData("a('\"'); c();", "a(\"\"); c();")]
    [InlineData("a(\"\"\"b \"c\" d\"\"\"); e();", "a(\"\"); e();")]
    [InlineData("a(\"b\"); // \"c\nd();", "a(\"\"); \nd();")]
    public void Code_is_what_the_compiler_runs(string text, string code) =>
        Assert.Equal(code, new SourceFile("A.cs", text).Code);

    [Fact]
    public void Code_lines_stand_where_the_lines_stand()
    {
        SourceFile file = new("A.cs", "a(@\"1\n2\");\n/* 3\n4 */\nb();\n");

        Assert.Equal(file.Lines.Count, file.CodeLines.Count);
        Assert.Equal("b();", file.CodeLines[4]);
    }

    [Fact]
    public void The_walk_finds_the_sources_and_no_build_output()
    {
        List<SourceFile> files = [.. Repository.CSharp(Repository.Code)];

        Assert.Contains(files, file => file.Path == "src/Hub/Kernel/IKernel.cs");
        Assert.Contains(files, file => file.Path == "tests/Tidy.Tests/SourceFileSpecs.cs");
        Assert.DoesNotContain(files, file => file.Path.Contains("/obj/", StringComparison.Ordinal));
    }
}
