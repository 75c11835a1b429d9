using System.Net.Sockets;
using Akka.Actor;

namespace Akka.Greensock.Tests;

/// <summary>
/// Adoption: of hubs that the program started, and of sockets that come before the supervisor, or after it.
/// </summary>
public abstract class HubPortSpecs(string kernel) : GreensockTestKit(kernel)
{
    [Fact]
    public async Task A_hub_is_adopted_once_and_its_sockets_stand_below_it()
    {
        using AdoptedHub home = await AdoptAsync();
        Assert.Same(home.Port, await OnHubAsync(home.Hub, () => Greensock.Adopt(home.Hub)));
        Assert.Equal("/system/greensock/adopted-hub-1", home.Supervisor.Path.ToStringWithoutAddress());
        OwnedSocket socket = await OnHubAsync(home.Hub, () => OwnedSocket.Make(home.Port, AddressFamily.InterNetwork));
        Assert.Equal(home.Supervisor, ((IInternalActorRef)socket.Actor!).Parent);
        Assert.Equal(2, home.Hub.ActorCount);
    }

    [Fact]
    public async Task An_adopted_hub_reports_to_the_log_and_the_event_stream()
    {
        using AdoptedHub home = await AdoptAsync();
        Sys.EventStream.Subscribe(TestActor, typeof(HubError));
        await EventFilter.Exception<InvalidTimeZoneException>().ExpectOneAsync(Patience, async () =>
        {
            home.Hub.Post(() => throw new InvalidTimeZoneException("posted"));
            Assert.Same(home.Hub, (await ExpectMsgAsync<HubError>(Patience)).Hub);
        });
    }

    [Fact]
    public async Task An_adopted_hub_keeps_the_error_handler_that_it_had()
    {
        var errors = new System.Collections.Concurrent.ConcurrentQueue<HubError>();
        using AdoptedHub home = await AdoptAsync(errors.Enqueue);
        home.Hub.Post(() => throw new InvalidTimeZoneException("posted"));
        await TurnsPassAsync(home.Hub);
        Assert.IsType<InvalidTimeZoneException>(Assert.Single(errors).Exception);
    }

    [Fact]
    public async Task The_supervisor_ends_before_its_hub()
    {
        AdoptedHub home = await AdoptAsync();
        Watch(home.Supervisor);
        home.Dispose();
        Assert.Equal(0, home.Hub.ActorCount);
        await ExpectTerminatedAsync(home.Supervisor, Patience);
    }

    [Fact]
    public async Task A_socket_that_comes_before_the_supervisor_works_and_is_adopted_then()
    {
        var kernelDouble = new KernelDouble(Kernels.Create(KernelName));
        Hub hub = Hub.Start(OptionsOver(kernelDouble));
        (HubPort port, OwnedSocket socket, IActorRef? early) = await OnHubAsync(hub, () =>
        {
            HubPort adopted = Greensock.Adopt(hub);
            OwnedSocket made = OwnedSocket.Make(adopted, AddressFamily.InterNetwork);
            made.Bind(Loopback);
            made.Listen(1);
            return (adopted, made, made.Actor);
        });
        Assert.Null(early);
        using var home = new AdoptedHub(hub, port, kernelDouble, await SupervisorAsync(port.Name));
        await TurnsPassAsync(hub);
        Assert.NotNull(socket.Actor);
    }

    [Fact]
    public async Task A_hub_that_ends_at_once_ends_in_time_and_leaves_nothing_open()
    {
        _ = Greensock;
        await EventFilter.Error().ExpectAsync(0, async () =>
        {
            for (int i = 0; i < 20; i++)
            {
                var kernelDouble = new KernelDouble(Kernels.Create(KernelName));
                OwnedSocket? socket = null;
                var ended = new TaskCompletionSource();
                var thread = new Thread(() =>
                {
                    Hub.Run(
                        () =>
                        {
                            socket = OwnedSocket.Make(Greensock.Adopt(Hub.Current!), AddressFamily.InterNetwork);
                            return Task.CompletedTask;
                        },
                        OptionsOver(kernelDouble));
                    ended.SetResult();
                });
                thread.UnsafeStart();
                await ended.Task.WaitAsync(Patience);
                Assert.True(socket!.IsClosed);
                Assert.Equal((1, 0), (kernelDouble.Closes, kernelDouble.OpenCount));
                Assert.Empty(kernelDouble.Findings);
            }

            await Greensock.Manager.Ask<ActorIdentity>(new Identify(null), Patience);
        });
    }

