namespace Akka.Greensock.TestKit;

/// <summary>A packet as a pcapng file has it.</summary>
/// <param name="Interface">The interface that it passed.</param>
/// <param name="Time">When it passed, to the 100 ns.</param>
/// <param name="Data">Its bytes, from the link layer on.</param>
/// <param name="OriginalLength">How many bytes it had, of which <paramref name="Data"/> may be the first only.</param>
/// <param name="Comment">What the file says about it; null for nothing.</param>
public sealed record PcapngPacket(
    PcapngInterface Interface, DateTimeOffset Time, ReadOnlyMemory<byte> Data, int OriginalLength, string? Comment);
