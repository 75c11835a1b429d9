using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>Ancillary data, which the BCL does not know.</summary>
public sealed partial class LinuxKernelSpecs
{
    private const int IpProtoIP = 0;
    private const int IpPacketInfo = 8;
    private const int IpReceiveError = 11;
    private const int IpProtoIPv6 = 41;
    private const int IPv6ReceiveHopLimit = 51;
    private const int IPv6HopLimit = 52;

    [Fact]
    public void A_descriptor_that_was_sent_is_the_same_socket_and_not_inherited()
    {
        (int one, int two) = UnixPair();
        (int client, int server) = Connection();
        AncillaryMessage sent = AncillaryMessage.FromDescriptors([client, server]);

        Assert.Equal(1, Expect.Ok(Kernel.SendMessage(one, [new byte[] { 9 }], [sent], SocketFlags.None, default)));
        int room = ControlMessages.Space(2 * sizeof(int));
        Assert.Equal(1, Expect.Ok(Kernel.ReceiveMessage(two, [new byte[1]], room, SocketFlags.None, out KernelMessage message)));

        Assert.Equal(SocketFlags.None, message.Flags);
        AncillaryMessage received = Assert.Single(message.Ancillary);
        Assert.True(received.IsDescriptors);
        int[] descriptors = received.ToDescriptors();
        Assert.Equal(2, descriptors.Length);
        Assert.All(descriptors, d => Assert.Equal(0, Expect.Ok(Kernel.GetInheritable(Keep(d)))));
        Close(client);
        Close(server);
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
        string path = Path.Combine(DirectoryPath, "sent");
        using (FileStream file = File.Create(path))
        {
            int handle = (int)file.SafeFileHandle.DangerousGetHandle();
            AncillaryMessage sent = AncillaryMessage.FromDescriptors([handle, handle, handle]);
            Expect.Ok(Kernel.SendMessage(one, [new byte[1]], [sent], SocketFlags.None, default));
        }

        Expect.Ok(Kernel.ReceiveMessage(two, [new byte[1]], room, SocketFlags.None, out KernelMessage message));

        int[] received = [.. message.Ancillary.SelectMany(a => a.ToDescriptors())];
        Assert.Equal(fit, received.Length);
        Assert.Equal(fit < 3, (message.Flags & SocketFlags.ControlDataTruncated) != 0);
        Assert.Equal(fit, CountOpen(path));
        Array.ForEach(received, d => Expect.Ok(Kernel.Close(d)));
        Assert.Equal(0, CountOpen(path));
    }

    [Fact]
    public void Descriptors_that_nobody_receives_are_closed_with_the_socket()
    {
        (int one, int two) = UnixPair();
        string path = Path.Combine(DirectoryPath, "sent");
        using (FileStream file = File.Create(path))
        {
            AncillaryMessage sent = AncillaryMessage.FromDescriptors([(int)file.SafeFileHandle.DangerousGetHandle()]);
            Expect.Ok(Kernel.SendMessage(one, [new byte[1]], [sent], SocketFlags.None, default));
        }

        Assert.Equal(1, Expect.Ok(Kernel.Receive(two, new byte[8], SocketFlags.None)));

        Assert.Equal(0, CountOpen(path));
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
        Assert.Empty(info.ToDescriptors());
    }

    [Fact]
    public void A_hop_limit_is_sent_with_one_datagram_and_arrives()
    {
        int one = Open(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
        int two = Open(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
        Expect.Ok(Kernel.Bind(two, At(IPAddress.IPv6Loopback)));
        Expect.Ok(Kernel.SetRawOption(two, IpProtoIPv6, IPv6ReceiveHopLimit, BitConverter.GetBytes(1)));
        var limit = new AncillaryMessage(IpProtoIPv6, IPv6HopLimit, BitConverter.GetBytes(7));

        Expect.Ok(Kernel.SendMessage(one, [new byte[1]], [limit], SocketFlags.None, LocalAddress(two)));
        Expect.Ok(ReceiveMessageOf(two, [new byte[4]], SocketFlags.None, out KernelMessage message, 64));

        Assert.Equal(limit, Assert.Single(message.Ancillary));
        Assert.Equal(7, message.Ancillary[0].ToInt32());
    }

    [Fact]
    public void The_queue_of_errors_tells_which_datagram_was_refused()
    {
        (int one, int two, int three) = (BoundDatagram(), BoundDatagram(), BoundDatagram());
        Expect.Ok(Kernel.Connect(two, LocalAddress(three)));
        Expect.Ok(Kernel.SetRawOption(one, IpProtoIP, IpReceiveError, BitConverter.GetBytes(1)));
        Expect.WouldBlock(Kernel.ReceiveMessage(one, [new byte[8]], 512, MessageFlags.ErrorQueue, out _));
        Probe.Add(one, slot: 1);
        Probe.Forget();
        Expect.Ok(Kernel.SendTo(one, [5, 6], SocketFlags.None, LocalAddress(two)));

        byte[] returned = new byte[8];
        var message = default(KernelMessage);
        Assert.Equal(2, Expect.Ok(AfterEvent(1, () => Kernel.ReceiveMessage(one, [returned], 512, MessageFlags.ErrorQueue, out message))));

        Assert.Equal([5, 6], returned[..2]);
        Assert.Equal(LocalAddress(two), message.Sender);
        Assert.NotEqual(SocketFlags.None, message.Flags & MessageFlags.ErrorQueue);
        AncillaryMessage error = Assert.Single(message.Ancillary);
        Assert.Equal(Errno.ConnRefused, (Errno)error.ToInt32()); // struct sock_extended_err: ee_errno
    }

    [Fact]
    public void Ancillary_data_that_makes_no_sense_is_refused_by_the_kernel_and_not_by_an_exception()
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

    // By the file that only this test has: other tests open and close descriptors meanwhile.
    private static int CountOpen(string path) =>
        Directory.EnumerateFileSystemEntries("/proc/self/fd").Count(entry => new FileInfo(entry).LinkTarget == path);
}
