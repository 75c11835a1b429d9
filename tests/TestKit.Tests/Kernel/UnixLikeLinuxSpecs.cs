using System.Net.Sockets;
using System.Text;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>
/// The same calls on Unix sockets, drawn by a seed, made on Linux and on the simulated kernel: every answer is the same.
/// </summary>
public sealed class UnixLikeLinuxSpecs : IDisposable
{
    private const int Places = 6;
    private const int Steps = 150;

    private readonly IKernel[] _kernels = [Kernels.Create("linux"), SimulatedNetwork.ForThreads().AddHost("here").Kernel];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("u");

    // The descriptors of a socket in each kernel, or 0.
    private readonly int[][] _sockets = [.. Enumerable.Range(0, Places).Select(_ => new int[2])];
    private readonly List<string> _made = [];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Linux_and_the_simulated_kernel_give_the_same_answers()
    {
        for (ulong seed = 1; seed <= 300; seed++)
        {
            Run(seed);
        }
    }

    private void Run(ulong seed)
    {
        var random = new SimulatedRandom(seed);
        _made.Clear();
        try
        {
            for (int step = 0; step < Steps; step++)
            {
                Step(random, seed);
            }
        }
        finally
        {
            for (int place = 0; place < Places; place++)
            {
                Close(place);
            }

            for (int name = 0; name < 8; name++)
            {
                Remove(NameOf(seed, name));
            }
        }
    }

    private void Step(SimulatedRandom random, ulong seed)
    {
        int place = random.Next(Places);
        if (_sockets[place][0] == 0)
        {
            Open(place, random);
            return;
        }

        KernelAddress name = NameOf(seed, random.Next(8));
        byte[] bytes = new byte[random.Next(600)];
        byte[] buffer = new byte[random.Next(1, 900)];
        var how = (SocketShutdown)random.Next(3);
        int backlog = random.Next(3);
        var mode = (SelectMode)random.Next(3);
        SocketFlags flags = random.Chance(0.2) ? SocketFlags.Peek : SocketFlags.None;
        flags |= random.Chance(0.2) ? SocketFlags.Truncated : SocketFlags.None;
        switch (random.Next(22))
        {
            case 0:
                _made.Add($"close {place}");
                Close(place);
                break;
            case 1 or 2:
                Both($"bind {place} {Show(name)}", place, (kernel, socket) => (kernel.Bind(socket, name), null));
                break;
            case 3 or 4:
                Both($"listen {place} {backlog}", place, (kernel, socket) => (kernel.Listen(socket, backlog), null));
                break;
            case 5 or 6 or 7:
                Both($"connect {place} {Show(name)}", place, (kernel, socket) => (kernel.Connect(socket, name), null));
                break;
            case 8 or 9:
                Accept(place);
                break;
            case 10 or 11 or 12:
                Both($"send {place} {bytes.Length}", place, (kernel, socket) => (kernel.Send(socket, bytes, SocketFlags.None), null));
                break;
            case 13:
                Both(
                    $"sendto {place} {bytes.Length} {Show(name)}",
                    place,
                    (kernel, socket) => (kernel.SendTo(socket, bytes, SocketFlags.None, name), null));
                break;
            case 14 or 15 or 16:
                Both($"receive {place} {buffer.Length} {flags}", place, (kernel, socket) =>
                {
                    KernelResult result = kernel.ReceiveMessage(socket, [buffer], 64, flags, out KernelMessage message);
                    return (result, $"{Show(message.Sender)} {message.Flags & SocketFlags.Truncated}");
                });
                break;
            case 17:
                Both($"shutdown {place} {how}", place, (kernel, socket) => (kernel.Shutdown(socket, how), null));
                break;
            case 18:
                Both($"names of {place}", place, (kernel, socket) =>
                {
                    kernel.GetLocalAddress(socket, out KernelAddress local);
                    KernelResult result = kernel.GetPeerAddress(socket, out KernelAddress peer);
                    return (result, $"{Show(local)} {Show(peer)}");
                });
                break;
            case 19:
                Both($"available at {place}", place, (kernel, socket) => (kernel.GetAvailable(socket), null));
                break;
            case 20:
                Both($"poll {place} {mode}", place, (kernel, socket) => (kernel.Poll(socket, mode), null));
                break;
            default:
                _made.Add($"unlink {Show(name)}");
                Remove(name);
                break;
        }
    }

    private void Open(int place, SimulatedRandom random)
    {
        SocketType type = random.Next(3) switch { 0 => SocketType.Stream, 1 => SocketType.Dgram, _ => SocketType.Seqpacket };
        int second = (place + 1) % Places;
        bool isPair = _sockets[second][0] == 0 && random.Chance(0.3);
        _made.Add(isPair ? $"socketpair {type}: {place}, {second}" : $"socket {type}: {place}");
        for (int i = 0; i < 2; i++)
        {
            if (isPair)
            {
                _sockets[place][i] = Expect.Ok(_kernels[i].SocketPair(AddressFamily.Unix, type, ProtocolType.Unspecified, out int other));
                _sockets[second][i] = other;
            }
            else
            {
                _sockets[place][i] = Expect.Ok(_kernels[i].Socket(AddressFamily.Unix, type, ProtocolType.Unspecified));
            }
        }
    }

    private void Accept(int place)
    {
        int free = Enumerable.Range(0, Places).FirstOrDefault(one => _sockets[one][0] == 0, -1);
        if (free >= 0)
        {
            Both($"accept {place}: {free}", place, (kernel, socket) =>
            {
                KernelResult result = kernel.Accept(socket, out KernelAddress peer);
                if (result.IsOk)
                {
                    _sockets[free][Array.IndexOf(_kernels, kernel)] = result.Value;
                    result = KernelResult.Ok();
                }

                return (result, Show(peer));
            });
        }
    }

    private void Both(string what, int place, Func<IKernel, int, (KernelResult Result, string? Beside)> call)
    {
        (KernelResult, string?) real = call(_kernels[0], _sockets[place][0]);
        (KernelResult, string?) simulated = call(_kernels[1], _sockets[place][1]);
        _made.Add($"{what} -> {Tell(real)}");
        Assert.True(Tell(real) == Tell(simulated),
            $"Linux: {Tell(real)}, simulated: {Tell(simulated)}, at the end of\n{string.Join('\n', _made)}");
    }

    private void Close(int place)
    {
        for (int i = 0; i < 2 && _sockets[place][i] != 0; i++)
        {
            Expect.Ok(_kernels[i].Close(_sockets[place][i]));
            _sockets[place][i] = 0;
        }
    }

    private void Remove(in KernelAddress name)
    {
        foreach (IKernel kernel in _kernels)
        {
            if (kernel.IdentifyUnixName(name, out UInt128 identity).IsOk)
            {
                kernel.RemoveUnixName(name, identity);
            }
        }
    }

    // Four paths and four abstract names.
    private KernelAddress NameOf(ulong seed, int number) => KernelAddress.FromUnixName(
        [.. number < 4 ? [] : new byte[1], .. Encoding.UTF8.GetBytes($"{_folder.FullName}/{seed}-{number}")]);

    private static string Tell((KernelResult Result, string? Beside) answer) => answer.Result.IsOk
        ? $"{answer.Result.Value} {answer.Beside}"
        : answer.Result.Errno == Errno.Pipe ? nameof(Errno.NotConn) // which of the two comes first changed with Linux 6.14
        : $"{answer.Result.Errno}";

    private static string Show(in KernelAddress name) =>
        name.Name.IsEmpty ? "-" : Encoding.UTF8.GetString(name.Name).Replace('\0', '@').Split('/')[^1];
}
