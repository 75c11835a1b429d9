namespace Akka.Greensock.Tests;

// The suites that hold for every kernel, over those of the system. tests/Simulated.Tests has them over a simulated one.

public sealed class LinuxThreadGreenletSpecs() : ThreadGreenletSpecs("linux");

public sealed class PortableThreadGreenletSpecs() : ThreadGreenletSpecs("portable");
