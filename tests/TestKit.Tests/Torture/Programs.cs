using System.Net;
using System.Net.Sockets;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>
/// Programs that between them make every system call. Each gives the greenlets that make it up; every wait of theirs has a limit, what
/// they receive they check, and what they open they close.
/// </summary>
internal static partial class Programs
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static readonly IReadOnlyDictionary<string, Func<Simulation, SimulatedHost, SimulatedHost, Greenlet[]>> All =
        new SortedDictionary<string, Func<Simulation, SimulatedHost, SimulatedHost, Greenlet[]>>(StringComparer.Ordinal)
        {
            ["echo"] = Echo,
            ["connecting"] = Connects,
            ["datagrams"] = Datagrams,
            ["descriptors"] = Descriptors,
            ["a pair"] = Pair,
            ["options"] = Options,
            ["waiting"] = Waiting,
            ["a file"] = SendsAFile,
            ["a stream server"] = Serves,
            ["messages"] = Messages,
        };

    private static Greenlet[] Echo(Simulation simulation, SimulatedHost server, SimulatedHost client) =>
    [
        server.Spawn(async () =>
        {
            using GreenSocket listener = Limited(Sockets.Tcp());
            listener.Bind(new IPEndPoint(IPAddress.Any, Sockets.Port));
            listener.Listen(4);
            using GreenSocket connection = Limited(await listener.AcceptAsync());
            Pass(await Sockets.ReceiveToEndAsync(connection, 7), 1, 60);
            await connection.SendAllAsync(Sockets.Pattern(50, 2));
            await connection.ShutdownAsync(SocketShutdown.Send);
        }),
        client.Spawn(async () =>
        {
            await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(10));
            using GreenSocket socket = Limited(Sockets.Tcp());
            await socket.ConnectAsync("server", Sockets.Port);
            _ = socket.RemoteEndPoint;
            await socket.SendAsync(Sockets.Pattern(60, 1).AsMemory(0, 30));
            await socket.SendAllAsync(Sockets.Pattern(60, 1).AsMemory(30));
            await socket.ShutdownAsync(SocketShutdown.Send);
            Pass(await Sockets.ReceiveToEndAsync(socket, 64), 2, 50);
        }),
    ];

    private static Greenlet[] Datagrams(Simulation simulation, SimulatedHost server, SimulatedHost client) =>
    [
        server.Spawn(async () =>
        {
            using GreenSocket socket = Limited(Sockets.Udp());
            socket.Bind(new IPEndPoint(IPAddress.Any, Sockets.Port));
            byte[] buffer = new byte[100];
            SocketReceiveFromResult got = await socket.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0));
            Pass(buffer.AsSpan(0, got.ReceivedBytes).ToArray(), 3, 20);
            await socket.SendToAsync(Sockets.Pattern(10, 4), got.RemoteEndPoint);
            ReceivedMessage message = await socket.ReceiveMessageAsync(new Memory<byte>[] { buffer.AsMemory(0, 5), buffer.AsMemory(5) }, 0);
            Pass(buffer.AsSpan(0, message.ReceivedBytes).ToArray(), 5, 30);
        }),
        client.Spawn(async () =>
        {
            await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(10));
            using GreenSocket socket = Limited(Sockets.Udp());
            await socket.SendToAsync(Sockets.Pattern(20, 3), new IPEndPoint(IPAddress.Parse("10.0.0.1"), Sockets.Port));
            byte[] buffer = new byte[100];
            int count = (await socket.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0))).ReceivedBytes;
            Pass(buffer.AsSpan(0, count).ToArray(), 4, 10);
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Parse("10.0.0.1"), Sockets.Port));
            byte[] last = Sockets.Pattern(30, 5);
            await socket.SendMessageAsync(new ReadOnlyMemory<byte>[] { last.AsMemory(0, 12), last.AsMemory(12) });
        }),
    ];

    private static Greenlet[] Pair(Simulation simulation, SimulatedHost server, SimulatedHost client) =>
    [
        client.Spawn(async () =>
        {
            (GreenSocket one, GreenSocket other) = Bsd.SocketPair();
            using (Limited(one))
            using (Limited(other))
            {
                await one.SendAllAsync(Sockets.Pattern(40, 6));
                await one.ShutdownAsync(SocketShutdown.Send);
                using GreenSocket copy = await other.DuplicateAsync();
                Pass(await Sockets.ReceiveToEndAsync(Limited(copy), 9), 6, 40);
            }
        }),
        server.Spawn(async () =>
        {
            using var listener = Limited(new GreenSocket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified));
            listener.Bind(new UnixDomainSocketEndPoint("/run/torture"));
            listener.Listen(1);
            using var socket = Limited(new GreenSocket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified));
            await socket.ConnectAsync(new UnixDomainSocketEndPoint("/run/torture"));
            using GreenSocket accepted = Limited(await listener.AcceptAsync());
            await socket.SendAllAsync(Sockets.Pattern(40, 7));
            await socket.ShutdownAsync(SocketShutdown.Both);
            Pass(await Sockets.ReceiveToEndAsync(accepted, 9), 7, 40);
        }),
    ];

    private static Greenlet[] Options(Simulation simulation, SimulatedHost server, SimulatedHost client) =>
    [
        client.Spawn(async () =>
        {
            using GreenSocket socket = Limited(Sockets.Tcp());
            socket.NoDelay = true;
            Expect(socket.NoDelay);
            socket.LingerState = new LingerOption(true, 3);
            Expect(socket.LingerState!.LingerTime == 3);
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            Expect((int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive)! != 0);
            socket.Bind(new IPEndPoint(IPAddress.Any, 0));
            Expect(((IPEndPoint)socket.LocalEndPoint!).Port != 0);
            Expect(socket.Available == 0);
            await socket.GetLocalEndPointAsync();
        }),
    ];

    private static Greenlet[] Waiting(Simulation simulation, SimulatedHost server, SimulatedHost client) =>
    [
        client.Spawn(async () =>
        {
            using SimulatedPipe pipe = client.OpenPipe();
            Greenlet writing = Greenlet.Spawn(async () =>
            {
                await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(5));
                pipe.TryWrite([1], out _);
            });
            await Bsd.WaitReadAsync(pipe.ReadDescriptor, Limit);
            await writing;
            byte[] read = new byte[1];
            Expect(pipe.TryRead(read, out int count) && count == 1 && read[0] == 1);
            (GreenSocket one, GreenSocket other) = Bsd.SocketPair();
            using (Limited(one))
            using (Limited(other))
            {
                await one.SendAllAsync(new byte[] { 1 });
                Expect(await other.PollAsync(Limit, SelectMode.SelectRead));
            }
        }),
    ];

    private static Greenlet[] SendsAFile(Simulation simulation, SimulatedHost server, SimulatedHost client) =>
    [
        client.Spawn(async () =>
        {
            string path = typeof(Programs).Assembly.Location; // a file that is certainly there
            (GreenSocket one, GreenSocket other) = Bsd.SocketPair();
            using (Limited(one))
            using (Limited(other))
            using (FileStream file = File.OpenRead(path))
            {
                byte[] expected = new byte[3000];
                file.ReadExactly(expected);
                Greenlet<byte[]> receiving = Greenlet.Spawn(() => Sockets.ReceiveToEndAsync(other, 500));
                await one.SendFileAsync(file, 0, expected.Length);
                await one.ShutdownAsync(SocketShutdown.Send);
                Expect((await receiving).AsSpan().SequenceEqual(expected));
            }
        }),
    ];

    private static Greenlet[] Serves(Simulation simulation, SimulatedHost server, SimulatedHost client) =>
    [
        server.Spawn(async () =>
        {
            await using var serving = new StreamServer(new IPEndPoint(IPAddress.Any, Sockets.Port), async connection =>
            {
                connection.Timeout = Limit;
                byte[] buffer = new byte[10];
                int count;
                while ((count = await connection.ReceiveAsync(buffer)) != 0)
                {
                    await connection.SendAllAsync(buffer.AsMemory(0, count));
                }
            });
            await serving.StartAsync();
            await Greenlet.SleepAsync(TimeSpan.FromSeconds(10));
            await serving.StopAsync(TimeSpan.FromSeconds(1));
        }),
        .. Enumerable.Range(0, 3).Select(number => client.Spawn(async () =>
        {
            await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(10));
            using GreenSocket socket = Limited(Sockets.Tcp());
            await socket.ConnectAsync("server", Sockets.Port);
            await socket.SendAllAsync(Sockets.Pattern(20, number));
            await socket.ShutdownAsync(SocketShutdown.Send);
            Pass(await Sockets.ReceiveToEndAsync(socket, 6), number, 20);
        })),
    ];

    private static GreenSocket Limited(GreenSocket socket)
    {
        socket.Timeout = Limit;
        return socket;
    }

    // Cut off by an error it may be; another's it must not be.
    private static void Pass(byte[] got, int pattern, int length)
    {
        byte[] expected = Sockets.Pattern(length, pattern);
        Assert.True(expected.AsSpan().StartsWith(got), "bytes of somebody else, or in another order");
        if (got.Length != expected.Length)
        {
            throw new ExpectedFailureException($"{got.Length} of {expected.Length} bytes came");
        }
    }

    private static void Expect(bool condition)
    {
        if (!condition)
        {
            throw new ExpectedFailureException("the answer is another");
        }
    }
}
