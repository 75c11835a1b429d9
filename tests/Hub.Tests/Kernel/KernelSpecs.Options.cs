using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public abstract partial class KernelSpecs
{
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

    [Theory]
    [InlineData(SocketOptionName.TcpKeepAliveTime, 32_767)]
    [InlineData(SocketOptionName.TcpKeepAliveInterval, 32_767)]
    [InlineData(SocketOptionName.TcpKeepAliveRetryCount, 127)]
    public void A_keep_alive_has_bounds(SocketOptionName name, int most)
    {
        int descriptor = Open();
        Expect.Ok(Kernel.SetOption(descriptor, SocketOptionLevel.Tcp, name, most));
        Expect.Fails(Errno.Inval, Kernel.SetOption(descriptor, SocketOptionLevel.Tcp, name, most + 1));
        Expect.Fails(Errno.Inval, Kernel.SetOption(descriptor, SocketOptionLevel.Tcp, name, 0));
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

    [Fact]
    public void An_option_of_several_fields_is_read_and_written_as_bytes()
    {
        int descriptor = Open();
        byte[] linger = [.. BitConverter.GetBytes(1), .. BitConverter.GetBytes(9)];

        Expect.Ok(Kernel.SetOption(descriptor, SocketOptionLevel.Socket, SocketOptionName.Linger, linger));

        byte[] read = new byte[8];
        Assert.Equal(8, Expect.Ok(Kernel.GetOption(descriptor, SocketOptionLevel.Socket, SocketOptionName.Linger, read)));
        Assert.Equal(linger, read);
        Expect.Ok(Kernel.GetLinger(descriptor, out bool on, out int seconds));
        Assert.Equal((true, 9), (on, seconds));
    }

    [Fact]
    public void An_option_is_read_and_written_by_its_number()
    {
        int descriptor = Open();

        Expect.Ok(Kernel.SetRawOption(descriptor, SolSocket, SoKeepAlive, BitConverter.GetBytes(1)));

        byte[] read = new byte[4];
        Assert.Equal(4, Expect.Ok(Kernel.GetRawOption(descriptor, SolSocket, SoKeepAlive, read)));
        Assert.Equal(1, BitConverter.ToInt32(read));
        Expect.Ok(Kernel.GetOption(descriptor, SocketOptionLevel.Socket, SocketOptionName.KeepAlive, out int value));
        Assert.Equal(1, value);
        Expect.Fails(Errno.NoProtoOpt, Kernel.GetRawOption(descriptor, SolSocket, 9999, read));
        Expect.Fails(Errno.NoProtoOpt, Kernel.SetRawOption(descriptor, SolSocket, 9999, read));
    }

    [Fact]
    public void Options_of_every_form_outlive_a_refused_connect()
    {
        int listener = Bound();
        int client = Open();
        byte[] linger = [.. BitConverter.GetBytes(1), .. BitConverter.GetBytes(3)];
        Expect.Ok(Kernel.SetOption(client, SocketOptionLevel.Socket, SocketOptionName.Linger, linger));
        Expect.Ok(Kernel.SetRawOption(client, SolSocket, SoKeepAlive, BitConverter.GetBytes(1)));
        Expect.Fails(Errno.ConnRefused, TryConnect(client, LocalAddress(listener)));

        Expect.Ok(Kernel.Listen(listener, 16));
        Connect(client, LocalAddress(listener));

        Expect.Ok(Kernel.GetLinger(client, out bool on, out int seconds));
        Assert.Equal((true, 3), (on, seconds));
        Expect.Ok(Kernel.GetOption(client, SocketOptionLevel.Socket, SocketOptionName.KeepAlive, out int keepAlive));
        Assert.Equal(1, keepAlive);
    }

    [Fact]
    public void Streams_alone_may_reuse_an_address()
    {
        byte[] stream = new byte[4];
        byte[] datagram = new byte[4];

        Expect.Ok(Kernel.GetRawOption(Bound(), SolSocket, SoReuseAddress, stream));
        Expect.Ok(Kernel.GetRawOption(BoundDatagram(), SolSocket, SoReuseAddress, datagram));

        Assert.Equal(1, BitConverter.ToInt32(stream));
        Assert.Equal(0, BitConverter.ToInt32(datagram));
    }

    [Fact]
    public void The_pending_error_is_told_in_the_BCLs_numbers()
    {
        (int one, int two, int three) = (BoundDatagram(), BoundDatagram(), BoundDatagram());
        Expect.Ok(Kernel.Connect(two, LocalAddress(three)));
        Expect.Ok(Kernel.Connect(one, LocalAddress(two)));
        Probe.Add(one, slot: 1);
        Expect.WouldBlock(Kernel.Receive(one, new byte[1], SocketFlags.None));
        Probe.Forget();
        Expect.Ok(Kernel.Send(one, [1], SocketFlags.None));

        int error = 0;
        while (error == 0)
        {
            Probe.Await(1, Readiness.Readable);
            Expect.Ok(Kernel.GetOption(one, SocketOptionLevel.Socket, SocketOptionName.Error, out error));
        }

        Assert.Equal(SocketError.ConnectionRefused, (SocketError)error);
    }

    [Fact]
    public void A_group_that_was_joined_is_heard_until_it_is_left()
    {
        var group = new MulticastOption(IPAddress.Parse("239.255.77.3"), IPAddress.Loopback);
        int receiver = OpenDatagram();
        int sender = OpenDatagram();
        Expect.Ok(Kernel.Bind(receiver, At(IPAddress.Any)));
        Expect.Fails(Errno.AddrNotAvail, Kernel.SetMulticast(receiver, SocketOptionName.DropMembership, group));
        Expect.Ok(Kernel.SetMulticast(receiver, SocketOptionName.AddMembership, group));
        Expect.Fails(Errno.AddrInUse, Kernel.SetMulticast(receiver, SocketOptionName.AddMembership, group));
        int loopback = BitConverter.ToInt32(IPAddress.Loopback.GetAddressBytes());
        Expect.Ok(Kernel.SetOption(sender, SocketOptionLevel.IP, SocketOptionName.MulticastInterface, loopback));
        KernelAddress target = At(group.Group, LocalAddress(receiver).Port);

        Expect.Ok(Kernel.SendTo(sender, [7], SocketFlags.None, target));

        Assert.Equal(1, Expect.Ok(Receive(receiver, stackalloc byte[4])));
        Expect.Ok(Kernel.SetMulticast(receiver, SocketOptionName.DropMembership, group));
        Expect.Fails(Errno.AddrNotAvail, Kernel.SetMulticast(receiver, SocketOptionName.DropMembership, group));
    }

    [Fact]
    public void An_IPv6_group_is_joined_once_and_left_once()
    {
        var group = new IPv6MulticastOption(IPAddress.Parse("ff01::77"), 1); // interface-local, on the first interface: loopback
        int receiver = Open(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);

        Expect.Ok(Kernel.SetMulticast(receiver, SocketOptionName.AddMembership, group));
        Expect.Fails(Errno.AddrInUse, Kernel.SetMulticast(receiver, SocketOptionName.AddMembership, group));
        Expect.Ok(Kernel.SetMulticast(receiver, SocketOptionName.DropMembership, group));
        Expect.Fails(Errno.AddrNotAvail, Kernel.SetMulticast(receiver, SocketOptionName.DropMembership, group));
    }

    [Fact]
    public void A_control_gives_its_answer_in_the_argument()
    {
        (int client, int server) = Connection();
        Probe.Add(server, slot: 1);
        Probe.Forget();
        Send(client, 1, 2, 3);
        Probe.Await(1, Readiness.Readable);
        byte[] argument = new byte[4];

        Expect.Ok(Kernel.IOControl(server, AvailableRequest, argument));

        Assert.Equal(3, BitConverter.ToInt32(argument));
        Assert.False(Kernel.IOControl(server, 0xDEAD, argument).IsOk);
    }

    [Fact]
    public void A_control_with_too_short_an_argument_writes_nowhere_else()
    {
        (int client, _) = Connection();
        byte[] bytes = [9, 9, 9, 9, 9, 9, 9, 9];

        Kernel.IOControl(client, AvailableRequest, bytes.AsSpan(2, 1));

        Assert.Equal([9, 9], bytes[..2]);
        Assert.Equal([9, 9, 9, 9, 9], bytes[3..]);
    }

    private const int SolSocket = 1;
    private const int SoReuseAddress = 2;
    private const int SoKeepAlive = 9;

    /// <summary>FIONREAD, by the kernel's numbers.</summary>
    private protected abstract uint AvailableRequest { get; }
}
