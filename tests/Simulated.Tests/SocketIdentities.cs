namespace Akka.Greensock.Tests;

/// <summary>The inodes of the simulated machine.</summary>
internal static class SocketIdentities
{
    public static IEnumerable<string> Held()
    {
        lock (SimulatedMachine.Host.Network.Gate)
        {
            return [.. SimulatedMachine.Host.Kernel.Files.Select(one => $"{one.File.Inode}")];
        }
    }

    public static string? Of(int handle)
    {
        lock (SimulatedMachine.Host.Network.Gate)
        {
            return SimulatedMachine.Host.Kernel.Find(handle) is { } file ? $"{file.Inode}" : null;
        }
    }
}
