using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Akka.Greensock.Protocol;
using Akka.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>What comes in: credit, bytes, and the end of the stream.</summary>
public abstract class StreamReceivingSpecs(string kernel) : GreensockTestKit(kernel)
{
    [Fact]
    public async Task Nothing_is_received_without_credit()
    {
        Link link = await ConnectAndRegisterAsync();
        await link.PeerSendsAsync("a");
        await TurnsPassAsync();
        await link.Handler.ExpectNoMsgAsync(TimeSpan.Zero);

        link.Tell(new ReceiveMore());
        Assert.Equal("a", await ReceivedAsync(link.Handler));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_credit_of_n_lets_in_n_messages_and_no_more(int credit)
    {
        Link link = await ConnectAndRegisterAsync(credit: credit);
        for (int i = 0; i < credit; i++)
        {
            await link.PeerSendsAsync($"{i}");
            Assert.Equal($"{i}", await ReceivedAsync(link.Handler));
        }

        await link.PeerSendsAsync("more");
        await TurnsPassAsync();
        await link.Handler.ExpectNoMsgAsync(TimeSpan.Zero);

        link.Tell(new ReceiveMore());
        Assert.Equal("more", await ReceivedAsync(link.Handler));
    }

    [Fact]
    public async Task Credits_add_up()
    {
        Link link = await ConnectAndRegisterAsync(credit: 1);
        link.Tell(new ReceiveMore(2));
        for (int i = 0; i < 3; i++)
        {
            await link.PeerSendsAsync($"{i}");
            Assert.Equal($"{i}", await ReceivedAsync(link.Handler));
        }

        await link.PeerSendsAsync("x");
        await TurnsPassAsync();
        await link.Handler.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(ReceiveMore.Unlimited, 1)]
    [InlineData(ReceiveMore.Unlimited, ReceiveMore.Unlimited)]
    [InlineData(ReceiveMore.Unlimited - 1, ReceiveMore.Unlimited - 1)]
    public async Task Credit_saturates_where_it_would_run_over(int first, int second)
    {
        Link link = await ConnectAndRegisterAsync(credit: first);
        link.Tell(new ReceiveMore(second));
        for (int i = 0; i < 5; i++)
        {
            await link.PeerSendsAsync($"{i}");
            Assert.Equal($"{i}", await ReceivedAsync(link.Handler));
        }
    }

    [Fact]
    public async Task Every_byte_comes_in_order_and_each_message_has_an_array_of_its_own()
    {
        byte[] bytes = new byte[3_000_000];
        new Random(1).NextBytes(bytes);
        Link link = await ConnectAndRegisterAsync(credit: ReceiveMore.Unlimited);
        Task sending = link.PeerSendsAsync(bytes);

        var received = new MemoryStream();
        var arrays = new HashSet<byte[]>();
        var kept = new List<ReadOnlyMemory<byte>>();
        while (received.Length < bytes.Length)
        {
            Received message = await link.Handler.ExpectMsgAsync<Received>(Patience);
            Assert.InRange(message.Data.Length, 1, 64 * 1024);
            Assert.True(MemoryMarshal.TryGetArray(message.Data, out ArraySegment<byte> segment));
            Assert.Equal((0, segment.Array!.Length), (segment.Offset, segment.Count));
            Assert.True(arrays.Add(segment.Array));
            kept.Add(message.Data);
            received.Write(message.Data.Span);
        }

        await sending;
        Assert.Equal(bytes, received.ToArray());
        Assert.Equal(bytes, kept.SelectMany(data => data.ToArray())); // nothing that came later has touched it
    }

    [Fact]
    public async Task What_was_told_before_the_registration_counts()
    {
        Link link = await ConnectAsync();
        await link.PeerSendsAsync("early");
        link.Tell(new ReceiveMore());
        link.Tell(new Send(Encoding.ASCII.GetBytes("unregistered"), "token"));
        Assert.Equal("token", (await link.Handler.ExpectMsgAsync<Sent>(Patience)).Token);
        Assert.Equal("unregistered", await link.PeerReceivesTextAsync(12));
        await TurnsPassAsync();
        await link.Handler.ExpectNoMsgAsync(TimeSpan.Zero);

        link.Tell(new Register(link.Handler));
        Assert.Equal("early", await ReceivedAsync(link.Handler));
    }

    [Fact]
    public async Task The_end_of_the_stream_is_told_and_then_closes()
    {
        Link link = await ConnectAndRegisterAsync(credit: ReceiveMore.Unlimited);
        await link.PeerSendsAsync("last");
        link.Peer.Shutdown(SocketShutdown.Send);

        Assert.Equal("last", await ReceivedAsync(link.Handler));
        await link.Handler.ExpectMsgAsync<EndOfStream>(Patience);
        Closed closed = await ExpectEndAsync(link);
        Assert.Equal((CloseReason.PeerClosed, SocketError.Success), (closed.Reason, closed.Error));
        Assert.Empty(await link.PeerReceivesAllAsync());
    }

    [Fact]
    public async Task What_is_still_to_be_sent_is_sent_when_the_peer_has_ended_its_stream()
    {
        byte[] bytes = new byte[8_000_000];
        new Random(2).NextBytes(bytes);
        Link link = await ConnectAndRegisterAsync();
        link.Tell(new Send(bytes));
        link.Peer.Shutdown(SocketShutdown.Send);
        link.Tell(new ReceiveMore());
        await link.Handler.ExpectMsgAsync<EndOfStream>(Patience);
        await link.Handler.ExpectNoMsgAsync(TimeSpan.Zero);

        Assert.Equal(bytes, await link.PeerReceivesAllAsync());
        Assert.Equal(CloseReason.PeerClosed, (await ExpectEndAsync(link)).Reason);
    }

    [Fact]
    public async Task With_KeepOpen_the_end_of_the_stream_leaves_the_other_direction_open()
    {
        Link link = await ConnectAndRegisterAsync(keepOpen: true, credit: ReceiveMore.Unlimited);
        link.Peer.Shutdown(SocketShutdown.Send);
        await link.Handler.ExpectMsgAsync<EndOfStream>(Patience);
        await TurnsPassAsync();
        await link.Handler.ExpectNoMsgAsync(TimeSpan.Zero);

        link.Tell(new Send(Encoding.ASCII.GetBytes("answer"), 1));
        await link.Handler.ExpectMsgAsync<Sent>(Patience);
        link.Tell(new Close());
        Assert.Equal(CloseReason.Requested, (await ExpectEndAsync(link)).Reason);
        Assert.Equal("answer", Encoding.ASCII.GetString(await link.PeerReceivesAllAsync()));
    }

    [Fact]
    public async Task A_second_registration_takes_the_place_of_the_first()
    {
        Link link = await ConnectAndRegisterAsync(credit: 2);
        await link.PeerSendsAsync("a");
        Assert.Equal("a", await ReceivedAsync(link.Handler));

        TestProbe second = CreateTestProbe();
        link.Tell(new Register(second));
        link.Tell(new Send(new byte[1], "done"));
        await link.Handler.ExpectMsgAsync<Sent>(Patience);
        Sys.Stop(link.Handler);
        await link.PeerSendsAsync("b");
        Assert.Equal("b", await ReceivedAsync(second));
    }

    private static async Task<string> ReceivedAsync(TestProbe handler) =>
        Encoding.ASCII.GetString((await handler.ExpectMsgAsync<Received>(Patience)).Data.Span);
}
