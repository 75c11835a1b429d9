using System.Text;

namespace Akka.Greensock.Tests;

/// <summary>The files of the simulated machine.</summary>
internal static class UnixFiles
{
    public static bool Exists(string path) => SimulatedMachine.Host.Kernel.IdentifyUnixName(NameOf(path), out _).IsOk;

    public static void Remove(string path)
    {
        Assert.True(SimulatedMachine.Host.Kernel.IdentifyUnixName(NameOf(path), out UInt128 identity).IsOk);
        Assert.True(SimulatedMachine.Host.Kernel.RemoveUnixName(NameOf(path), identity).IsOk);
    }

    public static IEnumerable<string> In(string folder)
    {
        lock (SimulatedMachine.Host.Network.Gate)
        {
            return [.. SimulatedMachine.Host.UnixNames.Paths.Where(path => path.StartsWith(folder + '/', StringComparison.Ordinal))];
        }
    }

    private static KernelAddress NameOf(string path) => KernelAddress.FromUnixName(Encoding.UTF8.GetBytes(path));
}
