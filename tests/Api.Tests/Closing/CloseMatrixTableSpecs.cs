namespace Akka.Greensock.Tests;

public class CloseMatrixTableSpecs
{
    [Fact]
    public void Every_pair_of_a_call_and_an_end_stands_in_the_matrix_once()
    {
        string[] pairs = [.. CloseMatrix.Calls.SelectMany(call => CloseMatrix.Ends.Select(end => $"{call} × {end}"))];

        Assert.Equal(49, pairs.Length);
        Assert.Equal(pairs.Order(), CloseMatrix.Cells.Select(cell => $"{cell.Call} × {cell.End}").Order());
    }

    [Fact]
    public void What_makes_no_sense_says_why_and_everything_else_is_run()
    {
        CloseCell[] senseless = [.. CloseMatrix.Cells.Where(cell => cell.WhyNot is not null)];

        Assert.Equal(3, senseless.Length);
        Assert.All(senseless, cell => Assert.NotEmpty(cell.WhyNot!));
        int run = CloseMatrixSpecs.Ends.Count + CloseMatrixSpecs.Stops.Count + CloseMatrixSpecs.Reuses.Count;
        Assert.Equal(CloseMatrix.Cells.Length - senseless.Length, run);
    }
}
