using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Akka.Greensock.Tests;

// sendfile(2), and the copy where there is none.
public sealed partial class LinuxSocketSpecs
{
    [Fact]
    public void A_part_of_a_file_is_sent_and_the_position_stands_behind_it() => OnHub(async () =>
    {
        using FileStream file = PatternFile(10_000);
        foreach ((long offset, long? count, long expected) in new (long, long?, long)[]
        {
            (0, null, 10_000), (100, null, 9_900), (0, 50, 50), (9_990, 50, 10), (10_000, null, 0), (20_000, 5, 0), (1, 1, 1),
        })
        {
            using Pair pair = await ConnectionAsync();
            file.Position = 7;

            Assert.Equal(expected, await pair.Client.SendFileAsync(file, offset, count));

            Assert.Equal(offset + expected, file.Position);
            pair.Client.Shutdown(SocketShutdown.Send);
            Assert.Equal(expected, await PatternFromAsync(pair.Server, offset));
        }
    });

    [Fact]
    public void A_file_is_sent_by_its_handle_and_by_its_name() => OnHub(async () =>
    {
        using FileStream file = PatternFile(3_000);
        using Pair pair = await ConnectionAsync();
        using SafeFileHandle handle = File.OpenHandle(file.Name);
        using FileStream empty = PatternFile(0);

        Assert.Equal(3_000, await pair.Client.SendFileAsync(handle));
        Pattern.Check(await ReceiveExactlyAsync(pair.Server, 3_000), 0);
        await pair.Client.SendFileAsync(file.Name);
        Pattern.Check(await ReceiveExactlyAsync(pair.Server, 3_000), 0);
        Assert.Equal(0, await pair.Client.SendFileAsync(empty));
        await ThrowsAsync<FileNotFoundException>(async () => await pair.Client.SendFileAsync(file.Name + ".none"));
    });

    [Fact]
    public void A_file_without_a_length_is_copied() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        using var file = new FileStream("/proc/self/limits", FileMode.Open, FileAccess.Read);
        byte[] expected = File.ReadAllBytes("/proc/self/limits");

