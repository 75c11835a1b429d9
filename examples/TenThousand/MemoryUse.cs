namespace TenThousand;

/// <summary>What the process holds: live objects, and memory that the system has given to it.</summary>
/// <param name="Live">Managed bytes that a full collection leaves.</param>
/// <param name="Resident">What ps calls RSS. It includes code, and garbage that was never worth collecting.</param>
internal sealed record MemoryUse(long Live, long Resident)
{
    /// <summary>Collects everything first, so it takes a while. The hubs should sleep meanwhile.</summary>
    public static MemoryUse Measure() => new(GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);
}
