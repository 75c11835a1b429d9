using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace Akka.Greensock.Tests;

/// <summary>
/// Where nothing may wait, every synchronous member says so, always: here there is something to receive, and room to send, and
/// a connection to accept.
/// </summary>
public class SynchronousMembersSpecs
{
    // They wait for nothing but the hub that owns the socket, and on it are done at once.
    private static readonly string[] Direct =
    [
        "GreenSocket.Bind", "GreenSocket.Listen", "GreenSocket.Shutdown", "GreenSocket.Dispose", "GreenSocket.Detach",
        "GreenSocket.Duplicate", "GreenSocket.Disconnect", "GreenSocket.GetSocketOption", "GreenSocket.SetSocketOption",
    ];

    // On their own: an End has no twin of its name, and of Close only the one with a time waits.
    private static readonly Dictionary<string, int> Others = new()
    {
        ["GreenSocket.Close"] = 1,
        ["GreenSocket.EndAccept"] = 3,
        ["GreenSocket.EndConnect"] = 1,
        ["GreenSocket.EndReceive"] = 2,
        ["GreenSocket.EndReceiveFrom"] = 1,
        ["GreenSocket.EndReceiveMessageFrom"] = 1,
    };

    // Of a thing that does not wait, one overload does.
    private static readonly Dictionary<string, int> Mixed = new() { ["Bsd.CreateServer"] = 1 };

    [Fact]
    public void Every_synchronous_member_stands_in_the_table()
    {
        Dictionary<string, int> there = typeof(GreenSocket).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance)
            .Concat(typeof(Bsd).GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(method => method.DeclaringType!.GetMember(method.Name + "Async").Length > 0)
            .GroupBy(method => $"{method.DeclaringType!.Name}.{method.Name}")
            .Where(group => !Direct.Contains(group.Key))
            .ToDictionary(group => group.Key, group => Mixed.GetValueOrDefault(group.Key, group.Count()));
        foreach ((string name, int count) in Others)
        {
            there.Add(name, count);
        }

        var table = Calls(new Sockets()).GroupBy(call => call.Name).ToDictionary(group => group.Key, group => group.Count());

        Assert.Equal(there.OrderBy(pair => pair.Key), table.OrderBy(pair => pair.Key));
    }

    [Fact]
    public async Task Where_nothing_may_wait_every_synchronous_member_throws_and_names_its_twin()
    {
        using var hub = new TestHub(new HubOptions { Kernel = "linux" });
        await hub.RunAsync(async () =>
        {
            using SocketSpecs.Pair pair = await SocketSpecs.ConnectionAsync();
            using GreenSocket listener = SocketSpecs.Listener();
            using GreenSocket caller = SocketSpecs.NewSocket();
            await caller.ConnectAsync(listener.LocalEndPoint!);
            await pair.Server.SendAllAsync(new byte[] { 1 });
            using GreenSocket idle = SocketSpecs.NewSocket();
            using var datagrams = new GreenSocket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            datagrams.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            using var quiet = new GreenSocket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            quiet.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            using SocketSpecs.Pair full = await SocketSpecs.FullListenerAsync();
            var sockets = new Sockets
            {
                Client = pair.Client,
                Listener = listener,
                Idle = idle,
                Datagrams = datagrams,
                Quiet = quiet,
                Full = full.Server,
            };
            await datagrams.SendToAsync(new byte[] { 1 }, datagrams.LocalEndPoint!);
            foreach ((string name, Action call, string twin) in Calls(sockets))
            {
                BlockingSwitchOutException e = Assert.Throws<BlockingSwitchOutException>(call);
                Assert.StartsWith(name, e.Message, StringComparison.Ordinal);
                Assert.Contains(twin, e.Message, StringComparison.Ordinal);
            }
        });
        Assert.Empty(hub.Errors);
    }

