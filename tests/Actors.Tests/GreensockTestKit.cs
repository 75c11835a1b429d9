using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Configuration;
using Akka.Greensock.Protocol;
using Akka.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>
/// A system with Greensock on one kernel, and connections between it and plain sockets of the BCL. Its hubs have no opinion
/// on how fast the machine is.
/// </summary>
public abstract class GreensockTestKit(string kernel, string hocon = "")
    : Akka.TestKit.Xunit2.TestKit(ConfigurationFactory.ParseString(
        $"""
        {hocon}
        akka.greensock.hub.kernel = {kernel}
        akka.greensock.hub.blocked-threshold = infinite
        akka.test.filter-leeway = {Patience.TotalSeconds}s
        akka.loglevel = WARNING
        """))
{
    private readonly List<IDisposable> _peers = [];

    protected static IPEndPoint Loopback => new(IPAddress.Loopback, 0);

    private protected string KernelName => kernel;

    private protected Greensock Greensock => Akka.Greensock.Greensock.For(Sys);

    private protected Hub Hub => Greensock.Hubs[0];

    private protected HubPort Port => (HubPort)Hub.Port!;

    protected override void AfterAll()
    {
        base.AfterAll();
        _peers.ForEach(peer => peer.Dispose());
    }

    private protected T Keep<T>(T peer)
        where T : IDisposable
    {
        _peers.Add(peer);
        return peer;
    }

    /// <summary>
    /// A listening socket of the BCL. What it accepts receives into a buffer that does not grow: without that, how much
    /// a peer that does not read takes would depend on the machine.
    /// </summary>
    private protected Socket PeerListens(int backlog = 16)
    {
        Socket listener = Keep(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        listener.ReceiveBufferSize = 64 * 1024;
        listener.Bind(Loopback);
        listener.Listen(backlog);
        return listener;
    }

    /// <summary>A socket of the BCL that has connected to us.</summary>
    private protected async Task<Socket> PeerConnectsAsync(EndPoint to)
    {
        Socket peer = Keep(new Socket(to.AddressFamily, SocketType.Stream, ProtocolType.Tcp));
        await peer.ConnectAsync(to).WaitAsync(Patience);
        return peer;
    }

    /// <summary>A listener whose backlog is full: the system drops every further SYN.</summary>
    private protected async Task<EndPoint> SilentAsync()
    {
        Socket listener = PeerListens(backlog: 0);
        await PeerConnectsAsync(listener.LocalEndPoint!);
        Assert.True(listener.Poll((int)Patience.TotalMicroseconds, SelectMode.SelectRead)); // whoever connects before gets an answer
        return listener.LocalEndPoint!;
    }

    /// <summary>
    /// An address where nobody listens, and whose number nobody gets during this test who does not name it. To IPv6Any it is
    /// that of IPv4 too.
    /// </summary>
    private protected IPEndPoint Nobody(IPAddress? at = null)
    {
        Socket bound = Keep(at is null
            ? new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            : new Socket(SocketType.Stream, ProtocolType.Tcp));
        bound.Bind(new IPEndPoint(at ?? IPAddress.Loopback, 0));
        return (IPEndPoint)bound.LocalEndPoint!;
    }

    /// <summary>A connection made by the message Connect, not yet registered.</summary>
    private protected async Task<Link> ConnectAsync()
    {
        Socket listener = PeerListens();
        TestProbe handler = CreateTestProbe();
        Greensock.Manager.Tell(new Connect(listener.LocalEndPoint!), handler);
        Socket peer = Keep(await listener.AcceptAsync().WaitAsync(Patience));
        await handler.ExpectMsgAsync<Connected>(Patience);
        return new Link(handler.LastSender, handler, peer);
    }

    /// <summary>A connection with its handler, which watches it.</summary>
    private protected async Task<Link> ConnectAndRegisterAsync(bool keepOpen = false, int credit = 0)
    {
        Link link = await ConnectAsync();
        link.Handler.Watch(link.Connection);
        link.Tell(new Register(link.Handler, keepOpen));
        if (credit > 0)
        {
            link.Tell(new ReceiveMore(credit));
        }

        return link;
    }

    /// <summary>Listens by message.</summary>
    private protected async Task<(IActorRef Listener, TestProbe Handler, IPEndPoint Address)> ListenAsync(IPEndPoint? at = null)
    {
        TestProbe handler = CreateTestProbe();
        Greensock.Manager.Tell(new Listen(at ?? Loopback, handler), handler);
        Listening listening = await handler.ExpectMsgAsync<Listening>(Patience);
        return (handler.LastSender, handler, listening.LocalEndPoint);
    }

    private protected async Task<IActorRef> SupervisorAsync(string hub = "hub-1")
    {
        await Greensock.Manager.Ask<ActorIdentity>(new Identify(null), Patience); // by now it has its children
        return await Sys.ActorSelection($"/system/greensock/{hub}").ResolveOne(Patience);
    }

    /// <summary>One that waits for its stop timeout never ends as far as a test is concerned.</summary>
    private protected static HubOptions OptionsOver(KernelDouble kernelDouble, TimeProvider? clock = null) => new()
    {
        OtherKernel = kernelDouble,
        TimeProvider = clock ?? TimeProvider.System,
        BlockedThreshold = Timeout.InfiniteTimeSpan,
        StopTimeout = Patience * 2,
    };

    /// <summary>A hub of the program's own, over a kernel that counts and can be made to fail.</summary>
    private protected async Task<AdoptedHub> AdoptAsync(Action<HubError>? onError = null, TimeProvider? clock = null)
    {
        var kernelDouble = new KernelDouble(Kernels.Create(kernel));
        Hub hub = Hub.Start(OptionsOver(kernelDouble, clock));
        hub.ErrorHandler = onError;
        HubPort port = await OnHubAsync(hub, () => Greensock.Adopt(hub));
        return new AdoptedHub(hub, port, kernelDouble, await SupervisorAsync(port.Name));
    }

    /// <summary>
    /// Whatever a hub had under way is done: some whole turns have passed, each with a look at the kernel.
    /// </summary>
    private protected static async Task TurnsPassAsync(Hub hub)
    {
        for (int i = 0; i < 5; i++)
        {
            await OnHubAsync(hub, () => true);
        }
    }

    private protected Task TurnsPassAsync() => TurnsPassAsync(Hub);

    private protected static Task<T> OnHubAsync<T>(Hub hub, Func<T> call)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        hub.Post(() =>
        {
            try
            {
                done.SetResult(call());
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        return done.Task.WaitAsync(Patience);
    }

    private protected Task<T> OnHubAsync<T>(Func<T> call) => OnHubAsync(Hub, call);

    /// <summary>
    /// The handler has got its Closed, once, and the connection's actor has ended. A handler that watches it hears of
    /// both.
    /// </summary>
    private protected static async Task<Closed> ExpectEndAsync(Link link)
    {
        Closed closed = await link.Handler.ExpectMsgAsync<Closed>(Patience);
        Assert.Equal(link.Connection, link.Handler.LastSender);
        await link.Handler.ExpectTerminatedAsync(link.Connection, Patience);
        await link.Handler.ExpectNoMsgAsync(TimeSpan.Zero);
        return closed;
    }
}
