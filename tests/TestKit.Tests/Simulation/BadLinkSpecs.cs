using System.Net.Sockets;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>TCP brings every byte in order, whatever the link does.</summary>
public class BadLinkSpecs
{
    private static readonly Dictionary<string, LinkOptions> Links = new()
    {
        ["loss"] = new LinkOptions { Loss = 0.2 },
        ["duplication"] = new LinkOptions { Duplication = 0.3 },
        ["reordering"] = new LinkOptions { Reordering = 0.3 },
        ["jitter"] = new LinkOptions { Jitter = TimeSpan.FromMilliseconds(20), Distribution = JitterDistribution.Exponential },
        ["a narrow line"] = new LinkOptions { Bandwidth = 20_000 },
        ["small packets"] = new LinkOptions { Mtu = 576, Loss = 0.05 },
        ["all of it"] = new LinkOptions
        {
            Loss = 0.1,
            Duplication = 0.1,
            Reordering = 0.2,
            Jitter = TimeSpan.FromMilliseconds(5),
            Bandwidth = 100_000,
            Distribution = JitterDistribution.Bell,
        },
    };

    public static TheoryData<string> Names => [.. Links.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_byte_comes_in_order_both_ways(string link)
    {
        for (ulong seed = 0; seed < 30; seed++)
        {
            Simulation.Run(seed, async simulation =>
            {
                SimulatedHost server = simulation.AddHost("server");
                SimulatedHost client = simulation.AddHost("client");
                byte[] there = Sockets.Pattern(simulation.Random.Next(100_000), 1);
                byte[] back = Sockets.Pattern(simulation.Random.Next(100_000), 2);
                await Sockets.Converse(
                    client,
                    server,
                    socket => ExchangeAsync(simulation, socket, there, back),
                    socket => ExchangeAsync(simulation, socket, back, there));
            }, new SimulationOptions { Link = Links[link] });
        }
    }

    private static async Task ExchangeAsync(Simulation simulation, GreenSocket socket, byte[] sent, byte[] expected)
    {
        Greenlet sending = Greenlet.Spawn(async () =>
        {
            for (int at = 0; at < sent.Length;)
            {
                int count = Math.Min(1 + simulation.Random.Next(20_000), sent.Length - at);
                await socket.SendAllAsync(sent.AsMemory(at, count));
                at += count;
                if (simulation.Random.Chance(0.2))
                {
                    await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(simulation.Random.Next(50)));
                }
            }

            await socket.ShutdownAsync(SocketShutdown.Send);
        });
        byte[] received = await Sockets.ReceiveToEndAsync(socket, 1 + simulation.Random.Next(10_000));
        await sending;
        Assert.Equal(expected, received);
    }
}
