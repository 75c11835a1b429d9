using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public abstract partial class SemanticsSpecs
{
    [Fact]
    public void After_a_close_there_is_no_descriptor_and_no_call_switches() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        pair.Client.Close();
        pair.Client.Close();

        Assert.Equal(-1, pair.Client.Descriptor);
        Assert.Equal(-1, pair.Client.Detach());
        long polls = Hub.Current!.Statistics.Polls;
        await ThrowsAsync<ObjectDisposedException>(async () => await pair.Client.ReceiveAsync(new byte[1]));
        await ThrowsAsync<ObjectDisposedException>(async () => await pair.Client.SendAllAsync(new byte[1]));
        Assert.Throws<ObjectDisposedException>(() => pair.Client.Shutdown(SocketShutdown.Both));
        Assert.Equal(polls, Hub.Current!.Statistics.Polls);
    });

    [Fact]
    public void Ending_to_send_leaves_a_parked_reader_alone_and_the_peer_sees_the_end() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Greenlet<int> reader = await StartedAsync(async () => await pair.Client.ReceiveAsync(new byte[8]));

        pair.Client.Shutdown(SocketShutdown.Send);

        Assert.Equal(0, await pair.Server.ReceiveAsync(new byte[8]));
        Assert.False(reader.IsDead);
        await pair.Server.SendAllAsync(new byte[] { 1, 2, 3 });
        Assert.Equal(3, await reader);
    });

    [Fact]
    public void A_detach_fails_who_waits_and_leaves_the_descriptor_open() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Greenlet reader = await StartedAsync(async () => await pair.Client.ReceiveAsync(new byte[8]));

        int descriptor = pair.Client.Detach();

        Aborted(await EndOfAsync(reader));
        Assert.Equal(-1, pair.Client.Detach());
        await ThrowsAsync<ObjectDisposedException>(async () => await pair.Client.ReceiveAsync(new byte[8]));
        using var again = GreenSocket.FromDescriptor(descriptor);
        await EchoAsync(again, pair.Server);
    });

    [Fact]
    public void A_duplicate_outlives_its_original_with_the_timeout_that_it_had() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        pair.Client.Timeout = TimeSpan.FromHours(3);
        using GreenSocket duplicate = pair.Client.Duplicate();

        pair.Client.Close();

        Assert.Equal(TimeSpan.FromHours(3), duplicate.Timeout);
        await EchoAsync(duplicate, pair.Server);
    });

    [Fact]
    public void A_socket_from_a_number_is_a_duplicate_with_the_default_timeout() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        pair.Client.Timeout = TimeSpan.FromHours(3);
        using GreenSocket duplicate = Bsd.FromFd(pair.Client.Descriptor, AddressFamily.InterNetwork, SocketType.Stream);

        pair.Client.Close();

        Assert.NotEqual(TimeSpan.FromHours(3), duplicate.Timeout);
        await EchoAsync(duplicate, pair.Server);
    });

    [Fact]
    public void After_the_peer_has_closed_a_receive_ends_and_sends_fail_in_the_end() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        pair.Server.Close();

        Assert.Equal(0, await pair.Client.ReceiveAsync(new byte[8]));
        Assert.Equal(0, await pair.Client.ReceiveAsync(new byte[8]));
        SocketException e = await ThrowsAsync<SocketException>(async () =>
        {
            while (true)
            {
                await pair.Client.SendAllAsync(new byte[1024]); // the first one is answered by a reset
                await PolledAsync();
            }
        });
        Assert.Contains(e.SocketErrorCode, new[] { SocketError.Shutdown, SocketError.ConnectionReset, SocketError.ConnectionAborted });
    });
}