    private static IEnumerable<(string Name, Action Call, string Twin)> Calls(Sockets all)
    {
        byte[] buffer = new byte[1];
        EndPoint any = new IPEndPoint(IPAddress.Any, 0);
        SocketFlags flags = SocketFlags.None;
        const SocketFlags none = SocketFlags.None;
        IList<ArraySegment<byte>> list = [buffer];
        GreenSocket client = all.Client, idle = all.Idle, udp = all.Datagrams;
        var raw = new SocketAddress(AddressFamily.InterNetwork);
        Action[] calls =
        [
            () => client.Receive(buffer), () => client.Receive(buffer, none), () => client.Receive(buffer, 1, none),
            () => client.Receive(buffer, 0, 1, none), () => client.Receive(buffer, 0, 1, none, out _),
            () => client.Receive(buffer.AsSpan()), () => client.Receive(buffer.AsSpan(), none),
            () => client.Receive(buffer.AsSpan(), none, out _), () => client.Receive(list), () => client.Receive(list, none),
            () => client.Receive(list, none, out _),
        ];
        foreach ((string name, Action[] overloads) in new (string, Action[])[]
        {
            ("Receive", calls),
            ("Peek", [() => client.Peek(buffer)]),
            ("Send",
            [
                () => client.Send(buffer), () => client.Send(buffer, none), () => client.Send(buffer, 1, none),
                () => client.Send(buffer, 0, 1, none), () => client.Send(buffer, 0, 1, none, out _),
                () => client.Send(buffer.AsSpan()), () => client.Send(buffer.AsSpan(), none),
                () => client.Send(buffer.AsSpan(), none, out _), () => client.Send(list), () => client.Send(list, none),
                () => client.Send(list, none, out _),
            ]),
            ("SendAll", [() => client.SendAll(buffer), () => client.SendAll(buffer.AsSpan())]),
            ("Accept", [() => all.Listener.Accept()]),
            ("Connect",
            [
                () => idle.Connect(any), () => idle.Connect(IPAddress.Loopback, 1), () => idle.Connect("localhost", 1),
                () => idle.Connect([IPAddress.Loopback], 1),
            ]),
            ("ConnectEx", [() => idle.ConnectEx(any)]),
            ("ReceiveFrom",
            [
                () => udp.ReceiveFrom(buffer, ref any), () => udp.ReceiveFrom(buffer, none, ref any),
                () => udp.ReceiveFrom(buffer, 1, none, ref any), () => udp.ReceiveFrom(buffer, 0, 1, none, ref any),
                () => udp.ReceiveFrom(buffer.AsSpan(), ref any), () => udp.ReceiveFrom(buffer.AsSpan(), none, ref any),
                () => udp.ReceiveFrom(buffer.AsSpan(), none, raw),
            ]),
            ("SendTo",
            [
                () => udp.SendTo(buffer, any), () => udp.SendTo(buffer, none, any), () => udp.SendTo(buffer, 1, none, any),
                () => udp.SendTo(buffer, 0, 1, none, any), () => udp.SendTo(buffer.AsSpan(), any),
                () => udp.SendTo(buffer.AsSpan(), none, any), () => udp.SendTo(buffer.AsSpan(), none, any.Serialize()),
            ]),
            ("ReceiveMessageFrom",
            [
                () => udp.ReceiveMessageFrom(buffer, 0, 1, ref flags, ref any, out _),
                () => udp.ReceiveMessageFrom(buffer.AsSpan(), ref flags, ref any, out _),
            ]),
            ("ReceiveMessage", [() => client.ReceiveMessage(buffer), () => client.ReceiveMessage([buffer.AsMemory()])]),
            ("SendMessage", [() => client.SendMessage([buffer])]),
            ("SendFds", [() => client.SendFds([buffer], [0])]),
            ("ReceiveFds", [() => client.ReceiveFds(buffer, 1)]),
            ("SendFile",
            [
                () => client.SendFile((string?)null),
                () => client.SendFile(null, buffer, buffer, TransmitFileOptions.UseDefaultWorkerThread),
                () => client.SendFile(null, buffer.AsSpan(), buffer.AsSpan(), TransmitFileOptions.UseDefaultWorkerThread),
                () => client.SendFile(File.OpenHandle(typeof(Bsd).Assembly.Location)),
                () => client.SendFile(File.OpenRead(typeof(Bsd).Assembly.Location)),
            ]),
            ("Poll", [() => client.Poll(0, SelectMode.SelectRead), () => client.Poll(TimeSpan.Zero, SelectMode.SelectRead)]),
            ("Select",
            [
                () => GreenSocket.Select(new[] { client }, null, null, 0),
                () => GreenSocket.Select(new[] { client }, null, null, TimeSpan.Zero),
            ]),
        })
        {
            foreach (Action call in overloads)
            {
                // SendFds and ReceiveFds are messages, and a peek is a receive.
                string spoken = name switch
                {
                    "SendFds" => "SendMessage",
                    "ReceiveFds" => "ReceiveMessage",
                    "Peek" => "Receive",
                    _ => name,
                };
                yield return ($"GreenSocket.{name}", () => As($"GreenSocket.{spoken}", $"GreenSocket.{name}", call), spoken + "Async");
            }
        }

        yield return ("GreenSocket.Close", () => client.Close(1), "DisposeAsync");
        foreach ((string name, Action call, string twin) in Ends(all).Concat(OfBsd(all)))
        {
            yield return (name, call, twin);
        }
    }

