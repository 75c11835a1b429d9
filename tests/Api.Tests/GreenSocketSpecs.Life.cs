using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Akka.Actor;

namespace Akka.Greensock.Tests;

// Sockets that are forgotten, numbers that are used again, and the end of everything.
public abstract partial class GreenSocketSpecs
{
    [Fact]
    public void A_socket_that_was_forgotten_is_closed_when_it_is_collected()
    {
        RiggedKernel kernel = Rig();
        OnHub(
            async () =>
            {
                WeakReference forgotten = Forget();
                Assert.Equal(1, kernel.Open);
                await CollectedAsync(forgotten);
                for (int i = 0; i < 1000 && kernel.Open > 0; i++)
                {
                    await Greenlet.YieldAsync();
                }

                Assert.Equal(0, kernel.Open);
            },
            With(kernel));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Forget() => new(NewSocket());
    }

    [Fact]
    public void A_socket_in_whose_call_somebody_is_parked_is_not_forgotten() => OnHub(async () =>
    {
        using GreenSocket listener = Listener();
        Greenlet<int> parked = Greenlet.Spawn(() => ReceiveOnAsync(listener.LocalEndPoint!));
        using GreenSocket server = await listener.AcceptAsync();
        await SettleAsync();

        // Nothing but the parked call knows the client now.
        for (int i = 0; i < 3; i++)
        {
            Collect();
            await PolledAsync();
        }

        Assert.False(parked.IsDead);
        await server.SendAllAsync(new byte[] { 1, 2, 3 });
        Assert.Equal(3, await parked);

        static async Task<int> ReceiveOnAsync(EndPoint address) => await ReceivingAsync(await ConnectedAsync(address));

        static async Task<GreenSocket> ConnectedAsync(EndPoint address)
        {
            GreenSocket client = NewSocket();
            await client.ConnectAsync(address);
            return client;
        }

        static Task<int> ReceivingAsync(GreenSocket client) => client.ReceiveAsync(new byte[8]);
    });

    [Fact]
    public void A_forgotten_socket_is_collected_once_its_last_call_has_ended()
    {
        RiggedKernel kernel = Rig();
        OnHub(
            async () =>
            {
                using GreenSocket listener = Listener();
                WeakReference forgotten = await UsedAndForgottenAsync(listener);
                using GreenSocket server = await listener.AcceptAsync();
                Assert.Equal(3, kernel.Open);

                await server.SendAllAsync(new byte[] { 1 });
                await CollectedAsync(forgotten);
                for (int i = 0; i < 1000 && kernel.Open > 2; i++)
                {
                    await Greenlet.YieldAsync();
                }

                Assert.Equal(2, kernel.Open);
            },
            With(kernel));

        static async Task<WeakReference> UsedAndForgottenAsync(GreenSocket listener)
        {
            GreenSocket client = NewSocket();
            await client.ConnectAsync(listener.LocalEndPoint!);
            _ = Greenlet.Spawn(ReceivingOn(client));
            await SettleAsync();
            Collect();
            return new WeakReference(client);
        }

        static Func<Task> ReceivingOn(GreenSocket client) => () => client.ReceiveAsync(new byte[8]);
    }

    [Fact]
    public void A_forgotten_socket_that_an_actor_uses_by_messages_stays_open() => OnHub(async () =>
    {
        using GreenSocket listener = Listener();
        var received = new TaskCompletionSource<byte[]>();
        WeakReference forgotten = await HandedOverAsync(listener.LocalEndPoint!, received);
        using GreenSocket server = await listener.AcceptAsync();
        await CollectedAsync(forgotten);

        await server.SendAllAsync(new byte[] { 1, 2, 3 });

        Assert.Equal([1, 2, 3], await Greenlet.AwaitAsync(received.Task, Patience));

        static async Task<WeakReference> HandedOverAsync(EndPoint address, TaskCompletionSource<byte[]> received)
        {
            GreenSocket client = NewSocket();
            await client.ConnectAsync(address);
            while (client.Actor is null)
            {
                await PolledAsync();
            }

            IActorRef handler = Greensock.Default.System.ActorOf(Props.Create<Handler>(received));
            client.Actor.Tell(new Protocol.Register(handler));
            client.Actor.Tell(new Protocol.ReceiveMore(1));
            return new WeakReference(client);
        }
    });

