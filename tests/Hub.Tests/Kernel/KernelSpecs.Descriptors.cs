using System.Net;
using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;

namespace Akka.Greensock.Tests;

public abstract partial class KernelSpecs
{
    [Theory]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void Every_call_on_a_descriptor_that_is_none_says_so(int descriptor)
    {
        using SafeFileHandle nothing = File.OpenHandle("/dev/null");
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
            Kernel.Import(descriptor),
            Kernel.Duplicate(descriptor),
            Kernel.Describe(descriptor, out _),
            Kernel.SetNonBlocking(descriptor, true),
            Kernel.GetInheritable(descriptor),
            Kernel.SetInheritable(descriptor, false),
            Kernel.ReceiveMessage(descriptor, [new byte[1]], 0, SocketFlags.None, out _),
            Kernel.SendMessage(descriptor, [new byte[1]], [], SocketFlags.None, default),
            Kernel.SendFile(descriptor, nothing, 0, 1),
            Kernel.GetOption(descriptor, SocketOptionLevel.Socket, SocketOptionName.Linger, new byte[8]),
            Kernel.SetOption(descriptor, SocketOptionLevel.Socket, SocketOptionName.Linger, new byte[8]),
            Kernel.SetOption(descriptor, SocketOptionLevel.IP, SocketOptionName.IpTimeToLive, 3),
            Kernel.GetRawOption(descriptor, SolSocket, SoKeepAlive, new byte[4]),
            Kernel.SetRawOption(descriptor, SolSocket, SoKeepAlive, new byte[4]),
            Kernel.SetMulticast(descriptor, SocketOptionName.AddMembership, new MulticastOption(IPAddress.Parse("239.1.1.1"))),
            Kernel.SetMulticast(descriptor, SocketOptionName.AddMembership, new IPv6MulticastOption(IPAddress.Parse("ff02::1"))),
            Kernel.IOControl(descriptor, AvailableRequest, new byte[4]),
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

    [Fact]
    public void Every_socket_says_what_it_is()
    {
        int listener = Listening();
        (int client, int server) = Connection();
        int unix = Open(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

        Assert.Equal(new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp, true), Described(listener));
        Assert.Equal(new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp, false), Described(client));
        Assert.Equal(new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp, false), Described(server));
        Assert.Equal(new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp, false), Described(OpenDatagram()));
        Assert.Equal(new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified, false), Described(unix));
        int six = Open(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Unspecified);
        Assert.Equal(new(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp, false), Described(six));
    }

    [Fact]
    public void A_socket_is_made_by_the_systems_own_numbers()
    {
        int descriptor = Keep(Expect.Ok(Kernel.Socket(2, 1, 6)));

        Assert.Equal(new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp, false), Described(descriptor));
        Expect.Fails(Errno.AfNoSupport, Kernel.Socket(250, 1, 0));
    }

    [Fact]
    public void A_duplicate_outlives_the_first_and_shares_its_blocking_mode()
    {
        (int client, int server) = Connection();
        int duplicate = Keep(Expect.Ok(Kernel.Duplicate(client)));
        Assert.NotEqual(Expect.Ok(Kernel.GetHandle(client)), Expect.Ok(Kernel.GetHandle(duplicate)));
        Assert.Equal(0, Expect.Ok(Kernel.GetInheritable(duplicate)));

        Assert.Equal(1, Expect.Ok(Kernel.SetNonBlocking(duplicate, false)));
        Assert.Equal(0, Expect.Ok(Kernel.SetNonBlocking(client, true)));
        Assert.Equal(1, Expect.Ok(Kernel.SetNonBlocking(duplicate, true)));

        Assert.Equal(LocalAddress(client), LocalAddress(duplicate));
        Close(client);
        Echo(duplicate, server);
    }

    [Fact]
    public void Nothing_is_inherited_until_it_is_told_to_be()
    {
        int listener = Listening();
        int client = Open();
        Connect(client, LocalAddress(listener));
        int one = Keep(Expect.Ok(Kernel.SocketPair(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified, out int other)));
        int[] all = [listener, client, Accept(listener, out _), one, Keep(other)];
        Assert.All(all, d => Assert.Equal(0, Expect.Ok(Kernel.GetInheritable(d))));

        Expect.Ok(Kernel.SetInheritable(client, true));

        Assert.Equal(1, Expect.Ok(Kernel.GetInheritable(client)));
        Assert.True(IsInherited(client));
        Expect.Ok(Kernel.SetInheritable(client, false));
        Assert.Equal(0, Expect.Ok(Kernel.GetInheritable(client)));
    }

    [Theory]
    [InlineData(SocketType.Stream)]
    [InlineData(SocketType.Dgram)]
    [InlineData(SocketType.Seqpacket)]
    public void A_pair_of_Unix_sockets_is_connected_and_does_not_block(SocketType type)
    {
        int one = Keep(Expect.Ok(Kernel.SocketPair(AddressFamily.Unix, type, ProtocolType.Unspecified, out int other)));
        Keep(other);

        Expect.WouldBlock(Kernel.Receive(one, new byte[1], SocketFlags.None));
        Expect.WouldBlock(Kernel.Receive(other, new byte[1], SocketFlags.None));
        Echo(one, other);
        Assert.Equal(new(AddressFamily.Unix, type, ProtocolType.Unspecified, false), Described(other));
    }

    private protected SocketDescription Described(int descriptor)
    {
        Expect.Ok(Kernel.Describe(descriptor, out SocketDescription description));
        return description;
    }

    /// <summary>A program that is started now would get the descriptor.</summary>
    private protected virtual bool IsInherited(int descriptor) =>
        Libc.Fcntl(Expect.Ok(Kernel.GetHandle(descriptor)), Libc.FcntlGetDescriptorFlags, 0) == 0;
}
