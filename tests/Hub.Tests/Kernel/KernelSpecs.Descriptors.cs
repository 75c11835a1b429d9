using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public abstract partial class KernelSpecs
{
    [Theory]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void Every_call_on_a_descriptor_that_is_none_says_so(int descriptor)
    {
        KernelResult[] results =
        [
            Kernel.Bind(descriptor, Loopback),
            Kernel.Listen(descriptor, 1),
            Kernel.Accept(descriptor, out _),
            Kernel.Connect(descriptor, Loopback),
            Kernel.FinishConnect(descriptor),
            Kernel.Receive(descriptor, new byte[1], SocketFlags.None),
            Kernel.Send(descriptor, new byte[1], SocketFlags.None),
            Kernel.ReceiveFrom(descriptor, new byte[1], SocketFlags.None, out _),
            Kernel.SendTo(descriptor, new byte[1], SocketFlags.None, Loopback),
            Kernel.Shutdown(descriptor, SocketShutdown.Both),
            Kernel.GetLocalAddress(descriptor, out _),
            Kernel.GetPeerAddress(descriptor, out _),
            Kernel.GetOption(descriptor, SocketOptionLevel.Socket, SocketOptionName.Type, out _),
            Kernel.SetOption(descriptor, SocketOptionLevel.Socket, SocketOptionName.KeepAlive, 1),
            Kernel.SetLinger(descriptor, false, 0),
            Kernel.GetLinger(descriptor, out _, out _),
            Kernel.GetAvailable(descriptor),
            Kernel.Close(descriptor),
            Probe.Poller.Add(descriptor, 0, 1),
        ];

        Assert.All(results, r => Expect.Fails(Errno.BadF, r));
        Probe.Poller.Remove(descriptor);
    }

    [Fact]
    public void A_socket_that_no_kernel_has_is_refused()
    {
        KernelResult result = Kernel.Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Udp);

        Expect.Fails(Errno.ProtoNoSupport, result);
    }

    [Theory]
    [InlineData(SocketOptionLevel.Tcp, SocketOptionName.NoDelay)]
    [InlineData(SocketOptionLevel.Socket, SocketOptionName.KeepAlive)]
    [InlineData(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress)]
    [InlineData(SocketOptionLevel.Socket, SocketOptionName.OutOfBandInline)]
    public void A_switch_that_was_turned_reads_back(SocketOptionLevel level, SocketOptionName name)
    {
        int descriptor = Open();
        foreach (int wanted in new[] { 1, 0, 1 })
        {
            Expect.Ok(Kernel.SetOption(descriptor, level, name, wanted));
            Expect.Ok(Kernel.GetOption(descriptor, level, name, out int value));
            Assert.Equal(wanted != 0, value != 0);
        }
    }

    [Fact]
    public void Numbers_that_were_set_read_back()
    {
        int descriptor = Open();
        Expect.Ok(Kernel.SetOption(descriptor, SocketOptionLevel.IP, SocketOptionName.IpTimeToLive, 17));
        Expect.Ok(Kernel.SetOption(descriptor, SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 123));
        Expect.Ok(Kernel.SetOption(descriptor, SocketOptionLevel.Socket, SocketOptionName.ReceiveBuffer, 8192));

        Expect.Ok(Kernel.GetOption(descriptor, SocketOptionLevel.IP, SocketOptionName.IpTimeToLive, out int timeToLive));
        Expect.Ok(Kernel.GetOption(descriptor, SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, out int keepAlive));
        Expect.Ok(Kernel.GetOption(descriptor, SocketOptionLevel.Socket, SocketOptionName.ReceiveBuffer, out int buffer));
        Expect.Ok(Kernel.GetOption(descriptor, SocketOptionLevel.Socket, SocketOptionName.Type, out int type));
        Assert.Equal(17, timeToLive);
        Assert.Equal(123, keepAlive);
        Assert.InRange(buffer, 8192, int.MaxValue); // Linux doubles it for its own accounts
        Assert.Equal((int)SocketType.Stream, type);
    }

    [Fact]
    public void The_pending_error_of_a_sound_socket_is_none()
    {
        (int client, _) = Connection();

        Expect.Ok(Kernel.GetOption(client, SocketOptionLevel.Socket, SocketOptionName.Error, out int error));

        Assert.Equal(Errno.None, (Errno)error);
    }

    [Fact]
    public void Linger_reads_back()
    {
        int descriptor = Open();
        Expect.Ok(Kernel.GetLinger(descriptor, out bool on, out _));
        Assert.False(on);

        Expect.Ok(Kernel.SetLinger(descriptor, on: true, seconds: 5));

        Expect.Ok(Kernel.GetLinger(descriptor, out on, out int seconds));
        Assert.Equal((true, 5), (on, seconds));
    }

    [Fact]
    public void An_option_that_the_socket_does_not_have_is_refused()
    {
        int descriptor = OpenDatagram();

        Assert.False(Kernel.SetOption(descriptor, SocketOptionLevel.Tcp, SocketOptionName.NoDelay, 1).IsOk);
        Assert.False(Kernel.GetOption(descriptor, SocketOptionLevel.Socket, (SocketOptionName)9999, out _).IsOk);
    }
}
