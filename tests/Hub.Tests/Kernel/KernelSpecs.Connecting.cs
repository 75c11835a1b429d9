using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public abstract partial class KernelSpecs
{
    [Fact]
    public void A_client_and_a_server_connect_and_echo()
    {
        (int client, int server) = Connection();

        Echo(client, server);
    }

    [Fact]
    public void A_connect_in_progress_ends_with_a_writable_event()
    {
        int listener = Listening();
        int client = Open();
        Probe.Add(client, slot: 3);
        Probe.Forget();

        KernelResult result = Kernel.Connect(client, LocalAddress(listener));
        while (result.Errno == Errno.InProgress)
        {
            Probe.Await(3, Readiness.Writable);
            result = Kernel.FinishConnect(client);
        }

        Expect.Ok(result);
        Echo(client, Accept(listener, out _));
    }

    [Fact]
    public void A_connect_that_was_begun_before_the_descriptor_was_added_still_ends_with_an_event()
    {
        int listener = Listening();
        int client = Open();
        KernelResult result = Kernel.Connect(client, LocalAddress(listener));
        Probe.Add(client, slot: 3);

        while (result.Errno == Errno.InProgress)
        {
            Probe.Await(3, Readiness.Writable);
            result = Kernel.FinishConnect(client);
        }

        Expect.Ok(result);
    }

    [Fact]
    public void A_connect_that_is_not_decided_is_in_progress_and_a_second_one_already()
    {
        // Whoever comes when the backlog is full gets no answer for a second or more. How many that takes differs from
        // kernel to kernel.
        int listener = Bound();
        Expect.Ok(Kernel.Listen(listener, 1));
        PollEvent[] events = new PollEvent[1];
        int waiting = -1;
        for (int i = 0; i < 32 && waiting < 0; i++)
        {
            int client = Open();
            Kernel.Connect(client, LocalAddress(listener));
            using IPoller poller = Kernel.CreatePoller();
            Expect.Ok(poller.Add(client, 0, 1));
            poller.Poll(events, 500);
            waiting = Kernel.FinishConnect(client).Errno == Errno.InProgress ? client : -1;
        }

        Assert.True(waiting >= 0, "The backlog never filled.");
        Expect.Fails(Errno.InProgress, Kernel.FinishConnect(waiting));
        Expect.Fails(Errno.Already, Kernel.Connect(waiting, LocalAddress(listener)));
    }

    [Fact]
    public void A_refused_connect_says_so()
    {
        Expect.Fails(Errno.ConnRefused, TryConnect(Open(), LocalAddress(Bound())));
    }

    [Fact]
    public void A_refused_connect_hangs_up()
    {
        int client = Open();
        Probe.Add(client, slot: 1);
        Probe.Forget();

        if (Kernel.Connect(client, LocalAddress(Bound())).Errno == Errno.InProgress)
        {
            Probe.Await(1, Readiness.Hangup);
            Expect.Fails(Errno.ConnRefused, Kernel.FinishConnect(client));
        }
    }

    [Fact]
    public void Looking_at_a_refused_connect_does_not_make_it_a_success()
    {
        int client = Open();
        Probe.Add(client, slot: 1);
        Probe.Forget();
        if (Kernel.Connect(client, LocalAddress(Bound())).Errno == Errno.InProgress)
        {
            Probe.Await(1, Readiness.Hangup);
            Kernel.GetLocalAddress(client, out _);

            Expect.Fails(Errno.NotConn, Kernel.GetPeerAddress(client, out _));
            Expect.Fails(Errno.ConnRefused, Kernel.FinishConnect(client));
        }
    }

    [Fact]
    public void After_refused_connects_the_same_descriptor_connects_once_somebody_listens()
    {
        int listener = Bound();
        int client = Open();
        Expect.Fails(Errno.ConnRefused, TryConnect(client, LocalAddress(listener)));
        Expect.Fails(Errno.ConnRefused, TryConnect(client, LocalAddress(listener)));

        Expect.Ok(Kernel.Listen(listener, 16));
        Connect(client, LocalAddress(listener));

        Echo(client, Accept(listener, out _));
    }

    [Fact]
    public void After_a_refused_connect_the_poller_goes_on_reporting_the_descriptor()
    {
        int listener = Bound();
        int client = Open();
        Probe.Add(client, slot: 5, generation: 9);
        Span<byte> buffer = stackalloc byte[8];
        Expect.Fails(Errno.ConnRefused, ConnectOnProbe(client, 5, LocalAddress(listener)));
        Expect.Ok(Kernel.Listen(listener, 16));
        Expect.Ok(ConnectOnProbe(client, 5, LocalAddress(listener)));
        int server = Accept(listener, out _);
        Expect.WouldBlock(Kernel.Receive(client, buffer, SocketFlags.None));
        Probe.Forget();

        Send(server, 1);

        Assert.Equal(1, Expect.Ok(ReceiveAfterEvent(client, 5, buffer)));
    }

    [Fact]
    public void Options_outlive_a_refused_connect()
    {
        int listener = Bound();
        int client = Bound();
        Expect.Ok(Kernel.SetOption(client, SocketOptionLevel.Tcp, SocketOptionName.NoDelay, 1));
        Expect.Ok(Kernel.SetLinger(client, on: true, seconds: 7));
        Expect.Fails(Errno.ConnRefused, TryConnect(client, LocalAddress(listener)));

        Expect.Ok(Kernel.Listen(listener, 16));
        Connect(client, LocalAddress(listener));

        Expect.Ok(Kernel.GetOption(client, SocketOptionLevel.Tcp, SocketOptionName.NoDelay, out int noDelay));
        Assert.NotEqual(0, noDelay);
        Expect.Ok(Kernel.GetLinger(client, out bool on, out int seconds));
        Assert.Equal((true, 7), (on, seconds));
    }

    [Fact]
    public void A_connected_socket_refuses_to_connect_again()
    {
        int listener = Listening();
        int client = Open();
        Connect(client, LocalAddress(listener));

        // Linux answers the first connect after one that finished in the background with success (net/ipv4/af_inet.c,
        // SS_CONNECTING).
        Assert.Contains(Kernel.Connect(client, LocalAddress(listener)).Errno, new[] { Errno.None, Errno.IsConn });
        Expect.Fails(Errno.IsConn, Kernel.Connect(client, LocalAddress(listener)));
        Expect.Ok(Kernel.FinishConnect(client));
    }

    [Fact]
    public void Accept_would_block_until_a_client_comes_and_then_an_event_comes()
    {
        int listener = Listening();
        Probe.Add(listener, slot: 2);
        Expect.WouldBlock(Kernel.Accept(listener, out _));
        Probe.Forget();

        int client = Open();
        Connect(client, LocalAddress(listener));
        KernelResult accepted;
        KernelAddress peer;
        do
        {
            Probe.Await(2, Readiness.Readable);
            accepted = Kernel.Accept(listener, out peer);
        }
        while (accepted.WouldBlock);

        int server = Keep(Expect.Ok(accepted));
        Assert.Equal(LocalAddress(client), peer);
        Expect.WouldBlock(Kernel.Receive(server, stackalloc byte[1], SocketFlags.None));
        Expect.WouldBlock(Kernel.Accept(listener, out _));
    }

    [Fact]
    public void A_client_that_waited_before_the_listener_was_added_is_reported()
    {
        int listener = Listening();
        Connect(Open(), LocalAddress(listener));

        Probe.Add(listener, slot: 2);
        Probe.Await(2, Readiness.Readable);

        Keep(Expect.Ok(Kernel.Accept(listener, out _)));
    }

    [Fact]
    public void A_socket_that_was_added_before_it_listens_is_reported()
    {
        int listener = Bound();
        Probe.Add(listener, slot: 2);
        Probe.Forget();
        Expect.Ok(Kernel.Listen(listener, 16));
        Expect.WouldBlock(Kernel.Accept(listener, out _));

        Connect(Open(), LocalAddress(listener));

        Probe.Await(2, Readiness.Readable);
    }

    [Fact]
    public void Accept_on_a_socket_that_does_not_listen_is_invalid()
    {
        Expect.Fails(Errno.Inval, Kernel.Accept(Bound(), out _));
    }

    [Fact]
    public void A_port_that_somebody_listens_on_cannot_be_bound()
    {
        KernelAddress taken = LocalAddress(Listening());

        Expect.Fails(Errno.AddrInUse, Kernel.Bind(Open(), taken));
    }

    [Fact]
    public void Both_ends_know_both_addresses()
    {
        int listener = Listening();
        int client = Open();
        Connect(client, LocalAddress(listener));
        int server = Accept(listener, out KernelAddress peer);

        Expect.Ok(Kernel.GetPeerAddress(client, out KernelAddress clientPeer));
        Expect.Ok(Kernel.GetPeerAddress(server, out KernelAddress serverPeer));
        Assert.Equal(LocalAddress(listener), clientPeer);
        Assert.Equal(LocalAddress(listener), LocalAddress(server));
        Assert.Equal(LocalAddress(client), serverPeer);
        Assert.Equal(LocalAddress(client), peer);
        Assert.NotEqual(0, peer.Port);
    }

    [Fact]
    public void A_socket_without_an_address_has_the_any_address_and_no_peer()
    {
        int descriptor = Open();

        Assert.Equal(At(IPAddress.Any), LocalAddress(descriptor));
        Expect.Fails(Errno.NotConn, Kernel.GetPeerAddress(descriptor, out KernelAddress peer));
        Assert.True(peer.IsNone);
    }

    [Fact]
    public void IPv6_works_as_IPv4_does()
    {
        int listener = Listening(At(IPAddress.IPv6Loopback));
        int client = Open(AddressFamily.InterNetworkV6);
        Connect(client, LocalAddress(listener));
        int server = Accept(listener, out KernelAddress peer);

        Echo(client, server);
        Assert.Equal(AddressFamily.InterNetworkV6, peer.Family);
        Assert.Equal(LocalAddress(client), peer);
    }

    [Fact]
    public void An_IPv6_socket_that_is_told_so_takes_IPv4_clients_under_mapped_addresses()
    {
        int listener = Open(AddressFamily.InterNetworkV6);
        Expect.Ok(Kernel.SetOption(listener, SocketOptionLevel.IPv6, SocketOptionName.IPv6Only, 0));
        Expect.Ok(Kernel.Bind(listener, At(IPAddress.IPv6Any)));
        Expect.Ok(Kernel.Listen(listener, 16));
        int client = Open();
        Connect(client, At(IPAddress.Loopback, LocalAddress(listener).Port));

        int server = Accept(listener, out KernelAddress peer);

        Assert.Equal(At(IPAddress.Loopback.MapToIPv6(), LocalAddress(client).Port), peer);
        Echo(client, server);
    }

    private KernelResult ConnectOnProbe(int client, int slot, KernelAddress address)
    {
        KernelResult result = Kernel.Connect(client, address);
        while (result.Errno == Errno.InProgress)
        {
            Probe.Await(slot, Readiness.Writable);
            result = Kernel.FinishConnect(client);
        }

        return result;
    }
}
