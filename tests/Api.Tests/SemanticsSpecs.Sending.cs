using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Akka.Greensock.Tests;

public abstract partial class SemanticsSpecs
{
    [Fact]
    public void A_non_blocking_socket_says_at_once_what_would_have_to_wait() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        using GreenSocket listener = Listener();
        pair.Client.Blocking = false;
        listener.Timeout = TimeSpan.Zero;

        await FailsAsync(SocketError.WouldBlock, async () => await pair.Client.ReceiveAsync(new byte[8]));
        await FailsAsync(SocketError.WouldBlock, async () => await listener.AcceptAsync());
        await pair.Client.SendAllAsync(new byte[] { 1 });
        Assert.Equal([1], await ReceiveExactlyAsync(pair.Server, 1));
    });

    [Fact]
    public void A_non_blocking_connect_is_in_progress() => OnHub(async () =>
    {
        using GreenSocket listener = Listener();
        using GreenSocket one = NewSocket();
        using GreenSocket other = NewSocket();
        one.Blocking = false;
        other.Blocking = false;

        SocketException e = await ThrowsAsync<SocketException>(async () => await one.ConnectAsync(listener.LocalEndPoint!));

        Assert.Contains(e.SocketErrorCode, new[] { SocketError.WouldBlock, SocketError.InProgress });
        Assert.Equal(SocketError.InProgress, await other.ConnectExAsync(listener.LocalEndPoint!));
    });

    [Fact]
    public void Of_Timeout_and_Blocking_the_last_one_counts() => OnHub(() =>
    {
        using GreenSocket socket = NewSocket();
        Assert.Throws<ArgumentOutOfRangeException>(() => socket.Timeout = TimeSpan.FromSeconds(-1));
        socket.Timeout = TimeSpan.FromSeconds(1);
        socket.Blocking = false;
        Assert.Equal(TimeSpan.Zero, socket.Timeout);
        socket.Timeout = TimeSpan.FromSeconds(1);
        Assert.True(socket.Blocking);
        socket.Timeout = TimeSpan.Zero;
        Assert.False(socket.Blocking);
        socket.Blocking = true;
        Assert.Equal(Timeout.InfiniteTimeSpan, socket.Timeout);
        return Task.CompletedTask;
    });

    [Fact]
    public void A_send_that_must_not_wait_fails_at_once_on_a_blocking_socket() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        byte[] much = new byte[32 * 1024 * 1024];
        Assert.InRange(await pair.Client.SendAsync(much, MessageFlags.DontWait), 1, much.Length - 1);

        await FailsAsync(SocketError.WouldBlock, async () =>
        {
            while (true)
            {
                await pair.Client.SendAsync(much, MessageFlags.DontWait);
            }
        });
        await FailsAsync(SocketError.WouldBlock, async () =>
            await pair.Client.SendMessageAsync([much], socketFlags: MessageFlags.DontWait));
    });

    [Fact]
    public void Any_memory_can_be_sent() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        using var native = new NativeMemory(2);
        native.GetSpan()[0] = 5;
        native.GetSpan()[1] = 6;
        await pair.Client.SendAllAsync(new byte[] { 0, 1, 2, 0 }.AsMemory(1, 2));
        await pair.Client.SendAllAsync(MemoryMarshal.AsBytes<short>(new short[] { 0x0403 }).ToArray());
        await pair.Client.SendAllAsync(native.Memory);

        Assert.Equal([1, 2, 3, 4, 5, 6], await ReceiveExactlyAsync(pair.Server, 6));
    });

    [Fact]
    public void A_part_of_a_file_is_sent_and_the_position_stands_behind_it() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        string path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, Pattern.Bytes(10_000));
            await using FileStream file = File.OpenRead(path);
            Assert.Equal(500, await pair.Client.SendFileAsync(file, 100, 500));
            Assert.Equal(600, file.Position);
            Pattern.Check(await ReceiveExactlyAsync(pair.Server, 500), 100);
            await ThrowsAsync<ArgumentOutOfRangeException>(async () => await pair.Client.SendFileAsync(file, 0, -1));
        }
        finally
        {
            File.Delete(path);
        }
    });

    [Fact]
    public void Connect_ex_gives_the_error_of_a_connect_and_throws_every_other() => OnHub(async () =>
    {
        using GreenSocket deaf = Deaf(out IPEndPoint address);
        using GreenSocket socket = NewSocket();

        Assert.Equal(SocketError.ConnectionRefused, await socket.ConnectExAsync(address));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DnsEndPoint("localhost", 65_539));
        using GreenSocket listener = Listener();
        Assert.Equal(SocketError.Success, await socket.ConnectExAsync(listener.LocalEndPoint!));
    });
}
