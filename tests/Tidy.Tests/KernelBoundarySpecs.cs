using System.Text.RegularExpressions;

namespace Akka.Greensock.Tidy;

public partial class KernelBoundarySpecs
{
    // Descriptors of every kind, which a test has to make somehow. One file, and it is no code that ships.
    private const string TestsOwn = "tests/Hub.Tests/SystemCalls.cs";

    [Fact]
    public void System_calls_and_unsafe_code_are_in_the_kernel_folder_only() =>
        Findings.None(
            "P/Invoke and unsafe belong below the seam, in src/Hub/Kernel:",
            Repository.CSharp(Repository.Code)
                .Where(file => !file.IsUnder("src/Hub/Kernel") && file.Path != TestsOwn)
                .SelectMany(file => file.CodeLinesMatching(BelowTheSeam())));

    [Fact]
    public void Only_the_hub_may_compile_unsafe_code() =>
        Findings.None(
            "AllowUnsafeBlocks is for src/Hub/Akka.Greensock.Hub.csproj alone:",
            Repository.Files(["*.csproj", "*.props", "*.targets"])
                .Where(file => file.Path != "src/Hub/Akka.Greensock.Hub.csproj")
                .SelectMany(file => file.LinesMatching(AllowUnsafe())));

    [GeneratedRegex(@"\b(DllImport|LibraryImport|unsafe)\b")]
    private static partial Regex BelowTheSeam();

    [GeneratedRegex("AllowUnsafeBlocks")]
    private static partial Regex AllowUnsafe();
}
