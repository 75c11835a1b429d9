namespace Akka.Greensock.TestKit;

/// <summary>
/// The time of a simulation: it stands while anything runs, and jumps to the next event when everything waits.
/// </summary>
/// <remarks>Its timers fire on the simulation's thread, between the turns of its hubs.</remarks>
internal sealed class VirtualClock(EventQueue events) : TimeProvider
{
    /// <summary>When a simulation begins.</summary>
    public static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>In ticks of 100 ns, since the simulation began.</summary>
    public long Now { get; set; }

    /// <summary>A time later than another; never, where there is no number for it.</summary>
    public static long Later(long time, TimeSpan by) => by.Ticks > long.MaxValue - time ? long.MaxValue : time + by.Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long GetTimestamp() => Now;

    public override DateTimeOffset GetUtcNow() => Epoch + TimeSpan.FromTicks(Now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(this, callback, state, dueTime, period);

    /// <summary>Something to be done at a time from now.</summary>
    public Timer After(TimeSpan time, Action action) =>
        new(this, static action => ((Action)action!)(), action, time, Timeout.InfiniteTimeSpan);

    public sealed class Timer : ITimer, ITimedEvent
    {
        private readonly VirtualClock _clock;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private TimeSpan _period;
        private long _due = long.MaxValue;
        private int _changes;

        public Timer(VirtualClock clock, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_clock, _callback, _state) = (clock, callback, state);
            Change(dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            _changes++;
            _due = dueTime < TimeSpan.Zero ? long.MaxValue : Later(_clock.Now, dueTime);
            if (_due != long.MaxValue)
            {
                _clock.Add(_due, new Firing(this, _changes));
            }

            return true;
        }

        public void Happen()
        {
            _due = long.MaxValue;
            if (_period > TimeSpan.Zero)
            {
                Change(_period, _period);
            }

            _callback(_state);
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        // One that was changed since finds nothing to do.
        private sealed class Firing(Timer timer, int change) : ITimedEvent
        {
            public void Happen()
            {
                if (timer._changes == change)
                {
                    timer.Happen();
                }
            }
        }
    }

    private void Add(long time, ITimedEvent happening) => events.Add(time, happening);
}
