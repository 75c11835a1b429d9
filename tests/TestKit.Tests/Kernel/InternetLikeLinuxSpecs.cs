using System.Net;
using System.Net.Sockets;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>
/// The same calls on TCP and UDP sockets of the loopback, drawn by a seed, made on Linux and on the simulated kernel: every answer is
/// the same, and after each of them every socket is ready for the same.
/// </summary>
/// <remarks>
/// Left out is what depends on how much a buffer takes, on time, and on names that a program of another test could have: full buffers
/// and queues, linger with a time, wildcard addresses, and a connect from and to the ports of an earlier one (TIME_WAIT).
/// </remarks>
public sealed partial class InternetLikeLinuxSpecs : LikeLinuxSpecs, IDisposable
{
    private const int Names = 4;

    // Of these nobody else has a socket.
    private static readonly IPAddress Address = new([127, 77, (byte)(Environment.ProcessId >> 8), (byte)Environment.ProcessId]);

    // Bound and connected to itself.
    private readonly Socket _echo = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)
    {
        ReceiveTimeout = (int)Patience.TotalMilliseconds,
    };

    private readonly IPoller[] _foreign;
    private readonly IPoller[] _owners;

    private readonly SocketDescription[] _kinds = new SocketDescription[Places];

    // Whether the last call of a direction was told to wait, and no event has come since.
    private readonly Readiness[][] _waits = [.. Enumerable.Range(0, Places).Select(_ => new Readiness[2])];

    // The ports that stand behind a name in each kernel.
    private readonly ushort[][] _ports = [.. Enumerable.Range(0, Names).Select(_ => new ushort[2])];
    private readonly int[] _boundTo = new int[Places];
    private readonly bool[] _wasConnected = new bool[Places]; // then Linux lets go of its port with the connection
    private readonly HashSet<(int From, int To)> _connected = [];
    private ushort _nextPort = 20_000;

    public InternetLikeLinuxSpecs()
        : base(steps: 120)
    {
        _foreign = [.. Sides.Select(kernel => kernel.CreatePoller())];
        _owners = [.. Sides.Select(kernel => kernel.CreatePoller())];
        _echo.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _echo.Connect(_echo.LocalEndPoint!);
    }

    public void Dispose()
    {
        _echo.Dispose();
        Array.ForEach(_foreign, one => one.Dispose());
        Array.ForEach(_owners, one => one.Dispose());
    }

    // Below the ports that systems choose, so that none of another test's is the same; and none twice, for TIME_WAIT.
    private protected override void Begin(ulong seed)
    {
        _connected.Clear();
        for (int name = 0; name < Names; name++)
        {
            _ports[name][0] = _ports[name][1] = _nextPort++;
        }
    }

    private protected override void Step(SimulatedRandom random)
    {
        Call(random);
        LetLinuxDeliver();
        CompareLevels();
    }

    // What Linux delivers late it delivers in order, and much of it shows in no socket, such as a refusal that is nobody's any more: it
    // must not come once it is somebody's again. A thing that was sent and its answers are there when a datagram has come that often.
    private void LetLinuxDeliver()
    {
        byte[] one = new byte[1];
        for (int i = 0; i < 3; i++)
        {
            _echo.Send(one);
            _echo.Receive(one);
        }
    }

    private protected override void LetGo(int side, int socket) => _owners[side].Remove(socket);

    private void Call(SimulatedRandom random)
    {
        int place = random.Next(Places);
        int name = random.Next(Names);
        byte[] bytes = new byte[random.Next(1, 600)];
        random.NextBytes(bytes);
        byte[] buffer = new byte[random.Next(1, 900)];
        var how = (SocketShutdown)random.Next(3);
        SocketFlags flags = random.Chance(0.2) ? SocketFlags.Peek : SocketFlags.None;
        flags |= random.Chance(0.2) ? SocketFlags.Truncated : SocketFlags.None;
        if (Sockets[place][0] == 0)
        {
            Open(place, random);
            return;
        }

        switch (random.Next(23))
        {
            case 0 or 1:
                Made.Add($"close {place}");
                Close(place);
                break;
            case 2 when !_wasConnected[place]:
                Both($"bind {place} {name}", place, (i, socket) =>
                {
                    KernelResult result = Sides[i].Bind(socket, AddressOf(place, name, i));
                    _boundTo[place] = result.IsOk ? name : _boundTo[place];
                    return (result, null);
                });
                break;
            case 2 or 3 or 4:
                Both($"listen {place}", place, (i, socket) => (Sides[i].Listen(socket, 16), null));
                break;
            case 5 or 6 or 7:
                Connect(place, name);
                break;
            case 8:
                Both($"finish connect {place}", place, (i, socket) => (Sides[i].FinishConnect(socket), null));
                break;
            case 9 or 10:
                Accept(place);
                break;
            case 11 or 12 or 13:
                Both($"send {place} {bytes.Length}", place, Readiness.Writable,
                    (i, socket) => (Sides[i].Send(socket, bytes, SocketFlags.None), null));
                break;
            case 14:
                Both($"sendto {place} {name} {bytes.Length}", place, Readiness.Writable,
                    (i, socket) => (Sides[i].SendTo(socket, bytes, SocketFlags.None, AddressOf(place, name, i)), null));
                break;
            case 15 or 16 or 17:
                Receive(place, buffer, flags);
                break;
            case 18 when MayShutdown(place):
                Both($"shutdown {place} {how}", place, (i, socket) => (Sides[i].Shutdown(socket, how), null));
                break;
            case 18 or 19:
                Both($"names of {place}", place, (i, socket) =>
                {
                    Sides[i].GetLocalAddress(socket, out KernelAddress local);
                    KernelResult result = Sides[i].GetPeerAddress(socket, out KernelAddress peer);
                    return (result, $"{Show(local, i)} {Show(peer, i)}");
                });
                break;
            case 20:
                Both($"available at {place}", place, (i, socket) => (Sides[i].GetAvailable(socket), null));
                break;
            case 21:
                Both($"error of {place}", place, (i, socket) =>
                {
                    KernelResult result = Sides[i].GetOption(socket, SocketOptionLevel.Socket, SocketOptionName.Error, out int error);
                    return (result, $"{(SocketError)error}");
                });
                break;
            default:
                Both($"linger {place}", place, (i, socket) => (Sides[i].SetLinger(socket, true, 0), null));
                break;
        }
    }

    private void Open(int place, SimulatedRandom random)
    {
        AddressFamily family = random.Chance(0.3) ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
        _kinds[place] = random.Chance(0.25)
            ? new SocketDescription(family, SocketType.Dgram, ProtocolType.Udp)
            : new SocketDescription(family, SocketType.Stream, ProtocolType.Tcp);
        Made.Add($"socket {_kinds[place]}: {place}");
        for (int i = 0; i < 2; i++)
        {
            int socket = Expect.Ok(Sides[i].Socket(family, _kinds[place].Type, _kinds[place].Protocol));
            if (family == AddressFamily.InterNetworkV6)
            {
                Expect.Ok(Sides[i].SetOption(socket, SocketOptionLevel.IPv6, SocketOptionName.IPv6Only, 0));
            }

            Keep(place, i, socket);
        }
    }

    private void Keep(int place, int kernel, int socket)
    {
        Sockets[place][kernel] = socket;
        _waits[place][kernel] = Readiness.None;
        (_boundTo[place], _wasConnected[place]) = (-1, false);
        if (_kinds[place].Type == SocketType.Stream)
        {
            Expect.Ok(Sides[kernel].SetOption(socket, SocketOptionLevel.Tcp, SocketOptionName.NoDelay, 1));
        }

        Expect.Ok(_owners[kernel].Add(socket, place, 0));
    }

    private void Connect(int place, int name)
    {
        if (_kinds[place].Type == SocketType.Stream && _boundTo[place] >= 0 && !_connected.Add((_boundTo[place], name)))
        {
            return;
        }

        _wasConnected[place] = true;
        Both($"connect {place} {name}", place, (i, socket) => (Sides[i].Connect(socket, AddressOf(place, name, i)), null));
    }

    private void Accept(int place)
    {
        int free = FreePlace;
        if (free >= 0)
        {
            Both($"accept {place}: {free}", place, Readiness.Readable, (i, socket) =>
            {
                KernelResult result = Sides[i].Accept(socket, out KernelAddress peer);
                if (result.IsOk)
                {
                    _kinds[free] = _kinds[place];
                    Keep(free, i, result.Value);
                    _wasConnected[free] = true;
                    result = KernelResult.Ok();
                }

                return (result, Show(peer, i));
            });
        }
    }

    private void Receive(int place, byte[] buffer, SocketFlags flags) =>
        Both($"receive {place} {buffer.Length} {flags}", place, Readiness.Readable, (i, socket) =>
        {
            Array.Clear(buffer);
            if (_kinds[place].Type == SocketType.Stream)
            {
                KernelResult got = Sides[i].Receive(socket, buffer, flags & SocketFlags.Peek);
                return (got, Begin(buffer));
            }

            KernelResult result = Sides[i].ReceiveMessage(socket, [buffer], 0, flags, out KernelMessage message);
            return (result, $"{Begin(buffer)} {Show(message.Sender, i)} {message.Flags}");
        });

    private static string Begin(byte[] buffer) => Convert.ToHexString(buffer.AsSpan(0, Math.Min(4, buffer.Length)));

    private void Both(string what, int place, Readiness direction, Func<int, int, (KernelResult Result, string? Beside)> call) =>
        Both(what, place, (i, socket) =>
        {
            (KernelResult Result, string? Beside) answer = call(i, socket);

            // A datagram socket that was shut down is readable, and has nothing to give.
            bool waits = answer.Result.WouldBlock && !IsReady(place, i, direction);
            _waits[place][i] |= waits ? direction : Readiness.None;
            return answer;
        });

    // Linux remembers one that it has refused, and so a later connection is born half closed.
    private bool MayShutdown(int place)
    {
        Expect.Ok(Sides[0].Describe(Sockets[place][0], out SocketDescription kind));
        return kind.IsListening || kind.Type == SocketType.Dgram || Sides[0].GetPeerAddress(Sockets[place][0], out _).IsOk;
    }

    private KernelAddress AddressOf(int place, int name, int i) => KernelAddress.FromEndPoint(new IPEndPoint(
        _kinds[place].Family == AddressFamily.InterNetworkV6 ? Address.MapToIPv6() : Address, _ports[name][i]));

    // A port that the system chose differs.
    private string Show(in KernelAddress address, int i)
    {
        ushort port = address.Port;
        string text = address.ToString();
        int name = text.Contains(Address.ToString(), StringComparison.Ordinal) ? Array.FindIndex(_ports, one => one[i] == port) : -1;
        return address.IsNone ? "-" : $"{text.Split($":{port}")[0]} {(name >= 0 ? $"name {name}" : port == 0 ? "unbound" : "any")}";
    }
}
