using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public abstract partial class GreenSocketSpecs
{
    [Fact]
    public void Either_side_may_end_its_sending_and_still_receive() => OnHub(async () =>
    {
        foreach (bool clientFirst in new[] { true, false })
        {
            using Pair pair = await ConnectionAsync();
            (GreenSocket first, GreenSocket second) = clientFirst ? (pair.Client, pair.Server) : (pair.Server, pair.Client);
            byte[] data = Pattern.Bytes(100_000);
            await first.SendAllAsync(new byte[] { 1 });
            first.Shutdown(SocketShutdown.Send);

            Assert.Equal([1], await ReceiveExactlyAsync(second, 1));
            Assert.Equal(0, await second.ReceiveAsync(new byte[1]));
            await FailsAsync(SocketError.Shutdown, async () => await first.SendAsync(new byte[1]));
            Greenlet answer = Greenlet.Spawn(async () =>
            {
                await second.SendAllAsync(data);
                await second.ShutdownAsync(SocketShutdown.Send);
            });
            Pattern.Check(await ReceiveExactlyAsync(first, data.Length), 0);
            Assert.Equal(0, await first.ReceiveAsync(new byte[1]));
            await answer;
            Assert.False(first.Connected);
            Assert.True(first.IsBound);
        }
    });

    [Fact]
    public void Shutting_down_reading_gives_parked_readers_their_end_of_stream() => OnHub(async () =>
    {
        foreach (SocketShutdown how in new[] { SocketShutdown.Receive, SocketShutdown.Both })
        {
            using Pair pair = await ConnectionAsync();
            Greenlet<int> first = await StartedAsync(async () => await pair.Client.ReceiveAsync(new byte[4]));
            Greenlet<bool> second = await StartedAsync(async () => (await pair.Client.ReceiveAsync()).IsEndOfStream);

            pair.Client.Shutdown(how);

            Assert.Equal(0, await first);
            Assert.True(await second);
            Assert.Equal(0, await pair.Client.ReceiveAsync(new byte[4]));
        }
    });

    [Fact]
    public void Shutting_down_reading_leaves_sending_alone() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        pair.Client.Shutdown(SocketShutdown.Receive);

        await pair.Client.SendAllAsync(new byte[] { 9 });

        Assert.Equal([9], await ReceiveExactlyAsync(pair.Server, 1));
    });

    [Fact]
    public void Shutting_down_sending_fails_a_parked_sender() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        byte[] much = new byte[32 * 1024 * 1024];
        Greenlet sender = await StartedAsync(async () => await pair.Client.SendAllAsync(much));
        Greenlet inLine = await StartedAsync(async () => await pair.Client.SendAllAsync(much));

        pair.Client.Shutdown(SocketShutdown.Send);

        Assert.Equal(SocketError.Shutdown, Assert.IsType<SocketException>(await EndOfAsync(sender)).SocketErrorCode);
        Assert.Equal(SocketError.Shutdown, Assert.IsType<SocketException>(await EndOfAsync(inLine)).SocketErrorCode);
    });

    [Fact]
    public void A_reset_in_the_middle_of_a_transfer_fails_both_directions() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        byte[] much = new byte[32 * 1024 * 1024];
        Greenlet sender = await StartedAsync(async () => await pair.Client.SendAllAsync(much));
        Greenlet reader = await StartedAsync(async () => await pair.Client.ReceiveAsync(new byte[1]));
        Assert.NotEqual(0, await pair.Server.ReceiveAsync(new byte[1000]));

        pair.Server.LingerState = new LingerOption(true, 0);
        pair.Server.Close();

        // One of them gets the reset, and takes it off the socket; to the other the connection is merely over.
        SocketError?[] errors =
        [
            (await EndOfAsync(sender) as SocketException)?.SocketErrorCode,
            (await EndOfAsync(reader) as SocketException)?.SocketErrorCode,
        ];
        Assert.Contains(SocketError.ConnectionReset, errors);
        Assert.True(errors[0] is SocketError.ConnectionReset or SocketError.Shutdown, $"the send: {errors[0]}");
        await FailsAsync(SocketError.Shutdown, async () => await pair.Client.SendAsync(new byte[1]));
        Assert.False(pair.Client.Connected);
    });

    [Fact]
    public void A_reset_wakes_a_parked_reader() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Greenlet reader = await StartedAsync(async () => (await pair.Client.ReceiveAsync()).Dispose());
        pair.Server.LingerState = new LingerOption(true, 0);

        pair.Server.Close();

        SocketException e = Assert.IsType<SocketException>(await EndOfAsync(reader));
        Assert.Equal(SocketError.ConnectionReset, e.SocketErrorCode);
        Assert.Contains("receive", e.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void Unread_bytes_at_a_close_reset_the_peer() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        await pair.Client.SendAllAsync(new byte[] { 1 });
        await pair.Server.ReceiveAsync(Memory<byte>.Empty);

        pair.Server.Close(); // close(2): what was not read turns the FIN into an RST (RFC 2525, 2.17)

        await FailsAsync(SocketError.ConnectionReset, async () => await pair.Client.ReceiveAsync(new byte[1]));
    });
}
