using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>What a simulation is asked for that makes no sense is refused, and says why.</summary>
public class ArgumentSpecs
{
    [Fact]
    public void A_link_of_a_host_to_itself_is_refused() => Simulation.Run(1, simulation =>
    {
        SimulatedHost host = simulation.AddHost("host");
        SimulatedNetwork network = simulation.Network;
        foreach (Action call in (Action[])[
            () => network.SetLink(host, host, LinkOptions.Default), () => network.SetDirection(host, host, LinkOptions.Default),
            () => network.Partition(host, host), () => network.CutOneWay(host, host), () => network.Heal(host, host)])
        {
            Assert.Contains("to itself there is no link", Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal);
        }
    });

    [Fact]
    public void A_host_of_another_network_is_refused() => Simulation.Run(1, simulation => Simulation.Run(2, other =>
    {
        (SimulatedHost host, SimulatedHost stranger) = (simulation.AddHost("host"), other.AddHost("stranger"));
        var refusal = Assert.Throws<ArgumentException>(() => simulation.Network.Partition(host, stranger));
        Assert.Contains("one is another's", refusal.Message, StringComparison.Ordinal);
    }));

    [Fact]
    public void A_host_has_no_negative_limit() => Simulation.Run(1, simulation =>
        Assert.Throws<ArgumentOutOfRangeException>(() => simulation.AddHost("host").DescriptorLimit = -1));

    [Fact]
    public void Numbers_are_drawn_from_every_range_there_is()
    {
        var random = new SimulatedRandom(1);
        Assert.Equal(new SimulatedRandom(1).Next(10) - 5, random.Next(-5, 5));
        Assert.Contains(true, Enumerable.Range(0, 100).Select(_ => random.Next(int.MinValue, int.MaxValue) < 0));
        Assert.Contains(true, Enumerable.Range(0, 100).Select(_ => random.Next(int.MinValue, int.MaxValue) > 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Next(3, 3));
    }
}
