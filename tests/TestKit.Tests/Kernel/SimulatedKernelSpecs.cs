using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>The simulated kernel keeps the contract of the seam, on threads and in real time as the real ones do.</summary>
public sealed partial class SimulatedKernelSpecs : KernelSpecs
{
    private readonly SimulatedNetwork _network = SimulatedNetwork.ForThreads();

    private SimulatedHost Host => _network.Hosts[0];

    private protected override uint AvailableRequest => 0x541B;

    private protected override IKernel CreateKernel() => _network.AddHost("here").Kernel;

    // No file of the real system, and no process that could inherit.
    private protected override IEnumerable<string> FilesOfNames() => Host.UnixNames.Paths;

    private protected override void RemoveFile(string file)
    {
        Expect.Ok(Kernel.IdentifyUnixName(UnixPath(file), out UInt128 identity));
        Expect.Ok(Kernel.RemoveUnixName(UnixPath(file), identity));
    }

    private protected override bool IsInherited(int descriptor) => Expect.Ok(Kernel.GetInheritable(descriptor)) == 1;
}
