using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public abstract partial class KernelSpecs
{
    [Fact]
    public void A_receive_with_nothing_there_would_block_and_then_an_event_comes()
    {
        (int client, int server) = Connection();
        Span<byte> buffer = stackalloc byte[8];
        Probe.Add(server, slot: 1);
        Expect.WouldBlock(Kernel.Receive(server, buffer, SocketFlags.None));
        Probe.Forget();

        Send(client, 1, 2, 3);

        Assert.Equal(3, Expect.Ok(ReceiveAfterEvent(server, 1, buffer)));
        Assert.Equal([1, 2, 3], buffer[..3].ToArray());
    }

    [Fact]
    public void After_a_short_receive_new_data_brings_an_event()
    {
        (int client, int server) = Connection();
        Span<byte> buffer = stackalloc byte[8];
        Probe.Add(server, slot: 1);
        for (byte i = 0; i < 3; i++)
        {
            Send(client, i);
            Assert.Equal(1, Expect.Ok(ReceiveAfterEvent(server, 1, buffer)));
            Assert.Equal(i, buffer[0]);
        }
    }

    [Fact]
    public void After_a_short_receive_the_end_of_stream_brings_an_event()
    {
        (int client, int server) = Connection();
        Span<byte> buffer = stackalloc byte[8];
        Probe.Add(server, slot: 1);
        Send(client, 1);
        Assert.Equal(1, Expect.Ok(ReceiveAfterEvent(server, 1, buffer)));
        Probe.Forget();

        Close(client);

        Assert.Equal(0, Expect.Ok(ReceiveAfterEvent(server, 1, buffer)));
        Assert.Equal(0, Expect.Ok(Kernel.Receive(server, buffer, SocketFlags.None)));
    }

    [Fact]
    public void Data_that_was_there_before_the_descriptor_was_added_is_reported()
    {
        (int client, int server) = Connection();
        Send(client, 1);

        Probe.Add(server, slot: 1);

        Assert.Equal(1, Expect.Ok(ReceiveAfterEvent(server, 1, stackalloc byte[8])));
    }

    [Fact]
    public void An_end_of_stream_that_was_there_before_the_descriptor_was_added_is_reported()
    {
        (int client, int server) = Connection();
        Close(client);

        Probe.Add(server, slot: 1);

        Assert.Equal(0, Expect.Ok(ReceiveAfterEvent(server, 1, stackalloc byte[8])));
    }

    [Fact]
    public void A_receive_that_would_block_before_the_descriptor_was_added_is_promised_an_event_all_the_same()
    {
        (int client, int server) = Connection();
        Expect.WouldBlock(Kernel.Receive(server, stackalloc byte[8], SocketFlags.None));
        Probe.Add(server, slot: 1);
        Probe.Forget();

        Send(client, 1);

        Assert.Equal(1, Expect.Ok(ReceiveAfterEvent(server, 1, stackalloc byte[8])));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_send_into_a_full_buffer_would_block_and_an_event_comes_once_the_peer_has_read(bool addedBefore)
    {
        (int client, int server) = Connection();
        if (addedBefore)
        {
            Probe.Add(client, slot: 1);
            Probe.Forget();
        }

        Fill(client);
        if (!addedBefore)
        {
            Probe.Add(client, slot: 1);
        }

        Probe.Add(server, slot: 2);
        KernelResult again = KernelResult.Fail(Errno.Again);
        byte[] chunk = new byte[64 * 1024];
        while (again.WouldBlock)
        {
            IReadOnlyList<PollEvent> events = Probe.Next(); // the end of what there was to read may come as the client's event alone
            while (Kernel.Receive(server, chunk, SocketFlags.None).IsOk)
            {
            }

            if (events.Any(e => e.Slot == 1 && (e.Readiness & Readiness.Writable) != 0))
            {
                again = Kernel.Send(client, chunk, SocketFlags.None);
            }
        }

        Assert.True(Expect.Ok(again) > 0);
    }

    [Fact]
    public void Half_a_close_ends_one_direction_and_leaves_the_other()
    {
        (int client, int server) = Connection();
        Span<byte> buffer = stackalloc byte[8];
        Send(client, 1);

        Expect.Ok(Kernel.Shutdown(client, SocketShutdown.Send));

        Expect.Fails(Errno.Pipe, Kernel.Send(client, [2], SocketFlags.None));
        Assert.Equal(1, Expect.Ok(Receive(server, buffer)));
        Assert.Equal(0, Expect.Ok(Receive(server, buffer)));
        Send(server, 3);
        Assert.Equal(1, Expect.Ok(Receive(client, buffer)));
        Assert.Equal(3, buffer[0]);
        Expect.Ok(Kernel.GetPeerAddress(client, out KernelAddress peer));
        Assert.Equal(LocalAddress(server), peer);
    }

    [Fact]
    public void A_shutdown_of_the_read_side_wakes_its_reader_with_the_end_of_stream()
    {
        (int client, _) = Connection();
        Probe.Add(client, slot: 1);
        Expect.WouldBlock(Kernel.Receive(client, stackalloc byte[8], SocketFlags.None));
        Probe.Forget();

        Expect.Ok(Kernel.Shutdown(client, SocketShutdown.Receive));

        Assert.Equal(0, Expect.Ok(ReceiveAfterEvent(client, 1, stackalloc byte[8])));
    }

    [Fact]
    public void A_shutdown_without_a_connection_is_refused()
    {
        Expect.Fails(Errno.NotConn, Kernel.Shutdown(Open(), SocketShutdown.Both));
    }

    [Fact]
    public void A_close_with_linger_zero_resets_the_peer_and_brings_it_an_event()
    {
        (int client, int server) = Connection();
        Probe.Add(server, slot: 1);
        Expect.WouldBlock(Kernel.Receive(server, stackalloc byte[8], SocketFlags.None));
        Probe.Forget();
        Expect.Ok(Kernel.SetLinger(client, on: true, seconds: 0));

        Close(client);

        Expect.Fails(Errno.ConnReset, ReceiveAfterEvent(server, 1, stackalloc byte[8]));
    }

    [Fact]
    public void An_empty_buffer_is_no_end_of_stream_and_takes_nothing()
    {
        (int client, int server) = Connection();
        Expect.WouldBlock(Kernel.Receive(server, [], SocketFlags.None));
        Probe.Add(server, slot: 1);
        Probe.Forget();
        Send(client, 9);

        Assert.Equal(0, Expect.Ok(AfterEvent(1, () => Kernel.Receive(server, [], SocketFlags.None))));

        Assert.Equal(1, Expect.Ok(Kernel.Receive(server, stackalloc byte[8], SocketFlags.None)));
    }

    [Fact]
    public void A_peek_leaves_the_data_and_available_counts_it()
    {
        (int client, int server) = Connection();
        Span<byte> buffer = stackalloc byte[8];
        Assert.Equal(0, Expect.Ok(Kernel.GetAvailable(server)));
        Probe.Add(server, slot: 1);
        Send(client, 1, 2, 3);
        Probe.Await(1, Readiness.Readable);

        Assert.Equal(3, Expect.Ok(Kernel.Receive(server, buffer, SocketFlags.Peek)));
        Assert.Equal(3, Expect.Ok(Kernel.GetAvailable(server)));
        Assert.Equal(2, Expect.Ok(Kernel.Receive(server, buffer[..2], SocketFlags.None)));
        Assert.Equal(1, Expect.Ok(Kernel.GetAvailable(server)));
    }

    [Fact]
    public void A_receive_without_a_connection_is_refused()
    {
        Expect.Fails(Errno.NotConn, Kernel.Receive(Open(), stackalloc byte[8], SocketFlags.None));
    }

    [Fact]
    public void A_megabyte_arrives_whole_through_small_buffers()
    {
        (int client, int server) = Connection();
        byte[] sent = new byte[1024 * 1024];
        new Random(1).NextBytes(sent);
        byte[] received = new byte[sent.Length];
        Probe.Add(client, slot: 1);
        Probe.Add(server, slot: 2);

        int written = 0, read = 0;
        while (read < sent.Length)
        {
            KernelResult send = written == sent.Length
                ? KernelResult.Fail(Errno.Again)
                : Kernel.Send(client, sent.AsSpan(written), SocketFlags.None);
            written += send.IsOk ? send.Value : 0;
            KernelResult receive = Kernel.Receive(server, received.AsSpan(read, Math.Min(1000, received.Length - read)), SocketFlags.None);
            read += receive.IsOk ? receive.Value : 0;
            if (send.WouldBlock && receive.WouldBlock)
            {
                Probe.Await(2, Readiness.Readable);
            }
        }

        Assert.Equal(sent, received);
    }

    private void Fill(int descriptor)
    {
        byte[] chunk = new byte[64 * 1024];
        KernelResult result;
        do
        {
            result = Kernel.Send(descriptor, chunk, SocketFlags.None);
        }
        while (result.IsOk);

        Expect.WouldBlock(result);
    }

    private protected KernelResult AfterEvent(int slot, Func<KernelResult> call)
    {
        while (true)
        {
            Probe.Await(slot, Readiness.Readable);
            KernelResult result = call();
            if (!result.WouldBlock)
            {
                return result;
            }
        }
    }
}
