using Spectre.Console;

namespace TenThousand;

/// <summary>
/// Writes what a run came to: tables on a terminal, aligned lines anywhere else, and in both cases what went wrong.
/// </summary>
internal static class Report
{
    /// <summary>Writes the report.</summary>
    /// <returns>The exit code: 0 where every byte came back, and every connection was there to the end.</returns>
    public static int Write(Outcome outcome)
    {
        if (outcome.Measured is { } measured)
        {
            WriteTable(["", "measured"], [.. Figures.OfRun(outcome, measured)]);
            WriteTable(["", "server hub", "client hub"], [.. Figures.OfHubs(measured)]);
        }

        foreach (string failure in outcome.Failures)
        {
            Console.Error.WriteLine($"FAILED: {failure}");
        }

        bool succeeded = outcome.Failures.Count == 0;
        string bytes = $"{outcome.BytesChecked:N0} bytes came back right";
        Console.WriteLine(
            (outcome.Interrupted ? "Interrupted. " : string.Empty) +
            (succeeded
                ? $"{outcome.Connected:N0} connections: all {bytes}, and none was lost."
                : $"{outcome.Connected:N0} of {outcome.Options.Connections:N0} connected, {bytes}; what did not is above."));
        return succeeded ? 0 : 1;
    }

    private static void WriteTable(string[] heads, string[][] rows)
    {
        if (LiveView.IsTerminal)
        {
            var table = new Table().Border(TableBorder.Rounded);
            foreach (string head in heads)
            {
                table.AddColumn(new TableColumn(head));
            }

            foreach (string[] row in rows)
            {
                table.AddRow([.. row.Select(Markup.Escape)]);
            }

            AnsiConsole.Write(table);
            return;
        }

        int[] widths = [.. heads.Select((head, column) => rows.Max(row => Math.Max(head.Length, row[column].Length)))];
        foreach (string[] row in rows.Prepend(heads))
        {
            Console.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }

        Console.WriteLine();
    }
}
