using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>How a <see cref="StreamServer"/> starts, serves, fails and stops.</summary>
public abstract partial class StreamServerSpecs(string kernelName) : SocketSpecs(kernelName)
{
    private static readonly IPEndPoint AnyPort = new(IPAddress.Loopback, 0);

    private static async Task<GreenSocket> ConnectedAsync(StreamServer server)
    {
        GreenSocket client = NewSocket();
        await client.ConnectAsync(server.LocalEndPoint);
        return client;
    }

    private static async Task EchoAsync(GreenSocket socket)
    {
        while (true)
        {
            using ReceivedBytes bytes = await socket.ReceiveAsync();
            if (bytes.IsEndOfStream)
            {
                return;
            }

            await socket.SendAllAsync(bytes.Memory);
        }
    }

    /// <summary>A byte to an echoing server and back.</summary>
    private static async Task PingAsync(GreenSocket client)
    {
        await client.SendAllAsync(new byte[] { 99 });
        Assert.Equal([99], await ReceiveExactlyAsync(client, 1));
    }

    [Fact]
    public void It_serves_on_a_Unix_path_which_it_takes_away_again() => OnHub(async () =>
    {
        string path = Path.Combine(Path.GetTempPath(), $"greensock-{Guid.NewGuid():N}");
        await using (var server = new StreamServer(new UnixDomainSocketEndPoint(path), EchoAsync))
        {
            await server.StartAsync();
            Assert.Equal(path, server.LocalEndPoint.ToString());
            using var client = new GreenSocket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await client.ConnectAsync(server.LocalEndPoint);
            await PingAsync(client);
        }

        Assert.False(File.Exists(path));
    });

    [Fact]
    public void It_serves_on_the_port_that_it_found() => OnHub(async () =>
    {
        await using var server = new StreamServer(AnyPort, EchoAsync);
        Assert.Throws<InvalidOperationException>(() => server.LocalEndPoint);
        await server.StartAsync();
        Assert.NotEqual(0, ((IPEndPoint)server.LocalEndPoint).Port);
        Assert.Equal(0, server.ConnectionCount);

        using GreenSocket first = await ConnectedAsync(server);
        using GreenSocket second = await ConnectedAsync(server);
        await PingAsync(second);
        await PingAsync(first);
        Assert.Equal(2, server.ConnectionCount);

        first.Close();
        await UntilAsync(() => server.ConnectionCount == 1);
        await PingAsync(second);
    });

    [Fact]
    public void A_handler_runs_in_a_greenlet_of_its_own_with_its_socket() => OnHub(async () =>
    {
        var seen = new List<(GreenSocket Socket, Greenlet Greenlet)>();
        await using var server = new StreamServer(AnyPort, async socket =>
        {
            Assert.True(socket.NoDelay);
            Assert.True(socket.Connected);
            Assert.NotNull(socket.RemoteEndPoint);
            seen.Add((socket, Greenlet.Current!));
            await EchoAsync(socket);
        });
        await server.StartAsync();
        using GreenSocket first = await ConnectedAsync(server);
        using GreenSocket second = await ConnectedAsync(server);
        await PingAsync(first);
        await PingAsync(second);

        Assert.Equal(2, seen.Select(s => s.Greenlet).Distinct().Count());
        Assert.Equal(2, seen.Select(s => s.Socket).Distinct().Count());
        Assert.All(seen, s => Assert.Same(Hub.Current, s.Socket.Hub));
    });

    [Fact]
    public void NoDelay_can_be_left_off() => OnHub(async () =>
    {
        bool? noDelay = null;
        await using var server = new StreamServer(
            AnyPort,
            socket =>
            {
                noDelay = socket.NoDelay;
                return Task.CompletedTask;
            },
            new StreamServerOptions { NoDelay = false });
        await server.StartAsync();
        using GreenSocket client = await ConnectedAsync(server);
        Assert.Equal(0, await client.ReceiveAsync(new byte[1]));

        Assert.Equal(false, noDelay);
    });

    [Fact]
    public void It_starts_once_and_again_only_after_a_failure() => OnHub(async () =>
    {
        GreenSocket taken = Listener(address: Apart);
        var address = (IPEndPoint)taken.LocalEndPoint!;
        await using var server = new StreamServer(address, EchoAsync);
        await FailsAsync(SocketError.AddressAlreadyInUse, async () => await server.StartAsync());
        taken.Close();
        await server.StartAsync();
        Assert.Equal(address, server.LocalEndPoint);

        InvalidOperationException e = await ThrowsAsync<InvalidOperationException>(async () => await server.StartAsync());
        Assert.Contains($"{address}", e.Message, StringComparison.Ordinal);
        await server.StopAsync();
        await ThrowsAsync<InvalidOperationException>(async () => await server.StartAsync());

        await using var twice = new StreamServer(AnyPort, EchoAsync);
        ValueTask one = twice.StartAsync();
        await ThrowsAsync<InvalidOperationException>(async () => await twice.StartAsync());
        await one;
    });

