namespace Akka.Greensock.TestKit;

/// <summary>
/// Random numbers that are the same for the same seed, on every platform and in every version: SplitMix64.
/// </summary>
/// <remarks>Not for secrets. One stream of numbers for each purpose (<see cref="Fork"/>), so that a draw more in one place does
/// not change what happens in another.</remarks>
/// <seealso href="https://doi.org/10.1145/2714064.2660195">Steele, Lea, Flood: Fast splittable pseudorandom number generators</seealso>
public sealed class SimulatedRandom
{
    private ulong _state;

    /// <summary>Begins a stream of numbers.</summary>
    /// <param name="seed">Any number.</param>
    public SimulatedRandom(ulong seed) => _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong NextUInt64()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 to below a limit.</summary>
    /// <param name="limit">1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    public int Next(int limit) => Next(0, limit);

    /// <summary>A number from one bound to below another.</summary>
    /// <param name="minimum">The least.</param>
    /// <param name="limit">More than <paramref name="minimum"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is none between them.</exception>
    public int Next(int minimum, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, minimum);
        return (int)(minimum + (long)(((NextUInt64() >> 32) * (ulong)((long)limit - minimum)) >> 32));
    }

    /// <summary>A number from 0 to below 1.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True with a probability.</summary>
    /// <param name="probability">From 0, never, to 1, always.</param>
    public bool Chance(double probability) => probability > 0 && NextDouble() < probability;

    /// <summary>Fills a span.</summary>
    /// <param name="bytes">Where the bytes go.</param>
    public void NextBytes(Span<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            BitConverter.TryWriteBytes(bytes, NextUInt64());
            bytes = bytes[sizeof(ulong)..];
        }

        if (!bytes.IsEmpty)
        {
            Span<byte> rest = stackalloc byte[sizeof(ulong)];
            BitConverter.TryWriteBytes(rest, NextUInt64());
            rest[..bytes.Length].CopyTo(bytes);
        }
    }

    /// <summary>
    /// A stream of its own for another purpose, which depends on the seed, on how much was drawn from this one before, and on the name.
    /// </summary>
    /// <param name="purpose">What it is for.</param>
    public SimulatedRandom Fork(string purpose)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        ulong seed = _state;
        foreach (char c in purpose)
        {
            seed = (seed ^ c) * 0x100000001B3; // FNV-1a
        }

        return new SimulatedRandom(seed);
    }
}
