using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public class DescriptorTableSpecs
{
    [Fact]
    public async Task A_slot_that_is_used_again_has_another_generation()
    {
        using var test = new TestHub();
        await test.CallAsync(() =>
        {
            var table = new DescriptorTable();
            Probe first = new(test.Hub, 1);
            Probe second = new(test.Hub, 2);
            (int slot, uint generation) = table.Add(first);
            Assert.Same(first, table.Find(slot, generation));
            table.Remove(slot);
            Assert.Null(table.Find(slot, generation));

            (int again, uint next) = table.Add(second);
            Assert.Equal(slot, again);
            Assert.NotEqual(generation, next);
            Assert.Null(table.Find(slot, generation));
            Assert.Same(second, table.Find(slot, next));
            Assert.Throws<InvariantException>(() =>
            {
                table.Remove(slot);
                table.Remove(slot);
            });
        });
    }

    [Fact]
    public async Task It_grows_and_knows_everybody()
    {
        using var test = new TestHub();
        var table = new DescriptorTable();
        Probe[] all = [.. Enumerable.Range(0, 1_000).Select(i => new Probe(test.Hub, i))];
        (int Slot, uint Generation)[] places = [.. all.Select(table.Add)];
        Assert.Equal(1_000, table.Count);
        Assert.Equal(all, places.Select(p => table.Find(p.Slot, p.Generation)));
        Assert.Equal(all, table.All());
        await Task.CompletedTask;
    }

    [Fact]
    public async Task An_event_under_way_for_a_descriptor_that_was_let_go_reaches_nobody_not_even_the_slots_next_owner()
    {
        using var a = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        using var b = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        using var c = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        foreach (Socket socket in new[] { a, b, c })
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        }

        using var test = new TestHub();
        Hub hub = test.Hub;
        var done = new TaskCompletionSource<(Probe Fired, Probe Dropped, Probe Heir)>(TaskCreationOptions.RunContinuationsAsynchronously);
        await test.CallAsync(() =>
        {
            // Both are writable at once, so one poll reports both; whichever comes first lets the other go and gives
            // its slot away.
            Probe first = new(hub, (int)a.Handle);
            Probe second = new(hub, (int)b.Handle);
            Probe heir = new(hub, (int)c.Handle);
            first.OnFirst = () => Replace(first, second, heir);
            second.OnFirst = () => Replace(second, first, heir);
            Assert.True(hub.Watch(first).IsOk);
            Assert.True(hub.Watch(second).IsOk);
        });
        (Probe fired, Probe dropped, Probe heir) = await done.Task.WaitAsync(Patience);
        await test.CallAsync(() =>
        {
            Assert.Equal(1, hub.Statistics.StaleEvents);
            Assert.Equal((1, 0), (fired.Events, dropped.Events));
            hub.Unwatch(fired);
            hub.Unwatch(fired);
            hub.Unwatch(heir);
            Assert.Equal(0, hub.Statistics.Descriptors);
        });

        void Replace(Probe self, Probe other, Probe heir)
        {
            int slot = other.Slot;
            hub.Unwatch(other);
            Assert.True(hub.Watch(heir).IsOk);
            Assert.Equal(slot, heir.Slot);
            hub.Post(() =>
            {
                Assert.Equal(0, heir.Events);
                done.SetResult((self, other, heir));
            });
        }
    }

    [Fact]
    public async Task A_descriptor_still_watched_when_its_hub_ends_is_told_and_one_that_throws_harms_nobody()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        using var test = new TestHub();
        Probe bad = new(test.Hub, (int)socket.Handle) { OnEnd = () => throw new FormatException("bad descriptor") };
        Probe good = new(test.Hub, (int)other.Handle);
        await test.CallAsync(() => Assert.True(test.Hub.Watch(bad).IsOk && test.Hub.Watch(good).IsOk));
        test.Stop();
        Assert.Equal((1, 1), (bad.Ends, good.Ends));
        Assert.IsType<FormatException>(Assert.Single(test.Errors).Exception);
    }

    private sealed class Probe(Hub hub, int number) : Descriptor(hub, number)
    {
        public int Events { get; private set; }

        public int Ends { get; private set; }

        public Action? OnFirst { get; set; }

        public Action? OnEnd { get; init; }

        internal override void OnReady(Readiness readiness)
        {
            if (++Events == 1)
            {
                OnFirst?.Invoke();
            }
        }

        internal override void OnHubEnded()
        {
            Ends++;
            OnEnd?.Invoke();
        }
    }
}
