using System.Net;
using System.Net.Sockets;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>What a program sees when the network or a host fails, and when.</summary>
public class NetworkFaultSpecs
{
    [Fact]
    public void A_port_where_nobody_listens_refuses_at_once() => Run(async (simulation, client, server) =>
    {
        Assert.Equal(SocketError.ConnectionRefused,
            await ErrorAsync(client, socket => socket.ConnectAsync(new IPEndPoint(server.Address, 9))));
        Assert.Equal(TimeSpan.FromMilliseconds(1), simulation.Now);
    });

    [Fact]
    public void Nobody_at_an_address_is_an_unreachable_host_after_three_seconds() => Run(async (simulation, client, _) =>
    {
        Assert.Equal(SocketError.HostUnreachable,
            await ErrorAsync(client, socket => socket.ConnectAsync(new IPEndPoint(IPAddress.Parse("10.9.9.9"), 9))));
        Assert.Equal(TimeSpan.FromSeconds(3), simulation.Now);
    });

    [Fact]
    public void A_family_that_the_host_has_not_is_an_unreachable_network() => Simulation.Run(1, async simulation =>
    {
        SimulatedHost client = simulation.AddHost("four", IPAddress.Parse("10.0.0.1"));
        await client.Spawn(async () =>
        {
            using var socket = new GreenSocket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            SocketException e = await Sockets.ThrowsAsync<SocketException>(
                async () => await socket.ConnectAsync(new IPEndPoint(IPAddress.Parse("fd00::9"), 9)));
            Assert.Equal(SocketError.NetworkUnreachable, e.SocketErrorCode);
        });
    });

    [Fact]
    public void A_connect_across_a_partition_times_out_after_as_many_tries_as_Linux_makes() => Run(async (simulation, client, server) =>
    {
        simulation.Network.Partition(client, server);
        Assert.Equal(SocketError.TimedOut, await ErrorAsync(client, socket =>
        {
            socket.Timeout = Timeout.InfiniteTimeSpan;
            return socket.ConnectAsync(new IPEndPoint(server.Address, Sockets.Port));
        }));
        Assert.Equal(TimeSpan.FromSeconds(1 + 2 + 4 + 8 + 16 + 32 + 64), simulation.Now);
    });

    [Fact]
    public void A_partition_that_heals_in_time_is_not_noticed() => Run(async (simulation, client, server) =>
    {
        await Sockets.Converse(
            client,
            server,
            async socket =>
            {
                simulation.Network.Partition(client, server);
                await socket.SendAllAsync("across"u8.ToArray());
                await Greenlet.SleepAsync(TimeSpan.FromSeconds(30));
                simulation.Network.Heal(client, server);
            },
            async socket => Assert.Equal("across"u8.ToArray(), await Sockets.ReceiveToEndAsync(socket)));
        Assert.InRange(simulation.Now, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(90));
    });

    [Fact]
    public void Data_into_a_partition_times_out_after_a_quarter_of_an_hour() => Run(async (simulation, client, server) =>
    {
        await Sockets.Converse(
            client,
            server,
            async socket =>
            {
                simulation.Network.Partition(client, server);
                await socket.SendAllAsync("lost"u8.ToArray());
                SocketException e = await Sockets.ThrowsAsync<SocketException>(async () => await socket.ReceiveAsync(new byte[1]));
                Assert.Equal(SocketError.TimedOut, e.SocketErrorCode);
                simulation.Network.HealAll();
            },
            async socket => await Sockets.ThrowsAsync<SocketTimeoutException>(async () =>
            {
                socket.Timeout = TimeSpan.FromHours(1);
                await socket.ReceiveAsync(new byte[1]);
            }));
        Assert.InRange(simulation.Now, TimeSpan.FromMinutes(60), TimeSpan.FromMinutes(61));
    });

    [Fact]
    public void One_way_is_enough_to_break_a_connection() => Run(async (simulation, client, server) =>
    {
        simulation.Network.CutOneWay(server, client);
        Assert.Equal(SocketError.TimedOut, await ErrorAsync(client, socket =>
        {
            socket.Timeout = Timeout.InfiniteTimeSpan;
            return socket.ConnectAsync(new IPEndPoint(server.Address, 9));
        }));
    });

