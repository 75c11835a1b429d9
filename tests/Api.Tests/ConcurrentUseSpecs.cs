using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Greensock.Tests;

/// <summary><c>akka.greensock.socket.concurrent-use = refuse</c>, which is gevent's way.</summary>
public sealed class ConcurrentUseSpecs
{
    [Fact]
    public Task A_second_call_of_a_direction_is_refused_and_the_first_goes_on() => RefusingAsync(async hub =>
    {
        using SocketSpecs.Pair pair = await SocketSpecs.ConnectionAsync();
        byte[] buffer = new byte[1];
        Greenlet<int> first = await SocketSpecs.StartedAsync(() => pair.Client.ReceiveAsync(buffer));

        ConcurrentObjectUseException e = await SocketSpecs.ThrowsAsync<ConcurrentObjectUseException>(
            async () => await pair.Client.ReceiveAsync(new byte[1]));
        Assert.Contains("already used by another greenlet", e.Message, StringComparison.Ordinal);
        Assert.Contains("concurrent-use", e.Message, StringComparison.Ordinal);
        await SocketSpecs.ThrowsAsync<ConcurrentObjectUseException>(async () => await pair.Client.ReceiveMessageAsync(new byte[1]));
        await SocketSpecs.FailsAsync(
            SocketError.WouldBlock, async () => await pair.Client.ReceiveAsync(new byte[1], MessageFlags.DontWait));

        Assert.Equal(1, await pair.Client.SendAsync(new byte[] { 1 })); // the other direction
        await pair.Server.SendAllAsync(new byte[] { 8 });
        Assert.Equal(1, await first);
        Assert.Equal(8, buffer[0]);
        Assert.Equal(1, await pair.Server.ReceiveAsync(buffer));
        await SocketSpecs.EchoAsync(pair.Client, pair.Server);
    });

    [Fact]
    public Task A_second_send_and_a_second_connect_are_refused() => RefusingAsync(async hub =>
    {
        using SocketSpecs.Pair pair = await SocketSpecs.ConnectionAsync();
        byte[] data = new byte[16 * 1024 * 1024];
        Greenlet first = await SocketSpecs.StartedAsync(async () => await pair.Client.SendAllAsync(data));
        Assert.False(first.IsDead);
        await SocketSpecs.ThrowsAsync<ConcurrentObjectUseException>(async () => await pair.Client.SendAllAsync(new byte[1]));
        await SocketSpecs.ThrowsAsync<ConcurrentObjectUseException>(async () => await pair.Client.SendFileAsync("/proc/self/limits"));
        await SocketSpecs.ReceiveExactlyAsync(pair.Server, data.Length);
        await first;

        using SocketSpecs.Pair full = await SocketSpecs.FullListenerAsync();
        using GreenSocket client = SocketSpecs.NewSocket();
        EndPoint address = full.Server.LocalEndPoint!;
        Greenlet connecting = await SocketSpecs.StartedAsync(async () => await client.ConnectAsync(address));
        await SocketSpecs.ThrowsAsync<ConcurrentObjectUseException>(async () => await client.ConnectAsync(address));
        Assert.False(connecting.IsDead);
        connecting.Kill();
        await SocketSpecs.EndOfAsync(connecting);
    });

    [Fact]
    public Task A_second_call_from_elsewhere_is_refused_too() => RefusingAsync(async hub =>
    {
        using SocketSpecs.Pair pair = await SocketSpecs.ConnectionAsync();
        Greenlet<int> first = await SocketSpecs.StartedAsync(() => pair.Client.ReceiveAsync(new byte[1]));
        using var guest = new TestHub();
        await guest.RunAsync(() => SocketSpecs.ThrowsAsync<ConcurrentObjectUseException>(
            async () => await pair.Client.ReceiveAsync(new byte[1])));
        await pair.Server.SendAllAsync(new byte[1]);
        Assert.Equal(1, await first);
    });

    private static async Task RefusingAsync(Func<Hub, Task> body)
    {
        Config config = ConfigurationFactory.ParseString("akka.greensock.socket.concurrent-use = refuse");
        using var system = ActorSystem.Create("refusing", config.WithFallback(Greensock.DefaultConfiguration()));
        Hub hub = Greensock.For(system).Hubs[0];
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Greenlet greenlet = hub.Spawn(async () =>
        {
            try
            {
                await body(hub);
                done.SetResult();
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        greenlet.Observe();
        await done.Task.WaitAsync(Patience);
        await system.Terminate().WaitAsync(Patience);
    }
}
