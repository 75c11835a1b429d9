using System.Net;
using System.Net.Sockets;
using Akka.Actor;

namespace Akka.Greensock.Tests;

// Calls from elsewhere than the socket's own hub.
public abstract partial class GreenSocketSpecs
{
    [Fact]
    public async Task A_greenlet_of_another_hub_makes_every_call_and_resumes_where_it_was()
    {
        using var owner = new TestHub(Options);
        using var guest = new TestHub(Options);
        await guest.RunAsync(async () =>
        {
            Greenlet me = Greenlet.Current!;
            var listener = new GreenSocket(owner.Hub, AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await listener.BindAsync(new IPEndPoint(IPAddress.Loopback, 0));
            await listener.ListenAsync();
            AssertHome();
            EndPoint address = (await listener.GetLocalEndPointAsync())!;
            var client = new GreenSocket(owner.Hub, AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await client.ConnectAsync(address);
            AssertHome();
            GreenSocket server = await listener.AcceptAsync();
            AssertHome();
            Assert.Same(owner.Hub, server.Hub);
            for (int i = 0; i < 100; i++)
            {
                await EchoAsync(client, server);
                AssertHome();
            }

            await client.SendAllAsync(new byte[] { 1, 2, 3 });
            using (ReceivedBytes bytes = await server.ReceiveAsync())
            {
                Assert.Equal([1, 2, 3], bytes.ToArray());
            }

            await server.SetSocketOptionAsync(SocketOptionLevel.Tcp, SocketOptionName.NoDelay, 1);
            Assert.Equal(1, await server.GetSocketOptionAsync(SocketOptionLevel.Tcp, SocketOptionName.NoDelay));
            await client.ShutdownAsync(SocketShutdown.Send);
            Assert.Equal(0, await server.ReceiveAsync(new byte[1]));
            AssertHome();
            await FailsAsync(SocketError.Shutdown, async () => await client.SendAsync(new byte[1]));
            AssertHome();
            await client.DisposeAsync();
            await server.DisposeAsync();
            await listener.DisposeAsync();
            AssertHome();
            await ThrowsAsync<ObjectDisposedException>(async () => await client.ReceiveAsync());
            AssertHome();

            void AssertHome()
            {
                Assert.Same(guest.Hub, Hub.Current);
                Assert.Same(me, Greenlet.Current);
                Assert.Same(me, SynchronizationContext.Current);
            }
        });
        Assert.Empty(owner.Errors);
        Assert.Empty(guest.Errors);
    }

    [Theory]
    [MemberData(nameof(ParkingCall.Names), MemberType = typeof(ParkingCall))]
    public void A_greenlet_of_another_hub_is_killed_times_out_and_is_cancelled_in_a_parked_call(string name) => OnHub(async () =>
    {
        Hub home = Hub.Current!;
        using var guest = new TestHub(Options);
        using ParkingCall call = await ParkingCall.PrepareAsync(name);
        using var source = new CancellationTokenSource();

        // One round trip each way, and the call has been taken to this hub and has parked here.
        Greenlet killed = guest.Hub.Spawn(() => call.MakeAsync(default));
        killed.Observe();
        await ArriveAsync();
        Assert.False(killed.IsDead);
        Assert.True(await killed.KillAsync(timeout: Patience));
        Assert.Equal(GreenletState.Killed, killed.State);

        Greenlet cancelled = guest.Hub.Spawn(() => call.MakeAsync(source.Token));
        cancelled.Observe();
        await ArriveAsync();
        await source.CancelAsync();
        Assert.IsAssignableFrom<OperationCanceledException>(await EndOfAsync(cancelled));

        call.Socket.Timeout = TimeSpan.FromMilliseconds(1);
        Greenlet late = guest.Hub.Spawn(() => call.MakeAsync(default));
        late.Observe();
        Assert.IsType<SocketTimeoutException>(await EndOfAsync(late));

        call.Socket.Timeout = Timeout.InfiniteTimeSpan;
        if (name != "send")
        {
            await call.WorksAsync(); // three sends were cut: the pattern is gone
        }

        async Task ArriveAsync()
        {
            await guest.Hub.Spawn(() => home.Spawn(() => Task.CompletedTask).JoinAsync().AsTask());
            await SettleAsync();
        }
    });

    [Fact]
    public async Task Blocking_members_throw_on_another_hub_and_name_their_twin()
    {
        using var owner = new TestHub(Options);
        using var guest = new TestHub(Options);
        Pair pair = await owner.RunAsync(ConnectionAsync);
        GreenSocket socket = pair.Client;
        var anywhere = new IPEndPoint(IPAddress.Loopback, 0);
        await guest.RunAsync(() =>
        {
            foreach ((Action call, string twin) in new (Action, string)[]
            {
                (() => socket.Bind(anywhere), nameof(GreenSocket.BindAsync)),
                (() => socket.Listen(), nameof(GreenSocket.ListenAsync)),
                (() => socket.Shutdown(SocketShutdown.Send), nameof(GreenSocket.ShutdownAsync)),
                (() => _ = socket.LocalEndPoint, nameof(GreenSocket.GetLocalEndPointAsync)),
                (() => _ = socket.NoDelay, nameof(GreenSocket.GetSocketOptionAsync)),
                (() => socket.NoDelay = true, nameof(GreenSocket.SetSocketOptionAsync)),
                (() => socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.NoDelay), nameof(GreenSocket.GetSocketOptionAsync)),
                (() => socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.NoDelay, 1),
                    nameof(GreenSocket.SetSocketOptionAsync)),
                (() => _ = socket.Available, nameof(GreenSocket.ReceiveAsync)),
                (() => _ = socket.LingerState, nameof(GreenSocket.GetSocketOptionAsync)),
            })
            {
                BlockingSwitchOutException e = Assert.Throws<BlockingSwitchOutException>(call);
                Assert.Contains(twin, e.Message, StringComparison.Ordinal);
                Assert.Contains(guest.Hub.Name, e.Message, StringComparison.Ordinal);
            }

            Assert.NotNull(socket.RemoteEndPoint); // known without asking the owner
            Assert.True(socket.Connected);
            return Task.CompletedTask;
        });
        await owner.RunAsync(() => EchoAsync(pair.Client, pair.Server));
        await socket.DisposeAsync();
        await pair.Server.DisposeAsync();
    }