    [Fact]
    public void A_crash_tells_nobody_and_after_the_restart_the_peer_is_reset() => Run(async (simulation, client, server) =>
    {
        Greenlet serving = server.Spawn(async () =>
        {
            using GreenSocket listener = Sockets.Listening();
            using GreenSocket connection = await listener.AcceptAsync();
            await connection.ReceiveAsync(new byte[1]);
        });
        serving.Observe();
        Greenlet asking = client.Spawn(async () =>
        {
            using GreenSocket socket = Sockets.Tcp();
            await socket.ConnectAsync("server", Sockets.Port);
            server.Crash();
            socket.Timeout = TimeSpan.FromSeconds(60);
            await Sockets.ThrowsAsync<SocketTimeoutException>(async () => await socket.ReceiveAsync(new byte[1]));
            server.Restart();
            await socket.SendAllAsync(new byte[] { 1 });
            SocketException e = await Sockets.ThrowsAsync<SocketException>(async () => await socket.ReceiveAsync(new byte[1]));
            Assert.Equal(SocketError.ConnectionReset, e.SocketErrorCode);
        });
        await asking;
        Assert.True(serving.IsDead);
        Assert.Equal(0, server.OpenDescriptors);
        string answer = await server.Spawn(() => Task.FromResult("up"));
        Assert.Equal("up", answer);
    });

    [Fact]
    public void A_host_that_restarts_at_once_runs_nothing_of_what_it_ran() => Run(async (_, _, server) =>
    {
        Greenlet before = server.Spawn(async () => await Greenlet.SleepAsync(Timeout.InfiniteTimeSpan));
        before.Observe();
        server.Crash();
        server.Restart();
        Assert.Equal("up", await server.Spawn(() => Task.FromResult("up")));
        await before.JoinAsync();
        Assert.True(before.IsDead);
    });

