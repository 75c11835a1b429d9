using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace Akka.Greensock.Tests;

/// <summary>What a TCP listener does, line by line as the BCL's.</summary>
public class GreenTcpListenerSpecs
{
    private static readonly Scripts Lines = new()
    {
        { "make one at no end point", net => net.TcpListener(null!) },
        { "make one at no address", net => net.TcpListener(null!, 1) },
        { "make one at a negative port", net => net.TcpListener(IPAddress.Loopback, -1) },
        { "make one at too high a port", net => net.TcpListener(IPAddress.Loopback, 65536) },
        { "make one for everybody at a bad port", net => net.CreateTcpListener(-1) },
        { "make one for everybody", net =>
        {
            using dynamic l = net.CreateTcpListener(0);
            return (l.LocalEndpoint, l.Server.DualMode, l.Server.AddressFamily);
        } },
        { "make one for everybody and start it", net =>
        {
            using dynamic l = net.CreateTcpListener(0);
            l.Start();
            return (((IPEndPoint)l.LocalEndpoint).Address, l.Server.DualMode);
        } },
        { "one that was not started", net =>
        {
            dynamic l = Fresh(net);
            return (l.LocalEndpoint, l.ExclusiveAddressUse, l.Server.IsBound, l.Server.AddressFamily, Active(l));
        } },
        { "one that was started", net =>
        {
            using dynamic l = net.Listening();
            return (((IPEndPoint)l.LocalEndpoint).Address, l.ExclusiveAddressUse, l.Server.IsBound, Active(l), l.Pending());
        } },
        { "not started: pending", net => Fresh(net).Pending() },
        { "not started: accept a socket", net => Fresh(net).AcceptSocket() },
        { "not started: accept a client", net => Fresh(net).AcceptTcpClient() },
        { "not started: accept a socket asynchronously", net => Fresh(net).AcceptSocketAsync() },
        { "not started: accept a client asynchronously", net => Fresh(net).AcceptTcpClientAsync() },
        { "not started: accept a socket, cancelled", net => Fresh(net).AcceptSocketAsync(new CancellationToken(true)).AsTask() },
        { "not started: begin to accept a socket", net => Fresh(net).BeginAcceptSocket(null, null) },
        { "not started: begin to accept a client", net => Fresh(net).BeginAcceptTcpClient(null, null) },
        { "not started: stop", net =>
        {
            dynamic l = Fresh(net);
            l.Stop();
            l.Stop();
            l.Dispose();
            l.Start();
            return Active(l);
        } },
        { "start with a negative backlog", net => { Fresh(net).Start(-1); } },
        { "start with a negative backlog again", net => { net.Listening().Start(-1); } },
        { "start with no backlog", net => { Fresh(net).Start(0); } },
        { "start twice", net =>
        {
            using dynamic l = net.Listening();
            dynamic server = l.Server;
            l.Start();
            return ReferenceEquals(server, l.Server);
        } },
        { "stop and start again", net =>
        {
            dynamic l = net.Listening();
            dynamic server = l.Server;
            l.Stop();
            object stopped = l.LocalEndpoint;
            dynamic next = l.Server;
            l.Start();
            return (stopped, ReferenceEquals(server, next), ReferenceEquals(l.Server, next), ((IPEndPoint)l.LocalEndpoint).Address,
                Active(l));
        } },
        { "start at an address of nobody", net => { net.TcpListener(IPAddress.Parse("192.0.2.77"), 0).Start(); } },
        { "start at an address in use", net =>
        {
            using dynamic l = net.Listening();
            net.TcpListener((IPEndPoint)l.LocalEndpoint).Start();
        } },
        { "start at an address that was in use", net =>
        {
            using dynamic l = net.Listening();
            dynamic second = net.TcpListener((IPEndPoint)l.LocalEndpoint);
            Assert.Throws<SocketException>(() => second.Start());
            bool was = Active(second);
            l.Stop();
            second.Start();
            bool isNow = Active(second);
            second.Stop();
            return (was, isNow);
        } },
        { "exclusive while it listens", net => net.Listening().ExclusiveAddressUse = true },
        { "exclusive from start to stop", net =>
        {
            dynamic l = Fresh(net);
            l.ExclusiveAddressUse = false;
            (object a, object b) = (l.ExclusiveAddressUse, l.Server.ExclusiveAddressUse);
            l.Start();
            object c = l.ExclusiveAddressUse;
            l.Stop();
            return (a, b, c, l.ExclusiveAddressUse, l.Server.ExclusiveAddressUse);
        } },
        { "Windows' NAT traversal", net => { Fresh(net).AllowNatTraversal(true); } },
        { "Windows' NAT traversal while it listens", net => { net.Listening().AllowNatTraversal(true); } },
        { "accept a socket", net => Accepted(net, l => l.AcceptSocket()) },
        { "accept a client", net => Accepted(net, l => l.AcceptTcpClient().Client) },
        { "accept a socket asynchronously", net => Accepted(net, l => Awaited(net, l.AcceptSocketAsync())) },
        { "accept a socket with a token", net => Accepted(net, l => Awaited(net, l.AcceptSocketAsync(CancellationToken.None).AsTask())) },
        { "accept a client asynchronously", net => Accepted(net, l => Awaited(net, l.AcceptTcpClientAsync()).Client) },
        { "accept a client with a token", net => Accepted(net, l =>
            Awaited(net, l.AcceptTcpClientAsync(CancellationToken.None).AsTask()).Client) },
        { "begin to accept a socket, and end it", net => Accepted(net, l => l.EndAcceptSocket(l.BeginAcceptSocket(null, null))) },
        { "begin to accept a client, and end it", net => Accepted(net, l =>
            l.EndAcceptTcpClient(l.BeginAcceptTcpClient(null, null)).Client) },
        { "pending", net =>
        {
            using dynamic l = net.Listening();
            using dynamic c = net.TcpClient();
            c.Connect((IPEndPoint)l.LocalEndpoint);
            l.Server.Poll(-1, SelectMode.SelectRead); // the client is connected before the listener knows
            object before = l.Pending();
            using dynamic accepted = l.AcceptSocket();
            return (before, l.Pending());
        } },
        { "accept a socket, cancelled", net => net.Listening().AcceptSocketAsync(new CancellationToken(true)).AsTask() },
        { "accept a client, cancelled", net => net.Listening().AcceptTcpClientAsync(new CancellationToken(true)).AsTask() },
        { "stop while a socket is awaited", net => Stopped(net, l => l.AcceptSocketAsync()) },
        { "stop while a client is awaited", net => Stopped(net, l => l.AcceptTcpClientAsync()) },
        { "stop after begin to accept a socket", net =>
            StoppedAndEnded(net, l => l.BeginAcceptSocket(null, null), (l, r) => l.EndAcceptSocket(r)) },
        { "stop after begin to accept a client", net =>
            StoppedAndEnded(net, l => l.BeginAcceptTcpClient(null, null), (l, r) => l.EndAcceptTcpClient(r)) },
        { "end nothing", net => net.Listening().EndAcceptSocket(null) },
        { "end no client", net => net.Listening().EndAcceptTcpClient(null) },
        { "end what is another's", net => net.Listening().EndAcceptSocket(Task.FromResult(1)) },
    };

