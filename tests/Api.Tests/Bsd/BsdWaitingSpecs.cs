using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>Waiting as people call it: over sockets on both kernels, and pipes on Linux's.</summary>
public abstract class BsdWaitingSpecs(string kernelName) : SocketSpecs(kernelName)
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(2);

    [Fact]
    public void A_greenlet_waits_for_a_socket_while_another_receives_on_it() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        int descriptor = pair.Client.Descriptor;
        Greenlet<int> receiver = await StartedAsync(async () => await pair.Client.ReceiveAsync(new byte[8]));
        Greenlet<WaitEvents> waiter = await StartedAsync(async () => await Bsd.WaitReadWriteAsync(descriptor));
        Assert.Equal(WaitEvents.Write, await waiter);
        Greenlet reader = await StartedAsync(async () => await Bsd.WaitReadAsync(descriptor, Patience));
        await PolledAsync();
        Assert.False(reader.IsDead);
        await pair.Server.SendAllAsync(new byte[] { 1 });
        Assert.Null(await EndOfAsync(reader));
        Assert.Equal(1, await receiver);
        await EchoAsync(pair.Client, pair.Server);
    });

    // gevent: "two greenlets wait_read(fd) on the same fd => both wake".
    [Fact]
    public void Two_greenlets_that_wait_for_one_descriptor_both_wake() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        int descriptor = pair.Server.Descriptor;
        Greenlet one = await StartedAsync(async () => await Bsd.WaitReadAsync(descriptor));
        Greenlet other = await StartedAsync(async () => await Bsd.WaitReadAsync(descriptor));
        await pair.Client.SendAllAsync(new byte[] { 1 });
        Assert.Null(await EndOfAsync(one));
        Assert.Null(await EndOfAsync(other));
        await Bsd.WaitWriteAsync(descriptor);
    });

    [Fact]
    public void A_peer_that_closes_wakes_the_reader() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Greenlet reader = await StartedAsync(async () => await Bsd.WaitReadAsync(pair.Server.Descriptor));
        pair.Client.Close();
        Assert.Null(await EndOfAsync(reader));
        Assert.Equal(0, await pair.Server.ReceiveAsync(new byte[8]));
    });

    // gevent: "wait(watcher, timeout) => socket.timeout by default; with timeout_exc=E => E; with False => returns
    // silently".
    [Fact]
    public void A_timeout_is_an_exception_of_ours_or_of_the_callers_or_a_result() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        int descriptor = pair.Client.Descriptor;
        using var watcher = Watcher.Read(descriptor);
        Func<TimeSpan, Task>[] throwing =
        [
            async time => await Bsd.WaitReadAsync(descriptor, time),
            async time => await Bsd.WaitAsync(watcher, time),
        ];
        Func<TimeSpan, OnTimeout, ValueTask<WaitEvents>>[] choosing =
        [
            (time, onTimeout) => Bsd.WaitReadAsync(descriptor, time, onTimeout),
            (time, onTimeout) => Bsd.WaitAsync(watcher, time, onTimeout),
        ];
        foreach (TimeSpan time in new[] { Moment, TimeSpan.Zero })
        {
            foreach (Func<TimeSpan, Task> wait in throwing)
            {
                SocketTimeoutException e = await ThrowsAsync<SocketTimeoutException>(() => wait(time));
                Assert.Equal(SocketError.TimedOut, e.SocketErrorCode);
                Assert.StartsWith($"wait on descriptor {descriptor} to read: timed out after", e.Message, StringComparison.Ordinal);
            }

            foreach (Func<TimeSpan, OnTimeout, ValueTask<WaitEvents>> wait in choosing)
            {
                var error = new TimeZoneNotFoundException();
                Assert.Same(error, await ThrowsAsync<TimeZoneNotFoundException>(async () => await wait(time, OnTimeout.Throw(error))));
                await ThrowsAsync<FormatException>(async () => await wait(time, OnTimeout.Throw(() => new FormatException())));
                Assert.Equal(WaitEvents.None, await wait(time, OnTimeout.Return));
            }
        }

        // In time, none of it matters.
        Assert.Equal(WaitEvents.Write, await Bsd.WaitWriteAsync(descriptor, TimeSpan.Zero, OnTimeout.Return));
        Assert.Equal(WaitEvents.Write, await Bsd.WaitReadWriteAsync(descriptor, Patience, OnTimeout.Return));
        Assert.Equal(0, Hub.Current!.Statistics.Timers);
        await EchoAsync(pair.Client, pair.Server);
    });

    [Fact]
    public void Bad_arguments_are_refused_at_once() => OnHub(async () =>
    {
        using var watcher = Watcher.Read(0);
        TimeSpan negative = TimeSpan.FromTicks(-1);
        Assert.Throws<ArgumentOutOfRangeException>("descriptor", () => { Bsd.WaitReadAsync(-1); });
        Assert.Throws<ArgumentOutOfRangeException>("descriptor", () => { Bsd.WaitWriteAsync(-1); });
        Assert.Throws<ArgumentOutOfRangeException>("descriptor", () => { Bsd.WaitReadWriteAsync(int.MinValue); });
        Assert.Throws<ArgumentOutOfRangeException>("descriptor", () => Bsd.Close(-1));
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => { Bsd.WaitReadAsync(0, negative); });
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => { Bsd.WaitWriteAsync(0, negative, OnTimeout.Return); });
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => { Bsd.WaitAsync(watcher, negative); });
        Assert.Throws<ArgumentNullException>("watcher", () => { Bsd.WaitAsync(null!); });
        Assert.Throws<ArgumentNullException>("onTimeout", () => { Bsd.WaitReadAsync(0, Moment, null!); });
        Assert.Throws<ArgumentNullException>("onTimeout", () => { Bsd.WaitWriteAsync(0, Moment, null!); });
        Assert.Throws<ArgumentNullException>("onTimeout", () => { Bsd.WaitReadWriteAsync(0, Moment, null!); });
        Assert.Throws<ArgumentNullException>("onTimeout", () => { Bsd.WaitAsync(watcher, Moment, null!); });
        Assert.True(Bsd.WaitReadAsync(0, cancellationToken: new CancellationToken(canceled: true)).IsCanceled);
        Assert.True(Bsd.WaitReadWriteAsync(0, cancellationToken: new CancellationToken(canceled: true)).IsCanceled);
        SocketException e = await FailsAsync(SocketError.OperationAborted, async () => await Bsd.WaitReadAsync(int.MaxValue));
        Assert.Contains("open", e.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void A_wait_is_cancelled_by_its_watcher() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        using var watcher = Watcher.ReadWrite(pair.Client.Descriptor);
        Assert.Equal(WaitEvents.Write, await Bsd.WaitAsync(watcher));
        using var reading = Watcher.Read(watcher.Descriptor);
        Bsd.CancelWait(null);
        Bsd.CancelWait(reading);
        Greenlet waiter = await StartedAsync(async () => await Bsd.WaitAsync(reading));
        await ThrowsAsync<ConcurrentObjectUseException>(async () => await Bsd.WaitAsync(reading));
        Bsd.CancelWait(reading);
        Assert.False(waiter.IsDead);
        Assert.IsType<CancelWaitException>(await EndOfAsync(waiter));
        waiter = await StartedAsync(async () => await Bsd.WaitAsync(reading));
        Bsd.CancelWait(reading, new FormatException());
        Assert.IsType<FormatException>(await EndOfAsync(waiter));
        await EchoAsync(pair.Client, pair.Server);
    });

    [Fact]
    public void A_socket_that_closes_ends_the_waits_for_its_number() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        int descriptor = pair.Client.Descriptor;
        Greenlet waiter = await StartedAsync(async () => await Bsd.WaitReadAsync(descriptor));
        Greenlet receiver = await StartedAsync(async () => await pair.Client.ReceiveAsync(new byte[8]));
        pair.Client.Close();
        Assert.IsType<CancelWaitException>(await EndOfAsync(waiter));
        Aborted(await EndOfAsync(receiver));
    });

    [Fact]
    public void To_close_the_number_of_a_socket_closes_the_socket() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        int descriptor = pair.Client.Descriptor;
        Greenlet waiter = await StartedAsync(async () => await Bsd.WaitReadAsync(descriptor));
        Greenlet receiver = await StartedAsync(async () => await pair.Client.ReceiveAsync(new byte[8]));
        Bsd.Close(descriptor);
        Assert.IsType<CancelWaitException>(await EndOfAsync(waiter));
        Aborted(await EndOfAsync(receiver));
        await ThrowsAsync<ObjectDisposedException>(async () => await pair.Client.ReceiveAsync(new byte[8]));
        pair.Client.Close();
    });

    [Fact]
    public async Task A_socket_of_another_hub_is_closed_there()
    {
        using var other = new TestHub(Options);
        using Pair pair = await other.RunAsync(ConnectionAsync);
        int descriptor = await other.CallAsync(() => pair.Client.Descriptor);
        OnHub(async () =>
        {
            Greenlet waiter = await StartedAsync(async () => await Bsd.WaitReadAsync(descriptor));
            await PolledAsync();
            Assert.False(waiter.IsDead);
            Bsd.Close(descriptor);
            Assert.IsType<CancelWaitException>(await EndOfAsync(waiter));
            await ThrowsAsync<ObjectDisposedException>(async () => await pair.Client.ReceiveAsync(new byte[8]));
        });
    }

    [Fact]
    public void To_close_what_is_not_open_is_an_error() => OnHub(async () =>
    {
        SocketException e = await FailsAsync(SocketError.OperationAborted, () =>
        {
            Bsd.Close(int.MaxValue);
            return Task.CompletedTask;
        });
        Assert.StartsWith($"close descriptor {int.MaxValue}: it is", e.Message, StringComparison.Ordinal);
        Assert.Contains("BadF", e.Message, StringComparison.Ordinal);
    });

    [Fact]
    public async Task A_greenlet_of_another_hub_than_the_sockets_waits_on_its_own()
    {
        using var other = new TestHub(Options);
        using Pair pair = await other.RunAsync(ConnectionAsync);
        int descriptor = await other.CallAsync(() => pair.Client.Descriptor);
        OnHub(async () =>
        {
            int before = Hub.Current!.Statistics.Descriptors;
            Greenlet waiter = await StartedAsync(async () => await Bsd.WaitReadAsync(descriptor));
            Assert.Equal(before + 1, Hub.Current.Statistics.Descriptors);
            await pair.Server.SendAllAsync(new byte[] { 1 });
            Assert.Null(await EndOfAsync(waiter));
            Assert.Equal(before, Hub.Current.Statistics.Descriptors);
        });
    }
}