    [Fact]
    public void Keep_alives_find_a_peer_that_is_gone() => Run(async (simulation, client, server) =>
    {
        server.Spawn(async () =>
        {
            using GreenSocket listener = Sockets.Listening();
            using GreenSocket connection = await listener.AcceptAsync();
            await connection.ReceiveAsync(new byte[1]);
        }).Observe();
        await client.Spawn(async () =>
        {
            using GreenSocket socket = Sockets.Tcp();
            socket.Timeout = Timeout.InfiniteTimeSpan;
            await socket.ConnectAsync("server", Sockets.Port);
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 5);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
            await Greenlet.SleepAsync(TimeSpan.FromMinutes(10)); // answered
            TimeSpan crash = simulation.Now;
            server.Crash();
            SocketException e = await Sockets.ThrowsAsync<SocketException>(async () => await socket.ReceiveAsync(new byte[1]));
            Assert.Equal(SocketError.TimedOut, e.SocketErrorCode);
            Assert.InRange(simulation.Now - crash, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(46));
        });
    });

    [Fact]
    public void A_full_backlog_keeps_the_next_one_waiting_for_its_second_try() => Run(async (simulation, client, server) =>
    {
        Greenlet serving = server.Spawn(async () =>
        {
            using GreenSocket listener = Sockets.Listening(backlog: 1);
            await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(100));
            for (int i = 0; i < 3; i++)
            {
                (await listener.AcceptAsync()).Dispose();
            }
        });
        TimeSpan last = await client.Spawn(async () =>
        {
            var sockets = new List<GreenSocket>();
            for (int i = 0; i < 3; i++)
            {
                sockets.Add(Sockets.Tcp());
                await sockets[^1].ConnectAsync("server", Sockets.Port);
            }

            TimeSpan connected = simulation.Now;
            sockets.ForEach(socket => socket.Dispose());
            return connected;
        });
        await serving;
        Assert.InRange(last, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.1));
    });

    [Fact]
    public void Descriptors_that_run_out_say_so_and_come_back() => Run(async (_, client, _) =>
    {
        client.DescriptorLimit = 2;
        await client.Spawn(async () =>
        {
            GreenSocket one = Sockets.Udp();
            GreenSocket two = Sockets.Udp();
            SocketException e = await Sockets.ThrowsAsync<SocketException>(() =>
            {
                Sockets.Udp();
                return Task.CompletedTask;
            });
            Assert.Equal(SocketError.TooManyOpenSockets, e.SocketErrorCode);
            await one.DisposeAsync();
            Sockets.Udp().Dispose();
            await two.DisposeAsync();
        });
    });

    [Fact]
    public void A_rule_drops_what_it_likes() => Run(async (simulation, client, server) =>
    {
        int dropped = 0;
        using IDisposable rule = simulation.Network.AddRule(packet =>
            (packet.Flags & TcpFlags.Syn) != 0 && packet.From == client && dropped++ < 2 ? PacketVerdict.Drop : PacketVerdict.Pass);
        await Sockets.Converse(client, server, _ => Task.CompletedTask, _ => Task.CompletedTask);
        Assert.InRange(simulation.Now, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3.1));
    });

    [Theory]
    [InlineData("reset", SocketError.ConnectionReset)]
    [InlineData("delay", SocketError.Success)]
    [InlineData("duplicate", SocketError.Success)]
    [InlineData("corrupt", SocketError.Success)]
    public void A_rule_has_a_verdict_for_each_packet(string verdict, SocketError expected) => Run(async (simulation, client, server) =>
    {
        PacketVerdict given = verdict switch
        {
            "reset" => PacketVerdict.Reset,
            "delay" => PacketVerdict.Delay(TimeSpan.FromSeconds(5)),
            "duplicate" => PacketVerdict.Duplicate,
            _ => PacketVerdict.Corrupt,
        };
        int hits = 0;
        using IDisposable rule = simulation.Network.AddRule(packet => packet.Length == 5 && hits++ == 0 ? given : PacketVerdict.Pass);
        SocketError error = SocketError.Success;
        byte[] got = [];
        await Sockets.Converse(
            client,
            server,
            async socket =>
            {
                try
                {
                    await socket.SendAllAsync("hello"u8.ToArray());
                    if (verdict != "reset")
                    {
                        await socket.ShutdownAsync(SocketShutdown.Send);
                    }

                    await socket.ReceiveAsync(new byte[1]);
                }
                catch (SocketException e)
                {
                    error = e.SocketErrorCode;
                }
            },
            async socket =>
            {
                try
                {
                    got = await Sockets.ReceiveToEndAsync(socket);
                }
                catch (SocketException e)
                {
                    Assert.Equal(SocketError.ConnectionReset, e.SocketErrorCode);
                }
            });
        Assert.Equal(expected, error);
        Assert.Equal(verdict is "delay" or "duplicate", got.SequenceEqual("hello"u8.ToArray()));
        Assert.Equal(verdict == "reset" ? 0 : 5, got.Length);
    });

    [Fact]
    public void Datagrams_are_lost_doubled_and_overtaken() => Simulation.Run(3, async simulation =>
    {
        SimulatedHost server = simulation.AddHost("server");
        SimulatedHost client = simulation.AddHost("client");
        simulation.Network.SetLink(client, server, new LinkOptions { Loss = 0.3, Duplication = 0.2, Reordering = 0.3 });
        Greenlet<List<byte>> receiving = server.Spawn(async () =>
        {
            using GreenSocket socket = Sockets.Udp();
            socket.Bind(new IPEndPoint(IPAddress.Any, Sockets.Port));
            socket.Timeout = TimeSpan.FromSeconds(1);
            var seen = new List<byte>();
            byte[] buffer = new byte[10];
            await Sockets.ThrowsAsync<SocketTimeoutException>(async () =>
            {
                while (true)
                {
                    await socket.ReceiveAsync(buffer);
                    seen.Add(buffer[0]);
                }
            });
            return seen;
        });
        await client.Spawn(async () =>
        {
            using GreenSocket socket = Sockets.Udp();
            for (byte i = 0; i < 100; i++)
            {
                await socket.SendToAsync(new[] { i }, new IPEndPoint(server.Address, Sockets.Port));
                await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(1));
            }
        });
        List<byte> received = await receiving;
        Assert.InRange(received.Distinct().Count(), 50, 90);
        Assert.True(received.Count > received.Distinct().Count());
        Assert.NotEqual(received.Order(), received);
    });

    [Fact]
    public void A_connected_datagram_socket_is_told_that_nobody_listens() => Run(async (_, client, server) =>
    {
        await client.Spawn(async () =>
        {
            using GreenSocket socket = Sockets.Udp();
            await socket.ConnectAsync(new IPEndPoint(server.Address, 9));
            await socket.SendAsync(new byte[] { 1 });
            SocketException e = await Sockets.ThrowsAsync<SocketException>(async () => await socket.ReceiveAsync(new byte[1]));
            Assert.Equal(SocketError.ConnectionRefused, e.SocketErrorCode);
        });
    });

    private static void Run(Func<Simulation, SimulatedHost, SimulatedHost, Task> body) => Simulation.Run(1, simulation =>
        body(simulation, simulation.AddHost("client"), simulation.AddHost("server")));

    private static async Task<SocketError> ErrorAsync(SimulatedHost host, Func<GreenSocket, Task> call) => await host.Spawn(async () =>
    {
        using GreenSocket socket = Sockets.Tcp();
        return (await Sockets.ThrowsAsync<SocketException>(() => call(socket))).SocketErrorCode;
    });
}
