using System.Net.Sockets;

namespace Akka.Greensock.Tests;

// Waiting for a descriptor that somebody else owns: one event, by level, beside whatever its owner has.
public abstract partial class KernelSpecs
{
    [Fact]
    public void A_foreign_descriptor_is_reported_once_and_again_when_asked_again_as_long_as_it_is_ready()
    {
        (int client, int server) = Connection();
        Send(client, 1);
        Expect.Ok(Probe.Poller.AddForeign(server, Readiness.Readable, slot: 5, generation: 0xFEDC_BA98));
        PollEvent first = Probe.Await(5, Readiness.Readable);
        Assert.Equal((0xFEDC_BA98, Readiness.Readable), (first.Generation, first.Readiness));
        Assert.Empty(Probe.Now());

        // Nobody has read, so there is no edge: the level alone makes it ready.
        Expect.Ok(Probe.Poller.RearmForeign(server, Readiness.Readable, slot: 6, generation: 7));
        Assert.Equal(7u, Probe.Await(6, Readiness.Readable).Generation);
        Probe.Poller.RemoveForeign(server);
    }

    [Fact]
    public void A_foreign_descriptor_is_reported_for_what_was_asked_alone()
    {
        (int client, int server) = Connection();
        Expect.Ok(Probe.Poller.AddForeign(server, Readiness.Readable, slot: 5, generation: 1));
        Assert.Empty(Probe.Now());
        Expect.Ok(Probe.Poller.RearmForeign(server, Readiness.Readable | Readiness.Writable, slot: 5, generation: 1));
        Assert.Equal(Readiness.Writable, Probe.Await(5, Readiness.Writable).Readiness);
        Send(client, 1);
        Expect.Ok(Probe.Poller.RearmForeign(server, Readiness.Readable, slot: 5, generation: 1));
        Assert.Equal(Readiness.Readable, Probe.Await(5, Readiness.Readable).Readiness);
        Probe.Poller.RemoveForeign(server);
    }

    [Fact]
    public void A_foreign_descriptor_whose_peer_hung_up_can_be_read()
    {
        (int client, int server) = Connection();
        Expect.Ok(Probe.Poller.AddForeign(server, Readiness.Readable, slot: 5, generation: 1));
        Close(client);
        Probe.Await(5, Readiness.Readable);
        Probe.Poller.RemoveForeign(server);
    }

    [Fact]
    public void A_foreign_descriptor_that_nobody_failed_to_send_on_is_reported_once_there_is_room()
    {
        (int client, int server) = Connection();
        FillUntilNotWritable(client);
        Expect.Ok(Probe.Poller.AddForeign(client, Readiness.Writable, slot: 5, generation: 1));

        Probe.Add(server, slot: 6);
        byte[] chunk = new byte[64 * 1024];
        while (!Kernel.Poll(client, SelectMode.SelectWrite).IsOk)
        {
            while (!Kernel.Receive(server, chunk, SocketFlags.None).WouldBlock)
            {
            }
        }

        Probe.Await(5, Readiness.Writable);
        Probe.Poller.RemoveForeign(client);
    }

    [Fact]
    public void The_end_of_what_the_peer_sends_makes_no_foreign_descriptor_writable()
    {
        (int client, int server) = Connection();
        var events = new PollEvent[4];
        Expect.Ok(Probe.Poller.AddForeign(client, Readiness.None, slot: 5, generation: 1));
        do
        {
            // What is acknowledged late makes room once more.
            FillUntilNotWritable(client);
            Expect.Ok(Probe.Poller.RearmForeign(client, Readiness.Writable, slot: 5, generation: 1));
        }
        while (Expect.Ok(Probe.Poller.Poll(events, 200)) != 0);

        Expect.Ok(Kernel.Shutdown(server, SocketShutdown.Send));
        Expect.Ok(Probe.Poller.RearmForeign(client, Readiness.Readable, slot: 5, generation: 1));
        Probe.Await(5, Readiness.Readable);
        Expect.Ok(Probe.Poller.RearmForeign(client, Readiness.Writable, slot: 5, generation: 1));
        Assert.True(Probe.Now().Count == 0 || Kernel.Poll(client, SelectMode.SelectWrite).IsOk, "writable without room");
        Probe.Poller.RemoveForeign(client);
    }