    [Fact]
    public void What_it_is_made_of_has_bounds() => OnHub(() =>
    {
        Assert.Throws<ArgumentNullException>(() => new StreamServer(null!, EchoAsync));
        Assert.Throws<ArgumentNullException>(() => new StreamServer(AnyPort, null!));
        foreach (StreamServerOptions wrong in new StreamServerOptions[]
        {
            new() { Hubs = [] },
            new() { Backlog = 0 },
            new() { MaximumConnections = 0 },
            new() { StopTimeout = TimeSpan.FromSeconds(-2) },
        })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new StreamServer(AnyPort, EchoAsync, wrong));
        }

        return Task.CompletedTask;
    });

    [Fact]
    public void One_that_never_started_stops() => OnHub(async () =>
    {
        var server = new StreamServer(AnyPort, EchoAsync);
        await server.StopAsync();
        await server.DisposeAsync();
        Assert.Equal(0, server.ConnectionCount);
    });

    [Fact]
    public void A_handlers_exception_ends_its_connection_and_is_reported_once() => OnHub(async () =>
    {
        await using var server = new StreamServer(AnyPort, async socket =>
        {
            using ReceivedBytes bytes = await socket.ReceiveAsync();
            throw new TimeZoneNotFoundException("the handler's own");
        });
        await server.StartAsync();
        for (int i = 1; i <= 3; i++)
        {
            using GreenSocket client = await ConnectedAsync(server);
            await client.SendAllAsync(new byte[1]);
            Assert.Equal(0, await client.ReceiveAsync(new byte[1]));
            await UntilAsync(() => Errors.Count == i);
        }

        await PolledAsync();
        Assert.Equal(3, Errors.Count);
        Assert.All(Errors, e => Assert.IsType<TimeZoneNotFoundException>(e.Exception));
        Assert.Equal(0, server.ConnectionCount);
        Errors.Clear();
    });

    [Fact]
    public void A_handler_that_throws_at_once_is_reported_too() => OnHub(async () =>
    {
        await using var server = new StreamServer(AnyPort, _ => throw new TimeZoneNotFoundException());
        await server.StartAsync();
        using GreenSocket client = await ConnectedAsync(server);
        Assert.Equal(0, await client.ReceiveAsync(new byte[1]));
        await UntilAsync(() => Errors.Count == 1);
        Errors.Clear();
    });

    [Fact]
    public void A_connection_that_fails_is_nobodys_error() => OnHub(async () =>
    {
        int ended = 0;
        await using var server = new StreamServer(AnyPort, async socket =>
        {
            try
            {
                if (ended % 2 == 0)
                {
                    await EchoAsync(socket);
                }
                else
                {
                    await new GreenNetworkStream(socket).ReadExactlyAsync(new byte[100]);
                }
            }
            finally
            {
                ended++;
            }
        });
        await server.StartAsync();
        for (int i = 1; i <= 4; i++)
        {
            using GreenSocket client = await ConnectedAsync(server);
            await UntilAsync(() => server.ConnectionCount == 1);
            client.LingerState = new LingerOption(true, 0);
            client.Close();
            await UntilAsync(() => ended == i && server.ConnectionCount == 0);
        }

        await PolledAsync();
        Assert.Empty(Errors);
    });

    [Fact]
    public void A_handler_that_closes_its_socket_ends_in_order() => OnHub(async () =>
    {
        await using var server = new StreamServer(AnyPort, async socket =>
        {
            await socket.SendAllAsync(new byte[] { 5 });
            await socket.DisposeAsync();
        });
        await server.StartAsync();
        using GreenSocket client = await ConnectedAsync(server);

        Assert.Equal([5], await ReceiveExactlyAsync(client, 1));
        Assert.Equal(0, await client.ReceiveAsync(new byte[1]));
        await UntilAsync(() => server.ConnectionCount == 0);
    });

    [Fact]
    public void A_handler_that_wanders_off_its_hub_still_ends_its_connection() => OnHub(async () =>
    {
        await using var server = new StreamServer(AnyPort, async socket =>
        {
            await TestHub.Foreign().ConfigureAwait(false);
            Assert.Null(Hub.Current);
        });
        await server.StartAsync();
        using GreenSocket client = await ConnectedAsync(server);

        Assert.Equal(0, await client.ReceiveAsync(new byte[1]));
        await UntilAsync(() => server.ConnectionCount == 0);
    });

    [Fact]
    public void Stopping_lets_connections_finish_and_accepts_no_more() => OnHub(async () =>
    {
        var server = new StreamServer(AnyPort, EchoAsync);
        await server.StartAsync();
        using GreenSocket client = await ConnectedAsync(server);
        await PingAsync(client);

        Greenlet stopping = await StartedAsync(async () => await server.StopAsync(Timeout.InfiniteTimeSpan));
        Greenlet again = await StartedAsync(async () => await server.StopAsync(Timeout.InfiniteTimeSpan));
        while (await AcceptsAsync())
        {
            await PolledAsync();
        }

        await PingAsync(client);
        Assert.False(stopping.IsDead);
        Assert.False(again.IsDead);
        Assert.Equal(1, server.ConnectionCount);

        client.Shutdown(SocketShutdown.Send);
        Assert.Null(await EndOfAsync(stopping));
        Assert.Null(await EndOfAsync(again));
        Assert.Equal(0, server.ConnectionCount);
        Assert.Equal(0, await client.ReceiveAsync(new byte[1]));
        await server.StopAsync();

        async Task<bool> AcceptsAsync()
        {
            using GreenSocket probe = NewSocket();
            try
            {
                await probe.ConnectAsync(server.LocalEndPoint);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    });

    [Fact]
    public void A_handler_that_fails_while_the_server_stops_is_reported() => OnHub(async () =>
    {
        var server = new StreamServer(AnyPort, async socket =>
        {
            await socket.ReceiveAsync(Memory<byte>.Empty);
            throw new TimeZoneNotFoundException();
        });
        await server.StartAsync();
        using GreenSocket client = await ConnectedAsync(server);
        await UntilAsync(() => server.ConnectionCount == 1);
        Greenlet stopping = await StartedAsync(async () => await server.StopAsync(Timeout.InfiniteTimeSpan));

        await client.SendAllAsync(new byte[1]);

        Assert.Null(await EndOfAsync(stopping));
        await UntilAsync(() => Errors.Count == 1);
        Assert.IsType<TimeZoneNotFoundException>(Errors[0].Exception);
        Errors.Clear();
    });

    [Fact]
    public void Stopping_kills_what_does_not_finish_in_time() => OnHub(async () =>
    {
        Exception? end = null;
        var server = new StreamServer(AnyPort, async socket =>
        {
            try
            {
                await EchoAsync(socket);
            }
            catch (Exception e)
            {
                end = e;
                throw;
            }
        });
        await server.StartAsync();
        using GreenSocket client = await ConnectedAsync(server);
        await PingAsync(client);

        await server.StopAsync(TimeSpan.FromMilliseconds(2));

        Assert.IsType<GreenletExitException>(end);
        Assert.Equal(0, server.ConnectionCount);
        Assert.Equal(0, await client.ReceiveAsync(new byte[1]));
    });

    [Fact]
    public void A_handler_that_survives_its_kill_loses_its_socket() => OnHub(async () =>
    {
        var hold = new TaskCompletionSource<bool>();
        bool received = false;
        var server = new StreamServer(
            AnyPort,
            async socket =>
            {
                using ReceivedBytes first = await socket.ReceiveAsync();
                received = true;
                await hold.Task; // none of ours: a kill cannot end it
            },
            new StreamServerOptions { StopTimeout = TimeSpan.FromMilliseconds(2) });
        await server.StartAsync();
        using GreenSocket client = await ConnectedAsync(server);
        await client.SendAllAsync(new byte[1]);
        await UntilAsync(() => received); // with a byte unread the close would be a reset

        await server.StopAsync();

        Assert.Equal(0, server.ConnectionCount);
        Assert.Equal(0, await client.ReceiveAsync(new byte[1]));
        hold.SetResult(true);
        await UntilAsync(() => Hub.Current!.Statistics.Greenlets == 1);
    });

    [Fact]
    public async Task It_is_started_used_and_stopped_from_outside_any_hub()
    {
        await using var server = new StreamServer(AnyPort, EchoAsync);
        await server.StartAsync();
        using GreenSocket client = NewSocket();
        await client.ConnectAsync(server.LocalEndPoint);
        await PingAsync(client);
        await server.StopAsync(TimeSpan.FromMilliseconds(1));

        Assert.Equal(0, server.ConnectionCount);
        Assert.Equal(0, await client.ReceiveAsync(new byte[1]));
    }
}