    public static TheoryData<string> Names => Lines.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void It_does_what_the_BCLs_does(string lines) => Outcome.IsTheBcls(Lines[lines]);

    private static dynamic Fresh(Net net) => net.TcpListener(IPAddress.Loopback, 0);

    private static bool Active(dynamic listener) => (bool)((object)listener).GetType()
        .GetProperty("Active", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(listener)!;

    private static dynamic Awaited(Net net, dynamic task)
    {
        net.Wait(task);
        return task.Result;
    }

    private static (object, object, object) Accepted(Net net, Func<dynamic, dynamic> accept)
    {
        using dynamic listener = net.Listening();
        using dynamic client = net.TcpClient();
        client.Connect((IPEndPoint)listener.LocalEndpoint);
        using dynamic accepted = accept(listener);
        return (accepted.Connected, accepted.RemoteEndPoint.Port == client.Client.LocalEndPoint.Port, accepted.Blocking);
    }

    private static object? Stopped(Net net, Func<dynamic, dynamic> accept)
    {
        dynamic listener = net.Listening();
        dynamic accepting = accept(listener);
        listener.Stop();
        return accepting;
    }

    private static object? StoppedAndEnded(Net net, Func<dynamic, IAsyncResult> begin, Func<dynamic, IAsyncResult, object?> end)
    {
        dynamic listener = net.Listening();
        IAsyncResult begun = begin(listener);
        listener.Stop();
        return end(listener, begun);
    }
}
