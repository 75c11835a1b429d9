namespace Akka.Greensock.Tests;

public class LinuxBsdWaitingSpecs() : BsdWaitingSpecs("linux")
{
    [Fact]
    public void A_pipe_is_waited_for_and_closed() => OnHub(async () =>
    {
        (int low, int write) = SystemCalls.Pipe();
        int read = SystemCalls.DuplicateHigh(low);
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
        (int low, int write) = SystemCalls.Pipe();
        int read = SystemCalls.DuplicateHigh(low);
        Greenlet old = await StartedAsync(async () => await Bsd.WaitReadAsync(read));
        Bsd.Close(read);
        (int next, int nextWrite) = SystemCalls.Pipe();
        SystemCalls.Duplicate(next, to: read);

        Greenlet waiter = await StartedAsync(async () => await Bsd.WaitReadAsync(read));
        Assert.IsType<CancelWaitException>(await EndOfAsync(old));
        await PolledAsync();
        Assert.False(waiter.IsDead);
        SystemCalls.Write(nextWrite, 1);
        Assert.Null(await EndOfAsync(waiter));
        foreach (int descriptor in new[] { low, read, write, next, nextWrite })
        {
            Bsd.Close(descriptor);
        }
    });
}
