namespace Akka.Greensock;

/// <summary>Why one attempt of a race failed.</summary>
/// <param name="Address">Where it went.</param>
/// <param name="Errno">Why it failed.</param>
/// <param name="IsLate">It took longer than an attempt may: TimedOut by us, and not by the kernel.</param>
internal readonly record struct ConnectFailure(KernelAddress Address, Errno Errno, bool IsLate);
