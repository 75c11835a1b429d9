using System.Net.Sockets;

namespace Conformance;

public class NetworkStreamSpecs
{
    [Theory, Places]
    public void All_shapes_read_and_write(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        using var client = new NetworkStream(pair.Client);
        using var server = new NetworkStream(pair.Server);
        client.Write([1, 2, 3, 4], 1, 2);
        client.Write([5, 6]);
        client.WriteByte(7);
        client.Flush();
        byte[] buffer = new byte[5];
        server.ReadExactly(buffer, 0, 2);
        Assert.Equal(2, server.Read(buffer, 2, 2));
        Assert.Equal(7, server.ReadByte());
        Assert.Equal([2, 3, 5, 6, 0], buffer);
        client.WriteByte(8);
        Assert.Equal(1, server.Read(buffer.AsSpan()));
        Assert.Equal(8, buffer[0]);
    });

    [Theory, Places]
    public void All_awaitable_shapes_read_and_write(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        using var client = new NetworkStream(pair.Client);
        using var server = new NetworkStream(pair.Server);
        await client.WriteAsync(new byte[] { 1, 2 });
        await client.WriteAsync([3, 4, 5], 1, 1, CancellationToken.None);
        await client.FlushAsync();
        byte[] buffer = new byte[3];
        Assert.Equal(2, await server.ReadAsync(buffer.AsMemory(0, 2)));
        Assert.Equal(1, await server.ReadAsync(buffer, 2, 1, CancellationToken.None));
        Assert.Equal([1, 2, 4], buffer);
    });

    [Theory, Places]
    public void Lines_of_text(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        using var writer = new StreamWriter(new NetworkStream(pair.Client)) { AutoFlush = true };
        using var reader = new StreamReader(new NetworkStream(pair.Server));
        Started<string?> reading = place.Start(reader.ReadLine).Blocked();
        writer.WriteLine("hello");
        Assert.Equal("hello", reading.Join());
        pair.Client.Shutdown(SocketShutdown.Send);
        Assert.Null(reader.ReadLine());
    });

    [Theory, Places]
    public void The_end_of_the_stream_is_zero_and_minus_one(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        using var stream = new NetworkStream(pair.Server);
        pair.Client.Close();
        Assert.Equal(0, stream.Read(new byte[1]));
        Assert.Equal(-1, stream.ReadByte());
    });

    [Theory, Places]
    public void What_it_can_do_is_said(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        using var stream = new NetworkStream(pair.Client);
        Assert.True(stream.CanRead && stream.CanWrite && stream.CanTimeout);
        Assert.False(stream.CanSeek);
        Assert.Same(pair.Client, stream.Socket);
        using var reader = new NetworkStream(pair.Client, FileAccess.Read);
        Assert.True(reader.CanRead);
        Assert.False(reader.CanWrite);
        Fails.With<InvalidOperationException>(() => reader.Write([1]));
        using var writer = new NetworkStream(pair.Client, FileAccess.Write);
        Assert.False(writer.CanRead);
        Fails.With<InvalidOperationException>(() => writer.ReadByte());
    });

    [Theory, Places]
    public void It_has_no_position(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        using var stream = new NetworkStream(pair.Client);
        Fails.With<NotSupportedException>(() => _ = stream.Length);
        Fails.With<NotSupportedException>(() => _ = stream.Position);
        Fails.With<NotSupportedException>(() => stream.Position = 1);
        Fails.With<NotSupportedException>(() => stream.Seek(0, SeekOrigin.Begin));
        Fails.With<NotSupportedException>(() => stream.SetLength(1));
    });

    [Theory, Places]
    public void DataAvailable_tells_what_arrived(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        using var stream = new NetworkStream(pair.Server);
        Assert.False(stream.DataAvailable);
        pair.Client.Send([1]);
        Make.Arrives(pair.Server);
        Assert.True(stream.DataAvailable);
    });

    [Theory, Places]
    public void It_wants_a_connected_stream_socket(Place place) => place.Run(() =>
    {
        using Socket tcp = Make.Tcp();
        using var udp = Pair.Udp();
        Fails.With<ArgumentNullException>("socket", () => new NetworkStream(null!));
        Fails.With<IOException>(() => new NetworkStream(tcp));
        Fails.With<IOException>(() => new NetworkStream(udp.Client));
    });

    [Theory, Places]
    public void Only_an_owner_closes_its_socket(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        new NetworkStream(pair.Client).Dispose();
        Assert.True(pair.Client.Connected);
        new NetworkStream(pair.Client, ownsSocket: true).Dispose();
        Assert.False(pair.Client.Connected);
        Assert.Equal(0, pair.Server.Receive(new byte[1]));
    });

    [Theory, Places]
    public void Disposed_it_refuses(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        var stream = new NetworkStream(pair.Client);
        stream.Dispose();
        stream.Dispose();
        Fails.With<ObjectDisposedException>(() => stream.ReadByte());
        Fails.With<ObjectDisposedException>(() => stream.Write([1]));
        Fails.With<ObjectDisposedException>(() => _ = stream.DataAvailable);
        Assert.False(stream.CanRead);
        Assert.False(stream.CanWrite);
    });

    [Theory, Places]
    public void Disposing_an_owner_ends_a_read(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        var stream = new NetworkStream(pair.Client, ownsSocket: true);
        Started<int> reader = place.Start(stream.ReadByte).Blocked();
        stream.Dispose();
        Fails.OrEnds(-1, SocketError.ConnectionAborted, () => reader.Join());
    });

    [Theory, Places]
    public void A_reset_is_wrapped(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        using var stream = new NetworkStream(pair.Client);
        pair.Server.LingerState = new LingerOption(true, 0);
        pair.Server.Close();
        Fails.WithinIOException(SocketError.ConnectionReset, () => stream.ReadByte());
    });

    [Theory, Places]
    public void An_awaited_reset_is_wrapped(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        using var stream = new NetworkStream(pair.Client);
        pair.Server.LingerState = new LingerOption(true, 0);
        pair.Server.Close();
        await Fails.WithinIOExceptionAsync(SocketError.ConnectionReset, async () => await stream.ReadAsync(new byte[1]));
    });

    [Theory, Places]
    public void A_close_wraps_what_is_awaited(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        using var stream = new NetworkStream(pair.Client);
        Task<int> reading = stream.ReadAsync(new byte[1]).AsTask();
        pair.Client.Dispose();
        await Fails.WithinIOExceptionAsync(SocketError.OperationAborted, () => reading);
    });

    [Theory, Places]
    public void A_read_can_be_cancelled(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        using var stream = new NetworkStream(pair.Client);
        using var cancel = new CancellationTokenSource();
        Task<int> reading = stream.ReadAsync(new byte[1], cancel.Token).AsTask();
        cancel.Cancel();
        await Fails.WithAsync<OperationCanceledException>(() => reading);
    });

    [Theory, Places]
    public void Timeouts_are_those_of_the_socket(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        using var stream = new NetworkStream(pair.Client);
        Assert.Equal(Timeout.Infinite, stream.ReadTimeout);
        Assert.Equal(Timeout.Infinite, stream.WriteTimeout);
        stream.ReadTimeout = 11;
        stream.WriteTimeout = 12;
        Assert.Equal((11, 12), (pair.Client.ReceiveTimeout, pair.Client.SendTimeout));
        Fails.With<ArgumentOutOfRangeException>("value", () => stream.ReadTimeout = 0);
        Fails.With<ArgumentOutOfRangeException>("value", () => stream.WriteTimeout = -2);
    });

    [Theory, Places]
    public void Closing_with_time_is_closing_its_socket(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        var stream = new NetworkStream(pair.Client, ownsSocket: true);
        pair.Server.Close();
        stream.Close(5000);
        Fails.With<ObjectDisposedException>(() => stream.ReadByte());
        Fails.With<ArgumentOutOfRangeException>("timeout", () => stream.Close(-2));
    });

    [Theory, Places]
    public void Copying_reads_to_the_end(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        using var stream = new NetworkStream(pair.Server);
        byte[] much = Make.Bytes(300_000);
        Task<int> sending = pair.Client.SendAsync(much.AsMemory()).AsTask();
        using var all = new MemoryStream();
        Task copying = stream.CopyToAsync(all);
        await sending;
        pair.Client.Dispose();
        await copying;
        Assert.Equal(much, all.ToArray());
    });

    [Theory, Places]
    public void Begin_and_end(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        using var client = new NetworkStream(pair.Client);
        using var server = new NetworkStream(pair.Server);
        byte[] buffer = new byte[4];
        IAsyncResult reading = server.BeginRead(buffer, 1, 2, null, "state");
        client.EndWrite(client.BeginWrite([7, 8], 0, 2, null, null));
        Assert.Equal(2, server.EndRead(reading));
        Assert.Equal("state", reading.AsyncState);
        Assert.Equal([0, 7, 8, 0], buffer);
    });

    [Theory, Places]
    public void Arguments_are_named(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        using var stream = new NetworkStream(pair.Client);
        Fails.With<ArgumentNullException>("buffer", () => stream.Read(null!, 0, 0));
        Fails.With<ArgumentOutOfRangeException>("offset", () => stream.Read(new byte[1], -1, 0));
        Fails.With<ArgumentOutOfRangeException>("count", () => stream.Read(new byte[1], 0, 2));
        Fails.With<ArgumentNullException>("buffer", () => stream.Write(null!, 0, 0));
        Fails.With<ArgumentOutOfRangeException>("count", () => stream.Write(new byte[1], 1, 1));
    });
}
