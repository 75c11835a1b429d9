namespace Akka.Greensock.Tests;

// Several waiters on one descriptor, numbers that are closed behind our back, and what is left of it all.
public class ForeignDescriptorSpecs : WaitingSpecs
{
    [Fact]
    public void All_who_wait_for_the_same_wake_together() => TestHub.Run(async () =>
    {
        (int read, int write) = Keep(SystemCalls.Pipe());
        Greenlet<WaitEvents>[] readers = [.. await ManyAsync(5, () => ParkedAsync(read, WaitEvents.Read))];
        Assert.Equal((1, 1), (Hub.Current!.Statistics.Descriptors, SystemCalls.WatchesOf(read)));
        SystemCalls.Write(write, 1);
        Assert.True(await Greenlet.JoinAllAsync(readers, Patience));
        Assert.All(readers, reader => Assert.Equal(WaitEvents.Read, reader.Value));
        NothingIsLeft(read);
    }, Linux);

    [Fact]
    public void A_reader_and_a_writer_wake_each_at_their_own_time() => TestHub.Run(async () =>
    {
        (int one, int other) = Keep(SystemCalls.SocketPair());
        SystemCalls.Fill(one);
        Greenlet<WaitEvents> writer = await ParkedAsync(one, WaitEvents.Write);
        Greenlet<WaitEvents> reader = await ParkedAsync(one, WaitEvents.Read);
        Greenlet<WaitEvents> either = await ParkedAsync(one, Either);
        SystemCalls.Write(other, 1);
        Assert.Equal((WaitEvents.Read, WaitEvents.Read), (await reader, await either));
        await PolledAsync();
        Assert.False(writer.IsDead);
        SystemCalls.Drain(other);
        Assert.Equal(WaitEvents.Write, await writer);
        NothingIsLeft(one);
    }, Linux);

    [Fact]
    public void One_who_waits_for_something_else_does_not_make_the_hub_spin() => TestHub.Run(async () =>
    {
        // It is writable all the time, and nobody waits for that once the writer has gone.
        (int one, int other) = Keep(SystemCalls.SocketPair());
        Greenlet<WaitEvents> reader = await ParkedAsync(one, WaitEvents.Read);
        Assert.Equal(WaitEvents.Write, await WaitAsync(one, WaitEvents.Write));
        await PolledAsync();
        long events = Hub.Current!.Statistics.Events;
        await PolledAsync();
        Assert.Equal(events, Hub.Current.Statistics.Events);
        SystemCalls.Write(other, 1);
        Assert.Equal(WaitEvents.Read, await reader);
    }, Linux);

    [Fact]
    public void One_who_gives_up_leaves_the_others_waiting() => TestHub.Run(async () =>
    {
        (int one, int other) = Keep(SystemCalls.SocketPair());
        SystemCalls.Fill(one);
        Greenlet<WaitEvents> reader = await ParkedAsync(one, WaitEvents.Read);
        Greenlet<WaitEvents> writer = await ParkedAsync(one, WaitEvents.Write);
        Assert.True(await writer.KillAsync());

        // The entry still asks for room to write; its one event is for nobody, and must not be the last.
        SystemCalls.Drain(other);
        await PolledAsync();
        Assert.False(reader.IsDead);
        SystemCalls.Write(other, 1);
        Assert.Equal(WaitEvents.Read, await reader);
        NothingIsLeft(one);
    }, Linux);

    [Fact]
    public void A_hubs_own_socket_can_be_waited_for_beside_its_owner() => TestHub.Run(async () =>
    {
        (int one, int other) = Keep(SystemCalls.SocketPair());
        Hub hub = Hub.Current!;
        var owner = new Owner(hub, one);
        Assert.True(hub.Watch(owner).IsOk);
        await PolledAsync();
        owner.Seen = Readiness.None;
        Greenlet<WaitEvents> reader = await ParkedAsync(one, WaitEvents.Read);
        SystemCalls.Write(other, 1);
        Assert.Equal(WaitEvents.Read, await reader);
        Assert.NotEqual(Readiness.None, owner.Seen & Readiness.Readable);

        // The owner's edges are as they were, and its leaving is none of the waiter's.
        SystemCalls.Drain(one);
        reader = await ParkedAsync(one, WaitEvents.Read);
        owner.Seen = Readiness.None;
        hub.Unwatch(owner);
        SystemCalls.Write(other, 1);
        Assert.Equal(WaitEvents.Read, await reader);
        Assert.Equal(Readiness.None, owner.Seen);
        NothingIsLeft(one);
    }, Linux);