    [Fact]
    public void The_owners_events_and_the_foreign_ones_of_a_descriptor_do_not_touch_each_other()
    {
        (int client, int server) = Connection();
        Probe.Add(server, slot: 1);
        Expect.WouldBlock(Kernel.Receive(server, stackalloc byte[8], SocketFlags.None));
        Probe.Forget();
        Expect.Ok(Probe.Poller.AddForeign(server, Readiness.Readable, slot: 2, generation: 1));
        Send(client, 1);
        Probe.Await(1, Readiness.Readable);
        Probe.Await(2, Readiness.Readable);

        // Neither is asked again: the data is still there, and nothing is reported.
        Assert.Empty(Probe.Now());

        // The foreign one alone is, and later the owner alone.
        for (int i = 0; i < 3; i++)
        {
            Expect.Ok(Probe.Poller.RearmForeign(server, Readiness.Readable, slot: 2, generation: 1));
            Probe.Await(2, Readiness.Readable);
        }

        Assert.Empty(Probe.Now());
        Probe.Poller.RemoveForeign(server);
        Assert.Equal(1, Expect.Ok(Kernel.Receive(server, stackalloc byte[8], SocketFlags.None)));
        Expect.WouldBlock(Kernel.Receive(server, stackalloc byte[8], SocketFlags.None));
        Send(client, 2);
        Assert.Equal(1, Expect.Ok(ReceiveAfterEvent(server, 1, stackalloc byte[8])));
        Assert.DoesNotContain(Probe.Now(), e => e.Slot == 2);
    }

    [Fact]
    public void The_owner_leaves_and_the_foreign_entry_stays()
    {
        (int client, int server) = Connection();
        Probe.Add(server, slot: 1);
        Expect.Ok(Probe.Poller.AddForeign(server, Readiness.Readable, slot: 2, generation: 1));
        Probe.Forget();
        Probe.Poller.Remove(server);
        Send(client, 1);
        Probe.Await(2, Readiness.Readable);
        Probe.Poller.RemoveForeign(server);
    }

    [Fact]
    public void A_foreign_entry_may_be_in_several_pollers()
    {
        (int client, int server) = Connection();
        using var other = new PollerProbe(Kernel.CreatePoller());
        Expect.Ok(Probe.Poller.AddForeign(server, Readiness.Readable, slot: 1, generation: 1));
        Expect.Ok(other.Poller.AddForeign(server, Readiness.Readable, slot: 1, generation: 1));
        Send(client, 1);
        Probe.Await(1, Readiness.Readable);
        other.Await(1, Readiness.Readable);
        Probe.Poller.RemoveForeign(server);
        other.Poller.RemoveForeign(server);
    }

    [Fact]
    public void A_foreign_descriptor_that_was_removed_is_not_reported_and_can_be_added_again()
    {
        (int client, int server) = Connection();
        Expect.Ok(Probe.Poller.AddForeign(server, Readiness.Readable, slot: 1, generation: 1));
        Probe.Poller.RemoveForeign(server);
        Send(client, 1);
        Expect.Ok(Probe.Poller.AddForeign(server, Readiness.Readable, slot: 2, generation: 1));
        Probe.Await(2, Readiness.Readable);
        Probe.Poller.RemoveForeign(server);
        Assert.Empty(Probe.Now());
    }

    [Fact]
    public void A_foreign_descriptor_that_is_not_open_is_refused()
    {
        Expect.Fails(Errno.BadF, Probe.Poller.AddForeign(int.MaxValue, Readiness.Readable, slot: 1, generation: 1));
        Assert.Empty(Probe.Now());
    }

