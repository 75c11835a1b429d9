using System.Globalization;

namespace Akka.Greensock.TestKit;

/// <summary>What one run of a seed came to.</summary>
/// <param name="Hash">Of the log, when the body ended.</param>
/// <param name="Failure">What it failed with, or null.</param>
internal readonly record struct SeedOutcome(ulong Hash, Exception? Failure);

/// <summary>Runs a test seed by seed, until one fails.</summary>
/// <param name="test">Class and method, for the command that runs it again.</param>
/// <param name="first">The first seed.</param>
/// <param name="count">How many.</param>
/// <param name="verifiesReplay">Every seed is run twice.</param>
/// <param name="run">Runs one.</param>
internal sealed class SeedSeries(string test, ulong first, int count, bool verifiesReplay, Func<SeedRun, Task<SeedOutcome>> run)
{
    /// <summary>Seeds that have passed.</summary>
    public int Passed { get; private set; }

    /// <summary>For the test's output.</summary>
    public string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"{Passed} of {count} seeds passed, from {first}{(verifiesReplay ? ", each run twice with the same log hash" : string.Empty)}.");

    /// <summary>Runs them all, or up to the first failure.</summary>
    /// <param name="goesOn">Asked before each.</param>
    /// <exception cref="SimulationException">A seed failed, or was not the same the second time.</exception>
    public async Task RunAsync(Func<bool> goesOn)
    {
        for (ulong seed = first; seed - first < (ulong)count && goesOn(); seed++)
        {
            SeedOutcome outcome = await RunOneAsync(seed);
            if (outcome.Failure is { } failure)
            {
                // What the body threw takes the place of what was made of it, whose message with the report is told here then.
                Exception? thrown = failure is SimulationException ? failure.InnerException : null;
                string report = thrown is null ? string.Empty : failure.Message;
                throw new SimulationException(Describe(seed, outcome, await RunOneAsync(seed)) + report, thrown ?? failure);
            }

            if (verifiesReplay && await RunOneAsync(seed) is var again && (again.Hash != outcome.Hash || again.Failure is not null))
            {
                throw new SimulationException(
                    $"Seed {seed} passed, {Passed} before it did too. {Compare(outcome, again)}\n\n{RunAgain(seed)}", again.Failure);
            }

            Passed++;
        }
    }

    private static string Compare(SeedOutcome one, SeedOutcome other)
    {
        string how = other.Failure is null ? "passed" : "failed";
        string hashes = string.Create(CultureInfo.InvariantCulture, $"{one.Hash:x16}, then {other.Hash:x16}");
        return one.Hash == other.Hash && other.Failure is null == one.Failure is null
            ? $"Run a second time it {how} with the same log hash ({hashes}): it can be replayed."
            : $"Run a second time it {how} with {(one.Hash == other.Hash ? "the same" : "another")} log hash ({hashes}): the body is not "
                + "deterministic. Look for the real clock, threads, random numbers without the seed, static state, and the order of "
                + "hash tables.";
    }

    private string Describe(ulong seed, SeedOutcome outcome, SeedOutcome again) =>
        $"Seed {seed} failed, {Passed} before it passed. {Compare(outcome, again)}\n\n{RunAgain(seed)}";

    private string RunAgain(ulong seed) => $"To run this seed alone:\n  {SeedRun.CommandFor(seed, test)}\n\n";

    // An async method of its own, so that what it sets for what it calls ends with it.
    private async Task<SeedOutcome> RunOneAsync(ulong seed)
    {
        var one = new SeedRun(seed, test);
        one.Begin();
        return await run(one);
    }
}
