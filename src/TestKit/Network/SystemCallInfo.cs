namespace Akka.Greensock.TestKit;

/// <summary>A system call as a rule sees it, before it is made.</summary>
/// <param name="Host">The host whose kernel is called.</param>
/// <param name="Call">Which call.</param>
/// <param name="Descriptor">On which descriptor; -1 for none.</param>
/// <param name="Number">How many calls of the simulation came before it: the same for the same seed, so that a run can be made
/// again with a fault at just this one.</param>
public readonly record struct SystemCallInfo(SimulatedHost Host, SystemCall Call, int Descriptor, long Number);
