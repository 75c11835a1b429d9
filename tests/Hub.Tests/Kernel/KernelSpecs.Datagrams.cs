using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public abstract partial class KernelSpecs
{
    [Fact]
    public void A_datagram_arrives_with_its_senders_address_and_is_answered()
    {
        (int one, int two) = (BoundDatagram(), BoundDatagram());
        Span<byte> buffer = stackalloc byte[8];
        Assert.Equal(2, Expect.Ok(Kernel.SendTo(one, [1, 2], SocketFlags.None, LocalAddress(two))));

        Assert.Equal(2, Expect.Ok(ReceiveFromAfterEvent(two, 1, buffer, out KernelAddress sender)));
        Assert.Equal(LocalAddress(one), sender);

        Expect.Ok(Kernel.SendTo(two, [3], SocketFlags.None, sender));
        Assert.Equal(1, Expect.Ok(ReceiveFromAfterEvent(one, 2, buffer, out sender)));
        Assert.Equal(LocalAddress(two), sender);
        Assert.Equal(3, buffer[0]);
    }

    [Fact]
    public void A_receive_from_with_nothing_there_would_block_and_then_an_event_comes()
    {
        (int one, int two) = (BoundDatagram(), BoundDatagram());
        Probe.Add(two, slot: 1);
        Expect.WouldBlock(Kernel.ReceiveFrom(two, stackalloc byte[8], SocketFlags.None, out KernelAddress sender));
        Assert.True(sender.IsNone);
        Probe.Forget();

        Expect.Ok(Kernel.SendTo(one, [1], SocketFlags.None, LocalAddress(two)));

        KernelResult result = AfterEvent(1, () => Kernel.ReceiveFrom(two, new byte[8], SocketFlags.None, out _));
        Assert.Equal(1, Expect.Ok(result));
    }

    [Fact]
    public void Datagrams_keep_their_boundaries_and_an_empty_one_is_a_datagram()
    {
        (int one, int two) = (BoundDatagram(), BoundDatagram());
        Expect.Ok(Kernel.Connect(one, LocalAddress(two)));
        Expect.Ok(Kernel.Send(one, [1, 1, 1], SocketFlags.None));
        Expect.Ok(Kernel.Send(one, [], SocketFlags.None));
        Expect.Ok(Kernel.Send(one, [2], SocketFlags.None));
        Span<byte> buffer = stackalloc byte[8];

        Assert.Equal(3, Expect.Ok(Receive(two, buffer)));
        Assert.Equal(0, Expect.Ok(Receive(two, buffer)));
        Assert.Equal(1, Expect.Ok(Receive(two, buffer)));
        Assert.Equal(2, buffer[0]);
    }

    [Fact]
    public void A_connected_datagram_socket_has_a_peer_and_may_change_it()
    {
        (int one, int two, int three) = (BoundDatagram(), BoundDatagram(), BoundDatagram());
        Expect.Ok(Kernel.Connect(one, LocalAddress(two)));
        Expect.Ok(Kernel.GetPeerAddress(one, out KernelAddress peer));
        Assert.Equal(LocalAddress(two), peer);

        Expect.Ok(Kernel.Connect(one, LocalAddress(three)));

        Expect.Ok(Kernel.GetPeerAddress(one, out peer));
        Assert.Equal(LocalAddress(three), peer);
        Send(one, 5);
        Assert.Equal(1, Expect.Ok(Receive(three, stackalloc byte[8])));
    }

    [Fact]
    public void An_unreachable_peer_wakes_the_reader_with_the_refusal_and_the_socket_lives_on()
    {
        // Two is connected elsewhere: it holds the port, but what comes from one is not for it, and ICMP says so.
        (int one, int two, int three) = (BoundDatagram(), BoundDatagram(), BoundDatagram());
        Expect.Ok(Kernel.Connect(two, LocalAddress(three)));
        Expect.Ok(Kernel.Connect(one, LocalAddress(two)));
        Probe.Add(one, slot: 1);
        Expect.WouldBlock(Kernel.ReceiveFrom(one, stackalloc byte[8], SocketFlags.None, out _));
        Probe.Forget();

        Expect.Ok(Kernel.Send(one, [1], SocketFlags.None));

        KernelResult result = AfterEvent(1, () => Kernel.ReceiveFrom(one, new byte[8], SocketFlags.None, out _));
        Expect.Fails(Errno.ConnRefused, result);
        Expect.Ok(Kernel.Connect(one, LocalAddress(three)));
        Send(one, 1);
        Assert.Equal(1, Expect.Ok(Receive(three, stackalloc byte[8])));
    }

    [Fact]
    public void A_datagram_that_is_too_long_is_refused()
    {
        (int one, int two) = (BoundDatagram(), BoundDatagram());

        Expect.Fails(Errno.MsgSize, Kernel.SendTo(one, new byte[70_000], SocketFlags.None, LocalAddress(two)));
    }

    [Fact]
    public void Accept_on_a_datagram_socket_is_not_supported()
    {
        Expect.Fails(Errno.OpNotSupp, Kernel.Accept(BoundDatagram(), out _));
    }

    [Fact]
    public void An_IPv6_datagram_carries_its_senders_address()
    {
        int one = Open(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
        int two = Open(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
        Expect.Ok(Kernel.Bind(one, At(IPAddress.IPv6Loopback)));
        Expect.Ok(Kernel.Bind(two, At(IPAddress.IPv6Loopback)));

        Expect.Ok(Kernel.SendTo(one, [1], SocketFlags.None, LocalAddress(two)));

        Assert.Equal(1, Expect.Ok(ReceiveFromAfterEvent(two, 1, stackalloc byte[8], out KernelAddress sender)));
        Assert.Equal(LocalAddress(one), sender);
    }

    private protected int BoundDatagram()
    {
        int descriptor = OpenDatagram();
        Expect.Ok(Kernel.Bind(descriptor, Loopback));
        return descriptor;
    }

    private KernelResult ReceiveFromAfterEvent(int descriptor, int slot, Span<byte> buffer, out KernelAddress sender)
    {
        Probe.Add(descriptor, slot);
        while (true)
        {
            Probe.Await(slot, Readiness.Readable);
            KernelResult result = Kernel.ReceiveFrom(descriptor, buffer, SocketFlags.None, out sender);
            if (!result.WouldBlock)
            {
                return result;
            }
        }
    }
}
