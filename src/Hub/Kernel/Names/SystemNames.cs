namespace Akka.Greensock;

/// <summary>Chooses how the system's resolver is called: by P/Invoke on Linux, through the BCL elsewhere.</summary>
internal static class SystemNames
{
    public static ISystemNames Here { get; } = OperatingSystem.IsLinux() ? new LinuxNames() : new PortableNames(ServicesFile.System);
}
