using System.Diagnostics;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public abstract partial class KernelSpecs
{
    [Fact]
    public void A_poll_of_nothing_ends_when_its_time_is_up()
    {
        PollEvent[] events = new PollEvent[4];

        Assert.Equal(0, Expect.Ok(Probe.Poller.Poll(events, 0)));

        // A lower bound only: a busy machine may take longer, but none may take less. Kernels round to whole
        // milliseconds and clocks to ticks.
        var watch = Stopwatch.StartNew();
        Assert.Equal(0, Expect.Ok(Probe.Poller.Poll(events, 30)));
        Assert.InRange(watch.ElapsedMilliseconds, 28, long.MaxValue);
    }

    [Fact]
    public void A_poll_that_waits_without_end_returns_when_another_thread_wakes_it()
    {
        var waker = new Thread(() => Probe.Poller.Wake());
        IPoller poller = Probe.Poller;
        waker.Start();

        Assert.Equal(0, Expect.Ok(poller.Poll(new PollEvent[4], -1)));

        waker.Join();
    }

    [Fact]
    public void A_wake_before_the_poll_is_not_lost_and_many_are_one()
    {
        PollEvent[] events = new PollEvent[4];
        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < 1000; i++)
            {
                Probe.Poller.Wake();
            }

            Assert.Equal(0, Expect.Ok(Probe.Poller.Poll(events, -1)));
        }

        var watch = Stopwatch.StartNew();
        Assert.Equal(0, Expect.Ok(Probe.Poller.Poll(events, 30)));
        Assert.InRange(watch.ElapsedMilliseconds, 28, long.MaxValue);
    }

    [Fact]
    public void Wakes_from_many_threads_never_leave_the_poller_asleep()
    {
        const int Wakes = 2000;
        PollEvent[] events = new PollEvent[4];
        IPoller poller = Probe.Poller;
        int posted = 0;
        Thread[] wakers = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < Wakes; i++)
            {
                Interlocked.Increment(ref posted);
                poller.Wake();
            }
        }))];
        Array.ForEach(wakers, w => w.Start());

        // The hub's pattern: look at the work, sleep, look again. A lost wake leaves it asleep for ever, with work
        // posted.
        while (Volatile.Read(ref posted) < Wakes * wakers.Length)
        {
            Expect.Ok(poller.Poll(events, -1));
        }

        Array.ForEach(wakers, w => w.Join());
    }

    [Fact]
    public void A_wake_after_the_poller_is_gone_does_nothing()
    {
        IPoller poller = Kernel.CreatePoller();
        poller.Dispose();

        poller.Wake();
    }

    [Fact]
    public void An_event_carries_slot_and_generation()
    {
        (int client, int server) = Connection();
        Probe.Add(server, slot: 123_456, generation: 0xFEDC_BA98);
        Send(client, 1);

        PollEvent found = Probe.Await(123_456, Readiness.Readable);

        Assert.Equal(0xFEDC_BA98, found.Generation);
    }

    [Fact]
    public void A_wake_does_not_hide_an_event()
    {
        (int client, int server) = Connection();
        Probe.Add(server, slot: 1);
        Probe.Forget();
        Send(client, 1);
        Probe.Poller.Wake();

        Assert.Equal(1, Expect.Ok(ReceiveAfterEvent(server, 1, stackalloc byte[8])));
    }

    [Fact]
    public void A_removed_descriptor_is_not_reported()
    {
        (int client, int server) = Connection();
        Probe.Add(server, slot: 1);
        Expect.WouldBlock(Kernel.Receive(server, stackalloc byte[8], SocketFlags.None));
        Probe.Poller.Remove(server);
        Probe.Forget();

        Send(client, 1);
        PollEvent[] events = new PollEvent[4];
        int reported = 0;
        for (int i = 0; i < 1000 && Expect.Ok(Kernel.GetAvailable(server)) == 0; i++)
        {
            reported += Expect.Ok(Probe.Poller.Poll(events, 10));
        }

        Assert.Equal(1, Expect.Ok(Kernel.GetAvailable(server)));
        Assert.Equal(0, reported + Expect.Ok(Probe.Poller.Poll(events, 0)));
    }

    [Fact]
    public void A_descriptor_moves_from_one_poller_to_another_and_keeps_its_promise()
    {
        (int client, int server) = Connection();
        using var other = new PollerProbe(Kernel.CreatePoller());
        other.Add(server, slot: 8);
        Expect.WouldBlock(Kernel.Receive(server, stackalloc byte[8], SocketFlags.None));
        other.Poller.Remove(server);
        Probe.Add(server, slot: 1, generation: 4);
        Probe.Forget();

        Send(client, 1);

        Assert.Equal(1, Expect.Ok(ReceiveAfterEvent(server, 1, stackalloc byte[8])));
        Assert.Empty(other.Now());
    }

    [Fact]
    public void A_closed_descriptor_needs_no_remove_and_its_number_reports_under_the_new_generation()
    {
        (int client, int server) = Connection();
        Probe.Add(server, slot: 1, generation: 1);
        Send(client, 1);
        Close(server);
        (int nextClient, int nextServer) = Connection();

        Probe.Add(nextServer, slot: 1, generation: 2);
        Send(nextClient, 2);

        // An event of the first generation may still come; the hub drops it.
        PollEvent found;
        do
        {
            found = Probe.Await(1, Readiness.Readable);
        }
        while (found.Generation == 1);

        Assert.Equal(2u, found.Generation);
        Assert.Equal(1, Expect.Ok(Kernel.Receive(nextServer, stackalloc byte[8], SocketFlags.None)));
    }

    [Fact]
    public void What_finds_no_place_in_one_poll_comes_with_the_next()
    {
        const int Count = 5;
        for (int slot = 0; slot < Count; slot++)
        {
            (int client, int server) = Connection();
            Send(client, 1);
            Probe.Add(server, slot);
        }

        var seen = new HashSet<int>();
        PollEvent[] events = new PollEvent[2];
        while (seen.Count < Count)
        {
            int count = Expect.Ok(Probe.Poller.Poll(events, PollerProbe.PatienceMilliseconds));
            Assert.InRange(count, 1, events.Length);
            seen.UnionWith(events[..count].Select(e => e.Slot));
        }
    }

    [Fact]
    public void An_event_is_not_repeated_until_a_call_asks_for_it()
    {
        (int client, int server) = Connection();
        Probe.Add(server, slot: 1);
        Send(client, 1, 2);
        Probe.Await(1, Readiness.Readable);
        Probe.Forget();

        Assert.Empty(Probe.Now());

        // A full buffer says nothing about what is left: the caller tries again without waiting.
        Assert.Equal(1, Expect.Ok(Kernel.Receive(server, stackalloc byte[1], SocketFlags.None)));
        Assert.Equal(1, Expect.Ok(Kernel.Receive(server, stackalloc byte[1], SocketFlags.None)));
        Expect.WouldBlock(Kernel.Receive(server, stackalloc byte[1], SocketFlags.None));
        Assert.Empty(Probe.Now());
    }

    [Fact]
    public void Urgent_data_is_no_hangup()
    {
        (int client, int server) = Connection();
        Probe.Add(server, slot: 1);
        Expect.WouldBlock(Kernel.Receive(server, stackalloc byte[8], SocketFlags.None));
        Assert.Equal(1, Expect.Ok(Kernel.Send(client, [1], SocketFlags.OutOfBand)));
        byte[] buffer = new byte[8];
        PollEvent[] events = new PollEvent[4];
        var seen = Readiness.None;

        // Kernels differ in whether urgent data is an event at all; it has come when it can be peeked.
        for (int i = 0; i < 1000 && !Kernel.Receive(server, buffer, SocketFlags.OutOfBand | SocketFlags.Peek).IsOk; i++)
        {
            int count = Expect.Ok(Probe.Poller.Poll(events, 10));
            seen |= events[..count].Aggregate(Readiness.None, (all, e) => all | e.Readiness);
        }

        Expect.WouldBlock(Kernel.Receive(server, buffer, SocketFlags.None));
        Send(client, 2);
        Assert.Equal(1, Expect.Ok(ReceiveAfterEvent(server, 1, buffer)));
        Assert.Equal(2, buffer[0]);
        Assert.Equal(Readiness.None, seen & Readiness.Hangup);
    }
}
