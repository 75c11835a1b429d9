namespace TenThousand;

/// <summary>What was measured.</summary>
/// <param name="Tally">What the connections did in the measured time.</param>
/// <param name="Before">What the process had used when it began.</param>
/// <param name="After">What it had used when it ended.</param>
/// <param name="Empty">Memory before the first connection.</param>
/// <param name="Idle">Memory with all connections open and silent.</param>
internal sealed record Measurement(Tally Tally, Snapshot Before, Snapshot After, MemoryUse Empty, MemoryUse Idle);
