using System.Collections;
using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

// Readiness: poll and select.
public abstract partial class GreenSocketSpecs
{
    [Fact]
    public void A_poll_tells_what_the_BCLs_poll_tells()
    {
        using var owner = new TestHub(Options);
        using Pair pair = Connected(owner);
        using GreenSocket listener = Made(owner);
        using GreenSocket fresh = Made(owner);
        using GreenSocket datagrams = Datagrams(owner);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Ready(pair.Client, read: false, write: true, error: false);
        Ready(listener, read: false, write: false, error: false);
        Ready(fresh, read: true, write: true, error: false); // Linux calls it hung up
        Ready(datagrams, read: false, write: true, error: false);

        pair.Server.SendAll([1]);
        Assert.True(pair.Client.Poll(-1, SelectMode.SelectRead));
        Ready(pair.Client, read: true, write: true, error: false);
        Assert.Equal(1, pair.Client.Receive(new byte[1]));
        pair.Server.Shutdown(SocketShutdown.Send);
        Assert.True(pair.Client.Poll(Timeout.InfiniteTimeSpan, SelectMode.SelectRead));
        Assert.Equal(0, pair.Client.Receive(new byte[1]));

        static void Ready(GreenSocket socket, bool read, bool write, bool error)
        {
            Assert.Equal(read, socket.Poll(0, SelectMode.SelectRead));
            Assert.Equal(write, socket.Poll(999, SelectMode.SelectWrite)); // less than a millisecond is one look
            Assert.Equal(error, socket.Poll(-7, SelectMode.SelectError)); // and so is a negative time
        }
    }

    [Fact]
    public void A_poll_waits_beside_the_calls_that_wait_and_takes_nothing() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Greenlet<bool> polling = await StartedAsync(async () => await pair.Client.PollAsync(-1, SelectMode.SelectRead));
        Greenlet<bool> second = await StartedAsync(async () => await pair.Client.PollAsync(-1, SelectMode.SelectRead));
        Greenlet<bool> late = await StartedAsync(async () => await pair.Client.PollAsync(1000, SelectMode.SelectRead));
        Greenlet<int> reader = await StartedAsync(async () => await pair.Client.ReceiveAsync(Memory<byte>.Empty));
        using var source = new CancellationTokenSource();
        Greenlet cancelled = await StartedAsync(async () => await pair.Client.PollAsync(-1, SelectMode.SelectRead, source.Token));
        Greenlet killed = await StartedAsync(async () => await pair.Client.PollAsync(-1, SelectMode.SelectRead));
        Assert.False(await late);
        await source.CancelAsync();
        Assert.IsAssignableFrom<OperationCanceledException>(await EndOfAsync(cancelled));
        Assert.True(await killed.KillAsync(timeout: Patience));
        Assert.False(polling.IsDead || second.IsDead || reader.IsDead);

        await pair.Server.SendAllAsync(new byte[] { 1, 2 });

        Assert.True(await polling);
        Assert.True(await second);
        Assert.Equal(0, await reader);
        Assert.Equal([1, 2], await ReceiveExactlyAsync(pair.Client, 2));
    });

    [Fact]
    public void A_refused_connect_is_writable_and_an_error() => OnHub(async () =>
    {
        using GreenSocket deaf = Deaf(out IPEndPoint address);
        using GreenSocket client = NewSocket();
        client.Blocking = false;
        await FailsAsync(SocketError.WouldBlock, async () => await client.ConnectAsync(address));

        Assert.True(await client.PollAsync(-1, SelectMode.SelectWrite));
        Assert.True(await client.PollAsync(0, SelectMode.SelectError));
        Assert.False(client.Connected);
    });

    [Fact]
    public void A_poll_that_finds_a_connect_done_lets_every_thread_know() => OnHub(async () =>
    {
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();
        client.Blocking = false;
        await FailsAsync(SocketError.WouldBlock, () => client.ConnectAsync(listener.LocalEndPoint!));
        while (!await client.PollAsync(0, SelectMode.SelectWrite))
        {
        }

        // The hub has not come to its next look at the kernel, and does not before the other thread has looked.
        bool connected = false;
        var other = new Thread(() => connected = client.Connected);
        other.Start();
        other.Join();
        Assert.True(connected);
    });

    [Fact]
    public void An_urgent_byte_counts_as_an_error() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Greenlet<bool> polling = await StartedAsync(async () => await pair.Client.PollAsync(-1, SelectMode.SelectError));
        Assert.False(polling.IsDead);

        await pair.Server.SendAsync(new byte[] { 1 }, SocketFlags.OutOfBand);

        Assert.True(await polling);
    });

    [Fact]
    public void A_select_leaves_in_its_lists_what_is_ready_on_whatever_hub()
    {
        using var one = new TestHub(Options);
        using var other = new TestHub(Options);
        using Pair here = Connected(one);
        using Pair there = Connected(other);
        here.Server.SendAll([1]);
        Assert.True(here.Client.Poll(-1, SelectMode.SelectRead));
        var read = new List<GreenSocket> { here.Client, there.Client, here.Client, there.Server };
        GreenSocket[] write = [here.Client, there.Server];
        var error = new ArrayList { here.Client };

        GreenSocket.Select(read, null, error, 0);

        Assert.Equal([here.Client, here.Client], read);
        Assert.Empty(error);
        GreenSocket.Select(null, write, null, TimeSpan.Zero); // an array can stay as it is
        read = [there.Client, there.Server];
        GreenSocket.Select(read, null, null, 2_000);
        Assert.Empty(read);
    }

    [Fact]
    public async Task A_select_wakes_when_the_first_of_many_is_ready_and_nothing_of_it_stays()
    {
        using var one = new TestHub(Options);
        using var other = new TestHub(Options);
        Pair[] pairs = [.. Enumerable.Range(0, 16).Select(i => Connected(i % 2 == 0 ? one : other))];
        for (int i = 0; i < 8; i++)
        {
            int ready = (i * 5) % pairs.Length;
            List<GreenSocket> read = [.. pairs.Select(pair => pair.Client)];
            Task sending = TestHub.Elsewhere(() => pairs[ready].Server.SendAll([(byte)ready]));

            GreenSocket.Select(read, null, null, -1);

            Assert.Equal([pairs[ready].Client], read);
            Assert.Equal([(byte)ready], Received(pairs[ready].Client, 1));
            await sending.WaitAsync(Patience);
        }

        Array.ForEach(pairs, pair => pair.Dispose());
        Assert.Empty(one.Errors);
        Assert.Empty(other.Errors);
    }

    [Fact]
    public void A_cancelled_select_leaves_its_lists_alone() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        using var source = new CancellationTokenSource();
        var read = new List<GreenSocket> { pair.Client };
        Greenlet selecting = await StartedAsync(async () => await GreenSocket.SelectAsync(read, null, null, -1, source.Token));
        await PolledAsync();
        Assert.False(selecting.IsDead);

        await source.CancelAsync();

        Assert.IsAssignableFrom<OperationCanceledException>(await EndOfAsync(selecting));
        Assert.Equal([pair.Client], read);
    });
}
