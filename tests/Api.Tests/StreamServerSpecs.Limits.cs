using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public abstract partial class StreamServerSpecs
{
    [Fact]
    public void At_its_maximum_further_connections_wait_in_the_backlog() => OnHub(async () =>
    {
        await using var server = new StreamServer(AnyPort, EchoAsync, new StreamServerOptions { MaximumConnections = 2 });
        await server.StartAsync();
        var clients = new Queue<GreenSocket>();
        for (int i = 0; i < 6; i++)
        {
            clients.Enqueue(await ConnectedAsync(server));
        }

        while (clients.TryDequeue(out GreenSocket? client))
        {
            await PingAsync(client);
            await UntilAsync(() => server.ConnectionCount == Math.Min(2, clients.Count + 1));
            if (clients.Count >= 2)
            {
                // The one after the next is not served yet: nothing comes back.
                GreenSocket waiting = clients.ElementAt(1);
                Greenlet<int> answer = await StartedAsync(async () => await waiting.ReceiveAsync(Memory<byte>.Empty));
                await PolledAsync();
                Assert.False(answer.IsDead);
                await answer.KillAsync();
            }

            client.Close();
        }

        await UntilAsync(() => server.ConnectionCount == 0);
    });

    [Fact]
    public void A_server_at_its_maximum_stops() => OnHub(async () =>
    {
        await using var server = new StreamServer(AnyPort, EchoAsync, new StreamServerOptions { MaximumConnections = 1 });
        await server.StartAsync();
        using GreenSocket client = await ConnectedAsync(server);
        using GreenSocket waiting = await ConnectedAsync(server);
        await PingAsync(client);

        await server.StopAsync(TimeSpan.FromMilliseconds(1));

        Assert.Equal(0, await client.ReceiveAsync(new byte[1]));
        await FailsAsync(SocketError.ConnectionReset, async () => await waiting.ReceiveAsync(new byte[1]));
    });

    [Fact]
    public async Task Several_hubs_share_the_connections_in_turn()
    {
        using var first = new TestHub(Options);
        using var second = new TestHub(Options);
        using var third = new TestHub(Options);
        var hubs = new ConcurrentQueue<Hub>();
        await first.RunAsync(async () =>
        {
            await using var server = new StreamServer(
                AnyPort,
                async socket =>
                {
                    Assert.Same(socket.Hub, Hub.Current);
                    hubs.Enqueue(socket.Hub);
                    await EchoAsync(socket);
                },
                new StreamServerOptions { Hubs = [first.Hub, second.Hub, third.Hub] });
            await server.StartAsync();
            var clients = new List<GreenSocket>();
            for (int i = 0; i < 9; i++)
            {
                clients.Add(await ConnectedAsync(server));
            }

            foreach (GreenSocket client in clients)
            {
                await PingAsync(client);
            }

            Assert.Equal(9, server.ConnectionCount);
            await server.StopAsync(TimeSpan.FromMilliseconds(1));
            foreach (GreenSocket client in clients)
            {
                Assert.Equal(0, await client.ReceiveAsync(new byte[1]));
                client.Close();
            }

            Assert.Equal(0, server.ConnectionCount);
        });
        Assert.Equal([3, 3, 3], hubs.GroupBy(hub => hub).Select(group => group.Count()));
        Assert.Empty(first.Errors);
        Assert.Empty(second.Errors);
        Assert.Empty(third.Errors);
    }

    [Fact]
    public void A_server_stopped_in_the_middle_of_handing_over_loses_no_descriptor()
    {
        RiggedKernel kernel = Rig();
        for (int pause = 0; pause < 12; pause++)
        {
            int yields = pause;
            using var other = new TestHub(With(kernel));
            OnHub(
                async () =>
                {
                    var server = new StreamServer(
                        AnyPort, EchoAsync, new StreamServerOptions { Hubs = [Hub.Current!, other.Hub], MaximumConnections = 8 });
                    await server.StartAsync();
                    var clients = new List<GreenSocket>();
                    for (int i = 0; i < 4; i++)
                    {
                        clients.Add(await ConnectedAsync(server));
                    }

                    for (int i = 0; i < yields; i++)
                    {
                        await Greenlet.YieldAsync();
                    }

                    await server.StopAsync(TimeSpan.FromMilliseconds(1));
                    foreach (GreenSocket client in clients)
                    {
                        client.Close();
                    }

                    await other.Hub.Spawn(() => Task.CompletedTask);
                    Assert.Equal(0, kernel.Open);
                },
                With(kernel));
        }
    }

    [Fact]
    public void Out_of_descriptors_it_backs_off_recovers_and_does_not_spin()
    {
        RiggedKernel kernel = Rig();
        OnHub(
            async () =>
            {
                Hub hub = Hub.Current!;
                await using var server = new StreamServer(AnyPort, EchoAsync);
                await server.StartAsync();
                using GreenSocket old = await ConnectedAsync(server);
                await PingAsync(old);

                kernel.AcceptFails = Errno.MFile;
                using GreenSocket client = await ConnectedAsync(server);
                await UntilAsync(() => hub.Statistics.Timers == 1); // it backs off
                int accepts = kernel.Accepts;
                for (int i = 0; i < 200; i++)
                {
                    await PingAsync(old); // existing connections are unharmed
                }

                await UntilAsync(() => kernel.Accepts > accepts); // and it goes on trying

                // 10, 20, 40, 80 ms and on: the hub sleeps, and so it does in a poll.
                accepts = kernel.Accepts;
                long polls = hub.Statistics.Polls;
                await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(100));
                Assert.InRange(kernel.Accepts - accepts, 0, 20);
                Assert.InRange(hub.Statistics.Polls - polls, 1, 2000);

                kernel.AcceptFails = Errno.None;
                await PingAsync(client);
                Assert.Equal(2, server.ConnectionCount);
            },
            With(kernel));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_process_that_really_runs_out_of_descriptors_recovers()
    {
        if (KernelName == "simulated")
        {
            return; // its limit is no process's
        }

        using var child = Process.Start(new ProcessStartInfo("dotnet", [typeof(StreamServerSpecs).Assembly.Location, KernelName])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_TieredCompilation"] = "0" }, // its thread would be started at any time
        })!;
        Task<string> output = child.StandardOutput.ReadToEndAsync();
        Task<string> errors = child.StandardError.ReadToEndAsync();
        try
        {
            await child.WaitForExitAsync().WaitAsync(Patience);
        }
        finally
        {
            child.Kill(entireProcessTree: true);
        }

        Assert.Equal("", await errors);
        Assert.Contains("recovered\n", await output, StringComparison.Ordinal); // the log may come later
        Assert.Equal(0, child.ExitCode);
    }

    [Fact]
    public void Stopped_while_it_backs_off_it_ends_at_once()
    {
        RiggedKernel kernel = Rig();
        OnHub(
            async () =>
            {
                var server = new StreamServer(AnyPort, EchoAsync);
                await server.StartAsync();
                kernel.AcceptFails = Errno.NoMem;
                using GreenSocket client = await ConnectedAsync(server);
                await UntilAsync(() => Hub.Current!.Statistics.Timers == 1);

                await server.StopAsync();

                Assert.Equal(0, Hub.Current!.Statistics.Timers);
                Assert.Equal(1, kernel.Open);
            },
            With(kernel));
    }

    [Fact]
    public void A_connection_lost_before_it_was_accepted_does_not_stop_the_server()
    {
        RiggedKernel kernel = Rig();
        OnHub(
            async () =>
            {
                await using var server = new StreamServer(AnyPort, EchoAsync);
                await server.StartAsync();
                foreach (Errno errno in new[] { Errno.ConnAborted, Errno.Proto, Errno.NetDown, Errno.Perm })
                {
                    kernel.AcceptFailsOnce = errno;
                    using GreenSocket client = await ConnectedAsync(server);
                    await PingAsync(client);
                    Assert.Equal(Errno.None, kernel.AcceptFailsOnce);
                }
            },
            With(kernel));
    }
}
