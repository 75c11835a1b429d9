namespace Akka.Greensock.Tidy;

public class FileSizeSpecs
{
    private const int MaximumLines = 500;
    private const int MaximumColumns = 140;

    [Fact]
    public void No_file_is_longer_than_one_idea() =>
        Findings.None(
            $"Over {MaximumLines} lines: look for the second idea in it:",
            Repository.CSharp(Repository.Code)
                .Where(file => file.Lines.Count > MaximumLines)
                .Select(file => $"{file.Path}: {file.Lines.Count} lines"));

    [Fact]
    public void No_line_is_wider_than_a_screen() =>
        Findings.None(
            $"Over {MaximumColumns} columns:",
            Repository.CSharp(Repository.Code)
                .SelectMany(file => file.Lines.Index()
                    .Where(line => line.Item.Length > MaximumColumns)
                    .Select(line => $"{line.Item.Length} columns: {file.At(line.Index)}")));
}
