using Akka.Actor;

namespace Akka.Greensock.Tests;

/// <summary>A hub over a kernel double, adopted by the test's system, with its supervisor.</summary>
internal sealed record AdoptedHub(Hub Hub, HubPort Port, KernelDouble Kernel, IActorRef Supervisor) : IDisposable
{
    public void Dispose()
    {
        Hub.Stop();
        Assert.True(Hub.Join(Patience), $"{Hub} has not ended.");
        Assert.Empty(Kernel.Findings);
        Assert.Equal(0, Kernel.OpenCount);
    }
}