    [Fact]
    public void A_number_that_was_closed_and_reused_wakes_the_old_waiter_with_the_error_when_somebody_waits_for_the_new_one() =>
        TestHub.Run(async () =>
        {
            (int old, _) = Keep(SystemCalls.Pipe());
            Greenlet<WaitEvents> first = await ParkedAsync(old, WaitEvents.Read);
            (int read, int write) = Keep(SystemCalls.Pipe());
            SystemCalls.Duplicate(read, to: old); // closes the old one, and is it from now on
            Greenlet<WaitEvents> second = await ParkedAsync(old, WaitEvents.Read);
            CancelWaitException e = await ThrowsAsync<CancelWaitException>(async () => await first);
            Assert.Contains($"descriptor {old}", e.Message, StringComparison.Ordinal);
            SystemCalls.Write(write, 1);
            Assert.Equal(WaitEvents.Read, await second);
            NothingIsLeft(old);
        }, Linux);

    [Fact]
    public void A_number_that_is_a_file_now_or_nobodys_wakes_the_old_waiter_too() => TestHub.Run(async () =>
    {
        (int old, _) = Keep(SystemCalls.Pipe());
        Greenlet<WaitEvents> first = await ParkedAsync(old, WaitEvents.Read);
        SystemCalls.Duplicate(Keep(SystemCalls.Open(MakeFile())), to: old);
        Assert.Equal(WaitEvents.Read, await WaitAsync(old, WaitEvents.Read));
        await ThrowsAsync<CancelWaitException>(async () => await first);

        int gone = SystemCalls.DuplicateHigh(Keep(SystemCalls.Pipe()).One);
        first = await ParkedAsync(gone, WaitEvents.Read);
        SystemCalls.Close(gone);
        await ThrowsAsync<System.Net.Sockets.SocketException>(async () => await WaitAsync(gone, WaitEvents.Read));
        await ThrowsAsync<CancelWaitException>(async () => await first);
        NothingIsLeft(old);
    }, Linux);

    [Fact]
    public void An_entry_that_outlives_its_number_reaches_nobody_and_goes_with_the_last_wait() => TestHub.Run(async () =>
    {
        (int old, int write) = Keep(SystemCalls.Pipe());
        (int idle, _) = Keep(SystemCalls.Pipe());
        Greenlet<WaitEvents> bystander = await ParkedAsync(idle, WaitEvents.Read); // so that the epoll instance stays
        int twin = Keep(SystemCalls.Duplicate(old)); // keeps the open file description, and so the epoll entry, alive
        Greenlet<WaitEvents> first = await ParkedAsync(old, WaitEvents.Read);
        (int read, int otherWrite) = Keep(SystemCalls.Pipe());
        SystemCalls.Duplicate(read, to: old);
        Greenlet<WaitEvents> second = await ParkedAsync(old, WaitEvents.Read);
        await ThrowsAsync<CancelWaitException>(async () => await first);
        long stale = Hub.Current!.Statistics.StaleEvents;
        SystemCalls.Write(write, 1);
        await PolledAsync();
        Assert.Equal((false, stale + 1), (second.IsDead, Hub.Current.Statistics.StaleEvents));
        SystemCalls.Write(otherWrite, 1);
        Assert.Equal(WaitEvents.Read, await second);
        Assert.Equal(1, SystemCalls.WatchesOf(old));
        Assert.True(await bystander.KillAsync());
        NothingIsLeft(old, idle);

        // The hub can go on.
        Assert.Equal(WaitEvents.Read, await WaitAsync(twin, WaitEvents.Read));
        NothingIsLeft(old, twin);
    }, Linux);

