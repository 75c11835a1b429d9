using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Configuration;
using Akka.Greensock.Protocol;

namespace Akka.Greensock.Tests;

/// <summary>
/// A system ends with whatever its sockets are doing: it completes in time, its hubs end after its actors, and nothing
/// stays open.
/// </summary>
public abstract class GreensockTerminationSpecs : IDisposable
{
    private readonly string _kernel;
    private readonly int _threads;
    private readonly int _descriptors;
    private readonly List<Socket> _peers = [];

    protected GreensockTerminationSpecs(string kernel)
    {
        _kernel = kernel;
        using (var warm = new Socket(SocketType.Stream, ProtocolType.Tcp))
        {
            warm.Bind(Loopback); // the BCL's own epoll, once and for all
            warm.Listen();
            Task<Socket> accepting = warm.AcceptAsync();
        }

        _ = Kernels.Create(kernel);
        _threads = Alone.Threads("hub-");
        _descriptors = Alone.Descriptors();
    }

    private static IPEndPoint Loopback => new(IPAddress.IPv6Loopback, 0);

    public void Dispose()
    {
        _peers.ForEach(peer => peer.Dispose());
        GC.SuppressFinalize(this);
    }

    [Fact]
    public Task Idle() => EndsCleanlyAsync(_ => Task.CompletedTask);

    [Fact]
    public Task With_live_connections_and_a_listener() => EndsCleanlyAsync(async system =>
    {
        IPEndPoint address = await ListenAsync(system);
        for (int i = 0; i < 50; i++)
        {
            await PeerAsync(address);
        }
    });

    [Fact]
    public Task With_thousands_of_parked_greenlets() => EndsCleanlyAsync(async system =>
    {
        Greensock greensock = Greensock.For(system);
        var parked = new CountdownEvent(6_000);
        foreach (Hub hub in greensock.Hubs)
        {
            for (int i = 0; i < 3_000; i++)
            {
                _ = hub.Spawn(async () =>
                {
                    parked.Signal();
                    await Greenlet.SleepAsync(Timeout.InfiniteTimeSpan);
                });
            }
        }

        await Task.Run(() => parked.Wait(Patience));
    });

    [Fact]
    public Task With_greenlets_that_are_parked_in_calls() => EndsCleanlyAsync(async system =>
    {
        IPEndPoint address = await ListenAsync(system);
        var port = (HubPort)Greensock.For(system).Hubs[0].Port!;
        var connected = new CountdownEvent(200);
        for (int i = 0; i < 200; i++)
        {
            _ = port.Hub.Spawn(async () =>
            {
                try
                {
                    OwnedSocket socket = OwnedSocket.Make(port, AddressFamily.InterNetworkV6);
                    await socket.ConnectAsync(address, Timeout.InfiniteTimeSpan, CancellationToken.None);
                    connected.Signal();
                    await socket.ReceiveAsync(0, Timeout.InfiniteTimeSpan, CancellationToken.None);
                }
                catch (SocketException)
                {
                    // Closed under it.
                }
            });
        }

        await Task.Run(() => connected.Wait(Patience));
    });

