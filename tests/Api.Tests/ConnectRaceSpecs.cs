using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public abstract partial class ConnectRaceSpecs(string kernelName) : RaceSpecs(kernelName)
{
    [Fact]
    public void Families_alternate_and_each_attempt_starts_a_delay_after_the_one_before() => OnTrack(
        [SixOne, SixTwo, One, Two, Three], async track =>
        {
            using var client = new GreenSocket(SocketType.Stream, ProtocolType.Tcp);
            await ConnectingAsync(client);
            string[] order = [SixOne, One, SixTwo, Two, Three];
            for (int started = 1; started < order.Length; started++)
            {
                Assert.Equal(order[..started], track.Started);
                await PassAsync(249);
                Assert.Equal(order[..started], track.Started);
                await PassAsync(1);
            }

            await PassAsync(1000);
            Assert.Equal(order, track.Started);
            Assert.Equal(order.Order(), track.Hanging.Order());
        });

    [Fact]
    public void The_delay_is_that_of_the_configuration() => OnTrack(
        [One, Two], async track =>
        {
            using GreenSocket client = NewSocket();
            await ConnectingAsync(client);
            await PassAsync(39);
            Assert.Equal([One], track.Started);
            await PassAsync(1);
            Assert.Equal([One, Two], track.Started);
        },
        "akka.greensock.connect.attempt-delay = 40ms");

    [Fact]
    public void The_first_to_succeed_wins_and_the_others_are_closed() => OnTrack([One, Two, Three], async track =>
    {
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();
        track.Lead(Two, listener.LocalEndPoint!);
        Greenlet connecting = await ConnectingAsync(client);
        await PassAsync(Delay);

        await EndsWellAsync(connecting, client, listener);

        Assert.Equal([One, Two], track.Started);
        Assert.Equal(IPAddress.Parse(Two), ((IPEndPoint)client.RemoteEndPoint!).Address);
        await SettleAsync(); // what EndsWell accepted is closed
        Assert.Equal(2, track.Open);
        await PassAsync(1000);
        Assert.Equal([One, Two], track.Started);
    });

    [Fact]
    public void An_attempt_that_answers_late_wins_all_the_same() => OnTrack([One, Two], async track =>
    {
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();
        Greenlet connecting = await ConnectingAsync(client);
        await PassAsync(Delay);

        track.LetGo(One, listener.LocalEndPoint!);

        await EndsWellAsync(connecting, client, listener);
        Assert.Equal(2, track.Open);
    });

    [Fact]
    public void A_failure_starts_the_next_attempt_at_once() => OnTrack([One, Two, Three], async track =>
    {
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();
        track.Refuse(One);
        track.Lead(Three, listener.LocalEndPoint!);
        Greenlet connecting = await ConnectingAsync(client);
        Assert.Equal([One, Two], track.Started);

        await PassAsync(100);
        track.Fail(Two, Errno.HostUnreach);

        await EndsWellAsync(connecting, client, listener);
        Assert.Equal([One, Two, Three], track.Started);
    });

    [Fact]
    public void After_a_failure_the_next_delay_begins_anew() => OnTrack([One, Two, Three], async track =>
    {
        using GreenSocket client = NewSocket();
        await ConnectingAsync(client);
        await PassAsync(200);
        track.Fail(One);
        await SettleAsync();
        Assert.Equal([One, Two], track.Started);

        await PassAsync(249);
        Assert.Equal([One, Two], track.Started);
        await PassAsync(1);
        Assert.Equal([One, Two, Three], track.Started);
    });

    [Fact]
    public void Where_all_fail_the_last_error_is_told_and_the_socket_can_try_again() => OnTrack([One, Two], async track =>
    {
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();
        Greenlet connecting = await ConnectingAsync(client);
        await PassAsync(Delay);
        track.Fail(Two, Errno.HostUnreach);
        await SettleAsync();
        track.Fail(One, Errno.ConnRefused);

        var e = Assert.IsType<SocketException>(await EndOfAsync(connecting));

        Assert.Equal(SocketError.ConnectionRefused, e.SocketErrorCode);
        Assert.Contains($"host.test:80 ({One}:80", e.Message, StringComparison.Ordinal);
        Assert.False(client.Connected);
        Assert.Equal(2, track.Open);
        track.Lead(One, listener.LocalEndPoint!);
        await EndsWellAsync(await ConnectingAsync(client), client, listener);
    });

    [Fact]
    public void One_timeout_bounds_the_whole_race_and_leaves_the_socket_as_it_was() => OnTrack([One, Two, Three], async track =>
    {
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();
        client.Timeout = TimeSpan.FromMilliseconds(400);
        Greenlet connecting = await ConnectingAsync(client);
        await PassAsync(250);
        await PassAsync(149);
        Assert.False(connecting.IsDead);
        await PassAsync(1);

        Exception? e = await EndOfAsync(connecting);

        Assert.Contains("host.test:80", Assert.IsType<SocketTimeoutException>(e).Message, StringComparison.Ordinal);
        Assert.Equal([One, Two], track.Started);
        Assert.Equal(2, track.Open);
        track.Lead(Three, listener.LocalEndPoint!);
        track.Refuse(One);
        track.Refuse(Two);
        await EndsWellAsync(await ConnectingAsync(client), client, listener);
    });

    [Fact]
    public void A_kill_closes_every_attempt_and_leaves_the_socket_as_it_was() => OnTrack([One, Two], async track =>
    {
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();
        Greenlet connecting = await ConnectingAsync(client);
        await PassAsync(Delay);

        connecting.Kill();

        Assert.IsType<GreenletExitException>(await EndOfAsync(connecting));
        Assert.Equal(2, track.Open);
        track.Lead(One, listener.LocalEndPoint!);
        await EndsWellAsync(await ConnectingAsync(client), client, listener);
    });

    [Fact]
    public void A_cancelled_token_closes_every_attempt() => OnTrack([One, Two], async track =>
    {
        using GreenSocket client = NewSocket();
        using var cancellation = new CancellationTokenSource();
        Greenlet connecting = await ConnectingAsync(client, cancellation.Token);
        await PassAsync(Delay);

        await cancellation.CancelAsync();

        Assert.IsType<OperationCanceledException>(await EndOfAsync(connecting));
        Assert.Equal(1, track.Open);
        await PassAsync(1000);
        Assert.Equal([One, Two], track.Started);
    });

    [Fact]
    public void Closing_the_socket_closes_every_attempt_and_wakes_the_caller() => OnTrack([One, Two], async track =>
    {
        GreenSocket client = NewSocket();
        Greenlet connecting = await ConnectingAsync(client);
        await PassAsync(Delay);

        client.Dispose();

        Aborted(await EndOfAsync(connecting));
        Assert.Equal(0, track.Open);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(250)]
    public void The_hubs_end_closes_every_attempt(int milliseconds) => OnTrack([One, Two, Three], async track =>
    {
        GreenSocket client = NewSocket();
        await ConnectingAsync(client);
        await PassAsync(milliseconds);
        Assert.Equal(milliseconds == 0 ? 2 : 3, track.Open);
        GC.KeepAlive(client);
    });

    [Fact]
    public void A_result_that_comes_with_a_kill_leaves_a_connected_socket_and_nothing_else() => OnTrack([One, Two], async track =>
    {
        using GreenSocket listener = Listener();
        using GreenSocket client = NewSocket();
        Greenlet connecting = await ConnectingAsync(client);
        track.LetGo(One, listener.LocalEndPoint!);
        connecting.Kill();

        Assert.IsType<GreenletExitException>(await EndOfAsync(connecting));
        Assert.Equal(2, track.Open);
    });
}
