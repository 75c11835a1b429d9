using System.Net.Sockets;
using System.Text;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>Calls on Unix sockets.</summary>
public sealed class UnixLikeLinuxSpecs() : LikeLinuxSpecs(steps: 150), IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("u");
    private ulong _seed;

    public void Dispose() => _folder.Delete(recursive: true);

    private protected override void Begin(ulong seed) => _seed = seed;

    private protected override void End()
    {
        for (int name = 0; name < 8; name++)
        {
            Remove(NameOf(name));
        }
    }

    private protected override void Step(SimulatedRandom random)
    {
        int place = random.Next(Places);
        if (Sockets[place][0] == 0)
        {
            Open(place, random);
            return;
        }

        KernelAddress name = NameOf(random.Next(8));
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
                Made.Add($"close {place}");
                Close(place);
                break;
            case 1 or 2:
                Both($"bind {place} {Show(name)}", place, (side, socket) => (Sides[side].Bind(socket, name), null));
                break;
            case 3 or 4:
                Both($"listen {place} {backlog}", place, (side, socket) => (Sides[side].Listen(socket, backlog), null));
                break;
            case 5 or 6 or 7:
                Both($"connect {place} {Show(name)}", place, (side, socket) => (Sides[side].Connect(socket, name), null));
                break;
            case 8 or 9:
                Accept(place);
                break;
            case 10 or 11 or 12:
                Both($"send {place} {bytes.Length}", place, (side, socket) => (Sides[side].Send(socket, bytes, SocketFlags.None), null));
                break;
            case 13:
                Both(
                    $"sendto {place} {bytes.Length} {Show(name)}",
                    place,
                    (side, socket) => (Sides[side].SendTo(socket, bytes, SocketFlags.None, name), null));
                break;
            case 14 or 15 or 16:
                Both($"receive {place} {buffer.Length} {flags}", place, (side, socket) =>
                {
                    KernelResult result = Sides[side].ReceiveMessage(socket, [buffer], 64, flags, out KernelMessage message);
                    return (result, $"{Show(message.Sender)} {message.Flags & SocketFlags.Truncated}");
                });
                break;
            case 17:
                Both($"shutdown {place} {how}", place, (side, socket) => (Sides[side].Shutdown(socket, how), null));
                break;
            case 18:
                Both($"names of {place}", place, (side, socket) =>
                {
                    Sides[side].GetLocalAddress(socket, out KernelAddress local);
                    KernelResult result = Sides[side].GetPeerAddress(socket, out KernelAddress peer);
                    return (result, $"{Show(local)} {Show(peer)}");
                });
                break;
            case 19:
                Both($"available at {place}", place, (side, socket) => (Sides[side].GetAvailable(socket), null));
                break;
            case 20:
                Both($"poll {place} {mode}", place, (side, socket) => (Sides[side].Poll(socket, mode), null));
                break;
            default:
                Made.Add($"unlink {Show(name)}");
                Remove(name);
                break;
        }
    }

    private void Open(int place, SimulatedRandom random)
    {
        SocketType type = random.Next(3) switch { 0 => SocketType.Stream, 1 => SocketType.Dgram, _ => SocketType.Seqpacket };
        int second = (place + 1) % Places;
        bool isPair = Sockets[second][0] == 0 && random.Chance(0.3);
        Made.Add(isPair ? $"socketpair {type}: {place}, {second}" : $"socket {type}: {place}");
        for (int i = 0; i < 2; i++)
        {
            if (isPair)
            {
                Sockets[place][i] = Expect.Ok(Sides[i].SocketPair(AddressFamily.Unix, type, ProtocolType.Unspecified, out int other));
                Sockets[second][i] = other;
            }
            else
            {
                Sockets[place][i] = Expect.Ok(Sides[i].Socket(AddressFamily.Unix, type, ProtocolType.Unspecified));
            }
        }
    }

    private void Accept(int place)
    {
        int free = FreePlace;
        if (free >= 0)
        {
            Both($"accept {place}: {free}", place, (side, socket) =>
            {
                KernelResult result = Sides[side].Accept(socket, out KernelAddress peer);
                if (result.IsOk)
                {
                    Sockets[free][side] = result.Value;
                    result = KernelResult.Ok();
                }

                return (result, Show(peer));
            });
        }
    }

    private void Remove(in KernelAddress name)
    {
        foreach (IKernel kernel in Sides)
        {
            if (kernel.IdentifyUnixName(name, out UInt128 identity).IsOk)
            {
                kernel.RemoveUnixName(name, identity);
            }
        }
    }

    // Four paths and four abstract names.
    private KernelAddress NameOf(int number) => KernelAddress.FromUnixName(
        [.. number < 4 ? [] : new byte[1], .. Encoding.UTF8.GetBytes($"{_folder.FullName}/{_seed}-{number}")]);

    // Which of the two comes first changed with Linux 6.14.
    private protected override string Tell((KernelResult Result, string? Beside) answer) =>
        answer.Result.Errno == Errno.Pipe ? nameof(Errno.NotConn) : base.Tell(answer);

    private static string Show(in KernelAddress name) =>
        name.Name.IsEmpty ? "-" : Encoding.UTF8.GetString(name.Name).Replace('\0', '@').Split('/')[^1];
}