    [Fact]
    public async Task A_thread_that_is_no_hub_uses_every_blocking_member()
    {
        using var owner = new TestHub(Options);
        using var listener = new GreenSocket(owner.Hub, AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Assert.Throws<SocketException>(() => listener.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0)));
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Assert.NotEqual(0, ((IPEndPoint)listener.LocalEndPoint!).Port);
        using var client = new GreenSocket(owner.Hub, AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
        client.DualMode = true;
        Assert.True(client.DualMode);
        await client.ConnectAsync(listener.LocalEndPoint!);
        client.NoDelay = true;
        Assert.True(client.NoDelay);
        Assert.Equal(0, client.Available);
        client.Shutdown(SocketShutdown.Both);
        client.Close();
        Assert.Throws<ObjectDisposedException>(() => client.NoDelay);
    }

    [Fact]
    public async Task A_plain_await_off_any_hub_resumes_on_the_thread_pool()
    {
        using var owner = new TestHub(Options);
        Pair pair = await owner.RunAsync(ConnectionAsync);
        await OnPoolAsync(async () =>
        {
            for (int i = 0; i < 500; i++)
            {
                await EchoAsync(pair.Client, pair.Server);
                Assert.Null(Hub.Current);
                Assert.True(Thread.CurrentThread.IsThreadPoolThread);
                Assert.Null(SynchronizationContext.Current);
            }

            using var source = new CancellationTokenSource();
            ValueTask<int> receiving = pair.Client.ReceiveAsync(new byte[1], source.Token);
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await receiving);
            pair.Client.Timeout = TimeSpan.FromMilliseconds(1);
            await Assert.ThrowsAsync<SocketTimeoutException>(async () => await pair.Client.ReceiveAsync());
            await pair.Client.DisposeAsync();
            Assert.Null(Hub.Current);
            Assert.Equal(0, await pair.Server.ReceiveAsync(new byte[1]));
            await pair.Server.DisposeAsync();
        });