    [Fact]
    public void An_entry_that_outlives_its_number_is_taken_over_when_its_description_comes_back() => TestHub.Run(async () =>
    {
        (int busy, _) = Keep(SystemCalls.Pipe());
        Greenlet<WaitEvents> bystander = await ParkedAsync(busy, WaitEvents.Read); // so that the epoll instance stays
        (int old, int write) = Keep(SystemCalls.Pipe());
        int twin = Keep(SystemCalls.Duplicate(old));
        Greenlet<WaitEvents> first = await ParkedAsync(old, WaitEvents.Read);
        SystemCalls.Duplicate(busy, to: old);
        Assert.True(await first.KillAsync());
        SystemCalls.Duplicate(twin, to: old);
        Greenlet<WaitEvents> second = await ParkedAsync(old, WaitEvents.Read);
        SystemCalls.Write(write, 1);
        Assert.Equal(WaitEvents.Read, await second);
        Assert.True(await bystander.KillAsync());
        NothingIsLeft(old, busy, twin);
    }, Linux);

    [Fact]
    public void Busy_descriptors_leave_room_for_each_other_where_one_poll_takes_one_event() => TestHub.Run(async () =>
    {
        (int One, int Other)[] pairs = [.. Enumerable.Range(0, 8).Select(_ => Keep(SystemCalls.SocketPair()))];
        Hub hub = Hub.Current!;
        Owner[] owners = [.. pairs[..4].Select(pair => new Owner(hub, pair.One))];
        Assert.All(owners, owner => Assert.True(hub.Watch(owner).IsOk));
        Greenlet<WaitEvents>[] waiters = [.. pairs.Select(pair => hub.Spawn(() => WaitAsync(pair.One, Either).AsTask()))];
        Assert.True(await Greenlet.JoinAllAsync(waiters, Patience));
        Assert.All(owners, owner => Assert.Equal(Readiness.Writable, owner.Seen));
        Array.ForEach(owners, hub.Unwatch);
        NothingIsLeft([.. pairs.Select(pair => pair.One)]);
    }, Linux with { EventsPerPoll = 1 });

    [Fact]
    public void A_thousand_waits_leave_no_descriptor_and_no_entry_behind() => TestHub.Run(async () =>
    {
        (int read, int write) = Keep(SystemCalls.Pipe());
        Greenlet<WaitEvents> reader = await ParkedAsync(read, WaitEvents.Read);
        int nested = Assert.Single(SystemCalls.EpollsOf(read));
        int outer = Assert.Single(SystemCalls.EpollsOf(nested));
        int entries = SystemCalls.EntriesOf(outer);
        Assert.True(await reader.KillAsync());
        for (int i = 0; i < 1_000; i++)
        {
            Assert.Equal(WaitEvents.Write, await WaitAsync(write, WaitEvents.Write));
            Assert.Equal(WaitEvents.None, await WaitAsync(read, WaitEvents.Read, TimeSpan.Zero));
        }

        Assert.Equal((entries, 0), (SystemCalls.EntriesOf(outer), SystemCalls.EntriesOf(nested)));
        Assert.Equal([outer], SystemCalls.EpollsOf(nested));
        NothingIsLeft(read, write);
    }, Linux);

    [Fact]
    public async Task A_wait_from_a_thread_that_is_no_hub_comes_back_to_it()
    {
        using var test = new TestHub(Linux);
        (int read, int write) = Keep(SystemCalls.Pipe());
        Task<WaitEvents> wait = WaitOperation.Start(
            test.Hub, read, WaitEvents.Read, Timeout.InfiniteTimeSpan, OnTimeout.Return, default).AsValueTask().AsTask();
        await test.CallAsync(() => Assert.Equal(1, SystemCalls.WatchesOf(read)));
        SystemCalls.Write(write, 1);
        Assert.Equal(WaitEvents.Read, await wait.WaitAsync(Patience));
        await test.CallAsync(() => NothingIsLeft(read));
    }

    private string MakeFile()
    {
        string path = Path.Combine(Folder, "file");
        File.WriteAllText(path, "x");
        return path;
    }

    private static async Task<List<T>> ManyAsync<T>(int count, Func<Task<T>> make)
    {
        var all = new List<T>();
        for (int i = 0; i < count; i++)
        {
            all.Add(await make());
        }

        return all;
    }
}
