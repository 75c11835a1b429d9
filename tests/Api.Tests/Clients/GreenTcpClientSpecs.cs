using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace Akka.Greensock.Tests;

/// <summary>What a TCP client does, line by line as the BCL's.</summary>
public class GreenTcpClientSpecs
{
    private static readonly Scripts Lines = new()
    {
        { "make one", net =>
        {
            using dynamic c = net.TcpClient();
            return (c.Client.AddressFamily, c.Client.DualMode, c.Connected, c.Available, c.ExclusiveAddressUse, c.LingerState.Enabled,
                c.NoDelay, c.ReceiveTimeout, c.SendTimeout, c.Client.IsBound);
        } },
        { "make one of no family", net => Family(net.TcpClient(AddressFamily.Unknown)) },
        { "make one of an unspecified family", net => Family(net.TcpClient(AddressFamily.Unspecified)) },
        { "make one of IPv4", net => Family(net.TcpClient(AddressFamily.InterNetwork)) },
        { "make one of IPv6", net => Family(net.TcpClient(AddressFamily.InterNetworkV6)) },
        { "make one of another family", net => Family(net.TcpClient(AddressFamily.Unix)) },
        { "make one at no end point", net => net.TcpClient(localEP: null!) },
        { "make one at an IPv4 end point", net => Local(net.TcpClient(new IPEndPoint(IPAddress.Loopback, 0))) },
        { "make one at an end point of nobody", net => Local(net.TcpClient(new IPEndPoint(IPAddress.Parse("192.0.2.77"), 0))) },
        { "make one at an end point in use", net =>
        {
            using dynamic listener = net.Listening();
            return Local(net.TcpClient((IPEndPoint)listener.LocalEndpoint));
        } },
        { "make one with no host", net => net.TcpClient(null!, 1) },
        { "make one with a negative port", net => net.TcpClient("localhost", -1) },
        { "make one with too high a port", net => net.TcpClient("localhost", 65536) },
        { "make one with an unknown host", net => net.TcpClient("no.such.invalid", 1) },
        { "make one with a host that refuses", net => net.TcpClient("127.0.0.1", net.Deaf().Port) },
        { "make one with a host", net =>
        {
            using dynamic listener = net.Listening();
            using dynamic c = net.TcpClient("localhost", ((IPEndPoint)listener.LocalEndpoint).Port);
            return (c.Client.AddressFamily, c.Connected, ((IPEndPoint)c.Client.LocalEndPoint).Address, Active(c));
        } },
        { "make one with this machine", net =>
        {
            using dynamic listener = net.Listening();
            using dynamic c = net.TcpClient("", ((IPEndPoint)listener.LocalEndpoint).Port);
            return (c.Client.AddressFamily, c.Connected);
        } },
        { "connect to no end point", net => { net.TcpClient().Connect((IPEndPoint)null!); } },
        { "connect to no address", net => { net.TcpClient().Connect((IPAddress)null!, 1); } },
        { "connect to a bad port", net => { net.TcpClient().Connect(IPAddress.Loopback, -1); } },
        { "connect to no addresses", net => { net.TcpClient().Connect((IPAddress[])null!, 1); } },
        { "connect to an empty list of addresses", net => { net.TcpClient().Connect(Array.Empty<IPAddress>(), 1); } },
        { "connect to addresses at a bad port", net => { net.TcpClient().Connect(new[] { IPAddress.Loopback }, 70000); } },
        { "connect to addresses of another family", net =>
        {
            net.TcpClient(AddressFamily.InterNetwork).Connect(new[] { IPAddress.IPv6Loopback }, 1);
        } },
        { "connect to no host", net => { net.TcpClient().Connect((string)null!, 1); } },
        { "connect to a host at a bad port", net => { net.TcpClient().Connect("localhost", 70000); } },
        { "connect to an unknown host", net => { net.TcpClient().Connect("no.such.invalid", 1); } },
        { "connect to another family", net => { net.TcpClient(AddressFamily.InterNetwork).Connect(IPAddress.IPv6Loopback, 1); } },
        { "connect to a host of another family", net => { net.TcpClient(AddressFamily.InterNetwork).Connect("::1", 1); } },
        { "connect asynchronously to a host of another family", net =>
            net.TcpClient(AddressFamily.InterNetwork).ConnectAsync("::1", 1) },
        { "connect asynchronously to another family", net =>
            net.TcpClient(AddressFamily.InterNetwork).ConnectAsync(IPAddress.IPv6Loopback, 1) },
        { "connect to a host and say so", net => Connected(net, (c, end) => c.Connect("localhost", end.Port)) },
        { "connect to an address and say so", net => Connected(net, (c, end) => c.Connect(end.Address, end.Port)) },
        { "connect to addresses and say so", net => Connected(net, (c, end) => c.Connect(new[] { end.Address }, end.Port)) },
        { "connect to an end point and say so", net => Connected(net, (c, end) => c.Connect(end)) },
        { "connect to a host and await it", net => Connected(net, (c, end) => net.Wait(c.ConnectAsync("localhost", end.Port))) },
        { "connect to an address and await it", net => Connected(net, (c, end) => net.Wait(c.ConnectAsync(end.Address, end.Port))) },
        { "connect to addresses and await it", net => Connected(net, (c, end) =>
            net.Wait(c.ConnectAsync(new[] { end.Address }, end.Port))) },
        { "connect to an end point and await it", net => Connected(net, (c, end) => net.Wait(c.ConnectAsync(end))) },
        { "connect to an end point with a token", net => Connected(net, (c, end) =>
            net.Wait(c.ConnectAsync(end, CancellationToken.None).AsTask())) },
        { "connect to a host with a token", net => Connected(net, (c, end) =>
            net.Wait(c.ConnectAsync("localhost", end.Port, CancellationToken.None).AsTask())) },
        { "begin to connect to a host, and end it", net => Connected(net, (c, end) =>
            c.EndConnect(c.BeginConnect("localhost", end.Port, null, null))) },
        { "begin to connect to an address, and end it", net => Connected(net, (c, end) =>
            c.EndConnect(c.BeginConnect(end.Address, end.Port, null, null))) },
        { "begin to connect to addresses, and end it", net => Connected(net, (c, end) =>
            c.EndConnect(c.BeginConnect(new[] { end.Address }, end.Port, null, null))) },
        { "connect after a refusal", net => Connected(net, (c, end) =>
        {
            Assert.Throws<SocketException>(() => c.Connect(net.Deaf()));
            Assert.False(c.Connected);
            c.Connect(end);
        }) },
        { "connect to a host after a refusal", net => Connected(net, (c, end) =>
        {
            Assert.ThrowsAny<SocketException>(() => c.Connect("127.0.0.1", net.Deaf().Port));
            c.Connect("127.0.0.1", end.Port);
        }) },
        { "connect twice", net => Connected(net, (c, end) =>
        {
            c.Connect(end);
            c.Connect(end);
        }) },
        { "connect twice, to a host", net => Connected(net, (c, end) =>
        {
            c.Connect(end);
            c.Connect("127.0.0.1", end.Port);
        }) },
        { "connect asynchronously to no end point", net => net.TcpClient().ConnectAsync((IPEndPoint)null!) },
        { "connect asynchronously to no address", net => net.TcpClient().ConnectAsync((IPAddress)null!, 1) },
        { "connect asynchronously to no addresses", net => net.TcpClient().ConnectAsync((IPAddress[])null!, 1) },
        { "connect asynchronously to an empty list", net => net.TcpClient().ConnectAsync(Array.Empty<IPAddress>(), 1) },
        { "connect asynchronously to no host", net => net.TcpClient().ConnectAsync((string)null!, 1) },
        { "connect asynchronously to a bad port", net => net.TcpClient().ConnectAsync("localhost", 70000) },
        { "connect asynchronously to an unknown host", net => net.TcpClient().ConnectAsync("no.such.invalid", 1) },
        { "connect asynchronously to one that refuses", net => net.TcpClient().ConnectAsync(net.Deaf()) },
        { "connect asynchronously, cancelled", net =>
            net.TcpClient().ConnectAsync(IPAddress.Loopback, 1, new CancellationToken(true)).AsTask() },
        { "begin to connect to no host", net => net.TcpClient().BeginConnect((string)null!, 1, null, null) },
        { "begin to connect to no address", net => net.TcpClient().BeginConnect((IPAddress)null!, 1, null, null) },
        { "begin to connect to a bad port", net => net.TcpClient().BeginConnect(IPAddress.Loopback, -1, null, null) },
        { "end nothing", net => { net.TcpClient().EndConnect(null!); } },
        { "end what is another's", net => { net.TcpClient().EndConnect(Task.CompletedTask); } },
        { "the state of what was begun", net =>
        {
            using dynamic listener = net.Listening();
            using dynamic c = net.TcpClient();
            IAsyncResult begun = c.BeginConnect((IPAddress)listener.LocalEndpoint.Address, (int)listener.LocalEndpoint.Port, null, "state");
            c.EndConnect(begun);
            return (begun.AsyncState, begun.IsCompleted);
        } },
        { "closed: the client", net => Closed(net).Client },
        { "closed: connected", net => Closed(net).Connected },
        { "closed: available", net => Closed(net).Available },
        { "closed: exclusive", net => Closed(net).ExclusiveAddressUse },
        { "closed: set exclusive", net => Closed(net).ExclusiveAddressUse = true },
        { "closed: the stream", net => Closed(net).GetStream() },
        { "closed: connect", net => { Closed(net).Connect(new IPEndPoint(IPAddress.Loopback, 1)); } },
        { "closed: connect to nothing", net => { Closed(net).Connect((IPEndPoint)null!); } },
        { "closed: connect to no address", net => { Closed(net).Connect((IPAddress)null!, 1); } },
        { "closed: connect to no host", net => { Closed(net).Connect((string)null!, 1); } },
        { "closed: connect to addresses", net => { Closed(net).Connect(new[] { IPAddress.Loopback }, 1); } },
        { "closed: end nothing", net => { Closed(net).EndConnect(null!); } },
        { "closed: again", net => { Closed(net).Close(); } },
        { "closed: set another client", net =>
        {
            dynamic c = Closed(net);
            c.Client = net.Socket();
            return c.Client;
        } },
        { "set no client", net =>
        {
            dynamic c = net.TcpClient();
            c.Client = null;
            return (c.Connected, c.Available, c.NoDelay, c.Client.AddressFamily);
        } },
        { "set no client and connect", net => Connected(net, (c, end) =>
        {
            c.Client = null;
            c.Connect(end);
        }) },
        { "set a client that is connected", net =>
        {
            (dynamic a, _) = net.Connection();
            dynamic c = net.TcpClient();
            c.Client = a.Client;
            return (c.Connected, c.GetStream().CanRead, Active(c));
        } },
        { "set another client, which leaves the first open", net =>
        {
            dynamic c = net.TcpClient();
            dynamic first = c.Client;
            c.Client = net.Socket();
            first.NoDelay = true;
            return first.NoDelay;
        } },
        { "the stream of one that is not connected", net => net.TcpClient().GetStream() },
        { "the stream is the same", net =>
        {
            (dynamic c, _) = net.Connection();
            return (ReferenceEquals(c.GetStream(), c.GetStream()), ReferenceEquals(c.GetStream().Socket, c.Client));
        } },
        { "the stream owns the socket", net =>
        {
            (dynamic c, dynamic s) = net.Connection();
            c.GetStream().Dispose();
            return (c.Connected, s.GetStream().ReadByte());
        } },
        { "the stream after its end", net =>
        {
            (dynamic c, _) = net.Connection();
            c.GetStream().Dispose();
            return c.GetStream();
        } },
        { "a close ends the stream", net =>
        {
            (dynamic c, dynamic s) = net.Connection();
            Stream stream = c.GetStream();
            c.Close();
            return (stream.CanRead, stream.CanWrite, s.GetStream().ReadByte());
        } },
        { "a read after a close", net =>
        {
            (dynamic c, _) = net.Connection();
            Stream stream = c.GetStream();
            c.Close();
            return stream.ReadByte();
        } },
        { "a close without a stream", net =>
        {
            (dynamic c, dynamic s) = net.Connection();
            c.Dispose();
            return s.GetStream().ReadByte();
        } },
        { "active stays", net =>
        {
            (dynamic c, dynamic s) = net.Connection();
            dynamic fresh = net.TcpClient();
            c.Dispose();
            return (Active(fresh), Active(c), Active(s));
        } },
        { "options", net =>
        {
            using dynamic c = net.TcpClient();
            c.NoDelay = true;
            c.LingerState = new LingerOption(true, 3);
            c.ReceiveTimeout = 700;
            c.SendTimeout = 800;
            c.ReceiveBufferSize = 20_000;
            c.SendBufferSize = 30_000;
            c.ExclusiveAddressUse = false;
            return (c.NoDelay, c.LingerState, c.ReceiveTimeout, c.SendTimeout, c.ReceiveBufferSize, c.SendBufferSize,
                c.ExclusiveAddressUse);
        } },
        { "a negative timeout", net => net.TcpClient().ReceiveTimeout = -2 },
        { "an infinite timeout", net =>
        {
            dynamic c = net.TcpClient();
            c.ReceiveTimeout = -1;
            return c.ReceiveTimeout;
        } },
        { "a negative buffer", net => net.TcpClient().SendBufferSize = -1 },
        { "no linger", net => net.TcpClient().LingerState = null },
        { "talk", net =>
        {
            (dynamic c, dynamic s) = net.Connection();
            c.GetStream().Write(new byte[] { 1, 2, 3 }, 0, 3);
            byte[] buffer = new byte[3];
            ((Stream)s.GetStream()).ReadExactly(buffer);
            return (buffer, c.Available, s.Available);
        } },
    };

    public static TheoryData<string> Names => Lines.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void It_does_what_the_BCLs_does(string lines) => Outcome.IsTheBcls(Lines[lines]);

    private static (object, object) Family(dynamic client) => (client.Client.AddressFamily, client.Client.DualMode);

    private static (object, object) Local(dynamic client) => (((IPEndPoint)client.Client.LocalEndPoint).Address, client.Client.IsBound);

    private static object? Active(dynamic client) => ((object)client).GetType()
        .GetProperty("Active", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(client);

    private static dynamic Closed(Net net)
    {
        dynamic client = net.TcpClient();
        client.Dispose();
        return client;
    }

    private static (object, object, object?) Connected(Net net, Action<dynamic, IPEndPoint> connect)
    {
        using dynamic listener = net.Listening();
        using dynamic client = net.TcpClient();
        connect(client, (IPEndPoint)listener.LocalEndpoint);
        return (client.Connected, ((IPEndPoint)client.Client.RemoteEndPoint).Address, Active(client));
    }
}