    [Fact]
    public async Task A_hub_that_is_adopted_while_it_stops_ends_in_time()
    {
        _ = Greensock;
        var kernelDouble = new KernelDouble(Kernels.Create(KernelName));
        Hub hub = Hub.Start(OptionsOver(kernelDouble));
        var parked = new TaskCompletionSource();
        _ = hub.Spawn(async () =>
        {
            try
            {
                parked.SetResult();
                await Greenlet.SleepAsync(Timeout.InfiniteTimeSpan);
            }
            finally
            {
                OwnedSocket.Make(Greensock.Adopt(hub), AddressFamily.InterNetwork);
            }
        });
        await parked.Task.WaitAsync(Patience);
        hub.Stop();
        Assert.True(hub.Join(Patience));
        Assert.Equal(0, kernelDouble.OpenCount);
        Assert.Empty(kernelDouble.Findings);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_hub_whose_supervisor_never_comes_because_the_system_ends_ends_in_time(bool adoptedAfter)
    {
        Watch(Greensock.Manager);
        var kernelDouble = new KernelDouble(Kernels.Create(KernelName));
        Hub hub = Hub.Start(OptionsOver(kernelDouble));
        Task Adopting() => OnHubAsync(hub, () => OwnedSocket.Make(Greensock.Adopt(hub), AddressFamily.InterNetwork));
        ((IInternalActorRef)Greensock.Manager).Stop();
        await ExpectTerminatedAsync(Greensock.Manager, Patience);
        if (!adoptedAfter)
        {
            await Adopting();
        }

        await Sys.Terminate().WaitAsync(Patience);
        if (adoptedAfter)
        {
            await Adopting();
        }

        hub.Stop();
        Assert.True(hub.Join(Patience));
        Assert.Equal(0, kernelDouble.OpenCount);
        Assert.Empty(kernelDouble.Findings);
    }

    [Fact]
    public async Task A_socket_that_comes_after_the_supervisor_is_refused_and_closed()
    {
        using AdoptedHub home = await AdoptAsync();
        Watch(home.Supervisor);
        Sys.Stop(home.Supervisor);
        await ExpectTerminatedAsync(home.Supervisor, Patience);
        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => OnHubAsync(home.Hub, () => OwnedSocket.Make(home.Port, AddressFamily.InterNetwork)));
        Assert.Equal((1, 0), (home.Kernel.Closes, home.Kernel.OpenCount));
    }

    [Fact]
    public async Task A_socket_for_a_hub_that_has_ended_is_refused_and_closed_once()
    {
        AdoptedHub home = await AdoptAsync();
        home.Dispose();
        Assert.Throws<ObjectDisposedException>(() => OwnedSocket.Make(home.Port, AddressFamily.InterNetwork));
        Assert.Equal((1, 0), (home.Kernel.Closes, home.Kernel.OpenCount));
        var socket = new OwnedSocket(
            home.Port,
            home.Kernel.Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp).Value,
            new SocketDescription(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp),
            SocketPhase.Open);
        Parallel.For(0, 8, _ => socket.CloseFromAnywhere());
        Assert.Equal((2, 0), (home.Kernel.Closes, home.Kernel.OpenCount));
    }

    [Fact]
    public async Task Sockets_that_are_made_from_elsewhere_while_the_hub_ends_are_all_closed_once()
    {
        for (int round = 0; round < 10; round++)
        {
            AdoptedHub home = await AdoptAsync();
            Task[] makers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                var made = new List<OwnedSocket>();
                try
                {
                    for (int i = 0; i < 200; i++)
                    {
                        made.Add(OwnedSocket.Make(home.Port, AddressFamily.InterNetwork));
                    }
                }
                catch (ObjectDisposedException)
                {
                    // The hub has ended meanwhile.
                }

                made.ForEach(socket => socket.CloseFromAnywhere());
            }))];
            home.Hub.Stop();
            await Task.WhenAll(makers).WaitAsync(Patience);
            home.Dispose();
        }
    }

    [Fact]
    public async Task Killing_the_supervisor_closes_every_socket_of_its_hub_once()
    {
        using AdoptedHub home = await AdoptAsync();
        OwnedSocket[] sockets = await OnHubAsync(
            home.Hub, () => Enumerable.Range(0, 50).Select(_ => OwnedSocket.Make(home.Port, AddressFamily.InterNetwork)).ToArray());
        Watch(home.Supervisor);
        home.Supervisor.Tell(PoisonPill.Instance);
        await ExpectTerminatedAsync(home.Supervisor, Patience);
        Assert.All(sockets, socket => Assert.True(socket.IsClosed));
        Assert.Equal((50, 0), (home.Kernel.Closes, home.Kernel.OpenCount));
    }
}