    private sealed class Handler : ReceiveActor
    {
        public Handler(TaskCompletionSource<byte[]> received) => Receive<Protocol.Received>(m => received.TrySetResult(m.Data.ToArray()));
    }

    private static async Task CollectedAsync(WeakReference reference)
    {
        for (int i = 0; i < 200 && reference.IsAlive; i++)
        {
            await PolledAsync();
            Collect();
        }

        Assert.False(reference.IsAlive, "somebody still holds it");
        GC.WaitForPendingFinalizers();
    }

    [Fact]
    public void A_late_event_does_not_reach_the_next_owner_of_a_number() => OnHub(async () =>
    {
        // Two readable descriptors of one poll. The first to be told closes the other and opens a new one, which takes
        // its number and its slot.
        Hub hub = Hub.Current!;
        for (int attempt = 0; attempt < 100; attempt++)
        {
            (int firstClient, int firstServer, int firstListener) = await RawConnectionAsync();
            (int secondClient, int secondServer, int secondListener) = await RawConnectionAsync();
            using var one = new Watched(firstServer);
            using var two = new Watched(secondServer);
            await PolledAsync(); // to the events of the registration itself
            (one.Other, two.Other) = (two, one);
            long stale = hub.Statistics.StaleEvents;

            // Both have bytes before the hub looks at the kernel again.
            Made(hub.Kernel.Send(firstClient, new byte[1], SocketFlags.None));
            Made(hub.Kernel.Send(secondClient, new byte[1], SocketFlags.None));
            Until(() => Array.TrueForAll([firstServer, secondServer], number => hub.Kernel.GetAvailable(number).Value == 1));
            await PolledAsync();

            Watched successor = (one.Successor ?? two.Successor)!;
            Array.ForEach([firstClient, firstListener, secondClient, secondListener], number => hub.Kernel.Close(number));
            if (successor.TookTheNumber)
            {
                Assert.Equal(stale + 1, hub.Statistics.StaleEvents);
                return;
            }
        }

        Assert.Fail("No new descriptor has ever taken the closed one's number within one poll.");
    });

    [Fact]
    public void A_reader_is_not_woken_by_what_was_for_the_socket_before_it() => OnHub(async () =>
    {
        for (int i = 0; i < 300; i++)
        {
            Pair old = await ConnectionAsync();
            using GreenSocket listener = Listener();
            using GreenSocket client = NewSocket();
            await client.ConnectAsync(listener.LocalEndPoint!);
            Greenlet reader = await StartedAsync(async () => await old.Server.ReceiveAsync(new byte[1]));

            // Bytes for a socket that is closed before the hub looks at the kernel; the next one to be made has its
            // number and slot.
            await old.Client.SendAllAsync(new byte[1]);
            old.Server.Close();
            using GreenSocket successor = await listener.AcceptAsync();
            Greenlet<int> parked = await StartedAsync(async () => await successor.ReceiveAsync(new byte[8]));

            Assert.False(parked.IsDead);
            await client.SendAllAsync(new byte[] { 1, 2 });
            Assert.Equal(2, await parked);
            Aborted(await EndOfAsync(reader));
            old.Client.Close();
        }
    });

