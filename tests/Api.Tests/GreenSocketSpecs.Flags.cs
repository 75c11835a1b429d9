using System.Net.Sockets;

namespace Akka.Greensock.Tests;

// MSG_PEEK and MSG_WAITALL.
public abstract partial class GreenSocketSpecs
{
    [Fact]
    public void A_peek_takes_nothing() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Greenlet<int> peek = await StartedAsync(() => pair.Client.PeekAsync(new byte[2]).AsTask());
        await pair.Server.SendAllAsync(new byte[] { 1, 2, 3 });

        Assert.Equal(2, await peek);
        Assert.Equal(3, await pair.Client.PeekAsync(new byte[9]));
        Assert.Equal([1, 2, 3], await ReceiveExactlyAsync(pair.Client, 3));
    });

    [Fact]
    public void A_receive_that_waits_for_all_fills_its_buffer() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        byte[] buffer = new byte[10];
        Greenlet<int> reader = await StartedAsync(() => pair.Client.ReceiveAsync(buffer, MessageFlags.WaitAll).AsTask());
        await pair.Server.SendAllAsync(Pattern.Bytes(4));
        await PolledAsync();
        Assert.False(reader.IsDead);

        await pair.Server.SendAllAsync(Pattern.Bytes(12).AsMemory(4));

        Assert.Equal(10, await reader);
        Pattern.Check(buffer, 0);
        Assert.Equal(2, await pair.Client.ReceiveAsync(new byte[8]));
    });

    [Fact]
    public void A_receive_that_waits_for_all_ends_with_the_stream() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Greenlet<int> reader = await StartedAsync(() => pair.Client.ReceiveAsync(new byte[10], MessageFlags.WaitAll).AsTask());
        await pair.Server.SendAllAsync(Pattern.Bytes(4));
        await PolledAsync();
        pair.Server.Shutdown(SocketShutdown.Send);

        Assert.Equal(4, await reader);
        Assert.Equal(0, await pair.Client.ReceiveAsync(new byte[10], MessageFlags.WaitAll));
    });

    [Fact]
    public void A_receive_that_waits_for_all_and_times_out_says_how_much_it_has() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        await pair.Server.SendAllAsync(Pattern.Bytes(4));
        await pair.Client.ReceiveAsync(Memory<byte>.Empty);
        pair.Client.Timeout = TimeSpan.FromMilliseconds(1);

        SocketTimeoutException e = await ThrowsAsync<SocketTimeoutException>(
            async () => await pair.Client.ReceiveAsync(new byte[10], MessageFlags.WaitAll));

        Assert.Contains("4 of 10 bytes", e.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void A_receive_that_waits_for_all_but_must_not_wait_gives_what_is_there() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        await pair.Server.SendAllAsync(Pattern.Bytes(4));
        await pair.Client.ReceiveAsync(Memory<byte>.Empty);

        Assert.Equal(4, await pair.Client.ReceiveAsync(new byte[10], MessageFlags.WaitAll | MessageFlags.DontWait));
    });
}
