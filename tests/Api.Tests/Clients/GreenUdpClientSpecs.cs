using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace Akka.Greensock.Tests;

/// <summary>What a UDP client does, line by line as the BCL's.</summary>
public class GreenUdpClientSpecs
{
    private static readonly IPAddress Group = IPAddress.Parse("224.0.0.9");
    private static readonly IPAddress Group6 = IPAddress.Parse("ff02::9");
    private static readonly IPEndPoint Discard = new(IPAddress.Loopback, 9);
    private static readonly byte[] Bytes = [1, 2, 3];

    private static readonly Scripts Lines = new()
    {
        { "make one", net =>
        {
            using dynamic c = net.UdpClient();
            return (c.Client.AddressFamily, c.Client.IsBound, c.DontFragment, c.EnableBroadcast, c.ExclusiveAddressUse,
                c.MulticastLoopback, c.Ttl, c.Available);
        } },
        { "make one of IPv6", net =>
        {
            using dynamic c = net.UdpClient(AddressFamily.InterNetworkV6);
            return (c.Client.AddressFamily, c.Client.DualMode, c.EnableBroadcast, c.MulticastLoopback, c.Ttl);
        } },
        { "an IPv6 one's fragments", net => net.UdpClient(AddressFamily.InterNetworkV6).DontFragment },
        { "make one of no family", net => net.UdpClient(AddressFamily.Unknown) },
        { "make one of another family", net => net.UdpClient(AddressFamily.Unix) },
        { "make one at a port of another family", net => net.UdpClient(0, AddressFamily.Unix) },
        { "make one at a bad port of another family", net => net.UdpClient(-1, AddressFamily.Unix) },
        { "make one at a port", net => Local(net.UdpClient(0)) },
        { "make one at a port of IPv6", net => Local(net.UdpClient(0, AddressFamily.InterNetworkV6)) },
        { "make one at a negative port", net => net.UdpClient(-1) },
        { "make one at too high a port", net => net.UdpClient(65536) },
        { "make one at no end point", net => net.UdpClient(null!) },
        { "make one at an end point", net => Local(net.UdpClient(new IPEndPoint(IPAddress.IPv6Loopback, 0))) },
        { "make one at an end point of nobody", net => Local(net.UdpClient(new IPEndPoint(IPAddress.Parse("192.0.2.77"), 0))) },
        { "make one with a host", net => Peer(net.UdpClient("localhost", 9)) },
        { "make one with an IPv6 host", net => Peer(net.UdpClient("::1", 9)) },
        { "make one with port 0", net => net.UdpClient("127.0.0.1", 0).Client.Connected },
        { "make one with no host", net => net.UdpClient(null!, 9) },
        { "make one with a bad port", net => net.UdpClient("localhost", -1) },
        { "make one with an unknown host", net => net.UdpClient("no.such.invalid", 9) },
        { "make one with the any address", net => net.UdpClient("0.0.0.0", 9) },
        { "closed: the client", net => Closed(net).Client },
        { "closed: connect", net => { Closed(net).Connect(Discard); } },
        { "closed: connect to nothing", net => { Closed(net).Connect((IPEndPoint)null!); } },
        { "closed: connect to no host", net => { Closed(net).Connect((string)null!, 1); } },
        { "closed: connect to no address", net => { Closed(net).Connect((IPAddress)null!, 1); } },
        { "closed: send", net => Closed(net).Send(Bytes, 1) },
        { "closed: send nothing", net => Closed(net).Send((byte[])null!, 1) },
        { "closed: send to one", net => Closed(net).Send(Bytes, 1, Discard) },
        { "closed: send asynchronously", net => Closed(net).SendAsync(Bytes, 1) },
        { "closed: send to one asynchronously", net => Closed(net).SendAsync(Bytes, 1, Discard) },
        { "closed: send to a host asynchronously", net => Closed(net).SendAsync(Bytes, 1, "localhost", 9) },
        { "closed: send nothing asynchronously", net => Closed(net).SendAsync((byte[])null!, 1) },
        { "closed: receive", net => Received(Closed(net)) },
        { "closed: receive asynchronously", net => Closed(net).ReceiveAsync() },
        { "closed: receive with a token", net => Closed(net).ReceiveAsync(CancellationToken.None).AsTask() },
        { "closed: begin to receive", net => Closed(net).BeginReceive(null, null) },
        { "closed: begin to send", net => Closed(net).BeginSend(Bytes, 1, null, null) },
        { "closed: end a receive", net => Ended(Closed(net), null!) },
        { "closed: end a send", net => Closed(net).EndSend(null!) },
        { "closed: join", net => { Closed(net).JoinMulticastGroup(Group); } },
        { "closed: join nothing", net => { Closed(net).JoinMulticastGroup((IPAddress)null!); } },
        { "closed: leave", net => { Closed(net).DropMulticastGroup(Group); } },
        { "closed: again", net => { Closed(net).Close(); } },
        { "Windows' NAT traversal", net => { net.UdpClient().AllowNatTraversal(true); } },
        { "connect", net => Connected(net, c => c.Connect(Discard)) },
        { "connect to an address", net => Connected(net, c => c.Connect(IPAddress.Loopback, 9)) },
        { "connect to a host", net => Connected(net, c => c.Connect("localhost", 9)) },
        { "connect to no end point", net => { net.UdpClient().Connect((IPEndPoint)null!); } },
        { "connect to no address", net => { net.UdpClient().Connect((IPAddress)null!, 1); } },
        { "connect to a bad port", net => { net.UdpClient().Connect(IPAddress.Loopback, -1); } },
        { "connect to no host", net => { net.UdpClient().Connect((string)null!, 1); } },
        { "connect to a host at a bad port", net => { net.UdpClient().Connect("localhost", -1); } },
        { "connect to an unknown host", net => { net.UdpClient().Connect("no.such.invalid", 9); } },
        { "connect to a host of another family", net => { net.UdpClient().Connect("::1", 9); } },
        { "connect to an address of another family", net => { net.UdpClient().Connect(IPAddress.IPv6Loopback, 9); } },
        { "connect twice", net => Connected(net, c =>
        {
            c.Connect(new IPEndPoint(IPAddress.Loopback, 10));
            c.Connect(Discard);
        }) },
        { "connect twice, to a host", net => Connected(net, c =>
        {
            c.Connect(new IPEndPoint(IPAddress.Loopback, 10));
            c.Connect("localhost", 9);
        }) },
        { "connect to everybody", net =>
        {
            dynamic c = net.UdpClient();
            c.Connect(IPAddress.Broadcast, 9);
            return c.EnableBroadcast;
        } },
        { "send nothing", net => net.UdpClient().Send((byte[])null!, 1) },
        { "send nothing to one", net => net.UdpClient().Send((byte[])null!, 1, Discard) },
        { "send a negative count", net => net.UdpClient().Send(Bytes, -1, Discard) },
        { "send too many", net => net.UdpClient().Send(Bytes, 4, Discard) },
        { "send to nobody", net => net.UdpClient().Send(Bytes, 3) },
        { "send to no end point", net => net.UdpClient().Send(Bytes, 3, (IPEndPoint)null!) },
        { "send to no host", net => net.UdpClient().Send(Bytes, 3, null!, 9) },
        { "send to the peer", net => WithPeer(net).Send(Bytes, 2) },
        { "send to another than the peer", net => WithPeer(net).Send(Bytes, 3, Discard) },
        { "send to a host than the peer", net => WithPeer(net).Send(Bytes, 3, "localhost", 9) },
        { "send to the peer by no end point", net => WithPeer(net).Send(Bytes, 3, (IPEndPoint)null!) },
        { "send to the peer by no host", net => WithPeer(net).Send(Bytes, 3, null!, 0) },
        { "send to the peer by no host and a port", net => WithPeer(net).Send(Bytes, 3, null!, 9) },
        { "send too many to the peer", net => WithPeer(net).Send(Bytes, 4) },
        { "send to a host", net => net.UdpClient().Send(Bytes, 3, "localhost", 9) },
        { "send to a host at a bad port", net => net.UdpClient().Send(Bytes, 3, "localhost", -1) },
        { "send to an unknown host", net => net.UdpClient().Send(Bytes, 3, "no.such.invalid", 9) },
        { "send to a host of another family", net => net.UdpClient().Send(Bytes, 3, "::1", 9) },
        { "send to an address of another family", net => net.UdpClient().Send(Bytes, 3, new IPEndPoint(IPAddress.IPv6Loopback, 9)) },
        { "send an empty one", net => net.UdpClient().Send(Bytes, 0, Discard) },
        { "send too big a one", net => net.UdpClient().Send(new byte[70_000], 70_000, Discard) },
        { "send asynchronously: nothing", net => net.UdpClient().SendAsync((byte[])null!, 1) },
        { "send asynchronously: too many", net => net.UdpClient().SendAsync(Bytes, 4) },
        { "send asynchronously: to nobody", net => net.UdpClient().SendAsync(Bytes, 3) },
        { "send asynchronously: to the peer", net => WithPeer(net).SendAsync(Bytes, 3) },
        { "send asynchronously: to another than the peer", net => WithPeer(net).SendAsync(Bytes, 3, Discard) },
        { "send asynchronously: to a host than the peer", net => WithPeer(net).SendAsync(Bytes, 3, "localhost", 9) },
        { "send asynchronously: to the peer by no host", net => WithPeer(net).SendAsync(Bytes, 3, null!, 0) },
        { "send asynchronously: to one", net => net.UdpClient().SendAsync(Bytes, 3, Discard) },
        { "send asynchronously: to a host", net => net.UdpClient().SendAsync(Bytes, 3, "localhost", 9) },
        { "send asynchronously: to no host", net => net.UdpClient().SendAsync(Bytes, 3, null!, 9) },
        { "send asynchronously: to an unknown host", net => net.UdpClient().SendAsync(Bytes, 3, "no.such.invalid", 9) },
        { "send asynchronously: to a bad port", net => net.UdpClient().SendAsync(Bytes, 3, "localhost", -1) },
        { "send asynchronously: to another family", net =>
            net.UdpClient().SendAsync(Bytes, 3, new IPEndPoint(IPAddress.IPv6Loopback, 9)) },
        { "begin to send nothing", net => net.UdpClient().BeginSend(null!, 1, null, null) },
        { "begin to send too many", net => net.UdpClient().BeginSend(Bytes, 4, null, null) },
        { "begin to send to another than the peer", net => WithPeer(net).BeginSend(Bytes, 3, Discard, null, null) },
        { "begin to send, and end it", net =>
        {
            dynamic c = WithPeer(net);
            return c.EndSend(c.BeginSend(Bytes, 2, null, null));
        } },
        { "begin to send to a host, and end it", net =>
        {
            dynamic c = net.UdpClient();
            return c.EndSend(c.BeginSend(Bytes, 2, "localhost", 9, null, null));
        } },
        { "begin to send to one, and end it", net =>
        {
            dynamic c = net.UdpClient();
            return c.EndSend(c.BeginSend(Bytes, 2, Discard, null, null));
        } },
        { "end no send", net => net.UdpClient().EndSend(null!) },
        { "end no receive", net => Ended(net.UdpClient(), null!) },
        { "end another's send", net => net.UdpClient().EndSend(Task.CompletedTask) },
        { "receive unbound", net => Received(net.UdpClient()) },
        { "receive unbound, asynchronously", net => net.UdpClient().ReceiveAsync() },
        { "receive unbound, with a token", net => net.UdpClient().ReceiveAsync(CancellationToken.None).AsTask() },
        { "begin to receive unbound", net => net.UdpClient().BeginReceive(null, null) },
        { "receive", net => Passed(net, IPAddress.Loopback, (c, _) => Received(c)) },
        { "receive by IPv6", net => Passed(net, IPAddress.IPv6Loopback, (c, _) => Received(c)) },
        { "receive asynchronously", net => Passed(net, IPAddress.Loopback, (c, _) => c.ReceiveAsync()) },
        { "receive with a token", net => Passed(net, IPAddress.Loopback, (c, _) => c.ReceiveAsync(CancellationToken.None).AsTask()) },
        { "receive, cancelled", net => Passed(net, IPAddress.Loopback, (c, _) => c.ReceiveAsync(new CancellationToken(true)).AsTask()) },
        { "begin to receive, and end it", net => Passed(net, IPAddress.Loopback, (c, _) => Ended(c, c.BeginReceive(null, null))) },
        { "receive an empty one", net =>
        {
            using dynamic r = net.UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
            using dynamic s = net.UdpClient();
            s.Send(Bytes, 0, (IPEndPoint)r.Client.LocalEndPoint);
            return Received(r);
        } },
        { "receive within a time", net =>
        {
            using dynamic r = net.UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
            r.Client.ReceiveTimeout = 20;
            return Received(r);
        } },
        { "close while one is awaited", net =>
        {
            dynamic r = net.UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
            dynamic receiving = r.ReceiveAsync();
            r.Close();
            return receiving;
        } },
        { "close after begin to receive", net =>
        {
            dynamic r = net.UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
            IAsyncResult begun = r.BeginReceive(null, null);
            r.Close();
            return Ended(r, begun);
        } },
        { "set no client", net =>
        {
            dynamic c = net.UdpClient();
            c.Client = null;
            c.Dispose();
            return c.Client;
        } },
        { "set another client", net =>
        {
            dynamic c = net.UdpClient();
            c.Client = net.Socket();
            return c.Client.SocketType;
        } },
        { "a connected client that was set is no peer", net =>
        {
            dynamic c = net.UdpClient();
            c.Client = WithPeer(net).Client;
            return (Active(c), c.Send(Bytes, 3));
        } },
        { "active stays", net =>
        {
            dynamic c = net.UdpClient();
            object before = Active(c);
            c.Connect(Discard);
            object connected = Active(c);
            c.Dispose();
            return (before, connected, Active(c));
        } },
        { "options", net =>
        {
            using dynamic c = net.UdpClient();
            c.Ttl = (short)7;
            c.DontFragment = true;
            c.MulticastLoopback = false;
            c.EnableBroadcast = true;
            c.ExclusiveAddressUse = false;
            return (c.Ttl, c.DontFragment, c.MulticastLoopback, c.EnableBroadcast, c.ExclusiveAddressUse);
        } },
        { "join no group", net => { net.UdpClient().JoinMulticastGroup((IPAddress)null!); } },
        { "join a group of another family", net => { net.UdpClient().JoinMulticastGroup(Group6); } },
        { "join a group of the other family", net => { net.UdpClient(AddressFamily.InterNetworkV6).JoinMulticastGroup(Group); } },
        { "join what is no group", net => { net.UdpClient().JoinMulticastGroup(IPAddress.Loopback); } },
        { "join on an interface", net => { net.UdpClient().JoinMulticastGroup(Group, IPAddress.Loopback); } },
        { "join on no interface", net => { net.UdpClient().JoinMulticastGroup(Group, (IPAddress)null!); } },
        { "join by IPv6 on an address", net =>
        {
            net.UdpClient(AddressFamily.InterNetworkV6).JoinMulticastGroup(Group6, IPAddress.IPv6Loopback);
        } },
        { "join by IPv6 on an interface", net => { net.UdpClient(AddressFamily.InterNetworkV6).JoinMulticastGroup(1, Group6); } },
        { "join by IPv4 on a number", net => { net.UdpClient().JoinMulticastGroup(1, Group); } },
        { "join on a negative number", net => { net.UdpClient(AddressFamily.InterNetworkV6).JoinMulticastGroup(-1, Group6); } },
        { "join nothing on a number", net => { net.UdpClient(AddressFamily.InterNetworkV6).JoinMulticastGroup(1, null!); } },
        { "join IPv4 on a number", net => { net.UdpClient(AddressFamily.InterNetworkV6).JoinMulticastGroup(1, Group); } },
        { "join no group with a time to live", net => { net.UdpClient().JoinMulticastGroup(null!, 500); } },
        { "join with a negative time to live", net => { net.UdpClient().JoinMulticastGroup(Group, -1); } },
        { "join with too long a time to live", net => { net.UdpClient().JoinMulticastGroup(Group, 256); } },
        { "leave no group", net => { net.UdpClient().DropMulticastGroup(null!); } },
        { "leave what was not joined", net => { net.UdpClient().DropMulticastGroup(Group); } },
        { "leave a group of another family", net => { net.UdpClient().DropMulticastGroup(Group6); } },
        { "leave nothing on a number", net => { net.UdpClient(AddressFamily.InterNetworkV6).DropMulticastGroup(null!, 1); } },
        { "leave on a negative number", net => { net.UdpClient(AddressFamily.InterNetworkV6).DropMulticastGroup(Group6, -1); } },
        { "leave by IPv4 on a number", net => { net.UdpClient().DropMulticastGroup(Group, 1); } },
        { "join and leave by IPv6", net =>
        {
            dynamic c = net.UdpClient(AddressFamily.InterNetworkV6);
            c.JoinMulticastGroup(1, Group6);
            c.DropMulticastGroup(Group6, 1);
        } },
    };

