using System.Globalization;

namespace Akka.Greensock.TestKit;

/// <summary>One run of a test with one seed: what it is called, and the simulations that were made in it.</summary>
internal sealed class SeedRun(ulong seed, string? test)
{
    private static readonly AsyncLocal<SeedRun?> Here = new();

    private readonly List<Simulation> _simulations = [];

    /// <summary>The one that this code is in, or null.</summary>
    public static SeedRun? Current => Here.Value;

    public ulong Seed => seed;

    /// <summary>How to run it again, alone.</summary>
    public string Command => CommandFor(seed, test);

    /// <summary>What was left in the logs when the bodies ended.</summary>
    public ulong Hash => _simulations.Aggregate(
        0UL, (hash, one) => (hash * 0x100000001B3) ^ (one.BodyHash == 0 ? one.Log.Hash : one.BodyHash));

    public static string CommandFor(ulong seed, string? test) => string.Create(
        CultureInfo.InvariantCulture,
        $"{SimulatedAttribute.SeedVariable}={seed} dotnet test{(test is null ? string.Empty : $" --filter FullyQualifiedName={test}")}");

    /// <summary>The seed that the environment asks for, or null.</summary>
    /// <exception cref="InvalidOperationException">It is no number.</exception>
    public static ulong? FromEnvironment() => Parse(Environment.GetEnvironmentVariable(SimulatedAttribute.SeedVariable));

    public static ulong? Parse(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) ? seed
        : throw new InvalidOperationException(
            $"{SimulatedAttribute.SeedVariable}={text}: this is no seed. Set it to a number from 0 to {ulong.MaxValue}, or unset it.");

    public void Add(Simulation simulation) => _simulations.Add(simulation);

    /// <summary>What is called from here on is in this run.</summary>
    public void Begin() => Here.Value = this;
}