        static async Task OnPoolAsync(Func<Task> body) => await Task.Run(body).WaitAsync(Patience);
    }

    [Fact]
    public async Task A_thread_with_a_context_resumes_in_it()
    {
        using var owner = new TestHub(Options);
        Pair pair = await owner.RunAsync(ConnectionAsync);
        await TestHub.Elsewhere(() => OneThreadContext.Run(async () =>
        {
            int thread = Environment.CurrentManagedThreadId;
            for (int i = 0; i < 100; i++)
            {
                await EchoAsync(pair.Client, pair.Server);
                Assert.Equal(thread, Environment.CurrentManagedThreadId);
            }
        })).WaitAsync(Patience);
        await pair.Client.DisposeAsync();
        await pair.Server.DisposeAsync();
    }

    [Theory]
    [InlineData("akka.actor.default-dispatcher")]
    [InlineData("akka.greensock.hub-1")]
    [InlineData("akka.greensock.hub-2")]
    public async Task An_actor_awaits_a_socket_of_any_hub_and_stays_itself(string dispatcher)
    {
        var system = ActorSystem.Create("routing", $"akka.loglevel = WARNING\nakka.greensock {{ hubs = 2, hub.kernel = {KernelName} }}");
        try
        {
            Hub owner = Greensock.For(system).Hubs[0];
            Pair pair = await owner.Spawn(ConnectionAsync);
            IActorRef actor = system.ActorOf(Props.Create<Echoing>(pair).WithDispatcher(dispatcher), "echoing");
            for (int i = 0; i < 50; i++)
            {
                Assert.Equal(i, await actor.Ask<int>(i, Patience));
            }

            Assert.Equal("refused", await actor.Ask<string>("refuse", Patience));
        }
        finally
        {
            await system.Terminate().WaitAsync(Patience);
        }
    }

    [Fact]
    public async Task A_socket_made_outside_any_hub_belongs_to_the_default_system()
    {
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();
        Assert.Contains(listener.Hub, Greensock.Default.Hubs);
        Assert.Contains(client.Hub, Greensock.Default.Hubs);

        await client.ConnectAsync(listener.LocalEndPoint!);
        using GreenSocket server = await listener.AcceptAsync();
        await EchoAsync(client, server);
        Assert.StartsWith("akka://greensock/system/greensock/hub-1/", server.Actor!.Path.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_routed_call_to_a_hub_that_ends_meanwhile_is_told_so()
    {
        var owner = new TestHub(Options);
        using var guest = new TestHub(Options);
        Pair pair = await owner.RunAsync(ConnectionAsync);
        Greenlet parked = guest.Hub.Spawn(async () => await pair.Client.ReceiveAsync(new byte[1]));
        parked.Observe();
        Task<int> pool = pair.Server.ReceiveAsync(new byte[1]);
        RoundTrip(guest.Hub);
        RoundTrip(owner.Hub);

        owner.Stop();

        Aborted(await guest.RunAsync(() => EndOfAsync(parked)));
        Aborted(await Record.ExceptionAsync(() => pool.WaitAsync(Patience)));
        pair.Dispose();
    }

    private sealed class Echoing : ReceiveActor
    {
        public Echoing(Pair pair)
        {
            ReceiveAsync<int>(async number =>
            {
                (IActorRef self, IActorRef sender) = (Self, Sender);
                byte[] buffer = new byte[4];
                await pair.Client.SendAllAsync(BitConverter.GetBytes(number));
                Assert.Equal(4, await pair.Server.ReceiveAsync(buffer));
                Assert.Equal(self, Self);
                Assert.Equal(sender, Sender);
                Assert.NotNull(Context);
                using ReceivedBytes none = await ReceivedAsync(pair);
                Sender.Tell(BitConverter.ToInt32(buffer));
            });
            ReceiveAsync<string>(async _ =>
            {
                try
                {
                    await pair.Client.ConnectAsync(new IPEndPoint(IPAddress.Loopback, 1));
                }
                catch (SocketException)
                {
                    Sender.Tell("refused");
                }
            });
        }

        private static async Task<ReceivedBytes> ReceivedAsync(Pair pair)
        {
            await pair.Server.SendAllAsync(new byte[] { 1 });
            return await pair.Client.ReceiveAsync();
        }
    }
}
