using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>Sockets that the body of a test makes, or an actor: they are simulated ones, on the kit's own host.</summary>
public class BodySocketSpecs : GreensockTestKit
{
    private const int Port = 7;

    private static readonly byte[] Hello = "hello"u8.ToArray();

    private readonly SimulatedHost _server;

    public BodySocketSpecs()
    {
        _server = AddHost("server");
        _server.Spawn(EchoAsync);
    }

    [Fact]
    public void Synchronous_calls_of_the_body_let_the_simulation_go_on()
    {
        using GreenSocket socket = Tcp();
        socket.Connect("server", Port);
        socket.Send(Hello);
        Assert.Equal(Hello, Read(socket.Receive, 5));
        Assert.Contains(Local.Addresses, address => address.Equals(((IPEndPoint)socket.LocalEndPoint!).Address));
        Assert.True(Now > TimeSpan.Zero);
    }

    [Fact]
    public async Task Awaited_calls_of_a_fact_are_over_when_they_return() => await TalkAsync();

    [Simulated(3)]
    public async Task Awaited_calls_of_a_test_over_seeds_wait_beside_others()
    {
        Task[] talks = [TalkAsync(), TalkAsync(), TalkAsync()];
        Assert.DoesNotContain(talks, talk => talk.IsCompleted);
        await Task.WhenAll(talks);
    }

    [Fact]
    public void A_call_for_what_never_comes_tells_who_waits()
    {
        using GreenSocket listener = Listening(Port);
        var failure = Assert.Throws<SimulationDeadlockException>(listener.Accept);
        Assert.Contains("Who waits for what", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_timeout_of_the_body_is_virtual()
    {
        using GreenSocket listener = Listening(Port);
        listener.Timeout = TimeSpan.FromHours(1);
        Assert.Throws<SocketTimeoutException>(listener.Accept);
        Assert.InRange(Now, TimeSpan.FromHours(1), TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Scripts_and_servers_of_the_body_are_on_its_host()
    {
        Script script = Script.Start().SendLine("220 ready").ExpectLine("QUIT").Close();
        await using ScriptServer scripted = await ScriptServer.StartAsync(new IPEndPoint(IPAddress.Any, 25), script);
        await using var server = new StreamServer(new IPEndPoint(IPAddress.Any, 26), socket => socket.SendAllAsync(Hello).AsTask());
        await server.StartAsync();
        _server.Spawn(async () =>
        {
            await Script.Start().ExpectLine("220 ready").SendLine("QUIT").ExpectEnd().ConnectAsync(new DnsEndPoint("local", 25));
            await Script.Start().Expect(Hello).ExpectEnd().ConnectAsync(new DnsEndPoint("local", 26));
        }).Join();
        Assert.Single(await scripted.CompleteAsync());
        Assert.Contains("listen", Local.Netstat(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void An_actor_that_awaits_a_socket_has_a_simulated_one()
    {
        Sys.ActorOf(Props.Create<Talker>()).Tell(Hello);
        Assert.Equal(Hello, ExpectMsg<byte[]>());
        Assert.NotEqual(0, Network.PacketsArrived);
    }

    private static GreenSocket Tcp() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    private static GreenSocket Listening(int port)
    {
        GreenSocket listener = Tcp();
        listener.Bind(new IPEndPoint(IPAddress.Any, port));
        listener.Listen();
        return listener;
    }

    private static async Task TalkAsync()
    {
        using GreenSocket socket = Tcp();
        await socket.ConnectAsync("server", Port);
        await socket.SendAllAsync(Hello);
        Assert.Equal(Hello.Length, await socket.ReceiveAsync(new byte[5]));
    }

    private static byte[] Read(Func<byte[], int> receive, int count)
    {
        byte[] bytes = new byte[count];
        return bytes[..receive(bytes)];
    }

    private static async Task EchoAsync()
    {
        using GreenSocket listener = Listening(Port);
        while (true)
        {
            GreenSocket socket = await listener.AcceptAsync();
            _ = Greenlet.Spawn(async () =>
            {
                using GreenSocket own = socket;
                byte[] bytes = new byte[5];
                await own.SendAllAsync(bytes.AsMemory(0, await own.ReceiveAsync(bytes)));
            });
        }
    }

    private sealed class Talker : ReceiveActor
    {
        public Talker() => ReceiveAsync<byte[]>(async bytes =>
        {
            using GreenSocket socket = Tcp();
            await socket.ConnectAsync("server", Port);
            await socket.SendAllAsync(bytes);
            byte[] answer = new byte[bytes.Length];
            await socket.ReceiveAsync(answer);
            Sender.Tell(answer);
        });
    }
}
