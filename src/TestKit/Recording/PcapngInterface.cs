namespace Akka.Greensock.TestKit;

/// <summary>An interface as a pcapng file has it.</summary>
/// <param name="Name">Its name; empty where the file has none.</param>
/// <param name="LinkType">What its packets begin with, as LINKTYPE_ numbers it: 101 is a bare IP header, 1 is Ethernet.</param>
/// <param name="TicksPerSecond">The unit of its times.</param>
/// <param name="OffsetSeconds">What is to be added to its times.</param>
public sealed record PcapngInterface(string Name, int LinkType, double TicksPerSecond, long OffsetSeconds);
