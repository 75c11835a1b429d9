namespace Akka.Greensock.Tests;

public sealed class LinuxKernelSpecs : KernelSpecs
{
    private protected override IKernel CreateKernel() => new LinuxKernel();
}