    [Fact]
    public void A_number_that_was_closed_cannot_be_rearmed_even_if_it_was_reused()
    {
        (_, int server) = Connection();
        Expect.Ok(Probe.Poller.AddForeign(server, Readiness.Readable, slot: 1, generation: 1));
        Close(server);
        Assert.False(Probe.Poller.RearmForeign(server, Readiness.Readable, slot: 1, generation: 1).IsOk);
        Assert.Empty(Probe.Now());

        // The lowest free number comes first, but another test may have taken it.
        int next = Open(type: SocketType.Dgram, protocol: ProtocolType.Udp);
        if (next == server)
        {
            Assert.False(Probe.Poller.RearmForeign(server, Readiness.Readable, slot: 1, generation: 1).IsOk);
        }

        Probe.Poller.RemoveForeign(server);
        Expect.Ok(Probe.Poller.AddForeign(next, Readiness.Writable, slot: 2, generation: 1));
        Probe.Await(2, Readiness.Writable);
        Probe.Poller.RemoveForeign(next);
    }

    [Fact]
    public void Foreign_events_and_the_hubs_own_that_find_no_place_in_one_poll_come_with_the_next()
    {
        const int Count = 4;
        for (int i = 0; i < Count; i++)
        {
            (int client, int server) = Connection();
            Send(client, 1);
            Probe.Add(server, slot: i);
            Expect.Ok(Probe.Poller.AddForeign(server, Readiness.Readable, slot: Count + i, generation: 1));
        }

        var seen = new HashSet<int>();
        PollEvent[] events = new PollEvent[1];
        while (seen.Count < 2 * Count)
        {
            Assert.Equal(1, Expect.Ok(Probe.Poller.Poll(events, PollerProbe.PatienceMilliseconds)));
            seen.Add(events[0].Slot);
        }
    }

    [Fact]
    public void A_busy_foreign_descriptor_and_a_busy_own_one_take_turns_where_there_is_one_place()
    {
        (int client, int server) = Connection();
        (int busyClient, int busyServer) = Connection();
        Send(busyClient, 1);
        Send(client, 1);
        Probe.Add(server, slot: 1);
        Expect.Ok(Probe.Poller.AddForeign(busyServer, Readiness.Readable, slot: 2, generation: 1));
        int[] seen = new int[3];
        byte[] buffer = new byte[8];
        PollEvent[] events = new PollEvent[1];
        Arrives(busyServer, 1);
        for (int i = 0; i < 12; i++)
        {
            Arrives(server, 1);
            Assert.Equal(1, Expect.Ok(Probe.Poller.Poll(events, PollerProbe.PatienceMilliseconds)));
            seen[events[0].Slot]++;
            if (events[0].Slot == 2)
            {
                Expect.Ok(Probe.Poller.RearmForeign(busyServer, Readiness.Readable, slot: 2, generation: 1));
            }
            else if (Kernel.Receive(server, buffer, SocketFlags.None).IsOk)
            {
                Send(client, 1);
            }
        }

        Assert.InRange(seen[1], 2, 10);
        Assert.InRange(seen[2], 2, 10);
    }

    [Fact]
    public void A_foreign_connect_that_fails_is_reported()
    {
        int deaf = Bound();
        int client = Open();
        KernelResult result = Kernel.Connect(client, LocalAddress(deaf));
        if (result.Errno == Errno.InProgress)
        {
            Expect.Ok(Probe.Poller.AddForeign(client, Readiness.Writable, slot: 1, generation: 1));
            Probe.Await(1, Readiness.Writable);
            result = Kernel.FinishConnect(client);
            Probe.Poller.RemoveForeign(client);
        }

        Expect.Fails(Errno.ConnRefused, result);
    }

    // Without a send that would block.
    private void FillUntilNotWritable(int descriptor)
    {
        byte[] chunk = new byte[1000];
        while (Kernel.Poll(descriptor, SelectMode.SelectWrite).IsOk)
        {
            Assert.Equal(chunk.Length, Expect.Ok(Kernel.Send(descriptor, chunk, SocketFlags.None)));
        }
    }
}