    public static TheoryData<string> Names => Lines.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void It_does_what_the_BCLs_does(string lines) => Outcome.IsTheBcls(Lines[lines]);

    private static object? Active(dynamic client) => ((object)client).GetType()
        .GetProperty("Active", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(client);

    private static (object, object) Local(dynamic client) => (((IPEndPoint)client.Client.LocalEndPoint).Address, client.Client.IsBound);

    private static (object, object, object, object?) Peer(dynamic client) => (
        client.Client.AddressFamily, client.Client.Connected, ((IPEndPoint)client.Client.RemoteEndPoint).Address, Active(client));

    private static dynamic WithPeer(Net net)
    {
        dynamic client = net.UdpClient();
        client.Connect(Discard);
        return client;
    }

    private static dynamic Closed(Net net)
    {
        dynamic client = net.UdpClient();
        client.Dispose();
        return client;
    }

    private static (object, object, object?) Connected(Net net, Action<dynamic> connect)
    {
        dynamic client = net.UdpClient();
        connect(client);
        return (client.Client.RemoteEndPoint, client.Client.Connected, Active(client));
    }

    private static (object, object?) Received(dynamic client)
    {
        IPEndPoint? from = null;
        byte[] bytes = client.Receive(ref from);
        return (bytes, from?.Address);
    }

    private static (object, object?) Ended(dynamic client, IAsyncResult begun)
    {
        IPEndPoint? from = null;
        byte[] bytes = client.EndReceive(begun, ref from);
        return (bytes, from?.Address);
    }

    private static object? Passed(Net net, IPAddress address, Func<dynamic, dynamic, object?> receive)
    {
        dynamic receiver = net.UdpClient(new IPEndPoint(address, 0));
        dynamic sender = net.UdpClient(new IPEndPoint(address, 0));
        sender.Send(Bytes, 3, (IPEndPoint)receiver.Client.LocalEndPoint);
        return receive(receiver, sender);
    }
}
