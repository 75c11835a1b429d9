namespace Akka.Greensock.Tests;

/// <summary>
/// A clock that moves only when it is told to. A hub that sleeps must be posted to afterwards, so that it looks at the
/// clock again.
/// </summary>
internal sealed class ManualClock : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref _now);

    public void Advance(TimeSpan time) => Interlocked.Add(ref _now, time.Ticks);
}
