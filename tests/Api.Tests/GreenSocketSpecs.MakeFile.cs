using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public abstract partial class GreenSocketSpecs
{
    public static TheoryData<int> FileBuffers => [0, 1, 7, GreenSocket.DefaultFileBufferBytes];

    [Theory]
    [MemberData(nameof(FileBuffers))]
    public void A_file_reads_what_was_written_and_then_its_end(int bufferBytes) => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        byte[] data = Pattern.Bytes(20_000);
        Greenlet writer = Greenlet.Spawn(async () =>
        {
            await using Stream file = pair.Client.MakeFile(FileAccess.Write, bufferBytes);
            int step = 1;
            for (int at = 0; at < data.Length; at += step)
            {
                step = Math.Min((step * 3 % 9001) + 1, data.Length - at);
                await file.WriteAsync(data.AsMemory(at, step));
            }

            await file.FlushAsync();
            pair.Client.Shutdown(SocketShutdown.Send);
        });
        await using Stream reading = pair.Server.MakeFile(FileAccess.Read, bufferBytes);
        byte[] received = new byte[data.Length];
        for (int have = 0, want = 1; have < received.Length; want = (want * 5 % 9973) + 1)
        {
            int n = await reading.ReadAsync(received.AsMemory(have, Math.Min(want, received.Length - have)));
            Assert.NotEqual(0, n);
            have += n;
        }

        await writer;
        Pattern.Check(received, 0);
        Assert.Equal(0, await reading.ReadAsync(received));
        Assert.Equal(0, await reading.ReadAsync(received, 0, 10));
    });

    [Fact]
    public void A_file_keeps_what_is_written_until_its_buffer_is_full_or_it_is_flushed()
    {
        RiggedKernel kernel = Rig();
        TestHubRun(kernel, async () =>
        {
            using Pair pair = await ConnectionAsync();
            await using Stream file = pair.Client.MakeFile(bufferBytes: 10);
            int before = kernel.Sends;
            await file.WriteAsync(new byte[] { 1, 2, 3, 4 });
            await file.WriteAsync(new byte[] { 5, 6, 7 }, 0, 3, CancellationToken.None);
            Assert.Equal(before, kernel.Sends);

            await file.WriteAsync(new byte[] { 8, 9, 10, 11 });
            Assert.Equal(before + 1, kernel.Sends);
            Assert.Equal([1, 2, 3, 4, 5, 6, 7], await ReceiveExactlyAsync(pair.Server, 7));

            await file.FlushAsync();
            await file.FlushAsync();
            Assert.Equal(before + 2, kernel.Sends);
            Assert.Equal([8, 9, 10, 11], await ReceiveExactlyAsync(pair.Server, 4));
        });
    }

    [Fact]
    public void A_file_that_is_disposed_of_sends_what_it_kept() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Stream file = pair.Client.MakeFile(FileAccess.Write);
        await file.WriteAsync(new byte[] { 1, 2, 3 });

        await file.DisposeAsync();
        await file.DisposeAsync();

        Assert.Equal([1, 2, 3], await ReceiveExactlyAsync(pair.Server, 3));
        await EchoAsync(pair.Client, pair.Server);
    });

    [Fact]
    public void A_synchronous_close_on_a_hub_that_would_lose_bytes_says_so_and_closes() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Stream file = pair.Client.MakeFile(FileAccess.Write);
        await file.WriteAsync(new byte[] { 1 });
        Assert.Contains("FlushAsync", Assert.Throws<BlockingSwitchOutException>(file.Flush).Message, StringComparison.Ordinal);

        BlockingSwitchOutException e = Assert.Throws<BlockingSwitchOutException>(file.Dispose);

        Assert.Contains("DisposeAsync", e.Message, StringComparison.Ordinal);
        Assert.False(file.CanWrite);
        file.Dispose();
        pair.Client.Close();
        Assert.Equal(0, await pair.Server.ReceiveAsync(new byte[1])); // so the file had let go

        using Pair another = await ConnectionAsync();
        using Stream flushed = another.Client.MakeFile(FileAccess.Write);
        await flushed.WriteAsync(new byte[] { 1 });
        await flushed.FlushAsync();
        flushed.Flush();
    });

    [Fact]
    public void The_socket_closed_first_leaves_the_file_reading_and_writing() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Stream file = pair.Client.MakeFile();
        Stream another = pair.Client.MakeFile(FileAccess.Read);
        await pair.Server.SendAllAsync(new byte[] { 1, 2 });

        pair.Client.Close();
        await pair.Client.DisposeAsync();

        byte[] buffer = new byte[8];
        Assert.Equal(2, await file.ReadAsync(buffer));
        await file.WriteAsync(new byte[] { 3 });
        await file.FlushAsync();
        Assert.Equal([3], await ReceiveExactlyAsync(pair.Server, 1));

        await another.DisposeAsync();
        await pair.Server.SendAllAsync(new byte[] { 4 });
        Assert.Equal(1, await file.ReadAsync(buffer));
        await file.DisposeAsync();
        Assert.Equal(0, await pair.Server.ReceiveAsync(buffer));
        await ThrowsAsync<ObjectDisposedException>(async () => await file.ReadAsync(buffer));
        await ThrowsAsync<ObjectDisposedException>(async () => await file.WriteAsync(buffer));
        await ThrowsAsync<ObjectDisposedException>(async () => await file.FlushAsync());
    });

    [Fact]
    public void A_socket_that_was_closed_under_its_files_is_closed_for_its_own_calls() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        await using Stream file = pair.Client.MakeFile();
        Greenlet own = await StartedAsync(async () => await pair.Client.ReceiveAsync(new byte[1]));
        Greenlet<int> files = await StartedAsync(async () => await file.ReadAsync(new byte[8]));

        pair.Client.Close();

        Aborted(await EndOfAsync(own));
        Assert.False(files.IsDead);
        Assert.False(pair.Client.Connected);
        Assert.Equal(-1, pair.Client.Descriptor);
        await ThrowsAsync<ObjectDisposedException>(async () => await pair.Client.ReceiveAsync(new byte[1]));
        await ThrowsAsync<ObjectDisposedException>(async () => await pair.Client.SendAllAsync(new byte[1]));
        Assert.Throws<ObjectDisposedException>(() => pair.Client.Shutdown(SocketShutdown.Send));
        Assert.Throws<ObjectDisposedException>(() => pair.Client.MakeFile());
        Assert.Throws<ObjectDisposedException>(() => pair.Client.RemoteEndPoint);
        Assert.Equal(-1, pair.Client.Detach());

        await pair.Server.SendAllAsync(new byte[] { 1, 2, 3 });
        Assert.Null(await EndOfAsync(files));
        Assert.Equal(3, files.Value);
    });

    [Fact]
    public void The_file_closed_first_leaves_the_socket_and_fails_its_own_waiting_calls_only() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Stream file = pair.Client.MakeFile();
        Greenlet<int> own = await StartedAsync(async () => await pair.Client.ReceiveAsync(new byte[8]));
        Greenlet files = await StartedAsync(async () => await file.ReadAsync(new byte[8]));

        await file.DisposeAsync();

        Aborted(Assert.IsType<IOException>(await EndOfAsync(files)).InnerException);
        Assert.False(own.IsDead);
        await pair.Server.SendAllAsync(new byte[2]);
        Assert.Null(await EndOfAsync(own));
        Assert.Equal(2, own.Value);
        await EchoAsync(pair.Client, pair.Server);
    });

    [Fact]
    public void The_close_of_the_last_file_fails_its_waiting_read_and_ends_the_connection() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Stream file = pair.Client.MakeFile();
        pair.Client.Close();
        Greenlet reader = await StartedAsync(async () => await file.ReadAsync(new byte[8]));

        file.Dispose();

        Aborted(Assert.IsType<IOException>(await EndOfAsync(reader)).InnerException);
        await FailsAsync(SocketError.ConnectionReset, async () => await pair.Server.ReceiveAsync(new byte[1]));
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_descriptor_is_closed_once_with_the_last_of_socket_and_files(bool socketFirst)
    {
        RiggedKernel kernel = Rig();
        TestHubRun(kernel, async () =>
        {
            Pair pair = await ConnectionAsync();
            int open = kernel.Open;
            Stream one = pair.Client.MakeFile();
            Stream two = pair.Client.MakeFile();
            if (socketFirst)
            {
                pair.Client.Close();
            }

            one.Dispose();
            one.Dispose();
            Assert.Equal(open, kernel.Open);
            two.Dispose();
            if (!socketFirst)
            {
                Assert.Equal(open, kernel.Open);
                pair.Client.Close();
            }

            Assert.Equal(open - 1, kernel.Open);
            pair.Client.Close();
            pair.Server.Close();
            Assert.Equal(open - 2, kernel.Open);
        });
        Assert.Equal(0, kernel.Open);
    }

    [Fact]
    public void Files_and_sockets_that_are_forgotten_let_go()
    {
        RiggedKernel kernel = Rig();
        TestHubRun(kernel, async () =>
        {
            foreach (bool closes in new[] { true, false })
            {
                GreenSocket peer = await ForgetAsync(closes);
                Greenlet<int> end = await StartedAsync(async () => await peer.ReceiveAsync(new byte[1]));
                for (int i = 0; i < 100 && !end.IsDead; i++)
                {
                    Collect();
                    await PolledAsync();
                }

                Assert.Null(await EndOfAsync(end));
                Assert.Equal(0, end.Value);
                peer.Close();
            }
        });
        Assert.Equal(0, kernel.Open);

        static async Task<GreenSocket> ForgetAsync(bool closes)
        {
            Pair pair = await ConnectionAsync();
            _ = pair.Client.MakeFile();
            if (closes)
            {
                pair.Client.Close();
            }

            return pair.Server;
        }
    }

    [Fact]
    public void The_end_of_a_hub_closes_a_socket_with_its_files()
    {
        RiggedKernel kernel = Rig();
        Stream? file = null;
        GreenSocket? socket = null;
        TestHubRun(kernel, async () =>
        {
            Pair pair = await ConnectionAsync();
            socket = pair.Client;
            file = socket.MakeFile();
            socket.Close();
        });

        Assert.Equal(0, kernel.Open);
        Assert.ThrowsAny<InvalidOperationException>(() => file!.ReadByte());
        file!.Dispose();
        socket!.Dispose();
        Assert.Equal(0, kernel.Open);
    }

    private void TestHubRun(RiggedKernel kernel, Func<Task> main) => TestHub.Run(main, With(kernel));
}
