using System.Net.Sockets;

namespace Conformance;

public class AsyncStreamSpecs
{
    [Theory, Places]
    public void All_shapes_send_and_receive(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        byte[] four = Make.Bytes(4);
        Assert.Equal(4, await pair.Client.SendAsync(four.AsMemory()));
        Assert.Equal(4, await pair.Client.SendAsync(four.AsMemory(), SocketFlags.None));
        Assert.Equal(2, await pair.Client.SendAsync(new ArraySegment<byte>(four, 1, 2)));
        Assert.Equal(1, await pair.Client.SendAsync(new ArraySegment<byte>(four, 3, 1), SocketFlags.None));
        Assert.Equal(3, await pair.Client.SendAsync(Make.List(new(four, 0, 1), new(four, 2, 2))));
        Assert.Equal(1, await pair.Client.SendAsync(Make.List(new ArraySegment<byte>(four, 0, 1)), SocketFlags.None));

        byte[] buffer = new byte[15];
        Make.Arrives(pair.Server, buffer.Length);
        Assert.Equal(2, await pair.Server.ReceiveAsync(buffer.AsMemory(0, 2)));
        Assert.Equal(2, await pair.Server.ReceiveAsync(buffer.AsMemory(2, 2), SocketFlags.None));
        Assert.Equal(4, await pair.Server.ReceiveAsync(new ArraySegment<byte>(buffer, 4, 4)));
        Assert.Equal(3, await pair.Server.ReceiveAsync(new ArraySegment<byte>(buffer, 8, 3), SocketFlags.None));
        Assert.Equal(3, await pair.Server.ReceiveAsync(Make.List(new(buffer, 11, 1), new(buffer, 12, 2))));
        Assert.Equal(1, await pair.Server.ReceiveAsync(Make.List(new ArraySegment<byte>(buffer, 14, 1)), SocketFlags.None));
        Assert.Equal([1, 2, 3, 4, 1, 2, 3, 4, 2, 3, 4, 1, 3, 4, 1], buffer);
    });

    [Theory, Places]
    public void A_receive_waits_for_data(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        byte[] buffer = new byte[4];
        Task<int> receiving = pair.Client.ReceiveAsync(buffer.AsMemory()).AsTask();
        Assert.False(receiving.IsCompleted);
        await pair.Server.SendAsync(new byte[] { 42 }.AsMemory());
        Assert.Equal(1, await receiving);
        Assert.Equal(42, buffer[0]);
    });

    [Theory, Places]
    public void A_receive_of_no_bytes_waits_for_data(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        Task<int> receiving = pair.Client.ReceiveAsync(Memory<byte>.Empty).AsTask();
        Assert.False(receiving.IsCompleted);
        await pair.Server.SendAsync(new byte[] { 42 }.AsMemory());
        Assert.Equal(0, await receiving);
        Assert.Equal(1, await pair.Client.ReceiveAsync(new byte[4].AsMemory()));
    });

    [Theory, Places]
    public void The_end_of_the_stream_is_zero(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        Task<int> receiving = pair.Client.ReceiveAsync(new byte[4].AsMemory()).AsTask();
        pair.Server.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, await receiving);
    });

    [Theory, Places]
    public void A_reset_is_ConnectionReset(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        Task<int> receiving = pair.Client.ReceiveAsync(new byte[4].AsMemory()).AsTask();
        pair.Server.LingerState = new LingerOption(true, 0);
        pair.Server.Dispose();
        await Fails.WithAsync(SocketError.ConnectionReset, async () => await receiving);
    });

    [Theory, Places]
    public void A_send_is_awaited_until_everything_is_sent(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        byte[] much = Make.Bytes(5_000_000);
        Task<int> sending = pair.Client.SendAsync(much.AsMemory()).AsTask();
        byte[] all = new byte[much.Length];
        for (int have = 0; have < all.Length;)
        {
            have += await pair.Server.ReceiveAsync(all.AsMemory(have));
        }

        Assert.Equal(much.Length, await sending);
        Assert.Equal(much, all);
    });

    [Theory, Places]
    public void Receives_are_served_in_their_order(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        byte[][] buffers = [new byte[1], new byte[1], new byte[1]];
        Task<int>[] receiving = [.. buffers.Select(buffer => pair.Client.ReceiveAsync(buffer.AsMemory()).AsTask())];
        await pair.Server.SendAsync(Make.Bytes(3).AsMemory());
        foreach (Task<int> each in receiving)
        {
            Assert.Equal(1, await each);
        }

        Assert.Equal([1, 2, 3], buffers.Select(buffer => (int)buffer[0]));
    });

    [Theory, Places]
    public void Sends_do_not_interleave(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        byte[] ones = [.. Enumerable.Repeat((byte)1, 3_000_000)];
        byte[] twos = [.. Enumerable.Repeat((byte)2, 3_000_000)];
        Task<int> first = pair.Client.SendAsync(ones.AsMemory()).AsTask();
        Task<int> second = pair.Client.SendAsync(twos.AsMemory()).AsTask();
        byte[] all = new byte[6_000_000];
        for (int have = 0; have < all.Length;)
        {
            have += await pair.Server.ReceiveAsync(all.AsMemory(have));
        }

        Assert.Equal(ones.Length, await first);
        Assert.Equal(twos.Length, await second);
        Assert.Equal([.. ones, .. twos], all);
    });

    [Theory, Places]
    public void A_cancelled_receive_leaves_the_socket_usable(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        using var cancel = new CancellationTokenSource();
        Task<int> receiving = pair.Client.ReceiveAsync(new byte[4].AsMemory(), cancel.Token).AsTask();
        cancel.Cancel();
        OperationCanceledException e = await Fails.WithAsync<OperationCanceledException>(async () => await receiving);
        Assert.Equal(cancel.Token, e.CancellationToken);
        await pair.Server.SendAsync(new byte[] { 1 }.AsMemory());
        Assert.Equal(1, await pair.Client.ReceiveAsync(new byte[4].AsMemory()));
    });

    [Theory, Places]
    public void A_token_that_is_cancelled_already_comes_first(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        var cancelled = new CancellationToken(canceled: true);
        await pair.Server.SendAsync(new byte[] { 1 }.AsMemory());
        await Fails.WithAsync<OperationCanceledException>(async () => await pair.Client.ReceiveAsync(new byte[4].AsMemory(), cancelled));
        await Fails.WithAsync<OperationCanceledException>(async () => await pair.Client.SendAsync(new byte[4].AsMemory(), cancelled));
        Assert.Equal(1, await pair.Client.ReceiveAsync(new byte[4].AsMemory()));
    });

    [Theory, Places]
    public void Peek_leaves_the_bytes(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        await pair.Server.SendAsync(new byte[] { 1 }.AsMemory());
        Assert.Equal(1, await pair.Client.ReceiveAsync(new byte[4].AsMemory(), SocketFlags.Peek));
        Assert.Equal(1, await pair.Client.ReceiveAsync(new byte[4].AsMemory()));
    });

    [Theory, Places]
    public void A_close_is_OperationAborted(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        Task<int> one = pair.Client.ReceiveAsync(new byte[4].AsMemory()).AsTask();
        Task<int> two = pair.Client.ReceiveAsync(new ArraySegment<byte>(new byte[4]));
        pair.Client.Dispose();
        await Fails.WithAsync(SocketError.OperationAborted, async () => await one);
        await Fails.WithAsync(SocketError.OperationAborted, async () => await two);
        await Fails.WithAsync(SocketError.ConnectionReset, async () => await pair.Server.ReceiveAsync(new byte[4].AsMemory()));
    });

    [Theory, Places]
    public void A_close_aborts_a_send(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        Task<int> sending = pair.Client.SendAsync(Make.TooMuch().AsMemory()).AsTask();
        Assert.False(sending.IsCompleted);
        pair.Client.Dispose();
        await Fails.WithAsync(SocketError.OperationAborted, async () => await sending);
    });

    [Theory, Places]
    public void An_array_that_is_none_is_refused(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        await Fails.WithAsync<ArgumentNullException>(async () => await pair.Client.ReceiveAsync(default(ArraySegment<byte>)));
        await Fails.WithAsync<ArgumentNullException>(async () => await pair.Client.SendAsync(default(ArraySegment<byte>)));
        await Fails.WithAsync<ArgumentNullException>(async () => await pair.Client.ReceiveAsync((IList<ArraySegment<byte>>)null!));
    });

    [Theory, Places]
    public void Before_connecting_it_fails(Place place) => place.Run(async () =>
    {
        using Socket socket = Make.Tcp();
        await Fails.WithAsync(SocketError.NotConnected, async () => await socket.ReceiveAsync(new byte[1].AsMemory()));
        await Fails.WithAsync(SocketError.Shutdown, async () => await socket.SendAsync(new byte[1].AsMemory()));
    });
}
