using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <content>Servers whose handlers are synchronous code.</content>
public abstract partial class StreamServerSpecs
{
    private static void Echo(GreenSocket socket)
    {
        byte[] buffer = new byte[100];
        for (int count; (count = socket.Receive(buffer)) > 0;)
        {
            socket.SendAll(buffer.AsSpan(0, count));
        }
    }

    [Fact]
    public void A_synchronous_handler_blocks_only_its_own_connection() => OnHub(async () =>
    {
        await using var server = new StreamServer(AnyPort, Echo);
        await server.StartAsync();
        using GreenSocket silent = await ConnectedAsync(server);
        using GreenSocket first = await ConnectedAsync(server);
        using GreenSocket second = await ConnectedAsync(server);
        await PingAsync(second);
        await PingAsync(first);
        Assert.Equal(3, server.ConnectionCount);
        Assert.Equal(3, Hub.Current!.Statistics.Threads);
    });

    [Fact]
    public void What_a_synchronous_handler_fails_of_ends_its_connection_alone_and_is_reported_once() => OnHub(async () =>
    {
        await using var server = new StreamServer(AnyPort, new Action<GreenSocket>(socket =>
        {
            Assert.True(Greenlet.Current!.IsThreaded);
            throw socket.Receive(new byte[1]) == 1 ? new InvalidTimeZoneException() : new SocketException(0);
        }));
        await server.StartAsync();
        using GreenSocket bad = await ConnectedAsync(server);
        using GreenSocket ended = await ConnectedAsync(server);
        await bad.SendAllAsync(new byte[] { 1 });
        Assert.Equal(0, await bad.ReceiveAsync(new byte[1]));
        ended.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, await ended.ReceiveAsync(new byte[1]));
        await UntilAsync(() => Errors.Count == 1 && server.ConnectionCount == 0);
        Assert.IsType<InvalidTimeZoneException>(Errors[0].Exception);
        Errors.Clear();
    });

    [Fact]
    public void Stopping_kills_synchronous_handlers_that_do_not_finish() => OnHub(async () =>
    {
        bool unwound = false;
        var server = new StreamServer(
            AnyPort,
            socket =>
            {
                try
                {
                    socket.Receive(new byte[1]);
                }
                finally
                {
                    unwound = true;
                }
            });
        await server.StartAsync();
        using GreenSocket client = await ConnectedAsync(server);
        await UntilAsync(() => server.ConnectionCount == 1 && Hub.Current!.Statistics.Threads == 1);
        await server.StopAsync(TimeSpan.Zero);
        Assert.True(unwound);
        Assert.Equal(0, await client.ReceiveAsync(new byte[1]));
    });
}
