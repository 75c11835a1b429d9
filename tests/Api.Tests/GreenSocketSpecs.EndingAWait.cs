using System.Net.Sockets;

namespace Akka.Greensock.Tests;

// Timeouts, cancellation and kills: after each the socket works as before.
public abstract partial class GreenSocketSpecs
{
    [Theory]
    [MemberData(nameof(ParkingCall.Names), MemberType = typeof(ParkingCall))]
    public void A_parked_call_times_out_and_the_socket_still_works(string name) => OnHub(async () =>
    {
        using ParkingCall call = await ParkingCall.PrepareAsync(name);
        call.Socket.Timeout = TimeSpan.FromMilliseconds(3);

        for (int i = 0; i < 2 && name != "send"; i++)
        {
            await ThrowsAsync<SocketTimeoutException>(() => call.MakeAsync(default));
        }

        if (name == "send")
        {
            SocketTimeoutException e = await ThrowsAsync<SocketTimeoutException>(() => call.MakeAsync(default));
            Assert.Equal(SocketError.TimedOut, e.SocketErrorCode);
            Assert.Matches("with [1-9][0-9]* bytes sent and [1-9][0-9]* left", e.Message);
        }

        call.Socket.Timeout = Timeout.InfiniteTimeSpan;
        Assert.Equal(0, Hub.Current!.Statistics.Timers);
        await call.WorksAsync();
    });

    [Theory]
    [MemberData(nameof(ParkingCall.Names), MemberType = typeof(ParkingCall))]
    public void A_parked_greenlet_is_killed_and_the_socket_still_works(string name) => OnHub(async () =>
    {
        using ParkingCall call = await ParkingCall.PrepareAsync(name);
        Greenlet parked = await StartedAsync(() => call.MakeAsync(default));

        Assert.True(await parked.KillAsync(timeout: Patience));

        Assert.Equal(GreenletState.Killed, parked.State);
        await call.WorksAsync();
    });

    [Theory]
    [MemberData(nameof(ParkingCall.Names), MemberType = typeof(ParkingCall))]
    public void A_kill_with_an_exception_of_the_killers_arrives_and_can_be_survived(string name) => OnHub(async () =>
    {
        using ParkingCall call = await ParkingCall.PrepareAsync(name);
        Exception? caught = null;
        Greenlet parked = await StartedAsync(async () =>
        {
            try
            {
                await call.MakeAsync(default);
            }
            catch (TimeZoneNotFoundException e)
            {
                caught = e;
            }

            await call.WorksAsync();
        });

        var thrown = new TimeZoneNotFoundException();
        parked.Kill(thrown);

        Assert.Null(await EndOfAsync(parked));
        Assert.Same(thrown, caught);
    });

    [Theory]
    [MemberData(nameof(ParkingCall.Names), MemberType = typeof(ParkingCall))]
    public void A_cancelled_token_ends_a_parked_call_and_the_socket_still_works(string name) => OnHub(async () =>
    {
        using ParkingCall call = await ParkingCall.PrepareAsync(name);
        using var source = new CancellationTokenSource();
        Greenlet parked = await StartedAsync(() => call.MakeAsync(source.Token));

        await source.CancelAsync();

        var e = Assert.IsAssignableFrom<OperationCanceledException>(await EndOfAsync(parked));
        Assert.Equal(source.Token, e.CancellationToken);
        await call.WorksAsync();
    });

    [Theory]
    [MemberData(nameof(ParkingCall.Names), MemberType = typeof(ParkingCall))]
    public void A_token_is_cancelled_from_another_thread(string name) => OnHub(async () =>
    {
        using ParkingCall call = await ParkingCall.PrepareAsync(name);
        using var source = new CancellationTokenSource();
        Greenlet parked = await StartedAsync(() => call.MakeAsync(source.Token));

        Task cancelling = TestHub.Elsewhere(source.Cancel);

        Assert.IsAssignableFrom<OperationCanceledException>(await EndOfAsync(parked));
        await cancelling;
        await call.WorksAsync();
    });

    [Theory]
    [MemberData(nameof(ParkingCall.Names), MemberType = typeof(ParkingCall))]
    public void A_token_that_was_cancelled_before_lets_nothing_begin(string name) => OnHub(async () =>
    {
        using ParkingCall call = await ParkingCall.PrepareAsync(name);
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        Greenlet greenlet = await StartedAsync(() => call.MakeAsync(source.Token));

        Assert.True(greenlet.IsDead);
        Assert.IsAssignableFrom<OperationCanceledException>(greenlet.Exception);
        if (name is not ("send" or "connect"))
        {
            await call.WorksAsync();
        }
    });

