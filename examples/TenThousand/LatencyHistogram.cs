using System.Numerics;

namespace TenThousand;

/// <summary>
/// Counts durations in buckets that grow with what they count, so that any percentile is known to within 0.8 % from 35
/// KB, and recording is a shift and an increment: the layout of HdrHistogram. One thread.
/// </summary>
internal sealed class LatencyHistogram
{
    // Each power of two is divided into 2^7 buckets: an error of at most 1/128.
    private const int SubBucketBits = 7;

    // In nanoseconds 18 minutes; what takes longer is counted as that.
    private const int LargestBits = 40;
    private const long Largest = (1L << LargestBits) - 1;

    private readonly long[] _counts = new long[Index(Largest) + 1];

    /// <summary>How many were recorded.</summary>
    public long Count { get; private set; }

    /// <summary>The longest that was recorded, exactly.</summary>
    public long Maximum { get; private set; }

    /// <summary>Counts one duration, in whatever unit the reader expects; a negative one as zero.</summary>
    public void Record(long value)
    {
        _counts[Index(Math.Clamp(value, 0, Largest))]++;
        Count++;
        Maximum = Math.Max(Maximum, value);
    }

    /// <summary>
    /// The duration that so many percent of the recorded ones do not exceed; 0 where nothing was recorded.
    /// </summary>
    public long Percentile(double percent)
    {
        long rank = (long)Math.Ceiling(Count * percent / 100);
        long seen = 0;
        for (int index = 0; index < _counts.Length; index++)
        {
            seen += _counts[index];
            if (seen >= rank && seen > 0)
            {
                return Math.Min(Highest(index), Maximum);
            }
        }

        return 0;
    }

    // Values up to 255 have a bucket each. Above, the top eight bits of a value choose the bucket, and how far they
    // were shifted the group.
    private static int Index(long value)
    {
        int shift = Math.Max(0, BitOperations.Log2((ulong)value) - SubBucketBits);
        return (shift << SubBucketBits) + (int)(value >> shift);
    }

    private static long Highest(int index)
    {
        int shift = Math.Max(0, (index >> SubBucketBits) - 1);
        return ((index - (shift << SubBucketBits) + 1L) << shift) - 1;
    }
}
