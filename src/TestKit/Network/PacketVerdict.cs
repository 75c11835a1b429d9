namespace Akka.Greensock.TestKit;

/// <summary>What becomes of a packet.</summary>
public readonly record struct PacketVerdict
{
    private PacketVerdict(VerdictKind kind, TimeSpan delay = default) => (Kind, By) = (kind, delay);

    internal enum VerdictKind
    {
        Pass,
        Drop,
        Delay,
        Duplicate,
        Corrupt,
        Reset,
    }

    /// <summary>It goes its way, as the link has it. The default.</summary>
    public static PacketVerdict Pass => default;

    /// <summary>It is lost.</summary>
    public static PacketVerdict Drop => new(VerdictKind.Drop);

    /// <summary>It comes twice.</summary>
    public static PacketVerdict Duplicate => new(VerdictKind.Duplicate);

    /// <summary>A byte of its data, drawn from the seed, is another; one without data is lost, as a wrong checksum has it.</summary>
    public static PacketVerdict Corrupt => new(VerdictKind.Corrupt);

    /// <summary>It is lost, and both ends of its connection get RST; of a datagram its sender is told that nobody listens.</summary>
    public static PacketVerdict Reset => new(VerdictKind.Reset);

    internal VerdictKind Kind { get; }

    internal TimeSpan By { get; }

    /// <summary>It comes later, and others overtake it.</summary>
    /// <param name="by">How much later, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public static PacketVerdict Delay(TimeSpan by) => by >= TimeSpan.Zero
        ? new(VerdictKind.Delay, by)
        : throw new ArgumentOutOfRangeException(nameof(by), by, "PacketVerdict.Delay takes a time of 0 or more.");
}
