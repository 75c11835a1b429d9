using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public abstract partial class GreenSocketSpecs
{
    [Theory]
    [MemberData(nameof(ParkingCall.Names), MemberType = typeof(ParkingCall))]
    public void Closing_wakes_a_parked_call_with_operation_aborted(string name) => OnHub(async () =>
    {
        using ParkingCall call = await ParkingCall.PrepareAsync(name);
        Greenlet parked = await StartedAsync(() => call.MakeAsync(default));
        Assert.False(parked.IsDead);

        call.Socket.Close();

        Aborted(await EndOfAsync(parked));
        Assert.False(call.Socket.Connected);
    });

    [Theory]
    [MemberData(nameof(ParkingCall.Names), MemberType = typeof(ParkingCall))]
    public void Closing_from_another_hub_wakes_a_parked_call(string name) => OnHub(async () =>
    {
        using var other = new TestHub(Options);
        using ParkingCall call = await ParkingCall.PrepareAsync(name);
        Greenlet parked = await StartedAsync(() => call.MakeAsync(default));

        await other.Hub.Spawn(() =>
        {
            call.Socket.Close();
            return Task.CompletedTask;
        });

        Aborted(await EndOfAsync(parked));
    });

    [Theory]
    [MemberData(nameof(ParkingCall.Names), MemberType = typeof(ParkingCall))]
    public void Closing_from_a_foreign_thread_wakes_a_parked_call_and_waits_for_the_close(string name) => OnHub(async () =>
    {
        using ParkingCall call = await ParkingCall.PrepareAsync(name);
        Greenlet parked = await StartedAsync(() => call.MakeAsync(default));

        bool closed = false;
        Task foreign = TestHub.Elsewhere(() =>
        {
            call.Socket.Close();
            Assert.Throws<ObjectDisposedException>(() => call.Socket.LocalEndPoint);
            closed = true;
        });

        Aborted(await EndOfAsync(parked));
        await foreign;
        Assert.True(closed);
    });

    [Fact]
    public void All_waiters_of_a_closed_socket_wake_in_one_turn() => OnHub(
        WakeAllAsync, Options with { PhaseTime = TimeSpan.FromSeconds(10) });

    private static async Task WakeAllAsync()
    {
        using Pair pair = await ConnectionAsync();
        Hub hub = Hub.Current!;
        var turns = new List<long>();
        byte[] much = new byte[32 * 1024 * 1024];
        var waiters = new List<Greenlet>();
        for (int i = 0; i < 3; i++)
        {
            waiters.Add(await StartedAsync(() => WakesAsync(async () => await pair.Client.ReceiveAsync(new byte[1]))));
            waiters.Add(await StartedAsync(() => WakesAsync(async () => (await pair.Client.ReceiveAsync()).Dispose())));
            waiters.Add(await StartedAsync(() => WakesAsync(async () => await pair.Client.SendAllAsync(much))));
        }

        long closing = hub.Statistics.Turns;
        pair.Client.Close();

        foreach (Greenlet waiter in waiters)
        {
            Assert.Null(await EndOfAsync(waiter));
        }

        Assert.Equal(Enumerable.Repeat(closing, 9), turns);

        async Task WakesAsync(Func<Task> wait)
        {
            await FailsAsync(SocketError.OperationAborted, wait);
            turns.Add(hub.Statistics.Turns);
        }
    }

    [Fact]
    public void A_close_with_a_call_waiting_resets_the_peer() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Greenlet waiter = await StartedAsync(async () => await pair.Client.ReceiveAsync(new byte[1]));

        pair.Client.Close();

        Aborted(await EndOfAsync(waiter));
        await FailsAsync(SocketError.ConnectionReset, async () => await pair.Server.ReceiveAsync(new byte[1]));
    });

    [Fact]
    public void A_close_with_a_call_waiting_ends_in_order_where_sending_was_shut_down() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Greenlet waiter = await StartedAsync(async () => await pair.Client.ReceiveAsync(new byte[1]));
        await pair.Client.SendAllAsync(new byte[] { 7 });
        pair.Client.Shutdown(SocketShutdown.Send);

        pair.Client.Close();

        Aborted(await EndOfAsync(waiter));
        Assert.Equal([7], await ReceiveExactlyAsync(pair.Server, 1));
        Assert.Equal(0, await pair.Server.ReceiveAsync(new byte[1]));
    });

    [Fact]
    public void A_close_without_a_call_waiting_gives_the_peer_what_was_sent_and_then_the_end() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        byte[] data = Pattern.Bytes(100_000);
        await pair.Client.SendAllAsync(data);

        pair.Client.Close();

        Pattern.Check(await ReceiveExactlyAsync(pair.Server, data.Length), 0);
        Assert.Equal(0, await pair.Server.ReceiveAsync(new byte[1]));
        using ReceivedBytes end = await pair.Server.ReceiveAsync();
        Assert.True(end.IsEndOfStream);
    });

    [Fact]
    public void Every_member_of_a_closed_socket_says_that_it_is_closed() => OnHub(async () =>
    {
        Pair pair = await ConnectionAsync();
        GreenSocket listener = Listener();
        GreenSocket socket = pair.Client;
        socket.Close();
        socket.Close();
        socket.Dispose();
        await socket.DisposeAsync();
        listener.Close();
        var anywhere = new IPEndPoint(IPAddress.Loopback, 9);

        foreach (Action call in new Action[]
        {
            () => socket.Bind(anywhere),
            () => socket.Listen(),
            () => socket.Shutdown(SocketShutdown.Both),
            () => _ = socket.LocalEndPoint,
            () => _ = socket.RemoteEndPoint,
            () => _ = socket.Available,
            () => _ = socket.NoDelay,
            () => socket.NoDelay = true,
            () => _ = socket.ReceiveBufferSize,
            () => socket.SendBufferSize = 4096,
            () => _ = socket.Ttl,
            () => _ = socket.ExclusiveAddressUse,
            () => _ = socket.LingerState,
            () => socket.LingerState = new LingerOption(true, 0),
            () => socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive),
            () => socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true),
        })
        {
            Assert.Throws<ObjectDisposedException>(call);
        }

        foreach (Func<Task> call in new Func<Task>[]
        {
            async () => await socket.BindAsync(anywhere),
            async () => await socket.ListenAsync(),
            async () => await socket.GetLocalEndPointAsync(),
            async () => await socket.ConnectAsync(anywhere),
            async () => await socket.ConnectAsync("localhost", 9),
            async () => await socket.AcceptAsync(),
            async () => await listener.AcceptAsync(),
            async () => await socket.ReceiveAsync(),
            async () => await socket.ReceiveAsync(new byte[1]),
            async () => await socket.ReceiveAsync(new byte[1], SocketFlags.Peek),
            async () => await socket.SendAsync(new byte[1]),
            async () => await socket.SendAsync(new byte[1], SocketFlags.None),
            async () => await socket.SendAllAsync(new byte[1]),
            async () => await socket.SendAllAsync(ReadOnlyMemory<byte>.Empty),
            async () => await socket.ShutdownAsync(SocketShutdown.Send),
            async () => await socket.GetSocketOptionAsync(SocketOptionLevel.Socket, SocketOptionName.KeepAlive),
            async () => await socket.SetSocketOptionAsync(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, 1),
        })
        {
            await ThrowsAsync<ObjectDisposedException>(call);
        }

        Assert.False(socket.Connected);
        Assert.NotNull(socket.ToString());
        Assert.Throws<IOException>(() => new GreenNetworkStream(socket));
        pair.Server.Close();
    });

    [Fact]
    public void The_aborted_call_is_named_in_the_error() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        string ends = pair.Client.RemoteEndPoint!.ToString()!;
        Greenlet waiter = await StartedAsync(async () => await pair.Client.ReceiveAsync(new byte[1]));

        pair.Client.Close();

        string message = (await EndOfAsync(waiter))!.Message;
        Assert.StartsWith("receive ", message, StringComparison.Ordinal);
        Assert.Contains(ends, message, StringComparison.Ordinal);
    });

    [Fact]
    public void Closing_frees_the_descriptor_at_once_and_the_actor_ends()
    {
        RiggedKernel kernel = Rig();
        OnHub(
            async () =>
            {
                Pair pair = await ConnectionAsync();
                GreenSocket unconnected = NewSocket();
                Assert.Equal(3, kernel.Open);

                pair.Dispose();
                unconnected.Close();

                Assert.Equal(0, kernel.Open);
                Assert.Equal(0, Hub.Current!.Statistics.Descriptors);
            },
            With(kernel));
        Assert.Equal(0, kernel.Open);
    }

    [Fact]
    public void A_hub_that_ends_closes_what_its_program_forgot()
    {
        RiggedKernel kernel = Rig();
        Pair? left = null;
        OnHub(
            async () =>
            {
                left = await ConnectionAsync();
                Listener();
                NewSocket();
                await StartedAsync(async () => await left.Client.ReceiveAsync(new byte[1]));
                Assert.Equal(4, kernel.Open);
            },
            With(kernel));

        Assert.Equal(0, kernel.Open);
        Assert.False(left!.Client.Connected);
        left.Dispose(); // from a foreign thread, of a hub that is gone: nothing is left to do
        Assert.Throws<ObjectDisposedException>(() => left.Client.Available);
    }

    [Fact]
    public async Task A_socket_whose_hub_has_ended_can_be_disposed_of_and_fails_its_calls()
    {
        GreenSocket? left = null;
        OnHub(async () =>
        {
            Pair pair = await ConnectionAsync();
            left = pair.Client;
        });

        await left!.DisposeAsync();
        await Assert.ThrowsAnyAsync<InvalidOperationException>(async () => await left.ReceiveAsync());
        await Assert.ThrowsAnyAsync<InvalidOperationException>(async () => await left.SendAsync(new byte[1]));
        await Assert.ThrowsAnyAsync<InvalidOperationException>(async () => await left.GetLocalEndPointAsync());
    }
}
