using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public abstract partial class GreenSocketSpecs
{
    [Fact]
    public void Received_bytes_are_at_most_as_many_as_asked_for() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        await pair.Server.SendAllAsync(Pattern.Bytes(100_000));
        pair.Server.Shutdown(SocketShutdown.Send);
        long position = 0;
        foreach (int maximum in new[] { 1, 7, 512, 20_000, 0 })
        {
            using ReceivedBytes bytes = await pair.Client.ReceiveAsync(maximum);
            Assert.InRange(bytes.Length, 1, maximum == 0 ? 16 * 1024 : maximum);
            Assert.False(bytes.IsEndOfStream);
            Assert.Equal(bytes.Length, bytes.Memory.Length);
            Pattern.Check(bytes.Span, position);
            position += bytes.Length;
        }

        Pattern.Check(await ReceiveExactlyAsync(pair.Client, 100_000 - (int)position), position);
        using ReceivedBytes end = await pair.Client.ReceiveAsync();
        Assert.True(end.IsEndOfStream);
        Assert.Equal(0, end.Memory.Length);
        Assert.Empty(end.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = pair.Client.ReceiveAsync(-1));
    });

    [Fact]
    public void Received_bytes_are_given_back_once_and_are_not_to_be_had_afterwards() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        await pair.Server.SendAllAsync(new byte[] { 1 });
        ReceivedBytes first = await pair.Client.ReceiveAsync();
        ReceivedBytes copy = first;
        Assert.Equal(first, copy);
        Assert.True(first == copy);

        first.Dispose();
        first.Dispose();
        copy.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _ = first.Memory);
        Assert.Throws<ObjectDisposedException>(() => copy.ToArray());

        // Had one of the three given it back a second time, these two would share a buffer.
        await pair.Server.SendAllAsync(new byte[] { 2 });
        using ReceivedBytes second = await pair.Client.ReceiveAsync();
        await pair.Server.SendAllAsync(new byte[] { 3 });
        using ReceivedBytes third = await pair.Client.ReceiveAsync();
        first.Dispose();
        Assert.Equal([2], second.ToArray());
        Assert.Equal([3], third.ToArray());
        Assert.True(second != third);
        Assert.Throws<ObjectDisposedException>(() => first.Span.Length);
        default(ReceivedBytes).Dispose();
    });

    [Fact]
    public void A_receive_into_nothing_waits_for_bytes_and_takes_none() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Greenlet<int> waiter = await StartedAsync(async () => await pair.Client.ReceiveAsync(Memory<byte>.Empty));
        Assert.False(waiter.IsDead);

        await pair.Server.SendAllAsync(new byte[] { 1, 2 });

        Assert.Equal(0, await waiter);
        Assert.Equal(0, await pair.Client.ReceiveAsync(Memory<byte>.Empty));
        Assert.Equal(2, pair.Client.Available);
        Assert.Equal([1, 2], await ReceiveExactlyAsync(pair.Client, 2));

        pair.Server.Close();
        Assert.Equal(0, await pair.Client.ReceiveAsync(Memory<byte>.Empty));
    });

    [Fact]
    public void A_peek_leaves_the_bytes_where_they_are() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        byte[] buffer = new byte[8];
        Greenlet<int> peeking = await StartedAsync(async () => await pair.Client.ReceiveAsync(buffer, SocketFlags.Peek));

        await pair.Server.SendAllAsync(new byte[] { 1, 2, 3 });

        Assert.Equal(3, await peeking);
        Assert.Equal(3, await pair.Client.ReceiveAsync(buffer, SocketFlags.Peek));
        Assert.Equal([1, 2, 3], buffer[..3]);
        Assert.Equal([1, 2, 3], await ReceiveExactlyAsync(pair.Client, 3));
    });

    [Fact]
    public void Receives_stand_in_line_and_get_the_bytes_in_order() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        var parts = new List<Greenlet<byte[]>>();
        for (int i = 0; i < 8; i++)
        {
            bool rents = i % 2 == 0;
            parts.Add(await StartedAsync(async () =>
            {
                if (rents)
                {
                    using ReceivedBytes bytes = await pair.Client.ReceiveAsync(2);
                    return bytes.ToArray();
                }

                byte[] buffer = new byte[2];
                return buffer[..await pair.Client.ReceiveAsync(buffer)];
            }));
        }

        for (int i = 0; i < 8; i++)
        {
            await pair.Server.SendAllAsync(Pattern.Bytes(16).AsMemory(i * 2, 2));
            Pattern.Check(await parts[i], i * 2);
        }
    });

    [Fact]
    public void A_newcomer_does_not_overtake_those_who_wait() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Greenlet<byte[]> first = await StartedAsync(() => ReceiveExactlyAsync(pair.Client, 1));
        Greenlet<byte[]> second = await StartedAsync(() => ReceiveExactlyAsync(pair.Client, 1));
        await pair.Server.SendAllAsync(new byte[] { 1, 2, 3 });

        Assert.Equal([3], await ReceiveExactlyAsync(pair.Client, 1));

        Assert.Equal([1], await first);
        Assert.Equal([2], await second);
    });

    [Fact]
    public void Bytes_and_the_end_that_come_together_are_both_received() => OnHub(async () =>
    {
        // A short read counts as "no more", and the end of the stream raises no second event: the trap of decision
        // 0002.
        for (int i = 0; i < 200; i++)
        {
            using Pair pair = await ConnectionAsync();
            byte[] buffer = new byte[64];
            Greenlet<int> reader = await StartedAsync(async () => await pair.Client.ReceiveAsync(buffer));
            await pair.Server.SendAllAsync(new byte[] { 1 });
            pair.Server.Close();

            Assert.Equal(1, await reader);
            Assert.Equal(0, await pair.Client.ReceiveAsync(buffer));
            Assert.Equal(0, await pair.Client.ReceiveAsync(buffer));
        }
    });

    [Fact]
    public void The_end_of_the_stream_reaches_everybody_who_waits() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Greenlet<int> first = await StartedAsync(async () => await pair.Client.ReceiveAsync(new byte[4]));
        Greenlet<bool> second = await StartedAsync(async () => (await pair.Client.ReceiveAsync()).IsEndOfStream);
        Greenlet<int> third = await StartedAsync(async () => await pair.Client.ReceiveAsync(Memory<byte>.Empty));

        pair.Server.Close();

        Assert.Equal(0, await first);
        Assert.True(await second);
        Assert.Equal(0, await third);
    });

    [Fact]
    public void A_firehose_lets_the_others_of_its_hub_have_their_turn() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        await pair.Server.SendAllAsync(new byte[4096]);
        await ArrivedAsync(pair.Client, 4096);
        int turns = 0;
        Greenlet neighbour = Greenlet.Spawn(async () =>
        {
            while (true)
            {
                turns++;
                await Greenlet.YieldAsync();
            }
        });
        await SettleAsync();
        int before = turns;
        byte[] one = new byte[1];
        for (int i = 0; i < 4096; i++)
        {
            await pair.Client.ReceiveAsync(one); // never parks for want of bytes
        }

        Assert.InRange(turns - before, 4096 / Options.YieldBudget / 2, 4096);
        await neighbour.KillAsync();
    });
}
