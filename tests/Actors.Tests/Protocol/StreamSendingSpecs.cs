using System.Net.Sockets;
using System.Text;
using Akka.Actor;
using Akka.Greensock.Protocol;

namespace Akka.Greensock.Tests;

/// <summary>What goes out: answers, order, and a peer that does not read.</summary>
public abstract class StreamSendingSpecs(string kernel) : GreensockTestKit(kernel, "akka.greensock.socket.send-queue = 64KiB")
{
    private const int QueueBytes = 64 * 1024;

    /// <summary>What Linux holds at most for a sender is 4 MiB, and our peers receive into 64 KiB.</summary>
    private const int MoreThanKernelsHold = 16 * 1024 * 1024;

    [Fact]
    public async Task A_send_without_a_token_is_done_in_silence()
    {
        Link link = await ConnectAndRegisterAsync();
        link.Tell(new Send("hello"u8.ToArray()));
        Assert.Equal("hello", await link.PeerReceivesTextAsync(5));
        await TurnsPassAsync();
        await link.Handler.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task Tokens_come_back_in_order_and_the_bytes_arrive_in_order()
    {
        Link link = await ConnectAndRegisterAsync();
        var random = new Random(3);
        var expected = new MemoryStream();
        for (int i = 0; i < 300; i++)
        {
            byte[] bytes = new byte[random.Next(0, 100)];
            random.NextBytes(bytes);
            expected.Write(bytes);
            link.Tell(new Send(bytes, i));
        }

        byte[] received = await link.PeerReceivesAsync((int)expected.Length);
        Assert.Equal(expected.ToArray(), received);
        for (int i = 0; i < 300; i++)
        {
            Assert.Equal(i, (await link.Handler.ExpectMsgAsync<Sent>(Patience)).Token);
            Assert.Equal(link.Connection, link.Handler.LastSender);
        }
    }

    [Fact]
    public async Task What_exceeds_the_queue_fails_at_once_and_what_was_taken_arrives_once_the_peer_reads()
    {
        Link link = await ConnectAndRegisterAsync();
        var random = new Random(4);
        var accepted = new MemoryStream();
        byte[] chunk = new byte[16 * 1024];
        Send send;
        object[] answers;
        while (true)
        {
            random.NextBytes(chunk);
            link.Tell(send = new Send(chunk.ToArray()));
            answers = await AnswersAsync(link); // only where it fails, so the first failure tells which one it was
            if (answers.Length != 0)
            {
                break;
            }

            accepted.Write(chunk);
        }

        SendFailed failed = Assert.IsType<SendFailed>(Assert.Single(answers));
        Assert.Same(send, failed.Command);
        Assert.Equal(SocketError.NoBufferSpaceAvailable, failed.Error);
        Assert.NotEmpty(failed.Reason);
        await TakesAgainAsync(link, accepted.ToArray());
    }

    [Fact]
    public async Task However_much_is_told_to_a_full_queue_it_all_fails()
    {
        Link link = await ConnectAndRegisterAsync();
        byte[] bytes = RandomBytes(4, MoreThanKernelsHold);
        link.Tell(new Send(bytes));
        for (int i = 0; i < 1000; i++)
        {
            link.Tell(new Send(new byte[16 * 1024]));
        }

        for (int i = 0; i < 1000; i++)
        {
            Assert.Equal(SocketError.NoBufferSpaceAvailable, (await link.Handler.ExpectMsgAsync<SendFailed>(Patience)).Error);
        }

        await TakesAgainAsync(link, bytes);
    }

    [Fact]
    public async Task Sends_of_nothing_do_not_grow_the_queue_without_bound()
    {
        Link link = await ConnectAndRegisterAsync();
        int taken = 0;
        SendFailed? failed = null;
        while (failed is null) // the kernel may take a little more just when nothing is sent: until it holds all it can
        {
            object token;
            do
            {
                token = taken++;
                link.Tell(new Send(new byte[1024], token));
            }
            while ((await AnswersAsync(link)).Any(answer => ((Sent)answer).Token == token));

            for (int i = 0; i < 2 * QueueBytes; i++)
            {
                link.Tell(new Send(ReadOnlyMemory<byte>.Empty, "empty"));
            }

            failed = (await AnswersAsync(link)).OfType<SendFailed>().FirstOrDefault();
        }

        Assert.Equal(("empty", SocketError.NoBufferSpaceAvailable), (failed.Command.Token, failed.Error));
        await link.PeerReceivesAsync(1024 * taken);
    }

    [Fact]
    public async Task One_send_that_finds_the_queue_empty_may_be_larger_than_it()
    {
        Link link = await ConnectAndRegisterAsync();
        byte[] bytes = RandomBytes(5, MoreThanKernelsHold);
        link.Tell(new Send(bytes, "large"));
        Assert.Empty(await AnswersAsync(link)); // the kernel has not taken it all
        Assert.Equal(bytes, await link.PeerReceivesAsync(bytes.Length));
        Assert.Equal("large", (await link.Handler.ExpectMsgAsync<Sent>(Patience)).Token);
    }

    [Fact]
    public async Task EndSending_ends_our_side_after_what_was_told_before_and_the_peer_goes_on()
    {
        Link link = await ConnectAndRegisterAsync(credit: ReceiveMore.Unlimited);
        byte[] bytes = RandomBytes(6, 5_000_000);
        link.Tell(new Send(bytes));
        link.Tell(new EndSending());
        link.Tell(new Send(new byte[1], "late"));
        SendFailed late = await link.Handler.ExpectMsgAsync<SendFailed>(Patience);
        Assert.Equal((SocketError.Shutdown, "late"), (late.Error, late.Command.Token));

        Assert.Equal(bytes, await link.PeerReceivesAllAsync());
        await link.PeerSendsAsync("still here");
        Assert.Equal("still here", Encoding.ASCII.GetString((await link.Handler.ExpectMsgAsync<Received>(Patience)).Data.Span));

        link.Peer.Shutdown(SocketShutdown.Send);
        await link.Handler.ExpectMsgAsync<EndOfStream>(Patience);
        Assert.Equal(CloseReason.PeerClosed, (await ExpectEndAsync(link)).Reason);
    }

    [Fact]
    public async Task A_second_EndSending_changes_nothing()
    {
        Link link = await ConnectAndRegisterAsync(credit: 5);
        link.Tell(new EndSending());
        link.Tell(new EndSending());
        Assert.Empty(await link.PeerReceivesAllAsync());
        await link.PeerSendsAsync("x");
        await link.Handler.ExpectMsgAsync<Received>(Patience);
    }

    /// <summary>The peer gets what was taken, and then there is room again.</summary>
    private static async Task TakesAgainAsync(Link link, byte[] taken)
    {
        Assert.Equal(taken, await link.PeerReceivesAsync(taken.Length));
        link.Tell(new Send("again"u8.ToArray(), "done"));
        Assert.Equal("done", (await link.Handler.ExpectMsgAsync<Sent>(Patience)).Token);
        Assert.Equal("again", await link.PeerReceivesTextAsync(5));
    }

    /// <summary>What has been answered by the time that the connection has dealt with everything told to it so far.</summary>
    private static async Task<object[]> AnswersAsync(Link link)
    {
        await link.Connection.Ask<ActorIdentity>(new Identify(null), Patience);
        var answers = new List<object>();
        while (link.Handler.HasMessages)
        {
            answers.Add((await link.Handler.ReceiveOneAsync(Patience))!);
        }

        return [.. answers];
    }

    private static byte[] RandomBytes(int seed, int count)
    {
        byte[] bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