    [Fact]
    public void A_token_cancelled_after_the_call_changes_nothing() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        using var source = new CancellationTokenSource();
        await pair.Server.SendAllAsync(new byte[] { 1 });
        Assert.Equal(1, await pair.Client.ReceiveAsync(new byte[8], source.Token));
        Greenlet<int> later = await StartedAsync(async () => await pair.Client.ReceiveAsync(new byte[8]));

        await source.CancelAsync();
        await SettleAsync();

        Assert.False(later.IsDead);
        await pair.Server.SendAllAsync(new byte[] { 1 });
        Assert.Equal(1, await later);
    });

    [Fact]
    public void A_cancellation_that_races_with_the_bytes_loses_none() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        byte[] buffer = new byte[1];
        int cancelled = 0;
        const int rounds = 2000;
        for (int i = 0; i < rounds; i++)
        {
            var source = new CancellationTokenSource(); // not disposed of: the other thread may come late
            var start = new ManualResetEventSlim();
            ThreadPool.UnsafeQueueUserWorkItem(
                static pair =>
                {
                    TestHub.Hold(pair.start);
                    pair.source.Cancel();
                },
                (start, source),
                preferLocal: false);
            ValueTask<int> receiving = pair.Client.ReceiveAsync(buffer, source.Token);
            start.Set();
            await pair.Server.SendAllAsync(new byte[] { (byte)i });
            try
            {
                Assert.Equal(1, await receiving);
            }
            catch (OperationCanceledException)
            {
                cancelled++;
                Assert.Equal(1, await pair.Client.ReceiveAsync(buffer));
            }

            Assert.Equal((byte)i, buffer[0]);
        }

        Assert.InRange(cancelled, 0, rounds);
    });

    [Fact]
    public void A_kill_that_races_with_the_bytes_loses_none_that_were_not_received() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Greenlet parked = await StartedAsync(async () => await pair.Client.ReceiveAsync(new byte[8]));

        // The bytes are there and the kill comes first: in one turn, before the hub has looked at the kernel.
        await pair.Server.SendAllAsync(new byte[] { 1, 2, 3 });
        parked.Kill();

        Assert.IsType<GreenletExitException>(await EndOfAsync(parked));
        Assert.Equal([1, 2, 3], await ReceiveExactlyAsync(pair.Client, 3));
    });

    [Fact]
    public void A_call_that_stands_in_line_is_killed_and_the_others_keep_their_order() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        var order = new List<int>();
        var readers = new List<Greenlet>();
        for (int i = 0; i < 5; i++)
        {
            int me = i;
            readers.Add(await StartedAsync(async () =>
            {
                byte[] one = new byte[1];
                await pair.Client.ReceiveAsync(one);
                order.Add((me * 10) + one[0]);
            }));
        }

        readers[2].Kill();
        readers[0].Kill();
        await pair.Server.SendAllAsync(new byte[] { 1, 2, 3 });

        foreach (Greenlet reader in readers)
        {
            await EndOfAsync(reader);
        }

        Assert.Equal([11, 32, 43], order);
    });

    [Fact]
    public void A_timeout_is_nothing_or_more_or_infinite() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        GreenSocket socket = pair.Client;
        Assert.Equal(Timeout.InfiniteTimeSpan, socket.Timeout);
        Assert.Throws<ArgumentOutOfRangeException>(() => socket.Timeout = TimeSpan.MinValue);
        Assert.Throws<ArgumentOutOfRangeException>(() => socket.Timeout = TimeSpan.FromMilliseconds(-2));
        Assert.Equal(Timeout.InfiniteTimeSpan, socket.Timeout);

        socket.Timeout = TimeSpan.FromTicks(1);
        await ThrowsAsync<SocketTimeoutException>(async () => await socket.ReceiveAsync());

        // The longest one is no short one by an overflow.
        socket.Timeout = TimeSpan.MaxValue;
        Greenlet parked = await StartedAsync(async () => await socket.ReceiveAsync());
        await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(5));
        Assert.False(parked.IsDead);
        await EchoAsync(pair.Server, pair.Server.Connected ? await ReplacedAsync(parked, socket) : socket);

        static async Task<GreenSocket> ReplacedAsync(Greenlet parked, GreenSocket socket)
        {
            await parked.KillAsync();
            return socket;
        }
    });

    [Fact]
    public void A_timeout_holds_for_calls_made_after_it_was_set() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Greenlet<int> patient = await StartedAsync(async () => await pair.Client.ReceiveAsync(new byte[1]));
        pair.Client.Timeout = TimeSpan.FromMilliseconds(1);

        await ThrowsAsync<SocketTimeoutException>(async () => await pair.Client.ReceiveAsync(new byte[1]));

        Assert.False(patient.IsDead);
        await pair.Server.SendAllAsync(new byte[] { 1 });
        Assert.Equal(1, await patient);
    });
}
