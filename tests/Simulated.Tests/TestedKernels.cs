namespace Akka.Greensock.Tests;

/// <summary>The kernels that suites with rows for each run over.</summary>
internal static class TestedKernels
{
    public static TheoryData<string> All => [SimulatedMachine.Kernel];
}
