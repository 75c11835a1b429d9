using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public abstract partial class KernelSpecs
{
    [Fact]
    public void A_message_is_gathered_from_buffers_and_scattered_into_others()
    {
        (int client, int server) = Connection();
        using var native = new NativeMemory(3);
        Memory<byte>[] into = [new byte[1], Memory<byte>.Empty, native.Memory, new byte[9]];

        int sent = Expect.Ok(Kernel.SendMessage(
            client, [new byte[] { 1, 2 }, ReadOnlyMemory<byte>.Empty, new byte[] { 3, 4, 5 }], [], SocketFlags.None, default));
        KernelResult result = ReceiveMessageOf(server, into, SocketFlags.None, out KernelMessage message);

        Assert.Equal(5, sent);
        Assert.Equal(5, Expect.Ok(result));
        Assert.Equal([1], into[0].ToArray());
        Assert.Equal([2, 3, 4], into[2].ToArray());
        Assert.Equal([5, 0], into[3].ToArray()[..2]);
        Assert.Empty(message.Ancillary);
        Assert.Equal(SocketFlags.None, message.Flags & SocketFlags.Truncated);
    }

    [Fact]
    public void A_message_from_memory_that_is_no_array_is_sent_whole()
    {
        (int client, int server) = Connection();
        using var native = new NativeMemory(3);
        native.Memory.Span.Fill(7);
        byte[] buffer = new byte[9];

        Assert.Equal(4, Expect.Ok(Kernel.SendMessage(client, [native.Memory, new byte[] { 1 }], [], SocketFlags.None, default)));

        Assert.Equal(4, Expect.Ok(Receive(server, buffer)));
        Assert.Equal([7, 7, 7, 1], buffer[..4]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Several_buffers_are_one_datagram_with_its_sender(bool connected)
    {
        (int one, int two) = (BoundDatagram(), BoundDatagram());
        KernelAddress target = LocalAddress(two);
        if (connected)
        {
            Expect.Ok(Kernel.Connect(one, target));
            target = default;
        }

        Assert.Equal(3, Expect.Ok(Kernel.SendMessage(one, [new byte[] { 1 }, new byte[] { 2, 3 }], [], SocketFlags.None, target)));

        Memory<byte>[] into = [new byte[2], new byte[2]];
        Assert.Equal(3, Expect.Ok(ReceiveMessageOf(two, into, SocketFlags.None, out KernelMessage message)));
        Assert.Equal([1, 2], into[0].ToArray());
        Assert.Equal([3, 0], into[1].ToArray());
        Assert.Equal(LocalAddress(one), message.Sender);
        Assert.Equal(SocketFlags.None, message.Flags);
        Expect.WouldBlock(Kernel.ReceiveMessage(two, into, 0, SocketFlags.None, out _));
    }

    [Fact]
    public void A_datagram_that_was_cut_off_says_so()
    {
        (int one, int two) = (BoundDatagram(), BoundDatagram());
        Expect.Ok(Kernel.SendTo(one, [1, 2, 3, 4], SocketFlags.None, LocalAddress(two)));
        Expect.Ok(Kernel.SendTo(one, [5, 6], SocketFlags.None, LocalAddress(two)));
        Memory<byte>[] into = [new byte[1], new byte[1]];

        Assert.Equal(2, Expect.Ok(ReceiveMessageOf(two, into, SocketFlags.None, out KernelMessage message)));
        Assert.Equal(SocketFlags.Truncated, message.Flags);
        Assert.Equal(LocalAddress(one), message.Sender);
        Assert.Equal([1, 2], new[] { into[0].Span[0], into[1].Span[0] });

        Assert.Equal(2, Expect.Ok(ReceiveMessageOf(two, into, SocketFlags.None, out message)));
        Assert.Equal(SocketFlags.None, message.Flags);
    }

    [Fact]
    public void A_datagrams_true_length_is_told_to_whoever_asks()
    {
        (int one, int two) = (BoundDatagram(), BoundDatagram());
        Expect.Ok(Kernel.SendTo(one, [1, 2, 3, 4], SocketFlags.None, LocalAddress(two)));

        Memory<byte>[] into = [new byte[1]];
        SocketFlags peek = SocketFlags.Truncated | SocketFlags.Peek;
        Assert.Equal(4, Expect.Ok(ReceiveMessageOf(two, into, peek, out KernelMessage message)));
        Assert.Equal(SocketFlags.Truncated, message.Flags & SocketFlags.Truncated);
        Assert.Equal(4, Expect.Ok(Kernel.ReceiveFrom(two, new byte[1], SocketFlags.Truncated, out _)));
        Expect.WouldBlock(Kernel.ReceiveMessage(two, into, 0, SocketFlags.None, out _));
    }

    [Fact]
    public void No_buffers_are_an_empty_datagram_and_receive_one_that_is_cut_off()
    {
        (int one, int two) = (BoundDatagram(), BoundDatagram());
        Assert.Equal(0, Expect.Ok(Kernel.SendMessage(one, [], [], SocketFlags.None, LocalAddress(two))));
        Expect.Ok(Kernel.SendTo(one, [1], SocketFlags.None, LocalAddress(two)));

        Assert.Equal(0, Expect.Ok(ReceiveMessageOf(two, [new byte[4]], SocketFlags.None, out KernelMessage message)));
        Assert.Equal(SocketFlags.None, message.Flags);
        Assert.Equal(0, Expect.Ok(ReceiveMessageOf(two, [], SocketFlags.None, out message)));
        Assert.Equal(SocketFlags.Truncated, message.Flags);
        Expect.WouldBlock(Kernel.ReceiveMessage(two, [], 0, SocketFlags.None, out _));
    }

    [Fact]
    public void More_buffers_than_the_system_takes_are_refused()
    {
        (int client, int server) = Connection();
        byte[] one = new byte[1];
        ReadOnlyMemory<byte>[] most = [.. Enumerable.Repeat<ReadOnlyMemory<byte>>(one, 1024)];
        Memory<byte>[] tooMany = [.. Enumerable.Repeat<Memory<byte>>(one, 1025)];

        Expect.Fails(Errno.MsgSize, Kernel.SendMessage(client, [.. most, one], [], SocketFlags.None, default));
        Expect.Fails(Errno.MsgSize, Kernel.ReceiveMessage(server, tooMany, 0, SocketFlags.None, out _));
        Assert.Equal(1024, Expect.Ok(Kernel.SendMessage(client, most, [], SocketFlags.None, default)));
        Assert.InRange(Expect.Ok(ReceiveMessageOf(server, tooMany[..1024], SocketFlags.None, out _)), 1, 1024);
    }

    [Fact]
    public void Room_for_ancillary_data_that_is_none_is_refused()
    {
        (_, int server) = Connection();

        Expect.Fails(Errno.MsgSize, Kernel.ReceiveMessage(server, [new byte[1]], -1, SocketFlags.None, out _));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_message_that_is_not_there_yet_is_reported_when_it_comes(int buffers)
    {
        Memory<byte>[] into = [.. Enumerable.Range(0, buffers).Select(_ => (Memory<byte>)new byte[4])];
        (int client, int server) = Connection();
        (int one, int two) = (BoundDatagram(), BoundDatagram());
        Probe.Add(server, slot: 1);
        Probe.Add(two, slot: 2);
        for (int round = 0; round < 2; round++) // the first event is promised by being added, the second by the calls
        {
            Expect.WouldBlock(Kernel.ReceiveMessage(server, into, 0, SocketFlags.None, out _));
            Expect.WouldBlock(Kernel.ReceiveMessage(two, into, 0, SocketFlags.None, out _));
            Probe.Forget();

            Send(client, 1);
            Expect.Ok(Kernel.SendTo(one, [1, 2], SocketFlags.None, LocalAddress(two)));

            Assert.Equal(1, Expect.Ok(AfterEvent(1, () => Kernel.ReceiveMessage(server, into, 0, SocketFlags.None, out _))));
            Assert.Equal(2, Expect.Ok(AfterEvent(2, () => Kernel.ReceiveMessage(two, into, 0, SocketFlags.None, out _))));
        }
    }

    [Fact]
    public void Messages_are_sent_until_there_is_no_place_and_then_an_event_comes()
    {
        (int client, int server) = Connection();
        Probe.Add(client, slot: 1);
        Probe.Forget();
        ReadOnlyMemory<byte>[] buffers = [new byte[100_000], new byte[100_000]];
        long sent = 0;
        KernelResult result;
        while ((result = Kernel.SendMessage(client, buffers, [], SocketFlags.None, default)).IsOk)
        {
            Assert.InRange(result.Value, 1, 200_000);
            sent += result.Value;
        }

        Expect.WouldBlock(result);
        byte[] buffer = new byte[1 << 16];
        long received = 0;
        while (received < sent)
        {
            received += Expect.Ok(Receive(server, buffer));
        }

        Probe.Await(1, Readiness.Writable);
        Expect.Ok(Kernel.SendMessage(client, buffers, [], SocketFlags.None, default));
        Assert.Equal(sent, received);
    }

    [Fact]
    public void The_end_of_a_stream_is_a_message_of_nothing()
    {
        (int client, int server) = Connection();
        Expect.Ok(Kernel.Shutdown(client, SocketShutdown.Send));

        Assert.Equal(0, Expect.Ok(ReceiveMessageOf(server, [new byte[2], new byte[2]], SocketFlags.None, out KernelMessage message)));
        Assert.True(message.Sender.IsNone);
        Expect.Fails(Errno.Pipe, Kernel.SendMessage(client, [new byte[1], new byte[1]], [], SocketFlags.None, default));
    }

    [Fact]
    public void Flags_that_advise_are_taken_by_every_call()
    {
        (int client, int server) = Connection();
        (int one, int two) = (BoundDatagram(), BoundDatagram());
        Expect.Ok(Kernel.Connect(one, LocalAddress(two)));
        ReadOnlyMemory<byte>[] pair = [new byte[1], new byte[1]];
        Memory<byte>[] into = [new byte[1], new byte[1]];

        Expect.Ok(Kernel.Send(client, [1], MessageFlags.More | MessageFlags.DontWait));
        Expect.Ok(Kernel.SendMessage(client, pair, [], MessageFlags.EndOfRecord | MessageFlags.DontWait, default));
        Expect.Ok(Kernel.SendTo(one, [1], MessageFlags.Confirm, default));
        Expect.Ok(Kernel.SendTo(one, [1], MessageFlags.DontWait, LocalAddress(two)));
        Arrives(server, 3);
        Expect.Ok(ReceiveMessageOf(server, into, MessageFlags.WaitAll | MessageFlags.DontWait, out _));
        Expect.Ok(Kernel.Receive(server, new byte[1], MessageFlags.WaitAll));
        Arrives(two, 1);
        Expect.Ok(ReceiveMessageOf(two, into, MessageFlags.DontWait, out _));
        Arrives(two, 1);
        Expect.Ok(Kernel.ReceiveFrom(two, new byte[1], MessageFlags.DontWait, out _));
        Expect.WouldBlock(Kernel.Receive(server, new byte[1], MessageFlags.WaitAll));
        Expect.WouldBlock(Kernel.ReceiveFrom(two, new byte[1], MessageFlags.DontWait, out _));
    }

    [Fact]
    public void A_look_leaves_the_message_where_it_is()
    {
        (int client, int server) = Connection();
        Send(client, 1, 2);
        byte[] buffer = new byte[4];

        Assert.Equal(2, Expect.Ok(ReceiveMessageOf(server, [buffer], SocketFlags.Peek, out _)));
        Assert.Equal(2, Expect.Ok(Kernel.ReceiveMessage(server, [new byte[1], new byte[3]], 0, SocketFlags.Peek, out _)));
        Assert.Equal(2, Expect.Ok(Kernel.Receive(server, buffer, SocketFlags.None)));
    }

    [Fact]
    public void Data_is_never_given_to_whoever_asks_for_errors()
    {
        (int one, int two) = (BoundDatagram(), BoundDatagram());
        Expect.Ok(Kernel.SendTo(one, [1], SocketFlags.None, LocalAddress(two)));

        Assert.False(Kernel.ReceiveMessage(two, [new byte[4]], 0, MessageFlags.ErrorQueue, out _).IsOk);
        Assert.False(Kernel.ReceiveFrom(two, new byte[4], MessageFlags.ErrorQueue, out _).IsOk);
        Assert.False(Kernel.Receive(two, new byte[4], MessageFlags.ErrorQueue).IsOk);

        Assert.Equal(1, Expect.Ok(Receive(two, new byte[4])));
    }

    /// <summary>Receives a message, and waits where there is none, on a poller of its own.</summary>
    private protected KernelResult ReceiveMessageOf(
        int descriptor, IReadOnlyList<Memory<byte>> into, SocketFlags flags, out KernelMessage message, int ancillaryBytes = 0)
    {
        using var probe = new PollerProbe(Kernel.CreatePoller());
        probe.Add(descriptor, slot: 0);
        KernelResult result = Kernel.ReceiveMessage(descriptor, into, ancillaryBytes, flags, out message);
        while (result.WouldBlock)
        {
            probe.Await(0, Readiness.Readable);
            result = Kernel.ReceiveMessage(descriptor, into, ancillaryBytes, flags, out message);
        }

        probe.Poller.Remove(descriptor);
        return result;
    }
}
