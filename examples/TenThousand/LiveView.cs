using System.Diagnostics;
using Spectre.Console;

namespace TenThousand;

/// <summary>
/// Shows how far a run is: a table that is redrawn four times a second on a terminal, a line each second anywhere else.
/// </summary>
internal sealed class LiveView(Func<Progress> look)
{
    private long _lastLook = Stopwatch.GetTimestamp();
    private long _lastRequests;

    /// <summary>True where output goes to a terminal that can redraw.</summary>
    public static bool IsTerminal => !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi;

    /// <summary>Shows progress until the run has ended.</summary>
    public async Task WatchAsync(Task run)
    {
        if (IsTerminal)
        {
            await AnsiConsole.Live(ToTable(look())).StartAsync(async live =>
            {
                while (await TickAsync(run, TimeSpan.FromMilliseconds(250)))
                {
                    live.UpdateTarget(ToTable(look()));
                }
            });
            return;
        }

        while (await TickAsync(run, TimeSpan.FromSeconds(1)))
        {
            Progress now = look();
            Console.WriteLine(
                $"{now.Phase,-10}  {now.Open,7:N0} of {now.Wanted:N0} connected  {Rate(now),9:N0} requests/s  " +
                $"{now.Bytes,15:N0} bytes checked  {now.Errors:N0} errors");
        }
    }

    private static async Task<bool> TickAsync(Task run, TimeSpan period) => await Task.WhenAny(run, Task.Delay(period)) != run;

    private Table ToTable(Progress now) => new Table()
        .Border(TableBorder.Rounded)
        .AddColumns("phase", "connected", "requests/s", "bytes checked", "errors")
        .AddRow(
            $"[yellow]{now.Phase}[/]",
            $"{now.Open:N0} of {now.Wanted:N0}",
            $"{Rate(now):N0}",
            $"{now.Bytes:N0}",
            now.Errors == 0 ? "[green]0[/]" : $"[red]{now.Errors:N0}[/]");

    private double Rate(Progress now)
    {
        long timestamp = Stopwatch.GetTimestamp();
        double rate = (now.Requests - _lastRequests) / Stopwatch.GetElapsedTime(_lastLook, timestamp).TotalSeconds;
        (_lastLook, _lastRequests) = (timestamp, now.Requests);
        return rate;
    }
}