    private static IEnumerable<(string Name, Action Call, string Twin)> Ends(Sockets all)
    {
        byte[] buffer = new byte[1];
        EndPoint any = new IPEndPoint(IPAddress.Any, 0);
        SocketFlags flags = SocketFlags.None;

        // What nothing comes to: begun anew for each, because none of them is ever ended.
        yield return ("GreenSocket.EndAccept", () => all.Full.EndAccept(Slow(all.Full)), "AcceptAsync");
        yield return ("GreenSocket.EndAccept", () => all.Full.EndAccept(out _, all.Full.BeginAccept(1, null, null)), "AcceptAsync");
        yield return ("GreenSocket.EndAccept", () => all.Full.EndAccept(out _, out _, all.Full.BeginAccept(1, null, null)), "AcceptAsync");
        yield return ("GreenSocket.EndConnect",
            () => all.Idle.EndConnect(all.Idle.BeginConnect(all.Full.LocalEndPoint!, null, null)), "ConnectAsync");
        yield return ("GreenSocket.EndReceive",
            () => all.Quiet.EndReceive(all.Quiet.BeginReceive(buffer, 0, 1, 0, null, null)), "ReceiveAsync");
        yield return (
            "GreenSocket.EndReceive",
            () => all.Quiet.EndReceive(all.Quiet.BeginReceive(buffer, 0, 1, 0, null, null), out _),
            "ReceiveAsync");
        yield return (
            "GreenSocket.EndReceiveFrom",
            () => all.Quiet.EndReceiveFrom(all.Quiet.BeginReceiveFrom(buffer, 0, 1, 0, ref any, null, null), ref any),
            "ReceiveFromAsync");
        yield return (
            "GreenSocket.EndReceiveMessageFrom",
            () => all.Quiet.EndReceiveMessageFrom(
                all.Quiet.BeginReceiveMessageFrom(buffer, 0, 1, 0, ref any, null, null), ref flags, ref any, out _),
            "ReceiveMessageFromAsync");

        // One connection waits there, for the first; from then on there is none.
        static IAsyncResult Slow(GreenSocket listener)
        {
            listener.BeginAccept(null, null);
            return listener.BeginAccept(null, null);
        }
    }

    private static IEnumerable<(string Name, Action Call, string Twin)> OfBsd(Sockets all)
    {
        byte[] buffer = new byte[1];
        EndPoint any = new IPEndPoint(IPAddress.Loopback, 1);
        yield return ("Bsd.CreateConnection", () => Bsd.CreateConnection("localhost", 1), "CreateConnectionAsync");
        yield return ("Bsd.CreateConnection", () => Bsd.CreateConnection(any), "CreateConnectionAsync");
        yield return ("Bsd.CreateServer", () => Bsd.CreateServer("", 0), "CreateServerAsync");
        yield return ("Bsd.GetAddrInfo", () => Bsd.GetAddrInfo("127.0.0.1", "1"), "GetAddrInfoAsync");
        yield return ("Bsd.GetAddrInfo", () => Bsd.GetAddrInfo("127.0.0.1", 1), "GetAddrInfoAsync");
        yield return ("Bsd.GetHostByName", () => Bsd.GetHostByName("127.0.0.1"), "GetHostByNameAsync");
        yield return ("Bsd.GetHostByNameEx", () => Bsd.GetHostByNameEx("127.0.0.1"), "GetHostByNameExAsync");
        yield return ("Bsd.GetHostByAddr", () => Bsd.GetHostByAddr("127.0.0.1"), "GetHostByAddrAsync");
        yield return ("Bsd.GetNameInfo", () => Bsd.GetNameInfo(any), "GetNameInfoAsync");
        yield return ("Bsd.GetFqdn", () => Bsd.GetFqdn(), "GetFqdnAsync");
        yield return (
            "Bsd.SendFds",
            () => As("GreenSocket.SendMessage", "Bsd.SendFds", () => Bsd.SendFds(all.Client, [buffer], [0])),
            "SendMessageAsync");
        yield return (
            "Bsd.ReceiveFds",
            () => As("GreenSocket.ReceiveMessage", "Bsd.ReceiveFds", () => Bsd.ReceiveFds(all.Client, buffer, 1)),
            "ReceiveMessageAsync");
        yield return ("Bsd.WaitRead", () => Bsd.WaitRead(0), "WaitReadAsync");
        yield return ("Bsd.WaitRead", () => Bsd.WaitRead(0, TimeSpan.Zero, OnTimeout.Return), "WaitReadAsync");
        yield return ("Bsd.WaitWrite", () => Bsd.WaitWrite(0), "WaitWriteAsync");
        yield return ("Bsd.WaitWrite", () => Bsd.WaitWrite(0, TimeSpan.Zero, OnTimeout.Return), "WaitWriteAsync");
        yield return ("Bsd.WaitReadWrite", () => Bsd.WaitReadWrite(0), "WaitReadWriteAsync");
        yield return ("Bsd.WaitReadWrite", () => Bsd.WaitReadWrite(0, TimeSpan.Zero, OnTimeout.Return), "WaitReadWriteAsync");
        yield return ("Bsd.Wait", () => Bsd.Wait(Watcher.Read(0)), "WaitAsync");
        yield return ("Bsd.Wait", () => Bsd.Wait(Watcher.Read(0), TimeSpan.Zero, OnTimeout.Return), "WaitAsync");
    }

    /// <summary>A member that is another one's short form is spoken of by that one's name.</summary>
    private static void As(string spoken, string name, Action call)
    {
        try
        {
            call();
        }
        catch (BlockingSwitchOutException e) when (spoken != name && e.Message.StartsWith(spoken, StringComparison.Ordinal))
        {
            throw new BlockingSwitchOutException(name, e.Message);
        }
    }

    private sealed class Sockets
    {
        public GreenSocket Client { get; init; } = null!;

        public GreenSocket Listener { get; init; } = null!;

        public GreenSocket Idle { get; init; } = null!;

        public GreenSocket Datagrams { get; init; } = null!;

        public GreenSocket Quiet { get; init; } = null!;

        public GreenSocket Full { get; init; } = null!;
    }
}
