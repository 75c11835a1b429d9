using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

// MSG_WAITALL, MSG_DONTWAIT, and what becomes of a non-blocking connect that fails.
public sealed partial class LinuxSocketSpecs
{
    [Fact]
    public void A_receive_that_waits_for_all_fills_its_buffer() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        byte[] buffer = new byte[10];
        Greenlet<int> reader = await StartedAsync(() => pair.Client.ReceiveAsync(buffer, MessageFlags.WaitAll));
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
        Greenlet<int> reader = await StartedAsync(() => pair.Client.ReceiveAsync(new byte[10], MessageFlags.WaitAll));
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

    [Fact]
    public void A_call_that_must_not_wait_fails_on_a_blocking_socket_while_others_wait() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        byte[] buffer = new byte[1];
        Greenlet<int> waiting = await StartedAsync(() => pair.Client.ReceiveAsync(buffer));

        await GreenSocketSpecs.WouldBlockAtOnceAsync(pair.Client.ReceiveAsync(new byte[1], MessageFlags.DontWait));
        await pair.Server.SendAllAsync(new byte[] { 7 });
        await GreenSocketSpecs.WouldBlockAtOnceAsync(pair.Client.ReceiveAsync(new byte[1], MessageFlags.DontWait));

        Assert.Equal(1, await waiting);
        Assert.Equal(7, buffer[0]);
        byte[] data = new byte[32 * 1024 * 1024];
        Assert.InRange(await pair.Client.SendAsync(data, MessageFlags.DontWait), 1, data.Length - 1);
        await FillsAsync(() => pair.Client.SendAsync(data, MessageFlags.DontWait));
        Assert.True(pair.Client.Blocking);
    });

    [Theory]
    [InlineData("connect")]
    [InlineData("receive")]
    [InlineData("send")]
    public void A_non_blocking_connect_that_failed_says_why_to_the_next_call(string next) => OnHub(async () =>
    {
        using GreenSocket deaf = Deaf(out IPEndPoint address);
        using GreenSocket client = NewSocket();
        client.Blocking = false;
        SocketError begun = await client.ConnectExAsync(address);
        if (begun == SocketError.InProgress)
        {
            Until(() => client.Hub.Kernel.Poll(MatrixCall.NumberOf(client), SelectMode.SelectWrite).IsOk);
            await PolledAsync();
            Assert.False(client.Connected);
            await FailsAsync(SocketError.ConnectionRefused, next switch
            {
                "connect" => async () => await client.ConnectAsync(address),
                "receive" => async () => await client.ReceiveAsync(new byte[1]),
                _ => async () => await client.SendAsync(new byte[1]),
            });
        }
        else
        {
            Assert.Equal(SocketError.ConnectionRefused, begun);
        }

        using GreenSocket listener = Listener();
        client.Blocking = true;
        await client.ConnectAsync(listener.LocalEndPoint!);
        Assert.Equal(listener.LocalEndPoint, client.RemoteEndPoint);
    });
}
