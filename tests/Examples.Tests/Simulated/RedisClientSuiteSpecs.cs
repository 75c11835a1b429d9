using Xunit.Abstractions;

namespace Akka.Greensock.Tests;

/// <summary>The Redis client's suite over many seeds, and what it finds.</summary>
public class RedisClientSuiteSpecs(ITestOutputHelper output)
{
    [Fact]
    public void It_holds_for_every_seed() => Seeds.Hold(300, seed => RedisSuite.Run(seed), output);

    [Fact]
    public void A_seed_is_the_same_run_every_time()
    {
        foreach (ulong seed in Seeds.Below(30))
        {
            Assert.Equal(RedisSuite.Run(seed), RedisSuite.Run(seed));
        }
    }

    [Fact]
    public void Seeds_find_the_planted_bug()
    {
        var (seed, failure) = Seeds.FindFailure(1000, seed => RedisSuite.Run(seed, RedisCaller.ConnectPlanted));

        output.WriteLine($"seeds to find the bug of the Redis client: {seed + 1}\n{failure.Message}");
        Assert.Contains($"Seed {seed}, ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Last events:", failure.Message, StringComparison.Ordinal);
        RedisSuite.Run(seed);
    }
}
