using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>The functions that wait, on a thread that is no hub.</summary>
public class BsdSynchronousSpecs
{
    [Fact]
    public void A_plain_thread_serves_connects_and_waits_for_readiness()
    {
        using GreenSocket server = Bsd.CreateServer("127.0.0.1", 0);
        int port = ((IPEndPoint)server.LocalEndPoint!).Port;
        using GreenSocket client = Bsd.CreateConnection("localhost", port);
        Bsd.WaitRead(server.Descriptor);
        using GreenSocket accepted = server.Accept();
        using GreenSocket second = Bsd.CreateConnection(server.LocalEndPoint!, TimeSpan.FromSeconds(30));
        Bsd.WaitWrite(client.Descriptor);
        Assert.Equal(WaitEvents.None, Bsd.WaitRead(client.Descriptor, TimeSpan.Zero, OnTimeout.Return));
        Assert.Equal(WaitEvents.Write, Bsd.WaitWrite(client.Descriptor, TimeSpan.FromSeconds(30), OnTimeout.Return));
        Assert.Equal(WaitEvents.Write, Bsd.WaitReadWrite(client.Descriptor));
        Assert.Equal(WaitEvents.Write, Bsd.WaitReadWrite(client.Descriptor, TimeSpan.FromSeconds(30), OnTimeout.Return));
        using var watcher = Watcher.Read(client.Descriptor, client.Hub);
        Assert.Equal(WaitEvents.None, Bsd.Wait(watcher, TimeSpan.Zero, OnTimeout.Return));
        accepted.SendAll([1]);
        Assert.Equal(WaitEvents.Read, Bsd.Wait(watcher));
        Assert.Equal(1, client.Receive(new byte[1]));
    }

    [Fact]
    public void A_plain_thread_looks_names_up()
    {
        var loopback = new IPEndPoint(IPAddress.Loopback, 80);
        Assert.Equal(loopback, Bsd.GetAddrInfo("127.0.0.1", "80", type: SocketType.Stream)[0].EndPoint);
        Assert.Equal(loopback, Bsd.GetAddrInfo("127.0.0.1", 80, type: SocketType.Stream)[0].EndPoint);
        Assert.Equal(IPAddress.Loopback, Bsd.GetHostByName("127.0.0.1"));
        Assert.Equal([IPAddress.Loopback], Bsd.GetHostByNameEx("127.0.0.1").Addresses);
        Assert.Equal("localhost", Bsd.GetHostByAddr("127.0.0.1").Name);
        Assert.Equal("127.0.0.1", Bsd.GetNameInfo(loopback, NameInfoFlags.NumericHost | NameInfoFlags.NumericService).Host);
        Assert.NotEmpty(Bsd.GetFqdn());
        Assert.Throws<AddressInfoException>(() => Bsd.GetAddrInfo("no.such.name.invalid", "80", flags: AddressInfoFlags.NumericHost));
    }

    [Fact]
    public void A_plain_thread_passes_descriptors_on()
    {
        (GreenSocket one, GreenSocket other) = Bsd.SocketPair();
        using (one)
        using (other)
        using (GreenSocket passed = SocketSpecs.NewSocket())
        {
            Assert.Equal(1, Bsd.SendFds(one, [new byte[] { 1 }], [passed.Descriptor]));
            ReceivedMessage message = Bsd.ReceiveFds(other, new byte[4], 1);
            Assert.Equal(1, message.ReceivedBytes);
            Bsd.Close(Assert.Single(Assert.Single(message.Ancillary).ToDescriptors()));
            Assert.Equal(1, one.SendFds([new byte[] { 1 }], [passed.Descriptor]));
            Bsd.Close(Assert.Single(Assert.Single(other.ReceiveFds(new byte[4], 1).Ancillary).ToDescriptors()));
        }
    }
}
