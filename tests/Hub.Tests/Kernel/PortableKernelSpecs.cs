using System.Net;
using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;

namespace Akka.Greensock.Tests;

/// <summary>The seam's contract on the portable kernel, and what is its own: the descriptor table.</summary>
public sealed class PortableKernelSpecs : SystemKernelSpecs
{
    [Fact]
    public void The_lowest_free_number_is_given_first()
    {
        int[] numbers = [Open(), Open(), Open(), Open()];
        Assert.Equal([3, 4, 5, 6], numbers);

        Close(5);
        Close(3);

        Assert.Equal(3, Open());
        Assert.Equal(5, Open());
        Assert.Equal(7, Open());
    }

    [Fact]
    public void A_closed_descriptor_is_bad_until_its_number_is_given_again()
    {
        int descriptor = Open();
        Close(descriptor);

        Expect.Fails(Errno.BadF, Kernel.Listen(descriptor, 1));
        Expect.Fails(Errno.BadF, Kernel.Close(descriptor));
        Assert.Equal(descriptor, Open());
        Expect.Ok(Kernel.Listen(descriptor, 1));
    }

    [Fact]
    public void Threads_that_open_and_close_at_once_never_share_a_number()
    {
        IKernel kernel = Kernel;
        int[] owners = new int[1024];
        int clashes = 0;
        Thread[] threads = [.. Enumerable.Range(1, 4).Select(me => new Thread(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                int descriptor = kernel.Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp).Value;
                Interlocked.Add(ref clashes, Interlocked.CompareExchange(ref owners[descriptor], me, 0) == 0 ? 0 : 1);
                Volatile.Write(ref owners[descriptor], 0);
                kernel.Close(descriptor);
            }
        }))];

        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());

        Assert.Equal(0, clashes);
    }

    [Fact]
    public void A_close_on_another_thread_does_not_make_the_poll_throw()
    {
        PollEvent[] events = new PollEvent[4];
        int[] descriptors = [.. Enumerable.Range(0, 200).Select(_ => OpenDatagram())];
        Array.ForEach(descriptors, d => Probe.Add(d, slot: d));
        using var together = new Barrier(2);
        var closer = new Thread(() =>
        {
            together.SignalAndWait();
            Array.ForEach(descriptors, Close);
        });

        closer.Start();
        Probe.Forget(); // or the first poll would still be compiled when all is closed
        together.SignalAndWait();
        do
        {
            Expect.Ok(Probe.Poller.Poll(events, 0));
        }
        while (!closer.Join(0));
    }

    [Fact]
    public void An_IPv6_socket_is_for_IPv6_only_until_told_otherwise()
    {
        int descriptor = Open(AddressFamily.InterNetworkV6);

        Expect.Ok(Kernel.GetOption(descriptor, SocketOptionLevel.IPv6, SocketOptionName.IPv6Only, out int only));

        Assert.NotEqual(0, only);
    }

    [Fact]
    public void A_pair_over_loopback_is_connected_where_there_is_no_other()
    {
        foreach (AddressFamily family in new[] { AddressFamily.InterNetwork, AddressFamily.InterNetworkV6 })
        {
            int one = Keep(Expect.Ok(Kernel.SocketPair(family, SocketType.Stream, ProtocolType.Unspecified, out int other)));
            Keep(other);

            Expect.WouldBlock(Kernel.Receive(one, new byte[1], SocketFlags.None));
            Expect.WouldBlock(Kernel.Receive(other, new byte[1], SocketFlags.None));
            Echo(one, other);
            Expect.Ok(Kernel.GetPeerAddress(one, out KernelAddress peer));
            Assert.Equal(LocalAddress(other), peer);
        }
    }

    [Theory]
    [InlineData(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp, Errno.SockTNoSupport)]
    [InlineData(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Udp, Errno.ProtoNoSupport)]
    [InlineData(AddressFamily.Packet, SocketType.Raw, ProtocolType.Unspecified, Errno.AfNoSupport)]
    public void A_pair_of_another_kind_is_refused(AddressFamily family, SocketType type, ProtocolType protocol, object expected)
    {
        Expect.Fails((Errno)expected, Kernel.SocketPair(family, type, protocol, out int other));

        Assert.Equal(-1, other);
    }

    [Fact]
    public void A_stranger_who_comes_first_is_not_taken_for_the_other_end()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(2);
        using var stranger = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        stranger.Connect(listener.LocalEndPoint!);
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.LocalEndPoint!);
        using Socket first = listener.Accept();
        using Socket second = listener.Accept();

        Assert.False(PortablePair.AreConnected(client, first));
        Assert.True(PortablePair.AreConnected(client, second));
    }

    [Fact]
    public void What_the_BCL_cannot_do_is_refused_and_not_left_out()
    {
        (int client, int server) = Connection();
        using SafeFileHandle file = File.OpenHandle("/dev/null");
        AncillaryMessage descriptors = AncillaryMessage.FromDescriptors([0]);

        Expect.Fails(Errno.OpNotSupp, Kernel.SendMessage(client, [new byte[1]], [descriptors], SocketFlags.None, default));
        Expect.Fails(Errno.NoSys, Kernel.SendFile(client, file, 0, 1));
        Expect.Fails(Errno.AfNoSupport, Kernel.Socket(16, 3, 0)); // netlink
        Expect.Fails(Errno.OpNotSupp, Kernel.Send(client, [1], MessageFlags.ErrorQueue));
        Expect.WouldBlock(Kernel.Receive(server, new byte[1], SocketFlags.None));
    }

    [Fact]
    public void A_peer_whose_name_the_BCL_has_no_room_for_is_an_aborted_connection()
    {
        int listener = ListeningAt(UnixPath("l"));
        int client = OpenUnix();
        Expect.Ok(Kernel.Bind(client, UnixPath("c", 108)));
        Connect(client, LocalAddress(listener));

        Expect.Fails(Errno.ConnAborted, Kernel.Accept(listener, out _));
        Expect.WouldBlock(Kernel.Accept(listener, out _));
    }

    private protected override uint AvailableRequest => 0x4004667F; // as Winsock counts

    private protected override IKernel CreateKernel() => new PortableKernel();
}
