namespace Akka.Greensock.TestKit;

/// <summary>How one direction of a link between two hosts behaves.</summary>
public sealed record LinkOptions
{
    /// <summary>The default: 0.5 ms, no loss, no limit.</summary>
    public static LinkOptions Default { get; } = new();

    /// <summary>How long every packet takes, 0 or more; default 0.5 ms.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromMicroseconds(500);

    /// <summary>How much longer a packet may take, 0 or more; default 0. Drawn for each by <see cref="Distribution"/>.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>How the jitter is drawn; default <see cref="JitterDistribution.Uniform"/>.</summary>
    public JitterDistribution Distribution { get; init; }

    /// <summary>Bytes per second, headers included; default null, for no limit. What does not fit waits in line.</summary>
    public double? Bandwidth { get; init; }

    /// <summary>How probable it is that a packet is lost, 0 to 1; default 0.</summary>
    public double Loss { get; init; }

    /// <summary>How probable it is that a packet comes twice, 0 to 1; default 0.</summary>
    public double Duplication { get; init; }

    /// <summary>
    /// How probable it is that a packet is overtaken, 0 to 1; default 0. Those are late by up to <see cref="ReorderingDelay"/>; the
    /// others keep their order, whatever the jitter.
    /// </summary>
    public double Reordering { get; init; }

    /// <summary>How late a packet is that is overtaken, 0 or more; default 5 ms.</summary>
    public TimeSpan ReorderingDelay { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>The largest packet in bytes, IP header included, 576 to 65,535; default 1,500.</summary>
    public int Mtu { get; init; } = 1500;

    internal void Check()
    {
        CheckTime(Latency, nameof(Latency));
        CheckTime(Jitter, nameof(Jitter));
        CheckTime(ReorderingDelay, nameof(ReorderingDelay));
        CheckProbability(Loss, nameof(Loss));
        CheckProbability(Duplication, nameof(Duplication));
        CheckProbability(Reordering, nameof(Reordering));
        if (Bandwidth is { } bandwidth && !(bandwidth > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(Bandwidth), bandwidth, "LinkOptions.Bandwidth must be more than 0, or null.");
        }

        if (Mtu is < 576 or > 65_535)
        {
            throw new ArgumentOutOfRangeException(nameof(Mtu), Mtu, "LinkOptions.Mtu must be from 576 to 65,535.");
        }
    }

    private static void CheckTime(TimeSpan value, string name)
    {
        if (value < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(name, value, $"LinkOptions.{name} must be 0 or more.");
        }
    }

    private static void CheckProbability(double value, string name)
    {
        if (!(value >= 0 && value <= 1))
        {
            throw new ArgumentOutOfRangeException(name, value, $"LinkOptions.{name} must be from 0 to 1.");
        }
    }
}
