namespace Akka.Greensock;

/// <summary>Chooses a kernel by the value of <c>akka.greensock.hub.kernel</c>.</summary>
internal static class Kernels
{
    private static readonly string[] Settable = ["auto", "linux", "portable"];
    private static readonly Lazy<IKernel> Linux = new(() => new LinuxKernel());
    private static readonly Lazy<IKernel> Portable = new(() => new PortableKernel());
    private static IKernel? _substitute;

    /// <summary>The values that <see cref="Create"/> takes.</summary>
    public static string[] Names => _substitute is { } substitute ? [.. Settable, substitute.Name] : Settable;

    /// <summary>
    /// For tests: from now on a kernel stands in the place of the platform's, under <c>auto</c> and under its own name. So suites that
    /// were written for the system's kernels run over a simulated one.
    /// </summary>
    public static void Substitute(IKernel kernel) => _substitute = kernel;

    /// <summary>
    /// The kernel of that name; <c>auto</c> is Linux on Linux and Portable elsewhere. One instance serves every hub of
    /// the process, because a descriptor may be handed from hub to hub.
    /// </summary>
    /// <exception cref="PlatformNotSupportedException"><c>linux</c> was asked for on another platform.</exception>
    /// <exception cref="ArgumentException">No kernel has that name.</exception>
    public static IKernel Create(string name) => name switch
    {
        _ when _substitute is { } substitute && (name == "auto" || name == substitute.Name) => substitute,
        "auto" => OperatingSystem.IsLinux() ? Linux.Value : Portable.Value,
        "linux" when OperatingSystem.IsLinux() => Linux.Value,
        "linux" => throw new PlatformNotSupportedException(
            "akka.greensock.hub.kernel = linux runs on Linux alone; say auto or portable on this platform."),
        "portable" => Portable.Value,
        _ => throw new ArgumentException($"No kernel is called '{name}': say one of {string.Join(", ", Names)}.", nameof(name)),
    };
}
