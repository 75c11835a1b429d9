using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>Corners of the simulated network and of the simulation around it.</summary>
public sealed class NetworkCornerSpecs
{
    [Fact]
    public void A_keep_alive_within_one_host_is_answered() => Simulation.Run(1, async simulation =>
    {
        SimulatedHost host = simulation.AddHost("host");
        await Sockets.Converse(
            host,
            host,
            async socket =>
            {
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
                socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
                await Greenlet.SleepAsync(TimeSpan.FromHours(1));
                await socket.SendAllAsync(new byte[] { 1 });
            },
            async socket =>
            {
                socket.Timeout = Timeout.InfiniteTimeSpan;
                Assert.Equal(1, await socket.ReceiveAsync(new byte[1]));
            });
    });

    [Fact]
    public void A_full_backlog_within_one_host_keeps_the_next_one_waiting_for_its_second_try() => Simulation.Run(1, async simulation =>
    {
        SimulatedHost host = simulation.AddHost("host");
        await host.Spawn(async () =>
        {
            using GreenSocket listener = Sockets.Listening(backlog: 0);
            using GreenSocket first = Sockets.Tcp();
            using GreenSocket second = Sockets.Tcp();
            await first.ConnectAsync("host", Sockets.Port);
            Greenlet connecting = Greenlet.Spawn(async () => await second.ConnectAsync("host", Sockets.Port));
            await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(100));
            (await listener.AcceptAsync()).Dispose();
            await connecting;
            Assert.InRange(simulation.Now, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.1));
        });
    });

    [Fact]
    public void A_reset_has_nothing_of_the_packet_before_it() => Simulation.Run(1, async simulation =>
    {
        SimulatedHost client = simulation.AddHost("client");
        SimulatedHost server = simulation.AddHost("server");
        var resets = new List<(int Length, long Sequence, long Acknowledgment)>();
        simulation.Network.AddRule(packet =>
        {
            if ((packet.Flags & TcpFlags.Rst) != 0)
            {
                resets.Add((packet.Length, packet.Sequence, packet.Acknowledgment));
            }

            return PacketVerdict.Pass;
        });
        await Sockets.Converse(
            client,
            server,
            async socket => await socket.SendAllAsync(new byte[5000]),
            async socket => await Sockets.ReceiveToEndAsync(socket));
        await client.Spawn(async () =>
        {
            using GreenSocket socket = Sockets.Tcp();
            await Sockets.ThrowsAsync<SocketException>(async () => await socket.ConnectAsync("server", 9));
        });

        Assert.Equal([(0, 0, 1)], resets);
    });

    [Fact]
    public void Who_closes_does_not_wait_for_ever_for_a_peer_that_never_reads() => Simulation.Run(1, async simulation =>
    {
        SimulatedHost client = simulation.AddHost("client");
        SimulatedHost server = simulation.AddHost("server");
        TimeSpan gone = default;
        await Sockets.Converse(
            client,
            server,
            async socket =>
            {
                byte[] chunk = new byte[100_000];
                socket.Timeout = TimeSpan.FromSeconds(1);
                await Sockets.ThrowsAsync<SocketTimeoutException>(async () =>
                {
                    while (true)
                    {
                        await socket.SendAsync(chunk);
                    }
                });
            },
            async _ =>
            {
                while (client.Netstat().Length != 0 && simulation.Now < TimeSpan.FromHours(2))
                {
                    await Greenlet.SleepAsync(TimeSpan.FromSeconds(1));
                }

                gone = simulation.Now;
            });
        Assert.InRange(gone, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(10));
    });

    [Fact]
    public void After_a_crash_and_a_restart_an_abstract_name_is_the_new_sockets() => Simulation.Run(1, async simulation =>
    {
        SimulatedHost host = simulation.AddHost("host");
        var name = new UnixDomainSocketEndPoint("\0name");
        host.Spawn(async () =>
        {
            using var listener = new GreenSocket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            listener.Bind(name);
            listener.Listen(1);
            await listener.AcceptAsync();
        }).Observe();
        simulation.RunUntilIdle();
        SimulatedKernel before = host.Kernel;
        int old = before.Files.Single().Descriptor;

        host.Crash();
        host.Restart();
        int listener = Expect.Ok(host.Kernel.Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified));
        Expect.Ok(host.Kernel.Bind(listener, KernelAddress.FromUnixName("\0name"u8)));
        Expect.Ok(host.Kernel.Listen(listener, 1));
        before.Close(old);

        int client = Expect.Ok(host.Kernel.Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified));
        Expect.Ok(host.Kernel.Connect(client, KernelAddress.FromUnixName("\0name"u8)));
        Expect.Ok(host.Kernel.Close(client));
        Expect.Ok(host.Kernel.Close(listener));
        await Task.CompletedTask;
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_reset_of_a_rule_ends_both_whatever_is_under_way(bool ofTheAnswerToTheSyn) => Simulation.Run(1, async simulation =>
    {
        SimulatedHost client = simulation.AddHost("client");
        SimulatedHost server = simulation.AddHost("server");
        int hits = 0;
        using IDisposable rule = simulation.Network.AddRule(packet =>
            (ofTheAnswerToTheSyn ? packet.Flags == (TcpFlags.Syn | TcpFlags.Ack) : packet.Length == 7 && packet.From == client)
            && hits++ == 0 ? PacketVerdict.Reset : PacketVerdict.Pass);
        Greenlet<SocketError> serving = server.Spawn(async () =>
        {
            using GreenSocket listener = Sockets.Listening();
            listener.Timeout = TimeSpan.FromSeconds(5);
            try
            {
                using GreenSocket connection = await listener.AcceptAsync();
                await connection.SendAllAsync(new byte[3000]); // is under way as the client's bytes are reset
                return await ErrorAsync(connection);
            }
            catch (SocketTimeoutException)
            {
                return SocketError.TimedOut;
            }
        });
        SocketError error = await client.Spawn(async () =>
        {
            using GreenSocket socket = Sockets.Tcp();
            try
            {
                await socket.ConnectAsync("server", Sockets.Port);
            }
            catch (SocketException e)
            {
                return e.SocketErrorCode;
            }

            await Greenlet.SleepAsync(TimeSpan.FromMicroseconds(700)); // the server's bytes are half way
            await socket.SendAllAsync(new byte[7]);
            return await ErrorAsync(socket);
        });

        Assert.Equal(ofTheAnswerToTheSyn ? SocketError.ConnectionRefused : SocketError.ConnectionReset, error);
        Assert.Equal(ofTheAnswerToTheSyn ? SocketError.TimedOut : SocketError.ConnectionReset, await serving);
    });

    [Fact]
    public void A_rule_that_throws_stops_nothing_else() => Simulation.Run(1, async simulation =>
    {
        SimulatedHost host = simulation.AddHost("host");
        simulation.Network.RulesSeeLoopback = true;
        int packets = 0;
        using IDisposable rule = simulation.Network.AddRule(_ =>
            ++packets == 2 ? throw new InvalidOperationException("a rule's") : PacketVerdict.Pass);
        await host.Spawn(async () =>
        {
            using GreenSocket receiver = Sockets.Udp();
            using GreenSocket sender = Sockets.Udp();
            var target = new IPEndPoint(IPAddress.Loopback, Sockets.Port);
            await sender.SendToAsync(new byte[1], target); // the second packet says that nobody listens
        }).JoinAsync();
        simulation.ForgetErrors();
        await Sockets.Converse(host, host, _ => Task.CompletedTask, _ => Task.CompletedTask);
    });

    [Fact]
    public void The_longest_time_that_there_is_is_not_over_at_once() => Simulation.Run(1, async simulation =>
    {
        SimulatedHost client = simulation.AddHost("client");
        SimulatedHost server = simulation.AddHost("server");
        simulation.RunFor(TimeSpan.FromSeconds(1));
        bool fired = false;
        using ITimer timer = simulation.Time.CreateTimer(_ => fired = true, null, TimeSpan.MaxValue, Timeout.InfiniteTimeSpan);
        simulation.Network.SetLink(client, server, new LinkOptions { Latency = TimeSpan.MaxValue, Bandwidth = double.Epsilon });
        Greenlet<SocketError> connecting = client.Spawn(async () =>
        {
            using GreenSocket socket = Sockets.Tcp();
            return (await Sockets.ThrowsAsync<SocketException>(async () => await socket.ConnectAsync("server", 9))).SocketErrorCode;
        });
        bool isOver = false;
        using ITimer end = simulation.Time.CreateTimer(_ => isOver = true, null, TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);

        Assert.True(simulation.RunUntil(() => isOver, TimeSpan.MaxValue));
        Assert.False(fired);
        connecting.Observe();
        Assert.NotEqual(SocketError.ConnectionRefused, await connecting);
    });

    [Fact]
    public void A_rule_for_system_calls_that_throws_leaves_the_network_to_others()
    {
        SimulatedNetwork network = SimulatedNetwork.ForThreads();
        SimulatedHost host = network.AddHost("host");
        using (network.AddRule((SystemCallInfo _) => throw new InvalidOperationException("a rule's")))
        {
            Assert.Throws<InvalidOperationException>(() => host.Kernel.Socket(AddressFamily.InterNetwork, SocketType.Dgram, default));
        }

        Assert.False(Monitor.IsEntered(network.Gate));
    }

    [Fact]
    public void An_error_that_names_its_greenlet_does_not_make_two_runs_differ()
    {
        SimulationResult Run() => Simulation.Run(1, async simulation =>
        {
            Greenlet greenlet = simulation.AddHost("host").Spawn(() => (Task)null!);
            await greenlet.JoinAsync();
            simulation.RunUntilIdle();
            Assert.NotEmpty(simulation.Errors);
            simulation.ForgetErrors();
        });

        Assert.Equal(Run().LogHash, Run().LogHash);
    }

    [Fact]
    public void A_test_that_ends_its_actor_system_leaves_the_next_a_living_one()
    {
        Simulation.Run(1, simulation =>
        {
            _ = simulation.System.Terminate(); // which goes on on threads of its own
        });
        Simulation.Run(1, async simulation =>
        {
            var asked = new TaskCompletionSource();
            simulation.System.ActorOf(Props.Create(() => new Answering(asked))).Tell("?");
            await asked.Task;
        });
    }

    [Fact]
    public void A_test_that_has_its_own_resolver_leaves_the_next_the_networks()
    {
        Simulation.Run(1, simulation => Akka.Greensock.Greensock.For(simulation.System).Resolver =
            new BlockingResolver(new SimulatedNames(() => simulation.Network)));
        Simulation.Run(1, async simulation =>
        {
            SimulatedHost host = simulation.AddHost("host");
            await Sockets.Converse(host, host, _ => Task.CompletedTask, _ => Task.CompletedTask);
        });
    }

    private static async Task<SocketError> ErrorAsync(GreenSocket socket)
    {
        socket.Timeout = TimeSpan.FromSeconds(10);
        try
        {
            await Sockets.ReceiveToEndAsync(socket);
            return SocketError.Success;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode;
        }
    }

    private sealed class Answering : ReceiveActor
    {
        public Answering(TaskCompletionSource asked) => ReceiveAny(_ => asked.SetResult());
    }
}
