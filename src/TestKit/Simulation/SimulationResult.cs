namespace Akka.Greensock.TestKit;

/// <summary>What a simulation came to.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="LogHash">The hash of its events: the same for the same seed and the same code.</param>
/// <param name="Events">How many events there were.</param>
/// <param name="Steps">How many steps it took.</param>
/// <param name="Time">How long it lasted by its own clock.</param>
public readonly record struct SimulationResult(ulong Seed, ulong LogHash, long Events, long Steps, TimeSpan Time);
