namespace Akka.Greensock;

/// <summary>A time by which a call of several steps has to be done, on a hub's monotonic clock.</summary>
internal readonly struct Deadline
{
    private readonly TimeProvider _clock;
    private readonly long _started;
    private readonly TimeSpan _timeout;

    public Deadline(Hub hub, TimeSpan timeout)
    {
        _clock = hub.Options.TimeProvider;
        _started = timeout == Timeout.InfiniteTimeSpan ? 0 : _clock.GetTimestamp();
        _timeout = timeout;
    }

    /// <summary>
    /// What is left for the next step; at least a tick, so that the step times out by itself and says so.
    /// </summary>
    public TimeSpan Left
    {
        get
        {
            if (_timeout == Timeout.InfiniteTimeSpan)
            {
                return _timeout;
            }

            TimeSpan left = _timeout - _clock.GetElapsedTime(_started);
            return left > TimeSpan.Zero ? left : TimeSpan.FromTicks(1);
        }
    }
}