        Assert.Equal(expected.Length, await pair.Client.SendFileAsync(file.SafeFileHandle));
        Assert.Equal(expected, await ReceiveExactlyAsync(pair.Server, expected.Length));
        Assert.Equal(10, await pair.Client.SendFileAsync(file, 5, 10));
        Assert.Equal(expected[5..15], await ReceiveExactlyAsync(pair.Server, 10));
    });

    [Fact]
    public void A_pipe_is_read_from_where_it_stands() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        using var writer = new System.IO.Pipes.AnonymousPipeServerStream(System.IO.Pipes.PipeDirection.Out);
        using var pipe = new SafeFileHandle(writer.ClientSafePipeHandle.DangerousGetHandle(), ownsHandle: false);
        writer.Write(Pattern.Bytes(1_000));

        Assert.Equal(400, await pair.Client.SendFileAsync(pipe, 0, 400));
        Pattern.Check(await ReceiveExactlyAsync(pair.Server, 400), 0);
        await ThrowsAsync<ArgumentException>(async () => await pair.Client.SendFileAsync(pipe, 5));
        writer.Dispose();
        Assert.Equal(600, await pair.Client.SendFileAsync(pipe));
        Pattern.Check(await ReceiveExactlyAsync(pair.Server, 600), 400);
        writer.ClientSafePipeHandle.Dispose();
    });

    [Theory]
    [InlineData("timeout")]
    [InlineData("kill")]
    [InlineData("cancel")]
    public void A_pipe_that_gives_nothing_is_waited_for_only_so_long(string how) => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        using var writer = new System.IO.Pipes.AnonymousPipeServerStream(System.IO.Pipes.PipeDirection.Out);
        using var pipe = new SafeFileHandle(writer.ClientSafePipeHandle.DangerousGetHandle(), ownsHandle: false);
        using var source = new CancellationTokenSource();
        pair.Client.Timeout = how == "timeout" ? TimeSpan.FromMilliseconds(1) : Timeout.InfiniteTimeSpan;
        Greenlet sending = await StartedAsync(async () => { await pair.Client.SendFileAsync(pipe, 0, 10, source.Token); });
        if (how == "kill")
        {
            sending.Kill();
        }
        else if (how == "cancel")
        {
            await source.CancelAsync();
        }

        Exception? end = await EndOfAsync(sending);

        Assert.True(end is SocketTimeoutException or GreenletExitException or OperationCanceledException or null, $"{end}");
        Assert.Equal(how == "timeout", end is SocketTimeoutException);
        writer.Dispose(); // the read itself ends by that
        pair.Client.Timeout = Timeout.InfiniteTimeSpan;
        await EchoAsync(pair.Client, pair.Server);
    });

    [Fact]
    public void What_cannot_be_sent_as_a_file_says_so() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        using GreenSocket udp = Udp();
        using FileStream file = PatternFile(10);
        using GreenSocket fresh = NewSocket();
        await ThrowsAsync<ArgumentNullException>(async () => await pair.Client.SendFileAsync((FileStream)null!));
        await ThrowsAsync<ArgumentNullException>(async () => await pair.Client.SendFileAsync((SafeFileHandle)null!));
        await ThrowsAsync<ArgumentOutOfRangeException>(async () => await pair.Client.SendFileAsync(file, -1));
        await ThrowsAsync<ArgumentOutOfRangeException>(async () => await pair.Client.SendFileAsync(file, 0, 0));
        await ThrowsAsync<ArgumentOutOfRangeException>(async () => await pair.Client.SendFileAsync(file, 0, -1));
        await ThrowsAsync<InvalidOperationException>(async () => await udp.SendFileAsync(file));
        await FailsAsync(SocketError.Shutdown, async () => await fresh.SendFileAsync(file));
        pair.Client.Blocking = false;
        await ThrowsAsync<InvalidOperationException>(async () => await pair.Client.SendFileAsync(file));
        pair.Client.Blocking = true;

        using var unreadable = new FileStream(file.Name, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        await ThrowsAsync<UnauthorizedAccessException>(async () => await pair.Client.SendFileAsync(unreadable.SafeFileHandle));
        SafeFileHandle closed = File.OpenHandle(file.Name);
        closed.Dispose();
        ObjectDisposedException e = await ThrowsAsync<ObjectDisposedException>(async () => await pair.Client.SendFileAsync(closed));
        Assert.Contains("file", e.Message, StringComparison.Ordinal);
        await EchoAsync(pair.Client, pair.Server);
        pair.Client.Dispose();
        await ThrowsAsync<ObjectDisposedException>(async () => await pair.Client.SendFileAsync(file));
    });

    [Theory]
    [InlineData("timeout")]
    [InlineData("kill")]
    [InlineData("cancel")]
    [InlineData("close")]
    [InlineData("reset")]
    public void A_file_whose_peer_does_not_read_ends_and_the_position_tells_how_much_went(string how) => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        using FileStream file = PatternFile(32 * 1024 * 1024);
        using var source = new CancellationTokenSource();
        pair.Client.Timeout = how == "timeout" ? TimeSpan.FromMilliseconds(20) : Timeout.InfiniteTimeSpan;
        Greenlet sending = await StartedAsync(async () => { await pair.Client.SendFileAsync(file, 0, null, source.Token); });
        await UntilAsync(() => pair.Server.Available > 0);
        switch (how)
        {
            case "kill":
                sending.Kill();
                break;
            case "cancel":
                await source.CancelAsync();
                break;
            case "close":
                pair.Client.Dispose();
                break;
            case "reset":
                pair.Server.LingerState = new LingerOption(true, 0);
                pair.Server.Dispose();
                break;
        }

        Exception? end = await EndOfAsync(sending);

        switch (how)
        {
            case "timeout":
                Assert.Contains("bytes sent", Assert.IsType<SocketTimeoutException>(end).Message, StringComparison.Ordinal);
                break;
            case "close":
                Aborted(end);
                break;
            case "reset":
                Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(end).SocketErrorCode);
                break;
        }

        Assert.InRange(file.Position, 1, file.Length - 1);
        if (how is "timeout" or "kill" or "cancel")
        {
            pair.Client.Shutdown(SocketShutdown.Send);
            Assert.Equal(file.Position, await PatternFromAsync(pair.Server, 0));
        }
    });

    [Fact]
    [Trait("Category", "Slow")]
    public void A_large_file_arrives_whole_and_starves_nobody() => OnHub(async () =>
    {
        const int size = 100 * 1024 * 1024;
        using Pair pair = await ConnectionAsync();
        using FileStream file = PatternFile(size);
        byte[] expected = await SHA256.HashDataAsync(new MemoryStream(Pattern.Bytes(size)));
        Greenlet<byte[]> reader = await StartedAsync(async () =>
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            byte[] buffer = new byte[256 * 1024];
            while (await pair.Server.ReceiveAsync(buffer) is > 0 and int count)
            {
                hash.AppendData(buffer.AsSpan(0, count));
            }

            return hash.GetHashAndReset();
        });
        long turns = 0;
        bool over = false;
        Greenlet neighbour = await StartedAsync(async () =>
        {
            while (!over)
            {
                turns++;
                await Greenlet.YieldAsync();
            }
        });

        Assert.Equal(size, await pair.Client.SendFileAsync(file));
        over = true;
        pair.Client.Shutdown(SocketShutdown.Send);

        Assert.Equal(expected, await reader);
        await neighbour;
        Assert.True(turns > 10, $"the neighbour had {turns} turns");
    });

    [Fact]
    public async Task A_file_is_sent_from_another_hub_and_from_a_thread()
    {
        using var owner = new TestHub(Options);
        using var guest = new TestHub(Options);
        Pair pair = await owner.RunAsync(ConnectionAsync);
        using FileStream file = PatternFile(1_000_000);
        using var proc = new FileStream("/proc/self/limits", FileMode.Open, FileAccess.Read);
        long expected = File.ReadAllBytes("/proc/self/limits").Length;

        await guest.RunAsync(async () =>
        {
            Greenlet sending = Greenlet.Spawn(async () =>
            {
                await pair.Client.SendFileAsync(file);
                await pair.Client.SendFileAsync(proc.SafeFileHandle);
            });
            Pattern.Check(await ReceiveExactlyAsync(pair.Server, 1_000_000), 0);
            await ReceiveExactlyAsync(pair.Server, (int)expected);
            await sending;
        });
        Assert.Equal(10, await pair.Client.SendFileAsync(file, 0, 10));
        Assert.Equal(expected, await pair.Client.SendFileAsync(proc.SafeFileHandle));
        await owner.CallAsync(pair.Dispose);
    }

    private static FileStream PatternFile(int size)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), $"greensock-{Guid.NewGuid():N}"),
            FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, 4096, FileOptions.DeleteOnClose);
        file.Write(Pattern.Bytes(size));
        file.Flush();
        file.Position = 0;
        return file;
    }

    private static async Task<long> PatternFromAsync(GreenSocket socket, long start)
    {
        long position = start;
        while (true)
        {
            using ReceivedBytes some = await socket.ReceiveAsync();
            if (some.IsEndOfStream)
            {
                return position - start;
            }

            Pattern.Check(some.Span, position);
            position += some.Length;
        }
    }
}
