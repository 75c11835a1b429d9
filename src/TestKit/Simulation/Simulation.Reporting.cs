using System.Globalization;
using System.Text;

namespace Akka.Greensock.TestKit;

/// <content>What it says when it fails.</content>
public sealed partial class Simulation
{
    private const int ReportedEvents = 60;

    /// <summary>The seed, the time, who waits for what, the sockets and the last events.</summary>
    public string Report()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"\nSeed {Seed}, at {Now.TotalMilliseconds:F3} ms, after {Steps:N0} steps; log hash {Log.Hash:x16}.");
        text.Append("\nTo run it again: ").Append(SeedRun.Current?.Command ?? Again());
        Append(text, "Who waits for what", WaitingGreenlets());
        Append(text, "Errors that nobody took", string.Concat(_errors.Select(error => $"  {error}\n")));
        Append(text, "Sockets", Network.Netstat());
        Append(text, "Last events", Log.Tail(ReportedEvents));
        return text.ToString();
    }

    // A kit takes the seed of the environment; who calls Run names it.
    private string Again() => _isOfKit ? SeedRun.CommandFor(Seed, null) : FormattableString.Invariant($"Simulation.Run({Seed}, …)");

    private static void Append(StringBuilder text, string title, string lines)
    {
        if (lines.Length != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n\n{title}:\n{lines.TrimEnd('\n')}");
        }
    }

    private string WaitingGreenlets()
    {
        var text = new StringBuilder();
        foreach (DrivenHub driven in _hubs)
        {
            foreach ((Greenlet greenlet, string? wait) in driven.Hub.Waits())
            {
                text.Append(CultureInfo.InvariantCulture,
                    $"  {driven.Hub.Name}: {greenlet} {wait ?? "waits for something that is not ours"}\n");
            }
        }

        foreach (Waiter waiter in _waiters)
        {
            text.Append(CultureInfo.InvariantCulture, $"  the test waits for {waiter.What}\n");
        }

        return text.ToString();
    }
}
