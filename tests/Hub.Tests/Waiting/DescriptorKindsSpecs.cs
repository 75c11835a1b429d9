using System.Net.Sockets;

namespace Akka.Greensock.Tests;

// Every kind of descriptor that the system can poll, and those that it cannot.
public class DescriptorKindsSpecs : WaitingSpecs
{
    public static TheoryData<string> Readable =>
        ["pipe", "fifo", "socket pair", "eventfd", "timerfd", "inotify", "terminal", "terminal master", "epoll"];

    public static TheoryData<string> Writable => ["pipe", "fifo", "socket pair", "eventfd"];

    [Theory]
    [MemberData(nameof(Readable))]
    public void It_waits_until_there_is_something_to_read(string kind) => TestHub.Run(async () =>
    {
        (int descriptor, Action feed) = MakeReadable(kind);
        (int, int) flags = SystemCalls.Flags(descriptor);
        if (kind == "timerfd")
        {
            Assert.Equal(WaitEvents.Read, await WaitAsync(descriptor, WaitEvents.Read));
        }
        else
        {
            Greenlet<WaitEvents> reader = await ParkedAsync(descriptor, WaitEvents.Read);
            feed();
            Assert.Equal(WaitEvents.Read, await reader);
        }

        Assert.Equal(WaitEvents.Read, await WaitAsync(descriptor, WaitEvents.Read));
        Assert.Equal(flags, SystemCalls.Flags(descriptor));
        NothingIsLeft(descriptor);
    }, Linux);

    [Theory]
    [MemberData(nameof(Writable))]
    public void It_waits_until_there_is_room_to_write(string kind) => TestHub.Run(async () =>
    {
        (int descriptor, Action full, Action room) = MakeWritable(kind);
        Assert.Equal(WaitEvents.Write, await WaitAsync(descriptor, WaitEvents.Write));
        full();
        Greenlet<WaitEvents> writer = await ParkedAsync(descriptor, WaitEvents.Write);
        room();
        Assert.Equal(WaitEvents.Write, await writer);
        NothingIsLeft(descriptor);
    }, Linux);

    // Not in the theory above: how much a terminal takes depends on when the kernel gets round to its other end.
    [Fact]
    public void A_terminal_can_be_written_at_both_ends() => TestHub.Run(async () =>
    {
        (int master, int terminal) = Keep(SystemCalls.Terminal());
        Assert.Equal(WaitEvents.Write, await WaitAsync(terminal, Either));
        Assert.Equal(WaitEvents.Write, await WaitAsync(master, Either));
        NothingIsLeft(master, terminal);
    }, Linux);

    [Fact]
    public void A_wait_for_either_tells_which() => TestHub.Run(async () =>
    {
        (int one, int other) = Keep(SystemCalls.SocketPair());
        Assert.Equal(WaitEvents.Write, await WaitAsync(one, Either));
        SystemCalls.Write(other, 1);
        Assert.Equal(Either, await WaitAsync(one, Either));
        SystemCalls.Fill(one);
        Assert.Equal(WaitEvents.Read, await WaitAsync(one, Either));
        SystemCalls.Drain(one);
        Greenlet<WaitEvents> waiter = await ParkedAsync(one, Either);
        SystemCalls.Drain(other);
        Assert.Equal(WaitEvents.Write, await waiter);
    }, Linux);

    [Fact]
    public void A_peer_that_hangs_up_wakes_readers_and_writers() => TestHub.Run(async () =>
    {
        (int one, int other) = Keep(SystemCalls.SocketPair());
        SystemCalls.Fill(one);
        Greenlet<WaitEvents> reader = await ParkedAsync(one, WaitEvents.Read);
        Greenlet<WaitEvents> writer = await ParkedAsync(one, WaitEvents.Write);
        Close(other);
        Assert.Equal((WaitEvents.Read, WaitEvents.Write), (await reader, await writer));
        Assert.Equal(0, SystemCalls.WatchesOf(one));
    }, Linux);

    [Fact]
    public void The_end_of_a_pipe_is_read_and_the_loss_of_its_reader_is_written() => TestHub.Run(async () =>
    {
        (int read, int write) = Keep(SystemCalls.Pipe());
        Greenlet<WaitEvents> reader = await ParkedAsync(read, WaitEvents.Read);
        Close(write);
        Assert.Equal(WaitEvents.Read, await reader);
        Assert.Equal(0, SystemCalls.Read(read));

        (read, write) = Keep(SystemCalls.Pipe());
        SystemCalls.Fill(write);
        Greenlet<WaitEvents> writer = await ParkedAsync(write, WaitEvents.Write);
        Close(read);
        Assert.Equal(WaitEvents.Write, await writer);
        NothingIsLeft(write);
    }, Linux);

