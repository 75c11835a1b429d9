using System.Net.Sockets;

namespace Akka.Greensock.Tests;

// Out-of-band data (tcp(7)): one urgent byte, with a mark in the stream.
public sealed partial class LinuxSocketSpecs
{
    private const int AtMark = 0x8905; // SIOCATMARK
    private const int OutputQueue = 0x5411; // SIOCOUTQ

    [Fact]
    public void The_urgent_byte_is_received_apart_and_never_waited_for() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        await FailsAsync(
            SocketError.InvalidArgument, async () => await pair.Client.ReceiveAsync(new byte[1], SocketFlags.OutOfBand));
        await pair.Server.SendAsync(new byte[] { 1, 2, 99 }, SocketFlags.OutOfBand);
        byte[] buffer = new byte[8];

        Assert.Equal(2, await pair.Client.ReceiveAsync(buffer));
        Assert.Equal(1, Ask(pair.Client, AtMark));
        Assert.Equal(1, await pair.Client.ReceiveAsync(buffer, SocketFlags.OutOfBand));

        Assert.Equal(99, buffer[0]);
        await EchoAsync(pair.Client, pair.Server);
        Assert.Equal(0, Ask(pair.Client, AtMark));
    });

    [Fact]
    public void What_comes_after_the_mark_is_received_even_if_the_urgent_byte_was_read_before_its_event() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        pair.Client.Timeout = Patience;
        byte[] buffer = new byte[8];
        await pair.Server.SendAllAsync(new byte[] { 1 });
        await pair.Server.SendAsync(new byte[] { 99 }, SocketFlags.OutOfBand);
        await pair.Server.SendAllAsync(new byte[] { 3 });
        Until(() => Ask(pair.Server, OutputQueue) == 0); // the peer has acknowledged all
        Assert.Equal(1, await pair.Client.ReceiveAsync(buffer, SocketFlags.OutOfBand)); // nothing has parked so far
        await PolledAsync();

        Assert.Equal(1, await pair.Client.ReceiveAsync(buffer));
        Assert.Equal(1, buffer[0]);
        Assert.Equal(1, await pair.Client.ReceiveAsync(buffer));
        Assert.Equal(3, buffer[0]);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_comes_after_the_mark_is_received_without_another_event(bool inline) => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        pair.Client.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.OutOfBandInline, inline);
        await pair.Server.SendAllAsync(new byte[] { 1, 2 });
        await pair.Server.SendAsync(new byte[] { 99 }, SocketFlags.OutOfBand);
        await pair.Server.SendAllAsync(new byte[] { 3, 4 });
        Until(() => Ask(pair.Server, OutputQueue) == 0);
        await PolledAsync();
        byte[] buffer = new byte[8];
        Assert.Equal(2, await pair.Client.ReceiveAsync(buffer));

        Greenlet<int> rest = await StartedAsync(() => pair.Client.ReceiveAsync(buffer));

        Assert.Null(await EndOfAsync(rest));
        Assert.Equal(inline ? [99, 3, 4] : new byte[] { 3, 4 }, buffer[..await rest]);
    });

    [Fact]
    public void A_reader_that_is_parked_goes_on_past_the_urgent_byte() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        byte[] buffer = new byte[8];
        Greenlet<int> reader = await StartedAsync(() => pair.Client.ReceiveAsync(buffer));
        await pair.Server.SendAsync(new byte[] { 99 }, SocketFlags.OutOfBand);
        await PolledAsync();
        Assert.False(reader.IsDead);

        await pair.Server.SendAllAsync(new byte[] { 5 });

        Assert.Equal(1, await reader);
        Assert.Equal(5, buffer[0]);
    });

    private static int Ask(GreenSocket socket, int request)
    {
        byte[] value = new byte[4];
        Assert.Equal(4, socket.IOControl(request, null, value));
        return BitConverter.ToInt32(value);
    }
}
