using System.Net;
using System.Net.Sockets;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <content>Ancillary data, as LinuxKernelSpecs has it of the real one.</content>
public sealed partial class SimulatedKernelSpecs
{
    private const int IpProtoIP = 0;
    private const int IpPacketInfo = 8;
    private const int IpProtoIPv6 = 41;
    private const int IPv6ReceivePacketInfo = 49;
    private const int IPv6PacketInfo = 50;
    private const int IPv6ReceiveHopLimit = 51;
    private const int IPv6HopLimit = 52;

    [Fact]
    public void A_descriptor_that_was_sent_is_the_same_socket_and_not_inherited()
    {
        (int one, int two) = UnixPair();
        (int client, int server) = Connection();
        AncillaryMessage sent = AncillaryMessage.FromDescriptors([client, server]);

        Assert.Equal(1, Expect.Ok(Kernel.SendMessage(one, [new byte[] { 9 }], [sent], SocketFlags.None, default)));
        Close(client);
        Close(server);
        int room = ControlMessages.Space(2 * sizeof(int));
        Assert.Equal(1, Expect.Ok(Kernel.ReceiveMessage(two, [new byte[1]], room, SocketFlags.None, out KernelMessage message)));

        Assert.Equal(SocketFlags.None, message.Flags);
        int[] descriptors = Assert.Single(message.Ancillary).ToDescriptors();
        Assert.Equal(2, descriptors.Length);
        Assert.All(descriptors, d => Assert.Equal(0, Expect.Ok(Kernel.GetInheritable(Keep(d)))));
        Echo(descriptors[0], descriptors[1]);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(16, 0)] // a header alone
    [InlineData(20, 1)] // CMSG_LEN(4)
    [InlineData(24, 2)] // CMSG_SPACE(4): its padding is room for another
    [InlineData(28, 3)] // CMSG_LEN(12): all
    public void Descriptors_that_had_no_room_are_closed_and_the_message_says_so(int room, int fit)
    {
        (int one, int two) = UnixPair();
        using SimulatedPipe pipe = Host.OpenPipe();
        AncillaryMessage sent = AncillaryMessage.FromDescriptors([pipe.WriteDescriptor, pipe.WriteDescriptor, pipe.WriteDescriptor]);
        Expect.Ok(Kernel.SendMessage(one, [new byte[1]], [sent], SocketFlags.None, default));
        pipe.CloseWrite();
        Assert.False(HasEnded(pipe)); // it is under way

        Expect.Ok(Kernel.ReceiveMessage(two, [new byte[1]], room, SocketFlags.None, out KernelMessage message));

        int[] received = [.. message.Ancillary.SelectMany(a => a.ToDescriptors())];
        Assert.Equal(fit, received.Length);
        Assert.Equal(fit < 3, (message.Flags & SocketFlags.ControlDataTruncated) != 0);
        Assert.Equal(fit == 0, HasEnded(pipe));
        Array.ForEach(received, d => Expect.Ok(Kernel.Close(d)));
        Assert.True(HasEnded(pipe));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Descriptors_that_nobody_receives_are_closed(bool byTheEndOfTheSocket)
    {
        (int one, int two) = UnixPair();
        using SimulatedPipe pipe = Host.OpenPipe();
        AncillaryMessage sent = AncillaryMessage.FromDescriptors([pipe.WriteDescriptor]);
        Expect.Ok(Kernel.SendMessage(one, [new byte[1]], [sent], SocketFlags.None, default));
        pipe.CloseWrite();

        if (byTheEndOfTheSocket)
        {
            Close(two);
        }
        else
        {
            Assert.Equal(1, Expect.Ok(Kernel.Receive(two, new byte[8], SocketFlags.None)));
        }

        Assert.True(HasEnded(pipe));
    }

    [Fact]
    public void A_receive_ends_where_descriptors_came_along()
    {
        (int one, int two) = UnixPair();
        using SimulatedPipe pipe = Host.OpenPipe();
        AncillaryMessage sent = AncillaryMessage.FromDescriptors([pipe.WriteDescriptor]);
        Send(one, 1, 2, 3);
        Expect.Ok(Kernel.SendMessage(one, [new byte[2]], [sent], SocketFlags.None, default));
        Send(one, 4);

        Assert.Equal(5, Expect.Ok(Kernel.Receive(two, new byte[64], SocketFlags.None)));
        Assert.Equal(1, Expect.Ok(Kernel.Receive(two, new byte[64], SocketFlags.None)));
    }

    [Fact]
    public void A_datagram_says_where_it_came_in_if_asked_to()
    {
        (int one, int two) = (OpenDatagram(), OpenDatagram());
        Expect.Ok(Kernel.Bind(two, At(IPAddress.Any)));
        Expect.Ok(Kernel.SetRawOption(two, IpProtoIP, IpPacketInfo, BitConverter.GetBytes(1)));
        Expect.Ok(Kernel.SendTo(one, [1], SocketFlags.None, At(IPAddress.Loopback, LocalAddress(two).Port)));

        Expect.Ok(ReceiveMessageOf(two, [new byte[4]], SocketFlags.None, out KernelMessage message, 64));

        AncillaryMessage info = Assert.Single(message.Ancillary);
        Assert.Equal((IpProtoIP, IpPacketInfo, 12), (info.Level, info.Type, info.Data.Length));
        Assert.Equal(IPAddress.Loopback, new IPAddress(info.Data.Span[8..])); // struct in_pktinfo: ipi_addr
    }

    [Fact]
    public void A_hop_limit_is_sent_with_one_datagram_and_arrives()
    {
        int one = Open(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
        int two = Open(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
        Expect.Ok(Kernel.Bind(two, At(IPAddress.IPv6Loopback)));
        Expect.Ok(Kernel.SetRawOption(two, IpProtoIPv6, IPv6ReceiveHopLimit, BitConverter.GetBytes(1)));
        Expect.Ok(Kernel.SetRawOption(two, IpProtoIPv6, IPv6ReceivePacketInfo, BitConverter.GetBytes(1)));
        var limit = new AncillaryMessage(IpProtoIPv6, IPv6HopLimit, BitConverter.GetBytes(7));

        Expect.Ok(Kernel.SendMessage(one, [new byte[1]], [limit], SocketFlags.None, LocalAddress(two)));
        Expect.Ok(ReceiveMessageOf(two, [new byte[4]], SocketFlags.None, out KernelMessage message, 128));

        Assert.Equal([(IpProtoIPv6, IPv6PacketInfo), (IpProtoIPv6, IPv6HopLimit)], message.Ancillary.Select(a => (a.Level, a.Type)));
        Assert.Equal(7, message.Ancillary[1].ToInt32());
        Assert.Equal(IPAddress.IPv6Loopback, new IPAddress(message.Ancillary[0].Data.Span[..16]));
    }

    [Fact]
    public void Ancillary_data_that_makes_no_sense_is_refused()
    {
        (int one, int two) = UnixPair();
        var halfADescriptor = new AncillaryMessage(1, 1, new byte[2]);
        AncillaryMessage nobody = AncillaryMessage.FromDescriptors([int.MaxValue]);
        AncillaryMessage tooMany = AncillaryMessage.FromDescriptors(new int[254]);
        var huge = new AncillaryMessage(1, 1, new byte[2 << 20]);

        Expect.Fails(Errno.BadF, Kernel.SendMessage(one, [new byte[1]], [nobody], SocketFlags.None, default));
        Expect.Fails(Errno.Inval, Kernel.SendMessage(one, [new byte[1]], [tooMany], SocketFlags.None, default));
        Expect.Fails(Errno.NoBufs, Kernel.SendMessage(one, [new byte[1]], [huge], SocketFlags.None, default));
        Expect.Fails(Errno.MsgSize, Kernel.ReceiveMessage(two, [new byte[1]], int.MaxValue, SocketFlags.None, out _));
        Kernel.SendMessage(one, [new byte[1]], [halfADescriptor], SocketFlags.None, default);
        Kernel.ReceiveMessage(two, [new byte[1]], 64, SocketFlags.None, out KernelMessage message);
        Assert.DoesNotContain(message.Ancillary, a => a.ToDescriptors().Length > 0);
    }

    private (int One, int Two) UnixPair()
    {
        int one = Keep(Expect.Ok(Kernel.SocketPair(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified, out int two)));
        return (one, Keep(two));
    }

    // The last of its writing descriptors is closed.
    private static bool HasEnded(SimulatedPipe pipe) => pipe.TryRead(new byte[1], out int count) && count == 0;
}