    [Fact]
    public void A_regular_file_is_always_ready_and_still_gives_the_others_their_turn() => TestHub.Run(async () =>
    {
        string path = Path.Combine(Folder, "file");
        await File.WriteAllTextAsync(path, "x");
        int file = Keep(SystemCalls.Open(path));
        int turns = 0;
        Greenlet other = Greenlet.Spawn(async () =>
        {
            while (turns < 3)
            {
                turns++;
                await Greenlet.YieldAsync();
            }
        });
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(i, turns);
            Assert.Equal(Either, await WaitAsync(file, Either, TimeSpan.Zero));
        }

        await other;
        NothingIsLeft(file);
    }, Linux);

    [Fact]
    public void A_number_that_is_not_open_is_refused() => TestHub.Run(async () =>
    {
        (int read, int write) = SystemCalls.Pipe();
        SystemCalls.Close(write);
        Close(read);
        SocketException e = await FailsAsync(SocketError.OperationAborted, int.MaxValue);
        Assert.Contains($"wait on descriptor {int.MaxValue} to read: it is not open", e.Message, StringComparison.Ordinal);
        Assert.Contains("BadF", e.Message, StringComparison.Ordinal);
        NothingIsLeft();
    }, Linux);

    [Fact]
    public void An_epoll_that_waits_for_the_hubs_own_is_refused_and_the_hub_goes_on() => TestHub.Run(async () =>
    {
        (int read, int write) = Keep(SystemCalls.Pipe());
        Greenlet<WaitEvents> reader = await ParkedAsync(read, WaitEvents.Read);
        int nested = Assert.Single(SystemCalls.EpollsOf(read));
        int outer = Assert.Single(SystemCalls.EpollsOf(nested));
        Assert.Contains("epoll", (await FailsAsync(SocketError.InvalidArgument, nested)).Message, StringComparison.Ordinal);
        Assert.Contains("epoll", (await FailsAsync(SocketError.SocketError, outer)).Message, StringComparison.Ordinal);
        SystemCalls.Write(write, 1);
        Assert.Equal(WaitEvents.Read, await reader);
        NothingIsLeft(read);
    }, Linux);

    private (int Descriptor, Action Feed) MakeReadable(string kind)
    {
        switch (kind)
        {
            case "pipe":
                (int read, int write) = Keep(SystemCalls.Pipe());
                return (read, () => SystemCalls.Write(write, 1));
            case "fifo":
                int fifo = Keep(SystemCalls.Fifo(Path.Combine(Folder, "fifo")));
                return (fifo, () => SystemCalls.Write(fifo, 1));
            case "socket pair":
                (int one, int other) = Keep(SystemCalls.SocketPair());
                return (one, () => SystemCalls.Write(other, 1));
            case "eventfd":
                int counter = Keep(SystemCalls.EventFd());
                return (counter, () => SystemCalls.Write(counter, 1, 0, 0, 0, 0, 0, 0, 0));
            case "timerfd":
                return (Keep(SystemCalls.Timer()), () => { });
            case "inotify":
                return (Keep(SystemCalls.WatchFolder(Folder)), () => File.WriteAllText(Path.Combine(Folder, "new"), "x"));
            case "terminal":
                (int master, int terminal) = Keep(SystemCalls.Terminal());
                return (terminal, () => SystemCalls.Write(master, (byte)'x', (byte)'\n'));
            case "terminal master":
                (master, terminal) = Keep(SystemCalls.Terminal());
                return (master, () => SystemCalls.Write(terminal, (byte)'x'));
            case "epoll":
                (read, write) = Keep(SystemCalls.Pipe());
                int epoll = Keep(SystemCalls.Epoll());
                SystemCalls.Watch(epoll, read);
                return (epoll, () => SystemCalls.Write(write, 1));
            default:
                throw new ArgumentOutOfRangeException(nameof(kind));
        }
    }

    private (int Descriptor, Action Full, Action Room) MakeWritable(string kind)
    {
        switch (kind)
        {
            case "pipe":
                (int read, int write) = Keep(SystemCalls.Pipe());
                return (write, () => SystemCalls.Fill(write), () => SystemCalls.Drain(read));
            case "fifo":
                int fifo = Keep(SystemCalls.Fifo(Path.Combine(Folder, "fifo")));
                return (fifo, () => SystemCalls.Fill(fifo), () => SystemCalls.Drain(fifo));
            case "socket pair":
                (int one, int other) = Keep(SystemCalls.SocketPair());
                return (one, () => SystemCalls.Fill(one), () => SystemCalls.Drain(other));
            case "eventfd":
                int counter = Keep(SystemCalls.EventFd());
                return (
                    counter,
                    () => SystemCalls.Write(counter, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF),
                    () => SystemCalls.Read(counter));
            default:
                throw new ArgumentOutOfRangeException(nameof(kind));
        }
    }
}