    [Fact]
    public Task While_connects_are_in_progress() => EndsCleanlyAsync(async system =>
    {
        Socket silent = Keep(new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp));
        silent.Bind(Loopback);
        silent.Listen(0);
        await PeerAsync((IPEndPoint)silent.LocalEndPoint!);
        Greensock greensock = Greensock.For(system);
        for (int i = 0; i < 50; i++)
        {
            greensock.Manager.Tell(new Connect(silent.LocalEndPoint!, Timeout: TimeSpan.FromHours(1)));
        }

        await greensock.Manager.Ask<ActorIdentity>(new Identify(null), Patience);
    });

    [Fact]
    public Task While_data_flows() => EndsCleanlyAsync(async system =>
    {
        IPEndPoint address = await ListenAsync(system, flooding: true);
        Socket peer = await PeerAsync(address);
        await peer.ReceiveAsync(new byte[1000]).WaitAsync(Patience);
    });

    [Fact]
    public Task From_inside_an_actor_on_a_hub() => EndsCleanlyAsync(
        async system =>
        {
            await ListenAsync(system);
            system.ActorOf(Props.Create(() => new Ender()).WithDispatcher("akka.greensock.hub-1")).Tell("end");
        },
        byItself: true);

    [Fact]
    public Task From_inside_a_greenlet() => EndsCleanlyAsync(
        async system =>
        {
            await ListenAsync(system);
            _ = Greensock.For(system).Hubs[1].Spawn(() =>
            {
                _ = system.Terminate();
                return Task.CompletedTask;
            });
        },
        byItself: true);

    // It waits for its own hub's end, which waits for it: no kill reaches it, because the task is none of ours. The stop
    // timeout cuts the knot.
    [Fact]
    public Task From_inside_a_greenlet_that_waits_for_it() => EndsCleanlyAsync(
        system =>
        {
            _ = Greensock.For(system).Hubs[1].Spawn(async () => await system.Terminate());
            return Task.CompletedTask;
        },
        byItself: true,
        stopTimeout: "100ms");

    [Fact]
    public Task Right_after_the_start() => EndsCleanlyAsync(system =>
    {
        _ = Greensock.For(system);
        return Task.CompletedTask;
    });

    [Theory]
    [InlineData("dispatcher.throughput", "0")]
    [InlineData("dispatcher.throughput-deadline-time", "1ms")]
    [InlineData("mailbox.mailbox-type", "nonsense")]
    [InlineData("server.backlog", "none")]
    public async Task A_wrong_value_starts_no_extension_and_leaves_no_hub_behind(string key, string value)
    {
        ActorSystem system = Create($"akka.greensock.{key} = {value}");
        ConfigurationException refusal = Assert.Throws<ConfigurationException>(() => Greensock.For(system));
        Assert.Contains(key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..], refusal.Message, StringComparison.Ordinal);
        await system.Terminate().WaitAsync(Patience);
        await NothingIsLeftAsync();
    }

    private async Task EndsCleanlyAsync(Func<ActorSystem, Task> arrange, bool byItself = false, string stopTimeout = "10m")
    {
        // Unless it says otherwise far above our patience, so that a hub that waits for it is found out.
        ActorSystem system = Create($"akka.greensock.hub.stop-timeout = {stopTimeout}");
        IReadOnlyList<Hub> hubs = Greensock.For(system).Hubs;
        var stops = new List<int>();
        foreach (Hub hub in hubs)
        {
            hub.OnStopping(() =>
            {
                lock (stops)
                {
                    stops.Add(hub.ActorCount);
                }
            });
        }

        await arrange(system);
        await (byItself ? system.WhenTerminated : system.Terminate()).WaitAsync(Patience);
        Assert.All(hubs, hub => Assert.True(hub.HasEnded));
        Assert.Equal([0, 0], stops); // the guardians, and all below them, ended before the hubs did
        _peers.ForEach(peer => peer.Dispose());
        await NothingIsLeftAsync();
    }

    private async Task NothingIsLeftAsync()
    {
        await Alone.UntilAsync(
            () => Alone.Threads("hub-") <= _threads, () => $"{Alone.Threads("hub-")} threads of hubs, {_threads} before");
        await Alone.UntilAsync(
            () => Alone.Descriptors() <= _descriptors, () => $"{Alone.Descriptors()} descriptors, {_descriptors} before");
    }

    private ActorSystem Create(string hocon) => ActorSystem.Create("ending", ConfigurationFactory.ParseString(
        $"""
        {hocon}
        akka.loglevel = OFF
        akka.stdout-loglevel = OFF
        akka.coordinated-shutdown.phases.actor-system-terminate.timeout = {Patience.TotalSeconds}s
        akka.greensock.hubs = 2
        akka.greensock.hub.kernel = {_kernel}
        """));

    private static async Task<IPEndPoint> ListenAsync(ActorSystem system, bool flooding = false)
    {
        var listening = new TaskCompletionSource<IPEndPoint>(TaskCreationOptions.RunContinuationsAsynchronously);
        system.ActorOf(Props.Create(() => new Server(listening, flooding)));
        return await listening.Task.WaitAsync(Patience);
    }

    private async Task<Socket> PeerAsync(IPEndPoint address)
    {
        Socket peer = Keep(new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp));
        await peer.ConnectAsync(address).WaitAsync(Patience);
        return peer;
    }

    private Socket Keep(Socket socket)
    {
        _peers.Add(socket);
        return socket;
    }

    private sealed class Ender : UntypedActor
    {
        protected override void OnReceive(object message) => Context.System.Terminate();
    }

    private sealed class Server : ReceiveActor
    {
        public Server(TaskCompletionSource<IPEndPoint> listening, bool flooding)
        {
            Greensock.For(Context.System).Manager.Tell(new Listen(Loopback, Self));
            Receive<Listening>(message => listening.SetResult(message.LocalEndPoint));
            Receive<Accepted>(_ =>
            {
                Sender.Tell(new Register(Self));
                Sender.Tell(new ReceiveMore(ReceiveMore.Unlimited));
                for (int i = 0; flooding && i < 100; i++)
                {
                    Sender.Tell(new Send(new byte[100_000]));
                }
            });
        }
    }
}
