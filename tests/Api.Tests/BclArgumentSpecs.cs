using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>
/// Bad arguments and wrong states: whatever System.Net.Sockets throws for them, a <see cref="GreenSocket"/> throws too. Each
/// case is made on both, in the same words.
/// </summary>
public sealed class BclArgumentSpecs : IDisposable
{
    private static readonly byte[] Four = new byte[4];

    private readonly TestHub _owner = new(new HubOptions { Kernel = "linux" });
    private readonly List<IDisposable> _made = [];

    /// <summary>A case, as both have it.</summary>
    private static readonly (string Name, Action<Kit<Socket>> Theirs, Action<Kit<GreenSocket>> Ours)[] Cases =
    [
        ("receive null", k => k.Client.Receive((byte[])null!), k => k.Client.Receive((byte[])null!)),
        ("receive null size", k => k.Client.Receive(null!, 1, 0), k => k.Client.Receive(null!, 1, 0)),
        ("receive offset", k => k.Client.Receive(Four, -1, 1, 0), k => k.Client.Receive(Four, -1, 1, 0)),
        ("receive offset beyond", k => k.Client.Receive(Four, 5, 0, 0), k => k.Client.Receive(Four, 5, 0, 0)),
        ("receive size", k => k.Client.Receive(Four, 1, 4, 0), k => k.Client.Receive(Four, 1, 4, 0)),
        ("receive size short", k => k.Client.Receive(Four, 9, 0), k => k.Client.Receive(Four, 9, 0)),
        ("receive list null", k => k.Client.Receive((IList<ArraySegment<byte>>)null!),
            k => k.Client.Receive((IList<ArraySegment<byte>>)null!)),
        ("receive list empty", k => k.Client.Receive(new List<ArraySegment<byte>>()),
            k => k.Client.Receive(new List<ArraySegment<byte>>())),
        ("receive list default", k => k.Client.Receive(new List<ArraySegment<byte>> { default }),
            k => k.Client.Receive(new List<ArraySegment<byte>> { default })),
        ("receive error null", k => k.Client.Receive(null!, 0, 0, 0, out _), k => k.Client.Receive(null!, 0, 0, 0, out _)),
        ("receive idle", k => k.Idle.Receive(Four), k => k.Idle.Receive(Four)),
        ("receive listening", k => k.Listener.Receive(Four), k => k.Listener.Receive(Four)),
        ("send null", k => k.Client.Send((byte[])null!), k => k.Client.Send((byte[])null!)),
        ("send offset", k => k.Client.Send(Four, -1, 1, 0), k => k.Client.Send(Four, -1, 1, 0)),
        ("send size", k => k.Client.Send(Four, 0, 9, 0), k => k.Client.Send(Four, 0, 9, 0)),
        ("send list null", k => k.Client.Send((IList<ArraySegment<byte>>)null!), k => k.Client.Send((IList<ArraySegment<byte>>)null!)),
        ("send list empty", k => k.Client.Send(new List<ArraySegment<byte>>()), k => k.Client.Send(new List<ArraySegment<byte>>())),
        ("accept idle", k => k.Idle.Accept(), k => k.Idle.Accept()),
        ("accept bound", k => k.Bound.Accept(), k => k.Bound.Accept()),
        ("accept async idle", k => k.Idle.AcceptAsync(), k => k.Idle.AcceptAsync()),
        ("accept async bound", k => _ = k.Bound.AcceptAsync(default(CancellationToken)),
            k => _ = k.Bound.AcceptAsync(default(CancellationToken))),
        ("accept into bound", k => k.Listener.AcceptAsync(k.Bound), k => k.Listener.AcceptAsync(k.Bound)),
        ("connect null", k => k.Idle.Connect((EndPoint)null!), k => k.Idle.Connect((EndPoint)null!)),
        ("connect null address", k => k.Idle.Connect((IPAddress)null!, 1), k => k.Idle.Connect((IPAddress)null!, 1)),
        ("connect null host", k => k.Idle.Connect((string)null!, 1), k => k.Idle.Connect((string)null!, 1)),
        ("connect null addresses", k => k.Idle.Connect((IPAddress[])null!, 1), k => k.Idle.Connect((IPAddress[])null!, 1)),
        ("connect no addresses", k => k.Idle.Connect(Array.Empty<IPAddress>(), 1), k => k.Idle.Connect(Array.Empty<IPAddress>(), 1)),
        ("connect port", k => k.Idle.Connect(IPAddress.Loopback, 70_000), k => k.Idle.Connect(IPAddress.Loopback, 70_000)),
        ("connect host port", k => k.Idle.Connect("localhost", -1), k => k.Idle.Connect("localhost", -1)),
        ("connect addresses port", k => k.Idle.Connect([IPAddress.Loopback], -1), k => k.Idle.Connect([IPAddress.Loopback], -1)),
        ("connect six", k => k.Idle.Connect(IPAddress.IPv6Loopback, 1), k => k.Idle.Connect(IPAddress.IPv6Loopback, 1)),
        ("connect six end point", k => k.Idle.Connect(new IPEndPoint(IPAddress.IPv6Loopback, 1)),
            k => k.Idle.Connect(new IPEndPoint(IPAddress.IPv6Loopback, 1))),
        ("connect six host", k => k.Idle.Connect("::1", 1), k => k.Idle.Connect("::1", 1)),
        ("connect six addresses", k => k.Idle.Connect([IPAddress.IPv6Loopback], 1), k => k.Idle.Connect([IPAddress.IPv6Loopback], 1)),
        ("connect six name", k => k.Idle.Connect(new DnsEndPoint("localhost", 1, AddressFamily.InterNetworkV6)),
            k => k.Idle.Connect(new DnsEndPoint("localhost", 1, AddressFamily.InterNetworkV6))),
        ("connect listening", k => k.Listener.Connect(k.Any), k => k.Listener.Connect(k.Any)),
        ("connect connected", k => k.Client.Connect(k.Listener.LocalEndPoint!), k => k.Client.Connect(k.Listener.LocalEndPoint!)),
        ("connect async null", k => k.Idle.ConnectAsync((EndPoint)null!), k => k.Idle.ConnectAsync((EndPoint)null!)),
        ("connect async null host", k => k.Idle.ConnectAsync((string)null!, 1), k => k.Idle.ConnectAsync((string)null!, 1)),
        ("connect async null address", k => k.Idle.ConnectAsync((IPAddress)null!, 1), k => k.Idle.ConnectAsync((IPAddress)null!, 1)),
        ("connect async null addresses", k => k.Idle.ConnectAsync((IPAddress[])null!, 1), k => k.Idle.ConnectAsync((IPAddress[])null!, 1)),
        ("connect async no addresses", k => k.Idle.ConnectAsync(Array.Empty<IPAddress>(), 1),
            k => k.Idle.ConnectAsync(Array.Empty<IPAddress>(), 1)),
        ("connect async port", k => k.Idle.ConnectAsync(IPAddress.Loopback, -1), k => k.Idle.ConnectAsync(IPAddress.Loopback, -1)),
        ("connect async host port", k => k.Idle.ConnectAsync("localhost", -1), k => k.Idle.ConnectAsync("localhost", -1)),
        ("connect async six", k => k.Idle.ConnectAsync(IPAddress.IPv6Loopback, 1), k => k.Idle.ConnectAsync(IPAddress.IPv6Loopback, 1)),
        ("connect async six host", k => k.Idle.ConnectAsync("::1", 1), k => k.Idle.ConnectAsync("::1", 1)),
        ("connect async six addresses", k => k.Idle.ConnectAsync([IPAddress.IPv6Loopback], 1),
            k => k.Idle.ConnectAsync([IPAddress.IPv6Loopback], 1)),
        ("connect async listening", k => k.Listener.ConnectAsync(k.Any), k => k.Listener.ConnectAsync(k.Any)),
        ("receive from null", k => k.Datagrams.ReceiveFrom((byte[])null!, ref k.Any),
            k => k.Datagrams.ReceiveFrom((byte[])null!, ref k.Any)),
        ("receive from null end point", k => k.Datagrams.ReceiveFrom(Four, ref k.Null), k => k.Datagrams.ReceiveFrom(Four, ref k.Null)),
        ("receive from six", k => k.Datagrams.ReceiveFrom(Four, ref k.Six), k => k.Datagrams.ReceiveFrom(Four, ref k.Six)),
        ("receive from name", k => k.Datagrams.ReceiveFrom(Four, ref k.Name), k => k.Datagrams.ReceiveFrom(Four, ref k.Name)),
        ("receive from unbound", k => k.IdleDatagrams.ReceiveFrom(Four, ref k.Any), k => k.IdleDatagrams.ReceiveFrom(Four, ref k.Any)),
        ("receive from size", k => k.Datagrams.ReceiveFrom(Four, 9, 0, ref k.Any), k => k.Datagrams.ReceiveFrom(Four, 9, 0, ref k.Any)),
        ("receive from span null", k => k.Datagrams.ReceiveFrom(Four.AsSpan(), ref k.Null),
            k => k.Datagrams.ReceiveFrom(Four.AsSpan(), ref k.Null)),
        ("receive from address null", k => k.Datagrams.ReceiveFrom(Four, 0, (SocketAddress)null!),
            k => k.Datagrams.ReceiveFrom(Four, 0, (SocketAddress)null!)),
        ("receive from address small", k => k.Datagrams.ReceiveFrom(Four, 0, new SocketAddress(AddressFamily.InterNetwork, 4)),
            k => k.Datagrams.ReceiveFrom(Four, 0, new SocketAddress(AddressFamily.InterNetwork, 4))),
        ("receive from async null", k => k.Datagrams.ReceiveFromAsync(Four, null!),
            k => k.Datagrams.ReceiveFromAsync(Four, (EndPoint)null!)),
        ("receive from async name", k => k.Datagrams.ReceiveFromAsync(Four, k.Name), k => k.Datagrams.ReceiveFromAsync(Four, k.Name)),
        ("receive message null", k => k.Datagrams.ReceiveMessageFrom(null!, 0, 0, ref k.Flags, ref k.Any, out _),
            k => k.Datagrams.ReceiveMessageFrom(null!, 0, 0, ref k.Flags, ref k.Any, out _)),
        ("receive message six", k => k.Datagrams.ReceiveMessageFrom(Four, ref k.Flags, ref k.Six, out _),
            k => k.Datagrams.ReceiveMessageFrom(Four, ref k.Flags, ref k.Six, out _)),
        ("receive message unbound", k => k.IdleDatagrams.ReceiveMessageFrom(Four, ref k.Flags, ref k.Any, out _),
            k => k.IdleDatagrams.ReceiveMessageFrom(Four, ref k.Flags, ref k.Any, out _)),
        ("send to null", k => k.Datagrams.SendTo((byte[])null!, k.Any), k => k.Datagrams.SendTo((byte[])null!, k.Any)),
        ("send to null end point", k => k.Datagrams.SendTo(Four, k.Null), k => k.Datagrams.SendTo(Four, k.Null)),
        ("send to name", k => k.Datagrams.SendTo(Four, k.Name), k => k.Datagrams.SendTo(Four, k.Name)),
        ("send to six", k => k.Datagrams.SendTo(Four, new IPEndPoint(IPAddress.IPv6Loopback, 9)),
            k => k.Datagrams.SendTo(Four, new IPEndPoint(IPAddress.IPv6Loopback, 9))),
        ("send to address null", k => k.Datagrams.SendTo(Four, 0, (SocketAddress)null!),
            k => k.Datagrams.SendTo(Four, 0, (SocketAddress)null!)),
        ("send nowhere", k => k.Datagrams.Send(Four), k => k.Datagrams.Send(Four)),
        ("segment null", k => k.Client.ReceiveAsync(default(ArraySegment<byte>)), k => k.Client.ReceiveAsync(default(ArraySegment<byte>))),
        ("segment send null", k => k.Client.SendAsync(default(ArraySegment<byte>)), k => k.Client.SendAsync(default(ArraySegment<byte>))),
        ("poll time", k => k.Client.Poll(TimeSpan.FromSeconds(-2), 0), k => k.Client.Poll(TimeSpan.FromSeconds(-2), 0)),
        ("poll long", k => k.Client.Poll(TimeSpan.FromDays(1), 0), k => k.Client.Poll(TimeSpan.FromDays(1), 0)),
        ("select nothing", _ => Socket.Select(null, null, null, 0), _ => GreenSocket.Select(null, null, null, 0)),
        ("select empty", _ => Socket.Select(Array.Empty<Socket>(), null, null, 0),
            _ => GreenSocket.Select(Array.Empty<Socket>(), null, null, 0)),
        ("select what is none", _ => Socket.Select(new[] { "x" }, null, null, 0), _ => GreenSocket.Select(new[] { "x" }, null, null, 0)),
        ("select null", _ => Socket.Select(new Socket?[] { null }, null, null, 0),
            _ => GreenSocket.Select(new Socket?[] { null }, null, null, 0)),
        ("select too many", k => Socket.Select(Enumerable.Repeat(k.Client, 65_537).ToList(), null, null, 0),
            k => GreenSocket.Select(Enumerable.Repeat(k.Client, 65_537).ToList(), null, null, 0)),
        ("select time", k => Socket.Select(new[] { k.Client }, null, null, TimeSpan.FromSeconds(-2)),
            k => GreenSocket.Select(new[] { k.Client }, null, null, TimeSpan.FromSeconds(-2))),
        ("disconnect idle", k => k.Idle.Disconnect(false), k => k.Idle.Disconnect(false)),
        ("close time", k => k.Idle.Close(-2), k => k.Idle.Close(-2)),
        ("receive timeout", k => k.Client.ReceiveTimeout = -2, k => k.Client.ReceiveTimeout = -2),
        ("send timeout", k => k.Client.SendTimeout = -2, k => k.Client.SendTimeout = -2),
        ("send file idle", k => k.Idle.SendFile(null), k => k.Idle.SendFile((string?)null)),
        ("send file missing", k => k.Client.SendFile("/nowhere"), k => k.Client.SendFile("/nowhere")),
        ("send file flags", k => k.Client.SendFile(null, null, null, TransmitFileOptions.Disconnect),
            k => k.Client.SendFile(null, null, null, TransmitFileOptions.Disconnect)),
        ("end null", k => k.Client.EndReceive(null!), k => k.Client.EndReceive(null!)),
        ("end of what is none", k => k.Client.EndReceive(Task.FromResult(1)), k => k.Client.EndReceive(Task.FromResult(1))),
        ("end accept of a receive", k => k.Client.EndAccept(k.Client.BeginReceive(Four, 0, 4, 0, null, null)),
            k => k.Client.EndAccept(k.Client.BeginReceive(Four, 0, 4, 0, null, null))),
        ("begin receive null", k => k.Client.BeginReceive((byte[])null!, 0, 0, 0, null, null),
            k => k.Client.BeginReceive((byte[])null!, 0, 0, 0, null, null)),
        ("begin receive offset", k => k.Client.BeginReceive(Four, 9, 0, 0, null, null),
            k => k.Client.BeginReceive(Four, 9, 0, 0, null, null)),
        ("begin send to null", k => k.Datagrams.BeginSendTo(Four, 0, 4, 0, null!, null, null),
            k => k.Datagrams.BeginSendTo(Four, 0, 4, 0, null!, null, null)),
        ("begin receive from six", k => k.Datagrams.BeginReceiveFrom(Four, 0, 4, 0, ref k.Six, null, null),
            k => k.Datagrams.BeginReceiveFrom(Four, 0, 4, 0, ref k.Six, null, null)),
        ("begin accept idle", k => k.Idle.BeginAccept(null, null), k => k.Idle.BeginAccept(null, null)),
        ("begin connect six", k => k.Idle.BeginConnect(IPAddress.IPv6Loopback, 1, null, null),
            k => k.Idle.BeginConnect(IPAddress.IPv6Loopback, 1, null, null)),
        ("closed receive", k => k.Closed.Receive((byte[])null!), k => k.Closed.Receive((byte[])null!)),
        ("closed send", k => k.Closed.Send((byte[])null!), k => k.Closed.Send((byte[])null!)),
        ("closed accept", k => k.Closed.Accept(), k => k.Closed.Accept()),
        ("closed connect", k => k.Closed.Connect((EndPoint)null!), k => k.Closed.Connect((EndPoint)null!)),
        ("closed poll", k => k.Closed.Poll(0, 0), k => k.Closed.Poll(0, 0)),
        ("closed select", k => Socket.Select(new[] { k.Client, k.Closed }, null, null, 0),
            k => GreenSocket.Select(new[] { k.Client, k.Closed }, null, null, 0)),
        ("closed receive from", k => k.Closed.ReceiveFrom((byte[])null!, ref k.Null), k => k.Closed.ReceiveFrom((byte[])null!, ref k.Null)),
        ("closed send to", k => k.Closed.SendTo((byte[])null!, k.Null), k => k.Closed.SendTo((byte[])null!, k.Null)),
        ("closed send file", k => k.Closed.SendFile(null), k => k.Closed.SendFile((string?)null)),
        ("closed disconnect", k => k.Closed.Disconnect(false), k => k.Closed.Disconnect(false)),
        ("closed blocking", k => k.Closed.Blocking = true, k => k.Closed.Blocking = true),
        ("closed close", k => k.Closed.Close(5), k => k.Closed.Close(5)),
        ("closed begin", k => k.Closed.BeginReceive((byte[])null!, 0, 0, 0, null, null),
            k => k.Closed.BeginReceive((byte[])null!, 0, 0, 0, null, null)),
        ("closed accept async", k => k.Closed.AcceptAsync(), k => k.Closed.AcceptAsync()),
        ("handle null", _ => new Socket((SafeSocketHandle)null!).Dispose(), _ => new GreenSocket((SafeSocketHandle)null!).Dispose()),
        ("handle invalid", _ => new Socket(new SafeSocketHandle(-1, true)).Dispose(),
            _ => new GreenSocket(new SafeSocketHandle(-1, true)).Dispose()),
    ];

