namespace Akka.Greensock;

/// <summary>
/// Looks now and then whether a hub goes on, and reports once each time it does not: somebody on it waits outside this library,
/// or computes, and everything else on the hub waits for that.
/// </summary>
/// <remarks>It looks from outside, by a timer of the hub's clock, because the one thread that could tell is the one that
/// stands still.</remarks>
internal sealed class HubWatchdog : IDisposable
{
    private readonly Hub _hub;
    private readonly ITimer _timer;
    private long _progress = -1;
    private long _since;
    private bool _reported;

    public HubWatchdog(Hub hub)
    {
        _hub = hub;
        TimeSpan period = hub.Options.BlockedThreshold / 2;
        _timer = hub.Options.TimeProvider.CreateTimer(static dog => ((HubWatchdog)dog!).Look(), this, period, period);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        TimeProvider clock = _hub.Options.TimeProvider;
        long progress = _hub.Progress;
        if (progress != _progress || _hub.IsPolling)
        {
            (_progress, _since, _reported) = (progress, clock.GetTimestamp(), false);
            return;
        }

        TimeSpan standing = clock.GetElapsedTime(_since);
        if (!_reported && standing >= _hub.Options.BlockedThreshold)
        {
            _reported = true;
            Greenlet? running = _hub.Running is { } greenlet && greenlet != _hub.Root ? greenlet : null;
            _hub.Report(running, new HubBlockedException(
                $"{running?.ToString() ?? "An actor or a callback"} has kept {_hub} for {standing.TotalMilliseconds:0} ms without " +
                "parking, and everything else on it waits. Wait only in calls of this library, and compute elsewhere."));
        }
    }
}
