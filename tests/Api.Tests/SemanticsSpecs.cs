namespace Akka.Greensock.Tests;

/// <summary>
/// Behaviours that gevent's users rely on, and that no other spec holds. docs/reference/semantics.md has all of them, with the
/// spec of each. Time is the test's own clock.
/// </summary>
public abstract partial class SemanticsSpecs(string kernelName) : SocketSpecs(kernelName)
{
    private ManualClock Clock { get; } = new();

    private HubOptions Timeless => Options with { TimeProvider = Clock };

    [Fact]
    public void A_receive_with_nothing_there_suspends_only_its_caller() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Greenlet<int> reader = await StartedAsync(async () => await pair.Client.ReceiveAsync(new byte[8]));
        int others = 0;
        await Greenlet.JoinAllAsync([.. Enumerable.Range(0, 3).Select(_ => Greenlet.Spawn(async () =>
        {
            await Greenlet.YieldAsync();
            others++;
        }))]);

        Assert.Equal(3, others);
        Assert.False(reader.IsDead);
        await pair.Server.SendAllAsync(new byte[] { 1, 2 });
        Assert.Equal(2, await reader);
    });

    [Fact]
    public void A_receive_of_what_is_there_returns_without_a_switch() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        await pair.Server.SendAllAsync(new byte[] { 1, 2 });
        await ArrivedAsync(pair.Client, 2);
        bool switched = false;
        Greenlet other = Greenlet.Spawn(() =>
        {
            switched = true;
            return Task.CompletedTask;
        });

        Task<int> receive = pair.Client.ReceiveAsync(new byte[8]);

        Assert.True(receive.IsCompletedSuccessfully);
        Assert.Equal(2, await receive);
        Assert.False(switched);
        await other;
    });

    [Fact]
    public void A_send_goes_on_while_another_greenlet_receives_on_the_same_socket() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        byte[] data = Pattern.Bytes(1_000_000);
        Greenlet<int> reader = await StartedAsync(async () => await pair.Client.ReceiveAsync(new byte[8]));
        Greenlet sender = Greenlet.Spawn(async () => await pair.Client.SendAllAsync(data));

        Pattern.Check(await ReceiveExactlyAsync(pair.Server, data.Length), 0);
        await sender;

        Assert.False(reader.IsDead);
        await pair.Server.SendAllAsync(new byte[] { 1 });
        Assert.Equal(1, await reader);
    });

    [Fact]
    public void Of_two_limits_the_one_that_is_reached_first_is_told() => OnHub(
        async () =>
        {
            using Pair pair = await ConnectionAsync();
            using var outer = new CancellationTokenSource();
            pair.Client.Timeout = TimeSpan.FromHours(1);

            Greenlet inner = await StartedAsync(async () => await pair.Client.ReceiveAsync(new byte[8], outer.Token));
            Clock.Advance(TimeSpan.FromHours(2));
            Assert.IsType<SocketTimeoutException>(await EndOfAsync(inner));

            inner = await StartedAsync(async () => await pair.Client.ReceiveAsync(new byte[8], outer.Token));
            await outer.CancelAsync();
            var e = Assert.IsAssignableFrom<OperationCanceledException>(await EndOfAsync(inner));
            Assert.Equal(outer.Token, e.CancellationToken);
        },
        Timeless);

    [Fact]
    public void A_timeout_comes_neither_early_nor_late_and_says_what_it_waited_for() => OnHub(
        async () =>
        {
            using Pair pair = await ConnectionAsync();
            pair.Client.Timeout = TimeSpan.FromSeconds(1);
            Greenlet reader = await StartedAsync(async () => await pair.Client.ReceiveAsync(new byte[8]));

            Clock.Advance(TimeSpan.FromMilliseconds(999));
            await PolledAsync();
            Assert.False(reader.IsDead);
            Clock.Advance(TimeSpan.FromMilliseconds(2));

            var e = Assert.IsType<SocketTimeoutException>(await EndOfAsync(reader));
            Assert.StartsWith("receive ", e.Message, StringComparison.Ordinal);
            Assert.Contains("timed out after 1000 ms", e.Message, StringComparison.Ordinal);
        },
        Timeless);

    [Fact]
    public void A_wait_that_was_woken_for_nothing_keeps_its_deadline() => OnHub(
        async () =>
        {
            using Pair pair = await ConnectionAsync();
            pair.Client.Timeout = TimeSpan.FromSeconds(10);
            Greenlet waiter = await StartedAsync(async () =>
            {
                await pair.Client.ReceiveAsync(Memory<byte>.Empty);
                await pair.Client.ReceiveAsync(new byte[8], MessageFlags.WaitAll);
            });
            Clock.Advance(TimeSpan.FromSeconds(9));
            await pair.Server.SendAllAsync(new byte[] { 1 }); // wakes the call, and is not enough for the second
            await ArrivedAsync(pair.Client, 1);
            Clock.Advance(TimeSpan.FromSeconds(9));
            await pair.Server.SendAllAsync(new byte[] { 2 }); // again
            await ArrivedAsync(pair.Client, 1);
            Assert.False(waiter.IsDead);
            Clock.Advance(TimeSpan.FromSeconds(2));
            Assert.IsType<SocketTimeoutException>(await EndOfAsync(waiter));
        },
        Timeless);

    [Fact]
    public void A_send_of_all_has_one_deadline_however_often_the_peer_reads_some() => OnHub(
        async () =>
        {
            using Pair pair = await ConnectionAsync();
            pair.Client.Timeout = TimeSpan.FromSeconds(10);
            byte[] some = new byte[1024 * 1024];
            Greenlet sender = await StartedAsync(async () => await pair.Client.SendAllAsync(new byte[64 * 1024 * 1024]));
            for (int i = 0; i < 3; i++)
            {
                Clock.Advance(TimeSpan.FromSeconds(3));
                await pair.Server.ReceiveAsync(some);
                await PolledAsync();
                Assert.False(sender.IsDead);
            }

            Clock.Advance(TimeSpan.FromSeconds(2));
            Assert.IsType<SocketTimeoutException>(await EndOfAsync(sender));
        },
        Timeless);

    [Fact]
    public void A_sleep_and_a_wait_end_when_their_time_is_up_and_not_before() => OnHub(
        async () =>
        {
            using Pair pair = await ConnectionAsync();
            TimeSpan time = TimeSpan.FromMilliseconds(200);
            Greenlet sleeper = await StartedAsync(async () => await Greenlet.SleepAsync(time));
            Greenlet waiter = await StartedAsync(async () =>
                await Bsd.WaitReadAsync(pair.Client.Descriptor, time, OnTimeout.Return));

            Clock.Advance(TimeSpan.FromMilliseconds(199));
            await PolledAsync();
            Assert.False(sleeper.IsDead);
            Assert.False(waiter.IsDead);
            Clock.Advance(TimeSpan.FromMilliseconds(2));

            Assert.Null(await EndOfAsync(sleeper));
            Assert.Null(await EndOfAsync(waiter));
        },
        Timeless);
}