    [Fact]
    [Trait("Category", "Slow")]
    public void A_hub_ends_with_thousands_of_parked_greenlets()
    {
        RiggedKernel kernel = Rig();
        int count = KernelName == "linux" ? 2000 : 400;
        int unwound = 0;
        OnHub(() => ParkAsync(count, () => unwound++), With(kernel));

        Assert.Equal(count * 2, unwound);
        Assert.Equal(0, kernel.Open);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task An_actor_system_terminates_with_thousands_of_parked_greenlets()
    {
        int count = KernelName == "linux" ? 2000 : 400;
        int unwound = 0;
        var system = ActorSystem.Create(
            "parked", $"akka {{ loglevel = WARNING, log-dead-letters = off, greensock.hub.kernel = {KernelName} }}");
        Hub hub = Greensock.For(system).Hubs[0];
        await hub.Spawn(() => ParkAsync(count, () => unwound++));

        await system.Terminate().WaitAsync(Patience);

        Assert.True(hub.Join(Patience));
        Assert.Equal(count * 2, unwound);
        Assert.Equal(0, hub.Statistics.Descriptors);
        Assert.Equal(0, hub.Statistics.Greenlets);
    }

    private static async Task ParkAsync(int count, Action unwinds)
    {
        GreenSocket listener = Listener(4096);
        for (int i = 0; i < count; i++)
        {
            GreenSocket client = NewSocket();
            await client.ConnectAsync(listener.LocalEndPoint!);
            GreenSocket server = await listener.AcceptAsync();
            _ = Greenlet.Spawn(Parked(client, TimeSpan.FromHours(1)));
            _ = Greenlet.Spawn(Parked(server, Timeout.InfiniteTimeSpan));
        }

        await SettleAsync();
        Assert.InRange(Hub.Current!.Statistics.Parked, count * 2, int.MaxValue);

        Func<Task> Parked(GreenSocket socket, TimeSpan timeout) => async () =>
        {
            try
            {
                socket.Timeout = timeout;
                using ReceivedBytes bytes = await socket.ReceiveAsync();
            }
            finally
            {
                unwinds();
            }
        };
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void A_hundred_thousand_echoes_allocate_nothing()
    {
        if (KernelName != "linux")
        {
            return; // Socket.Select allocates by itself
        }

        OnHub(async () =>
        {
            using Pair pair = await ConnectionAsync();
            byte[] request = Pattern.Bytes(128);
            byte[] answer = new byte[128];
            Greenlet server = Greenlet.Spawn(async () =>
            {
                while (true)
                {
                    using ReceivedBytes bytes = await pair.Server.ReceiveAsync();
                    if (bytes.IsEndOfStream)
                    {
                        return;
                    }

                    await pair.Server.SendAllAsync(bytes.Memory);
                }
            });
            var windows = new AllocationWindows(limit: 0);
            while (windows.Next())
            {
                for (int i = 0; i < 100_000; i++)
                {
                    await pair.Client.SendAllAsync(request);
                    await pair.Client.ReceiveAsync(answer.AsMemory());
                }
            }

            Assert.Equal(request, answer);
            pair.Client.Shutdown(SocketShutdown.Send);
            await server;
            Assert.Equal(0, windows.Allocated);
        });
    }

    /// <summary>A connection below any socket, on the kernel of this hub.</summary>
    private static async Task<(int Client, int Server, int Listener)> RawConnectionAsync()
    {
        IKernel kernel = Hub.Current!.Kernel;
        int listener = Made(kernel.Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        int client = Made(kernel.Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        Made(kernel.Bind(listener, KernelAddress.FromEndPoint(new IPEndPoint(IPAddress.Loopback, 0))));
        Made(kernel.Listen(listener, 1));
        Made(kernel.GetLocalAddress(listener, out KernelAddress address));
        KernelResult connected = kernel.Connect(client, address);
        KernelResult accepted = kernel.Accept(listener, out _);
        while (!connected.IsOk || !accepted.IsOk)
        {
            await Greenlet.YieldAsync();
            connected = connected.IsOk ? connected : kernel.FinishConnect(client);
            accepted = accepted.IsOk ? accepted : kernel.Accept(listener, out _);
        }

        // The listener stays open: its number, lower than theirs, would be the first to be used again.
        return (client, accepted.Value, listener);
    }

    private static int Made(KernelResult result)
    {
        Assert.True(result.IsOk, $"{result}");
        return result.Value;
    }

    /// <summary>
    /// A descriptor of the test's own. Told of its first bytes, it closes the other and opens a new one in its place.
    /// </summary>
    private sealed class Watched : Descriptor, IDisposable
    {
        public Watched(int number)
            : base(Hub.Current!, number) => Assert.True(Hub.Watch(this).IsOk);

        public Watched? Other { get; set; }

        public Watched? Successor { get; private set; }

        public bool TookTheNumber { get; private set; }

        public bool WasTold { get; private set; }

        public void Dispose()
        {
            Successor?.Dispose();
            if (Number >= 0)
            {
                Hub.Unwatch(this);
                Hub.Kernel.Close(Number);
                Number = -1;
            }
        }

        internal override void OnReady(Readiness readiness)
        {
            WasTold = true;
            if (Other is not { Number: >= 0 } other)
            {
                return;
            }

            int number = other.Number;
            other.Other = null;
            other.Dispose();
            int made = Made(Hub.Kernel.Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
            Successor = new Watched(made) { TookTheNumber = made == number };
        }

        internal override void OnHubEnded() => Dispose();
    }
}
