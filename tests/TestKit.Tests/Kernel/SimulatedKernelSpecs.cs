using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>The simulated kernel keeps the contract of the seam, on threads and in real time as the real ones do.</summary>
public sealed class SimulatedKernelSpecs : KernelSpecs
{
    private readonly SimulatedNetwork _network = SimulatedNetwork.ForThreads();

    private protected override uint AvailableRequest => 0x541B;

    private protected override IKernel CreateKernel() => _network.AddHost("here").Kernel;
}
