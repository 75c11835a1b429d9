namespace Akka.Greensock;

/// <summary>Chooses a kernel by the value of <c>akka.greensock.hub.kernel</c>.</summary>
internal static class Kernels
{
    /// <summary>The values that <see cref="Create"/> takes.</summary>
    public static readonly string[] Names = ["auto", "linux", "portable"];

    private static readonly Lazy<IKernel> Linux = new(() => new LinuxKernel());
    private static readonly Lazy<IKernel> Portable = new(() => new PortableKernel());

    /// <summary>
    /// The kernel of that name; <c>auto</c> is Linux on Linux and Portable elsewhere. One instance serves every hub of
    /// the process, because a descriptor may be handed from hub to hub.
    /// </summary>
    /// <exception cref="PlatformNotSupportedException"><c>linux</c> was asked for on another platform.</exception>
    /// <exception cref="ArgumentException">No kernel has that name.</exception>
    public static IKernel Create(string name) => name switch
    {
        "auto" => OperatingSystem.IsLinux() ? Linux.Value : Portable.Value,
        "linux" when OperatingSystem.IsLinux() => Linux.Value,
        "linux" => throw new PlatformNotSupportedException(
            "akka.greensock.hub.kernel = linux runs on Linux alone; say auto or portable on this platform."),
        "portable" => Portable.Value,
        _ => throw new ArgumentException($"No kernel is called '{name}': say one of {string.Join(", ", Names)}.", nameof(name)),
    };
}
