using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>The links of the suites, good and bad.</summary>
internal static class SuiteLinks
{
    public static SimulationOptions Options { get; } = new() { KeptEvents = 400, MaximumSteps = 1_000_000 };

    /// <summary>Fair in half of all seeds; else it loses, doubles, overtakes or trickles.</summary>
    public static LinkOptions Draw(SimulatedRandom random)
    {
        var fair = new LinkOptions { Latency = TimeSpan.FromMicroseconds(random.Next(50, 20_000)), Mtu = random.Chance(0.3) ? 576 : 1500 };
        return random.Next(8) switch
        {
            // No more than a twentieth is lost: then a connect is given up once in ten million.
            0 => fair with { Loss = random.NextDouble() * 0.05, Duplication = random.NextDouble() * 0.2 },
            1 => fair with { Reordering = random.NextDouble() * 0.5 },
            2 => fair with { Jitter = TimeSpan.FromMilliseconds(random.Next(1, 50)), Distribution = JitterDistribution.Exponential },
            3 => fair with { Bandwidth = random.Next(5_000, 100_000) },
            _ => fair,
        };
    }

    /// <summary>A receive or a send of a host's moves a few bytes only, now and then.</summary>
    public static IDisposable AddShortCalls(this Simulation simulation, SimulatedHost host)
    {
        SimulatedRandom random = simulation.Random.Fork("short calls");
        return simulation.Network.AddRule(call =>
            call.Host == host && call.Call is SystemCall.Receive or SystemCall.Send && random.Chance(0.3)
                ? SystemCallVerdict.Short(1 + random.Next(20)) : SystemCallVerdict.Pass);
    }

    /// <summary>A segment with data is answered by a reset of both ends, now and then.</summary>
    public static IDisposable AddResets(this Simulation simulation)
    {
        SimulatedRandom random = simulation.Random.Fork("resets");
        return simulation.Network.AddRule(packet =>
            packet.Length > 0 && random.Chance(0.03) ? PacketVerdict.Reset : PacketVerdict.Pass);
    }
}
