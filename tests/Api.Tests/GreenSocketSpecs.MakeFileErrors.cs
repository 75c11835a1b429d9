using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public abstract partial class GreenSocketSpecs
{
    [Fact]
    public void A_file_does_what_it_was_made_for_and_nothing_else() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        await using Stream reads = pair.Client.MakeFile(FileAccess.Read);
        await using Stream writes = pair.Client.MakeFile(FileAccess.Write);
        await using Stream both = pair.Client.MakeFile();

        Assert.Equal((true, false, false), (reads.CanRead, reads.CanWrite, reads.CanSeek));
        Assert.Equal((false, true, false), (writes.CanRead, writes.CanWrite, writes.CanSeek));
        Assert.Equal((true, true), (both.CanRead, both.CanWrite));
        await ThrowsAsync<NotSupportedException>(async () => await reads.WriteAsync(new byte[1]));
        await ThrowsAsync<NotSupportedException>(async () => await writes.ReadAsync(new byte[1]));
        await reads.FlushAsync();
        Assert.Throws<NotSupportedException>(() => both.Length);
        Assert.Throws<NotSupportedException>(() => both.Position);
        Assert.Throws<NotSupportedException>(() => both.Position = 1);
        Assert.Throws<NotSupportedException>(() => both.Seek(0, SeekOrigin.Begin));
        Assert.Throws<NotSupportedException>(() => both.SetLength(0));
    });

    [Fact]
    public void A_file_is_made_of_a_connected_stream_alone() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Assert.Throws<ArgumentOutOfRangeException>(() => pair.Client.MakeFile(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => pair.Client.MakeFile((FileAccess)4));
        Assert.Throws<ArgumentOutOfRangeException>(() => pair.Client.MakeFile(bufferBytes: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => pair.Client.MakeFile(bufferBytes: int.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => pair.Client.MakeReader(bufferBytes: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => pair.Client.MakeWriter(bufferBytes: 0));
        Assert.Throws<ArgumentNullException>(() => pair.Client.MakeWriter(newLine: null!));

        using GreenSocket unconnected = NewSocket();
        Assert.Contains("not connected", Assert.Throws<IOException>(() => unconnected.MakeFile()).Message, StringComparison.Ordinal);
        using GreenSocket datagram = NewDatagramSocket();
        datagram.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await datagram.ConnectAsync(datagram.LocalEndPoint!);
        Assert.Contains("stream", Assert.Throws<IOException>(() => datagram.MakeFile()).Message, StringComparison.Ordinal);
        Assert.Throws<IOException>(() => new GreenNetworkStream(datagram));

        pair.Client.Close();
        Assert.Throws<ObjectDisposedException>(() => pair.Client.MakeFile());
        Assert.Equal(0, await pair.Server.ReceiveAsync(new byte[1])); // none of these has kept the descriptor
    });

    [Fact]
    public void A_read_that_timed_out_is_the_last_but_for_what_is_buffered() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        await using Stream file = pair.Client.MakeFile();
        await pair.Server.SendAllAsync(new byte[] { 1, 2, 3 });
        byte[] buffer = new byte[2];
        Assert.Equal(2, await file.ReadAsync(buffer));
        Assert.Equal(1, await file.ReadAsync(buffer));
        pair.Client.Timeout = TimeSpan.FromMilliseconds(1);

        IOException late = await ThrowsAsync<IOException>(async () => await file.ReadAsync(buffer));

        Assert.IsType<SocketTimeoutException>(late.InnerException);
        pair.Client.Timeout = Timeout.InfiniteTimeSpan;
        await pair.Server.SendAllAsync(new byte[] { 4 });
        for (int i = 0; i < 2; i++)
        {
            IOException poisoned = await ThrowsAsync<IOException>(async () => await file.ReadAsync(buffer));
            Assert.Contains("cannot read from timed out object", poisoned.Message, StringComparison.Ordinal);
        }

        await file.WriteAsync(new byte[] { 5 });
        await file.FlushAsync();
        Assert.Equal([5], await ReceiveExactlyAsync(pair.Server, 1));
        Assert.Equal([4], await ReceiveExactlyAsync(pair.Client, 1)); // the socket has no such memory
    });

    [Fact]
    public void The_sockets_timeout_bounds_its_files_once_it_is_closed_too() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        await using Stream file = pair.Client.MakeFile();
        pair.Client.Timeout = TimeSpan.FromMilliseconds(1);
        pair.Client.Close();

        IOException late = await ThrowsAsync<IOException>(async () => await file.ReadAsync(new byte[1]));

        Assert.IsType<SocketTimeoutException>(late.InnerException);
    });

    [Fact]
    public void A_read_on_a_non_blocking_socket_would_block_and_may_be_tried_again() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        await using Stream file = pair.Client.MakeFile();
        pair.Client.Blocking = false;

        IOException e = await ThrowsAsync<IOException>(async () => await file.ReadAsync(new byte[1]));

        Assert.Equal(SocketError.WouldBlock, Assert.IsType<SocketException>(e.InnerException).SocketErrorCode);
        await pair.Server.SendAllAsync(new byte[] { 1 });
        pair.Client.Blocking = true;
        Assert.Equal(1, await file.ReadAsync(new byte[1]));
    });

    [Fact]
    public void A_killed_or_cancelled_read_loses_nothing() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        await using Stream file = pair.Client.MakeFile();
        using var source = new CancellationTokenSource();
        Greenlet cancelled = await StartedAsync(async () => await file.ReadAsync(new byte[8], source.Token));
        await source.CancelAsync();
        Assert.IsAssignableFrom<OperationCanceledException>(await EndOfAsync(cancelled));
        await ThrowsAsync<TaskCanceledException>(async () => await file.ReadAsync(new byte[8], source.Token));
        await ThrowsAsync<TaskCanceledException>(async () => await file.WriteAsync(new byte[8], source.Token));
        await ThrowsAsync<TaskCanceledException>(async () => await file.FlushAsync(source.Token));
        Greenlet killed = await StartedAsync(async () => await file.ReadAsync(new byte[8]));
        await killed.KillAsync();

        await pair.Server.SendAllAsync(new byte[] { 1, 2 });

        byte[] buffer = new byte[8];
        await file.ReadExactlyAsync(buffer, 0, 2);
        Assert.Equal([1, 2], buffer[..2]);
    });

    [Fact]
    public void A_write_that_was_ended_early_is_the_last() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Stream file = pair.Client.MakeFile();
        await file.WriteAsync(new byte[] { 1 });
        Greenlet writer = await StartedAsync(async () => await file.WriteAsync(new byte[32 * 1024 * 1024]));
        Assert.False(writer.IsDead);
        await ThrowsAsync<InvalidOperationException>(async () => await file.WriteAsync(new byte[1]));

        await writer.KillAsync();

        IOException e = await ThrowsAsync<IOException>(async () => await file.WriteAsync(new byte[1]));
        Assert.Contains("unknown part", e.Message, StringComparison.Ordinal);
        await file.FlushAsync(); // there is nothing left that it could send
        await file.DisposeAsync();
    });

    [Fact]
    public void One_greenlet_reads_a_file_while_another_writes_and_two_readers_are_refused() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        await using Stream file = pair.Client.MakeFile();
        Greenlet<int> reader = await StartedAsync(async () => await file.ReadAsync(new byte[1]));

        await ThrowsAsync<InvalidOperationException>(async () => await file.ReadAsync(new byte[1]));
        await file.WriteAsync(new byte[] { 1 });
        await file.FlushAsync();

        Assert.Equal([1], await ReceiveExactlyAsync(pair.Server, 1));
        await pair.Server.SendAllAsync(new byte[1]);
        Assert.Null(await EndOfAsync(reader));
        Assert.Equal(1, reader.Value);
    });

    [Fact]
    public async Task A_thread_that_is_no_hub_uses_a_file_synchronously()
    {
        using var owner = new TestHub(Options);
        Pair pair = await owner.RunAsync(ConnectionAsync);
        await TestHub.Elsewhere(() =>
        {
            using (Stream writes = pair.Client.MakeFile(FileAccess.Write, 4))
            {
                writes.Write([1, 2, 3], 0, 3);
                writes.Write([4, 5, 6], 0, 3);
                writes.WriteByte(7);
                writes.Flush();
                writes.Write([8, 9], 0, 2);
            }

            using Stream reads = pair.Server.MakeFile(FileAccess.Read, 4);
            byte[] buffer = new byte[9];
            reads.ReadExactly(buffer, 0, 2);
            reads.ReadExactly(buffer, 2, 7);
            Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], buffer);
            pair.Server.Timeout = TimeSpan.FromMilliseconds(1);
            Assert.IsType<SocketTimeoutException>(Assert.Throws<IOException>(() => reads.ReadByte()).InnerException);
            Assert.Null(Assert.Throws<IOException>(() => reads.ReadByte()).InnerException);

            pair.Client.Close();
            pair.Server.Close();
        });
    }

    [Fact]
    public void On_a_hub_a_files_synchronous_members_throw_always() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        await using Stream file = pair.Client.MakeFile();
        await pair.Server.SendAllAsync(new byte[2]);
        Assert.Equal(1, await file.ReadAsync(new byte[1])); // the other one is buffered

        Assert.Contains("ReadAsync", Assert.Throws<BlockingSwitchOutException>(() => file.ReadByte()).Message, StringComparison.Ordinal);
        Assert.Contains("WriteAsync", Assert.Throws<BlockingSwitchOutException>(() => file.WriteByte(1)).Message, StringComparison.Ordinal);
    });

    [Fact]
    public void A_server_closes_a_connection_with_the_files_that_its_handler_left_open()
    {
        RiggedKernel kernel = Rig();
        TestHubRun(kernel, async () =>
        {
            var left = new List<Stream>();
            await using var server = new StreamServer(new IPEndPoint(IPAddress.Loopback, 0), socket =>
            {
                left.Add(socket.MakeFile());
                return Task.CompletedTask;
            });
            await server.StartAsync();
            using GreenSocket client = NewSocket();
            await client.ConnectAsync(server.LocalEndPoint);

            Assert.Equal(0, await client.ReceiveAsync(new byte[1]));

            await ThrowsAsync<ObjectDisposedException>(async () => await left[0].ReadAsync(new byte[1]));
            left[0].Dispose();
        });
        Assert.Equal(0, kernel.Open);
    }

    [Fact]
    public void Sharing_by_value_is_for_Windows_and_elsewhere_names_the_other_way() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Assert.False(OperatingSystem.IsWindows());

        PlatformNotSupportedException share = Assert.Throws<PlatformNotSupportedException>(() => pair.Client.Share(Environment.ProcessId));
        Assert.Contains(nameof(GreenSocket.SendFdsAsync), share.Message, StringComparison.Ordinal);
        PlatformNotSupportedException taken = Assert.Throws<PlatformNotSupportedException>(() => GreenSocket.FromShare(default));
        Assert.Contains(nameof(GreenSocket.ReceiveFdsAsync), taken.Message, StringComparison.Ordinal);
        await EchoAsync(pair.Client, pair.Server);
    });

    internal static GreenSocket NewDatagramSocket(AddressFamily family = AddressFamily.InterNetwork) =>
        new(family, SocketType.Dgram, family == AddressFamily.Unix ? ProtocolType.Unspecified : ProtocolType.Udp);
}
