using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public class WatcherSpecs : WaitingSpecs
{
    private static readonly TimeSpan ForEver = Timeout.InfiniteTimeSpan;

    [Fact]
    public void It_knows_what_it_watches_and_looks_at_nothing_before_somebody_waits() => TestHub.Run(async () =>
    {
        using var read = Watcher.Read(int.MaxValue);
        using var write = Watcher.Write(0);
        using var either = Watcher.ReadWrite(7);
        Assert.Equal((int.MaxValue, WaitEvents.Read, Hub.Current), (read.Descriptor, read.Events, read.Hub));
        Assert.Equal((0, WaitEvents.Write), (write.Descriptor, write.Events));
        Assert.Equal((7, Either), (either.Descriptor, either.Events));
        Assert.False(read.IsActive);
        SocketException e = await ThrowsAsync<SocketException>(async () => await WaitAsync(read));
        Assert.Contains("not open", e.Message, StringComparison.Ordinal);
        Assert.False(read.IsActive);
        Assert.Throws<ArgumentOutOfRangeException>(() => Watcher.Read(-1));
    }, Linux);

    [Fact]
    public void It_needs_a_hub()
    {
        Assert.Contains("no hub", Assert.Throws<InvalidOperationException>(() => Watcher.Write(0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_waited_for_again_and_again_however_a_wait_ended() => TestHub.Run(async () =>
    {
        (int read, int write) = Keep(SystemCalls.Pipe());
        using var watcher = Watcher.Read(read);
        Assert.Equal(WaitEvents.None, await WaitAsync(watcher, TimeSpan.Zero));
        Greenlet<WaitEvents> killed = await ParkedAsync(watcher);
        Assert.True(watcher.IsActive);
        Assert.True(await killed.KillAsync());
        Assert.False(watcher.IsActive);
        SystemCalls.Write(write, 1);
        Assert.Equal(WaitEvents.Read, await WaitAsync(watcher));
        Assert.Equal(WaitEvents.Read, await WaitAsync(watcher));
        using var source = new CancellationTokenSource();
        SystemCalls.Drain(read);
        Task<WaitEvents> cancelled = watcher.WaitAsync(ForEver, OnTimeout.Return, source.Token).AsTask();
        await source.CancelAsync();
        await ThrowsAsync<OperationCanceledException>(() => cancelled);
        Assert.False(watcher.IsActive);
        NothingIsLeft(read);
    }, Linux);

    [Fact]
    public void It_is_free_once_a_wait_is_over_even_if_nobody_has_taken_the_result_yet() => TestHub.Run(async () =>
    {
        (int read, int write) = Keep(SystemCalls.Pipe());
        using var watcher = Watcher.Read(read);
        ValueTask<WaitEvents> timedOut = WaitAsync(watcher, TimeSpan.Zero);
        await PolledAsync();
        Assert.False(watcher.IsActive);
        ValueTask<WaitEvents> cancelled = WaitAsync(watcher);
        watcher.Cancel(null);
        await PolledAsync();
        Assert.False(watcher.IsActive);
        SystemCalls.Write(write, 1);
        ValueTask<WaitEvents> ready = WaitAsync(watcher);
        await PolledAsync();
        Assert.False(watcher.IsActive);
        Assert.Equal((WaitEvents.None, WaitEvents.Read), (await timedOut, await ready));
        await ThrowsAsync<CancelWaitException>(async () => await cancelled);
    }, Linux);

    [Fact]
    public void A_second_greenlet_is_refused_and_the_first_goes_on_waiting() => TestHub.Run(async () =>
    {
        (int read, int write) = Keep(SystemCalls.Pipe());
        using var watcher = Watcher.Read(read);
        Greenlet<WaitEvents> first = await ParkedAsync(watcher);
        ConcurrentObjectUseException e = await ThrowsAsync<ConcurrentObjectUseException>(async () => await WaitAsync(watcher));
        Assert.Contains("already used by another greenlet", e.Message, StringComparison.Ordinal);

        // Another watcher of the same descriptor is another matter.
        using var other = Watcher.Read(read);
        Greenlet<WaitEvents> second = await ParkedAsync(other);
        SystemCalls.Write(write, 1);
        Assert.Equal((WaitEvents.Read, WaitEvents.Read), (await first, await second));
    }, Linux);

    [Fact]
    public void Cancelling_throws_into_the_waiter_but_never_at_once() => TestHub.Run(async () =>
    {
        (int read, _) = Keep(SystemCalls.Pipe());
        using var watcher = Watcher.Read(read);
        Greenlet<WaitEvents> waiter = await ParkedAsync(watcher);
        watcher.Cancel(null);
        Assert.True(watcher.IsActive);
        CancelWaitException e = await ThrowsAsync<CancelWaitException>(async () => await waiter);
        Assert.Equal(SocketError.OperationAborted, e.SocketErrorCode);

        waiter = await ParkedAsync(watcher);
        var error = new TimeZoneNotFoundException();
        watcher.Cancel(error);
        Assert.Same(error, await ThrowsAsync<TimeZoneNotFoundException>(async () => await waiter));
        NothingIsLeft(read);
    }, Linux);

    [Fact]
    public void Cancelling_where_nobody_waits_does_nothing_and_not_to_the_next_wait_either() => TestHub.Run(async () =>
    {
        (int read, int write) = Keep(SystemCalls.Pipe());
        using var watcher = Watcher.Read(read);
        watcher.Cancel(null);
        Greenlet<WaitEvents> waiter = await ParkedAsync(watcher);
        Assert.True(await waiter.KillAsync());

        // It was for the wait of its time, which ends in another way before it comes.
        waiter = await ParkedAsync(watcher);
        watcher.Cancel(null);
        waiter.Kill();
        Greenlet<WaitEvents> next = Greenlet.Spawn(() => WaitAsync(watcher).AsTask());
        await PolledAsync();
        Assert.True(waiter.IsDead);
        Assert.False(next.IsDead);
        SystemCalls.Write(write, 1);
        Assert.Equal(WaitEvents.Read, await next);
    }, Linux);

    [Fact]
    public void A_wake_up_that_won_the_race_is_kept() => TestHub.Run(async () =>
    {
        (int read, int write) = Keep(SystemCalls.Pipe());
        using var watcher = Watcher.Read(read);
        Greenlet<WaitEvents> waiter = await ParkedAsync(watcher);

        // One poll reports both, and the hub's own descriptors first: the watcher is cancelled just before its event,
        // from another thread, so that the cancellation lies in the inbox until after it.
        Hub hub = Hub.Current!;
        (int trigger, _) = Keep(SystemCalls.SocketPair());
        bool wasActive = false;
        var owner = new Owner(hub, trigger);
        owner.OnEvent = () => Assert.True(TestHub.Elsewhere(() =>
        {
            wasActive = watcher.IsActive;
            watcher.Cancel(new FormatException());
        }).Wait(Patience));
        SystemCalls.Write(write, 1);
        Assert.True(hub.Watch(owner).IsOk);
        Assert.Equal(WaitEvents.Read, await waiter);
        await PolledAsync();
        Assert.True(wasActive);
        hub.Unwatch(owner);
        NothingIsLeft(read);
    }, Linux);

    [Fact]
    public async Task A_wait_of_another_thread_is_cancelled_before_it_has_begun()
    {
        using var test = new TestHub(Linux with { PostedBudget = 1 });
        (int read, _) = Keep(SystemCalls.Pipe());
        using var watcher = Watcher.Read(read, test.Hub);
        using var begun = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        test.Hub.Post(() =>
        {
            begun.Set();
            TestHub.Hold(go);
            Assert.True(watcher.IsActive);
            watcher.Cancel(null); // on the hub: it overtakes the wait, which lies in the inbox until the next turn
        });
        TestHub.Hold(begun);
        Task<WaitEvents> wait = watcher.WaitAsync(ForEver, OnTimeout.Return, default).AsTask();
        go.Set();
        await Assert.ThrowsAsync<CancelWaitException>(() => wait.WaitAsync(Patience));
        Assert.False(watcher.IsActive);
        await test.CallAsync(() => NothingIsLeft(read));
    }

    [Fact]
    public async Task A_token_that_overtakes_a_wait_of_another_thread_leaves_the_watcher_free()
    {
        using var test = new TestHub(Linux);
        (int read, int write) = Keep(SystemCalls.Pipe());
        using var watcher = Watcher.Read(read, test.Hub);
        using var begun = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        using var source = new CancellationTokenSource();
        test.Hub.Post(() =>
        {
            begun.Set();
            TestHub.Hold(go);
            source.Cancel();
        });
        TestHub.Hold(begun);
        Task<WaitEvents> wait = watcher.WaitAsync(ForEver, OnTimeout.Return, source.Token).AsTask();
        go.Set();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.WaitAsync(Patience));
        SystemCalls.Write(write, 1);
        Assert.Equal(WaitEvents.Read, await watcher.WaitAsync(ForEver, OnTimeout.Return, default).AsTask().WaitAsync(Patience));
    }

    [Fact]
    public void Disposing_ends_the_wait_and_every_later_one_and_leaves_the_descriptor_alone() => TestHub.Run(async () =>
    {
        (int read, int write) = Keep(SystemCalls.Pipe());
        var watcher = Watcher.Read(read);
        Greenlet<WaitEvents> waiter = await ParkedAsync(watcher);
        watcher.Dispose();
        watcher.Dispose();
        Assert.Contains("disposed", (await ThrowsAsync<CancelWaitException>(async () => await waiter)).Message, StringComparison.Ordinal);
        await ThrowsAsync<ObjectDisposedException>(async () => await WaitAsync(watcher));
        Assert.False(watcher.IsActive);
        SystemCalls.Write(write, 1);
        Assert.Equal(1, SystemCalls.Read(read));
        NothingIsLeft(read);
    }, Linux);

    private static ValueTask<WaitEvents> WaitAsync(Watcher watcher, TimeSpan? timeout = null) =>
        watcher.WaitAsync(timeout ?? ForEver, OnTimeout.Return, default);

    private static async Task<Greenlet<WaitEvents>> ParkedAsync(Watcher watcher)
    {
        Greenlet<WaitEvents> greenlet = Greenlet.Spawn(() => WaitAsync(watcher).AsTask());
        greenlet.Observe();
        await PolledAsync();
        Assert.False(greenlet.IsDead, "it should have had to wait");
        return greenlet;
    }
}
