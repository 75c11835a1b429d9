using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>
/// Lets a tortured program run, and looks from time to time whether a call waits for what is there already: its limit would end the
/// wait, and the fault of ours would pass for the error that was injected.
/// </summary>
internal static class LostWakeUps
{
    private const int Looks = 3; // in a row: a send that found no buffers (ENOBUFS) tries again by itself

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static void WaitFor(Simulation simulation, IReadOnlyList<Greenlet> program)
    {
        var seen = new Dictionary<string, int>();
        for (int look = 0; look < 600 && program.Any(greenlet => !greenlet.IsDead); look++)
        {
            simulation.RunFor(Pause);
            string[] lost = [.. simulation.Network.Hosts.SelectMany(Find)];
            seen = lost.ToDictionary(one => one, one => seen.GetValueOrDefault(one) + 1);
            string[] certain = [.. lost.Where(one => seen[one] == Looks)];
            Assert.True(certain.Length == 0, $"At {simulation.Now}: {string.Join("; ", certain)}.{simulation.Report()}");
        }
    }

    private static IEnumerable<string> Find(SimulatedHost host)
    {
        var numbers = DescriptorNumbers.Of(host.Kernel);
        foreach ((int number, SimulatedFile file) in host.Kernel.Files)
        {
            if (numbers.OwnerOf(number) is OwnedSocket socket)
            {
                if (file.IsReadable && !socket.IsFree(Direction.Reading))
                {
                    yield return $"{host.Name}: {socket.VerbOfHead(Direction.Reading)} waits for {number}, which is readable";
                }

                // Where several addresses are tried at once, others stand in for the socket, and it has no outcome of its own.
                bool races = socket.Phase == SocketPhase.Connecting && file is TcpSocket { Connection: null, HasError: false };
                if (file.IsWritable && !races && !socket.IsFree(Direction.Writing))
                {
                    yield return $"{host.Name}: {socket.VerbOfHead(Direction.Writing)} waits for {number}, which is writable";
                }
            }
        }
    }
}
