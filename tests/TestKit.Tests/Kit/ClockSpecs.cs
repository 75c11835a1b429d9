using System.Net;
using System.Net.Sockets;
using System.Text;
using Akka.Actor;
using Akka.Greensock.Protocol;
using Akka.Greensock.TestKit;
using Akka.Greensock.Tidy;

namespace Akka.Greensock.Tests;

/// <summary>The lesson of docs/tutorial/first-protocol-test.md, line by line.</summary>
public class ClockSpecs : GreensockTestKit
{
    private readonly SimulatedHost _server;
    private readonly IActorRef _client;

    public ClockSpecs()
    {
        _server = AddHost("clock");
        _client = Sys.ActorOf(Props.Create<ClockClient>());
    }

    [Fact]
    public void The_time_is_told()
    {
        _server.Spawn(ServeAsync);
        _client.Tell(new AskTime(new DnsEndPoint("clock", 13)));
        Assert.Equal("half past nine", ExpectMsg<TheTime>().Text);
    }

    [Fact]
    public void A_server_that_is_cut_off_has_no_time()
    {
        Network.Partition(Local, _server);
        _client.Tell(new AskTime(new DnsEndPoint("clock", 13)));
        Assert.Equal("TimedOut", ExpectMsg<NoTime>(TimeSpan.FromMinutes(2)).Why);
        Assert.Equal(TimeSpan.FromMinutes(1), Now);
    }

    [Simulated(100)]
    public void The_time_is_told_over_a_bad_line()
    {
        Network.DefaultLink = LinkOptions.Default with { Loss = 0.1, Jitter = TimeSpan.FromMilliseconds(50) };
        _server.Spawn(ServeAsync);
        _client.Tell(new AskTime(new DnsEndPoint("clock", 13)));
        Assert.Equal("half past nine", ExpectMsg<TheTime>(TimeSpan.FromHours(1)).Text);
    }

    private static async Task ServeAsync()
    {
        using var listener = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Any, 13));
        listener.Listen();
        using GreenSocket socket = await listener.AcceptAsync();
        await socket.SendAllAsync("half past "u8.ToArray());
        await Greenlet.SleepAsync(TimeSpan.FromSeconds(1));
        await socket.SendAllAsync("nine"u8.ToArray());
    }

    [Fact]
    public void The_lesson_has_these_lines()
    {
        string[] own = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "tests/TestKit.Tests/Kit/ClockSpecs.cs"));
        HashSet<string> known = [.. own.Select(line => line.Trim())];
        bool isCode = false;
        foreach (string line in File.ReadLines(Path.Combine(RepositoryRoot.Path, "docs/tutorial/first-protocol-test.md")))
        {
            isCode = line.StartsWith("```", StringComparison.Ordinal) ? line == "```csharp" : isCode;
            if (isCode && line != "```csharp" && !line.StartsWith("using ", StringComparison.Ordinal))
            {
                Assert.Contains(line.Trim(), known);
            }
        }
    }
}

public sealed record AskTime(DnsEndPoint Server);
public sealed record TheTime(string Text);
public sealed record NoTime(string Why);

public sealed class ClockClient : ReceiveActor
{
    private readonly StringBuilder _text = new();
    private IActorRef _asker = ActorRefs.Nobody;

    public ClockClient()
    {
        Receive<AskTime>(ask =>
        {
            _asker = Sender;
            _text.Clear();
            Greensock.For(Context.System).Manager.Tell(new Connect(ask.Server, Timeout: TimeSpan.FromSeconds(30)));
        });
        Receive<Connected>(_ =>
        {
            Sender.Tell(new Register(Self));
            Sender.Tell(new ReceiveMore(ReceiveMore.Unlimited));
        });
        Receive<ConnectFailed>(failed => _asker.Tell(new NoTime(failed.Error.ToString())));
        Receive<Received>(received => _text.Append(Encoding.ASCII.GetString(received.Data.Span)));
        Receive<EndOfStream>(_ => { });
        Receive<Closed>(closed => _asker.Tell(
            closed.Reason == CloseReason.PeerClosed ? new TheTime(_text.ToString()) : new NoTime(closed.Error.ToString())));
    }
}
