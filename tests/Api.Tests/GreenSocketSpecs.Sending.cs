using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public abstract partial class GreenSocketSpecs
{
    [Fact]
    public void A_send_sends_all_of_its_bytes_through_a_tiny_buffer() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        pair.Client.SendBufferSize = 1;
        byte[] data = Pattern.Bytes(1_000_000);
        Greenlet<int> sender = await StartedAsync(async () => await pair.Client.SendAsync(data));
        Assert.False(sender.IsDead);

        Pattern.Check(await ReceiveExactlyAsync(pair.Server, data.Length), 0);

        Assert.Equal(data.Length, await sender);
    });

    [Fact]
    public void Short_writes_of_any_length_lose_nothing()
    {
        RiggedKernel kernel = Rig();
        OnHub(
            async () =>
            {
                using Pair pair = await ConnectionAsync();
                byte[] data = Pattern.Bytes(3000);
                foreach (int shortest in new[] { 1, 2, 7, 2999, 3000 })
                {
                    kernel.MaximumTransfer = shortest;
                    int before = kernel.Sends;
                    Assert.Equal(data.Length, await pair.Client.SendAsync(data));
                    Assert.Equal((data.Length + shortest - 1) / shortest, kernel.Sends - before);
                    Pattern.Check(await ReceiveExactlyAsync(pair.Server, data.Length), 0);
                    await pair.Client.SendAllAsync(data);
                    Pattern.Check(await ReceiveExactlyAsync(pair.Server, data.Length), 0);
                }
            },
            With(kernel));
    }

    [Fact]
    public void Two_sends_at_once_never_interleave() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        pair.Client.SendBufferSize = 4096;
        const int length = 150_000;
        var senders = new List<Greenlet>();
        for (byte i = 1; i <= 4; i++)
        {
            byte[] mine = new byte[length];
            Array.Fill(mine, i);
            senders.Add(await StartedAsync(async () => await pair.Client.SendAllAsync(mine)));
        }

        byte[] received = await ReceiveExactlyAsync(pair.Server, 4 * length);

        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(-1, received.AsSpan(i * length, length).IndexOfAnyExcept((byte)(i + 1)));
        }

        foreach (Greenlet sender in senders)
        {
            await sender;
        }
    });

    [Fact]
    public void Nothing_to_send_is_no_system_call()
    {
        RiggedKernel kernel = Rig();
        OnHub(
            async () =>
            {
                using Pair pair = await ConnectionAsync();
                int before = kernel.Sends;

                await pair.Client.SendAllAsync(ReadOnlyMemory<byte>.Empty);
                Assert.Equal(0, await pair.Client.SendAsync(ReadOnlyMemory<byte>.Empty));

                Assert.Equal(before, kernel.Sends);
                using GreenSocket unconnected = NewSocket();
                await FailsAsync(SocketError.Shutdown, async () => await unconnected.SendAllAsync(ReadOnlyMemory<byte>.Empty));
            },
            With(kernel));
    }

    [Fact]
    public void What_is_not_connected_neither_sends_nor_receives() => OnHub(async () =>
    {
        using GreenSocket socket = NewSocket();

        await FailsAsync(SocketError.Shutdown, async () => await socket.SendAsync(new byte[1]));
        await FailsAsync(SocketError.Shutdown, async () => await socket.SendAllAsync(new byte[1]));
        await FailsAsync(SocketError.NotConnected, async () => await socket.ReceiveAsync(new byte[1]));
        await FailsAsync(SocketError.NotConnected, async () => await socket.ReceiveAsync());
        await FailsAsync(SocketError.NotConnected, async () => await socket.ShutdownAsync(SocketShutdown.Send));
    });

    [Fact]
    public void A_request_costs_a_receive_and_a_send()
    {
        RiggedKernel kernel = Rig();
        OnHub(
            async () =>
            {
                using Pair pair = await ConnectionAsync();
                byte[] buffer = new byte[128];
                await EchoAsync(pair.Client, pair.Server);
                Greenlet server = Greenlet.Spawn(async () =>
                {
                    while (true)
                    {
                        using ReceivedBytes bytes = await pair.Server.ReceiveAsync();
                        await pair.Server.SendAllAsync(bytes.Memory);
                    }
                });
                await SettleAsync();
                (int receives, int sends) = (kernel.Receives, kernel.Sends);
                const int requests = 100;
                for (int i = 0; i < requests; i++)
                {
                    await pair.Client.SendAllAsync(buffer);
                    await pair.Client.ReceiveAsync(buffer);
                }

                // Two ends in one process: a send and a receive each. A receive that finds nothing is made only where
                // the last one filled its buffer.
                Assert.Equal(2 * requests, kernel.Sends - sends);
                Assert.InRange(kernel.Receives - receives, 2 * requests, (2 * requests) + requests + 2);
                await server.KillAsync();
            },
            With(kernel));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Fifty_megabytes_pass_a_slow_reader_in_order_and_memory_stays_flat() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        pair.Client.SendBufferSize = 64 * 1024;
        const long total = 50 * 1024 * 1024;
        byte[] period = Pattern.Bytes(1 << 24); // the pattern repeats after 2^24 bytes
        byte[] buffer = new byte[32 * 1024];
        Greenlet sender = Greenlet.Spawn(async () =>
        {
            for (long sent = 0; sent < total;)
            {
                int count = (int)Math.Min(period.Length, total - sent);
                await pair.Client.SendAllAsync(period.AsMemory(0, count));
                sent += count;
            }

            pair.Client.Shutdown(SocketShutdown.Send);
        });
        await SettleAsync();
        Assert.False(sender.IsDead);
        long before = GC.GetAllocatedBytesForCurrentThread();
        long position = 0;
        while (await pair.Server.ReceiveAsync(buffer) is int count and not 0)
        {
            Pattern.Check(buffer.AsSpan(0, count), position);
            position += count;
            await Greenlet.YieldAsync();
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(total, position);
        await sender;

        // The portable kernel's select makes lists; nothing is allocated for the bytes on either. A simulated one is not frugal.
        Assert.InRange(allocated, 0, KernelName == "simulated" ? long.MaxValue : 4 * 1024 * 1024);
    });
}
