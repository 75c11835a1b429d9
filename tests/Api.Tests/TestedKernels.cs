namespace Akka.Greensock.Tests;

/// <summary>The kernels that suites with rows for each run over (tests/Simulated.Tests has another list).</summary>
internal static class TestedKernels
{
    public static TheoryData<string> All => ["linux", "portable"];
}