    public static TheoryData<string> Names => [.. Cases.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_the_BCL_throws_is_thrown_here(string name)
    {
        (_, Action<Kit<Socket>> theirs, Action<Kit<GreenSocket>> ours) = Cases.Single(one => one.Name == name);

        string expected = Thrown(() => theirs(Theirs()));
        string actual = Thrown(() => ours(Ours()));

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Ttl_flags_and_windows_are_as_the_BCL_has_them()
    {
        Assert.Equal(Socket.OSSupportsIPv4, GreenSocket.OSSupportsIPv4);
        Assert.Equal(Socket.OSSupportsIPv6, GreenSocket.OSSupportsIPv6);
        Assert.Equal(Socket.OSSupportsUnixDomainSockets, GreenSocket.OSSupportsUnixDomainSockets);
        GreenSocket socket = Ours().Idle;
        Assert.Equal((nint)socket.Descriptor, socket.Handle);
        Assert.Equal((nint)socket.Descriptor, socket.SafeHandle.DangerousGetHandle());
#pragma warning disable CA1416 // that it is Windows' alone is what this is about
        Assert.Throws<PlatformNotSupportedException>(() => socket.DuplicateAndClose(1));
        Assert.Throws<PlatformNotSupportedException>(() => socket.SetIPProtectionLevel(IPProtectionLevel.Restricted));
        Assert.Throws<PlatformNotSupportedException>(() => new GreenSocket(default(SocketInformation)));
#pragma warning restore CA1416
    }

    public void Dispose()
    {
        _made.ForEach(one => one.Dispose());
        _owner.Dispose();
    }

    private static string Thrown(Action call)
    {
        try
        {
            call();
            return "nothing";
        }
        catch (SocketException e)
        {
            return $"SocketException {e.SocketErrorCode}";
        }
        catch (ArgumentException e)
        {
            return $"{e.GetType().Name} {e.ParamName}";
        }
        catch (Exception e)
        {
            return e.GetType().Name;
        }
    }

    private Kit<Socket> Theirs()
    {
        Socket Tcp() => Kept(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        Socket Udp() => Kept(new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
        var kit = new Kit<Socket>
        {
            Client = Tcp(),
            Listener = Tcp(),
            Idle = Tcp(),
            Bound = Tcp(),
            Closed = Tcp(),
            Datagrams = Udp(),
            IdleDatagrams = Udp(),
        };
        kit.Listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        kit.Listener.Listen();
        kit.Client.Connect(kit.Listener.LocalEndPoint!);
        kit.Bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        kit.Datagrams.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        kit.Closed.Dispose();
        return kit;
    }

    private Kit<GreenSocket> Ours()
    {
        GreenSocket Tcp() => Kept(new GreenSocket(_owner.Hub, AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        GreenSocket Udp() => Kept(new GreenSocket(_owner.Hub, AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
        var kit = new Kit<GreenSocket>
        {
            Client = Tcp(),
            Listener = Tcp(),
            Idle = Tcp(),
            Bound = Tcp(),
            Closed = Tcp(),
            Datagrams = Udp(),
            IdleDatagrams = Udp(),
        };
        kit.Listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        kit.Listener.Listen();
        kit.Client.Connect(kit.Listener.LocalEndPoint!);
        kit.Bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        kit.Datagrams.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        kit.Closed.Dispose();
        return kit;
    }

    private T Kept<T>(T socket)
        where T : IDisposable
    {
        _made.Add(socket);
        return socket;
    }

    /// <summary>A socket in each state, and arguments that are handed out by reference.</summary>
    private sealed class Kit<T>
    {
        public EndPoint Any = new IPEndPoint(IPAddress.Any, 0);
        public EndPoint Null = null!;
        public EndPoint Six = new IPEndPoint(IPAddress.IPv6Any, 0);
        public EndPoint Name = new DnsEndPoint("localhost", 1);
        public SocketFlags Flags;

        public required T Client { get; init; }

        public required T Listener { get; init; }

        public required T Idle { get; init; }

        public required T Bound { get; init; }

        public required T Closed { get; init; }

        public required T Datagrams { get; init; }

        public required T IdleDatagrams { get; init; }
    }
}
