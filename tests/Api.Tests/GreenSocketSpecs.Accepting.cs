using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public abstract partial class GreenSocketSpecs
{
    [Fact]
    public void A_socket_that_does_not_listen_accepts_nothing() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        using GreenSocket unbound = NewSocket();

        await ThrowsAsync<InvalidOperationException>(async () => await unbound.AcceptAsync());
        await ThrowsAsync<InvalidOperationException>(async () => await pair.Server.AcceptAsync());
        await ThrowsAsync<ArgumentNullException>(async () => await unbound.AcceptAsync((Hub)null!));
    });

    [Fact]
    public void Several_accepts_queue_and_get_the_connections_in_order() => OnHub(async () =>
    {
        using GreenSocket listener = Listener();
        var acceptors = new List<Greenlet<GreenSocket>>();
        for (int i = 0; i < 4; i++)
        {
            acceptors.Add(await StartedAsync(async () => await listener.AcceptAsync()));
        }

        foreach (Greenlet<GreenSocket> acceptor in acceptors)
        {
            using GreenSocket client = NewSocket();
            await client.ConnectAsync(listener.LocalEndPoint!);
            using GreenSocket server = await acceptor;
            Assert.Equal(client.LocalEndPoint, server.RemoteEndPoint);
            await EchoAsync(client, server);
        }
    });

    [Fact]
    public void Connections_that_came_before_are_accepted_one_after_another() => OnHub(async () =>
    {
        using GreenSocket listener = Listener();
        var clients = new List<GreenSocket>();
        for (int i = 0; i < 20; i++)
        {
            clients.Add(NewSocket());
            await clients[i].ConnectAsync(listener.LocalEndPoint!);
        }

        foreach (GreenSocket client in clients)
        {
            using GreenSocket server = await listener.AcceptAsync();
            Assert.Equal(client.LocalEndPoint, server.RemoteEndPoint);
            client.Close();
        }
    });

    [Fact]
    public void A_connection_whose_peer_was_gone_before_it_was_accepted_is_delivered() => OnHub(async () =>
    {
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();
        await client.ConnectAsync(listener.LocalEndPoint!);
        client.LingerState = new LingerOption(true, 0);
        EndPoint peer = client.LocalEndPoint!;
        client.Close();

        using GreenSocket server = await listener.AcceptAsync();

        Assert.True(server.Connected);
        Assert.Equal(peer, server.RemoteEndPoint);
        await FailsAsync(SocketError.ConnectionReset, async () => await server.ReceiveAsync());
    });

    [Fact]
    public void A_connection_accepted_for_another_hub_belongs_to_it() => OnHub(async () =>
    {
        using var other = new TestHub(Options);
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();
        await client.ConnectAsync(listener.LocalEndPoint!);

        GreenSocket server = await listener.AcceptAsync(other.Hub);

        Assert.Same(other.Hub, server.Hub);
        Assert.Throws<BlockingSwitchOutException>(() => server.LocalEndPoint);
        Assert.Equal(client.RemoteEndPoint, await server.GetLocalEndPointAsync());
        await EchoAsync(client, server);
        await other.Hub.Spawn(() => EchoAsync(server, client));
        await server.DisposeAsync();
        Assert.Equal(0, await client.ReceiveAsync(new byte[1]));
    });

    [Fact]
    public void An_accept_for_a_hub_that_has_ended_is_aborted_and_the_connection_closed()
    {
        RiggedKernel kernel = Rig();
        OnHub(
            async () =>
            {
                var other = new TestHub(Options);
                _ = Greensock.PortOf(other.Hub);
                other.Stop();
                using GreenSocket listener = Listener();
                using GreenSocket client = NewSocket();
                await client.ConnectAsync(listener.LocalEndPoint!);

                await FailsAsync(SocketError.OperationAborted, async () => await listener.AcceptAsync(other.Hub));

                Assert.Equal(2, kernel.Open - Closed(kernel, other));
            },
            With(kernel));

        // That hub's kernel is not the rigged one, and closed what the rigged one had opened.
        static int Closed(RiggedKernel kernel, TestHub other) => ReferenceEquals(other.Hub.Kernel, kernel) ? 0 : 1;
    }

    [Fact]
    public void Out_of_descriptors_an_accept_says_so_and_the_connection_waits_in_the_backlog()
    {
        RiggedKernel kernel = Rig();
        OnHub(
            async () =>
            {
                using Pair unharmed = await ConnectionAsync();
                using GreenSocket listener = Listener();
                using GreenSocket client = NewSocket();
                Greenlet<GreenSocket> parked = await StartedAsync(async () => await listener.AcceptAsync());

                kernel.AcceptFails = Errno.MFile;
                await client.ConnectAsync(listener.LocalEndPoint!);
                Exception? e = await EndOfAsync(parked);
                Assert.Equal(SocketError.TooManyOpenSockets, Assert.IsType<SocketException>(e).SocketErrorCode);
                Assert.Contains("ulimit -n", e!.Message, StringComparison.Ordinal);
                await FailsAsync(SocketError.TooManyOpenSockets, async () => await listener.AcceptAsync());
                await EchoAsync(unharmed.Client, unharmed.Server);

                kernel.AcceptFails = Errno.None;
                using GreenSocket server = await listener.AcceptAsync();
                await EchoAsync(client, server);
            },
            With(kernel));
    }

    [Fact]
    public void A_greenlet_killed_as_its_connection_arrives_leaves_it_to_nobody_unseen()
    {
        RiggedKernel kernel = Rig();
        OnHub(
            async () =>
            {
                using GreenSocket listener = Listener();
                using GreenSocket client = NewSocket();
                Greenlet<GreenSocket> parked = await StartedAsync(async () => await listener.AcceptAsync());

                await client.ConnectAsync(listener.LocalEndPoint!);
                parked.Kill();

                Exception? e = await EndOfAsync(parked);
                if (e is null)
                {
                    parked.Value.Close(); // the accept was faster, and the greenlet had ended by then
                }
                else
                {
                    // It is in the backlog still: accepted by the next one.
                    using GreenSocket server = await listener.AcceptAsync();
                    await EchoAsync(client, server);
                }

                Assert.Equal(2, kernel.Open);
            },
            With(kernel));
    }
}
