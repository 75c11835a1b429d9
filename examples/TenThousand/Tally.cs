namespace TenThousand;

/// <summary>
/// What the connections have done in one phase. Written on the client hub alone, where one runs at a time; anybody may
/// look.
/// </summary>
internal sealed class Tally
{
    private long _requests;
    private long _bytes;

    /// <summary>Requests whose answer came back whole and right.</summary>
    public long Requests => Volatile.Read(ref _requests);

    /// <summary>Bytes of those answers, each compared with what was sent.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>
    /// From a request's first byte sent to its answer's last byte checked, in ticks of <see
    /// cref="System.Diagnostics.Stopwatch"/>.
    /// </summary>
    public LatencyHistogram Latency { get; } = new();

    public void Answered(long ticks, int bytes)
    {
        _requests++;
        _bytes += bytes;
        Latency.Record(ticks);
    }
}
