namespace Akka.Greensock.Tests;

public class LinuxBsdWaitingSpecs() : BsdWaitingSpecs("linux")
{
    [Fact]
    public void A_pipe_is_waited_for_and_closed() => OnHub(async () =>
    {
        const int read = 901; // so high that nobody gets it once it is closed
        (int low, int write) = SystemCalls.Pipe();
        SystemCalls.Duplicate(low, to: read);
        Bsd.Close(low);
        Greenlet reader = await StartedAsync(async () => await Bsd.WaitReadAsync(read));
        SystemCalls.Write(write, 1);
        Assert.Null(await EndOfAsync(reader));
        Assert.Equal(1, SystemCalls.Read(read));

        Greenlet first = await StartedAsync(async () => await Bsd.WaitReadAsync(read));
        Greenlet second = await StartedAsync(async () => await Bsd.WaitReadAsync(read));
        Bsd.Close(read);
        Assert.False(SystemCalls.IsOpen(read));
        Assert.False(first.IsDead);
        Assert.IsType<CancelWaitException>(await EndOfAsync(first));
        Assert.IsType<CancelWaitException>(await EndOfAsync(second));
        Bsd.Close(write);
    });

    [Fact]
    public async Task A_thread_that_is_no_hub_waits_on_one_of_the_default_systems()
    {
        (int read, int write) = SystemCalls.Pipe();
        Task wait = Bsd.WaitReadAsync(read).AsTask();
        SystemCalls.Write(write, 1);
        await wait.WaitAsync(Patience);
        Assert.Equal(WaitEvents.Write, await Bsd.WaitReadWriteAsync(write, Patience, OnTimeout.Return).AsTask().WaitAsync(Patience));
        SystemCalls.Drain(read);
        wait = Bsd.WaitReadAsync(read).AsTask();
        Assert.Equal(WaitEvents.None, await Bsd.WaitReadAsync(read, TimeSpan.Zero, OnTimeout.Return).AsTask().WaitAsync(Patience));
        foreach (Hub hub in Greensock.Default.Hubs)
        {
            RoundTrip(hub); // the wait is there
        }

        Bsd.Close(read);
        Bsd.Close(write);
        await Assert.ThrowsAsync<CancelWaitException>(() => wait.WaitAsync(Patience));
    }

    [Fact]
    public void A_number_that_is_used_again_wakes_nobody_by_the_old_ones_events() => OnHub(async () =>
    {
        (int read, int write) = SystemCalls.Pipe();
        Greenlet old = await StartedAsync(async () => await Bsd.WaitReadAsync(read));
        Bsd.Close(read);
        (int next, int nextWrite) = SystemCalls.Pipe();
        if (next != read)
        {
            SystemCalls.Duplicate(next, to: read); // another test was faster
        }

        Greenlet waiter = await StartedAsync(async () => await Bsd.WaitReadAsync(read));
        Assert.IsType<CancelWaitException>(await EndOfAsync(old));
        await PolledAsync();
        Assert.False(waiter.IsDead);
        SystemCalls.Write(nextWrite, 1);
        Assert.Null(await EndOfAsync(waiter));
        foreach (int descriptor in new HashSet<int> { read, write, next, nextWrite })
        {
            Bsd.Close(descriptor);
        }
    });
}
