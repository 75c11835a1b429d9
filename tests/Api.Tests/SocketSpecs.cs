using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>
/// What all specs over real sockets share: a hub on a kernel, connections over loopback, and errors that are looked at.
/// </summary>
public abstract class SocketSpecs(string kernelName)
{
    /// <summary>An address of the loopback where no other test looks for a number.</summary>
    internal static readonly IPAddress Apart = IPAddress.Parse("127.7.7.7");

    protected HubOptions Options { get; } = new() { Kernel = kernelName };

    protected string KernelName { get; } = kernelName;

    /// <summary>
    /// What the hub of <see cref="OnHub"/> reported. A test that expects it takes it out; what is left fails the test.
    /// </summary>
    private protected List<HubError> Errors { get; } = [];

    /// <summary>
    /// Runs straight-line code in the main greenlet of a hub on this thread, which the default system adopts.
    /// </summary>
    protected void OnHub(Func<Task> main, HubOptions? options = null)
    {
        TestHub.Run(
            async () =>
            {
                Hub.Current!.ErrorHandler = Errors.Add;
                await main();
            },
            options ?? Options);
        Assert.Empty(Errors);
    }

    private protected RiggedKernel Rig() => new(Kernels.Create(KernelName));

    private protected HubOptions With(RiggedKernel kernel) => Options with { OtherKernel = kernel };

    internal static GreenSocket NewSocket(AddressFamily family = AddressFamily.InterNetwork) =>
        new(family, SocketType.Stream, ProtocolType.Tcp);

    internal static GreenSocket Listener(int backlog = 128, IPAddress? address = null)
    {
        GreenSocket listener = NewSocket((address ?? IPAddress.Loopback).AddressFamily);
        listener.Bind(new IPEndPoint(address ?? IPAddress.Loopback, 0));
        listener.Listen(backlog);
        return listener;
    }

    /// <summary>A connection over loopback, both ends on this hub.</summary>
    internal static async Task<Pair> ConnectionAsync()
    {
        using GreenSocket listener = Listener();
        GreenSocket client = NewSocket();
        await client.ConnectAsync(listener.LocalEndPoint!);
        return new Pair(client, await listener.AcceptAsync());
    }

    /// <summary>An address that nothing listens on, and that nothing else can take while the socket lives.</summary>
    internal static GreenSocket Deaf(out IPEndPoint address)
    {
        GreenSocket deaf = NewSocket();
        deaf.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        address = (IPEndPoint)deaf.LocalEndPoint!;
        return deaf;
    }

    /// <summary>
    /// A listener whose backlog is full, so that a further connect to it hangs: Linux drops its SYN, and the client
    /// sends it again after a second.
    /// </summary>
    internal static async Task<Pair> FullListenerAsync()
    {
        GreenSocket listener = Listener(backlog: 0);
        GreenSocket first = NewSocket();
        await first.ConnectAsync(listener.LocalEndPoint!);
        await ReadyAsync(listener); // the client is connected before the connection stands in the backlog
        return new Pair(first, listener);
    }

    /// <summary>Starts a greenlet and lets it run until it parks or ends.</summary>
    internal static async Task<Greenlet> StartedAsync(Func<Task> body)
    {
        var greenlet = Greenlet.Spawn(body);
        greenlet.Observe();
        await SettleAsync();
        return greenlet;
    }

    internal static async Task<Greenlet<T>> StartedAsync<T>(Func<Task<T>> body)
    {
        Greenlet<T> greenlet = Greenlet.Spawn(body);
        greenlet.Observe();
        await SettleAsync();
        return greenlet;
    }

    /// <summary>Lets everything run that can run without an event from outside.</summary>
    internal static async Task SettleAsync()
    {
        for (int i = 0; i < 4; i++)
        {
            await Greenlet.YieldAsync();
        }
    }

    /// <summary>Lets the hub look at the kernel, and lets run what that makes ready.</summary>
    internal static async Task PolledAsync()
    {
        Hub hub = Hub.Current!;
        long polls = hub.Statistics.Polls;
        while (hub.Statistics.Polls < polls + 2)
        {
            await Greenlet.YieldAsync();
        }
    }

    /// <summary>Lets the hub turn until it is so.</summary>
    internal static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await PolledAsync(); // the hub's watchdog ends it
        }
    }

    /// <summary>
    /// That many bytes are there to be received, and the hub has been told. Over loopback what one end has sent is at the other when
    /// the call returns, but a busy kernel delivers it later.
    /// </summary>
    internal static Task ArrivedAsync(GreenSocket socket, int count)
    {
        Until(() => socket.Available >= count);
        return PolledAsync();
    }

    /// <summary>Waits until a call would not wait.</summary>
    internal static async Task ReadyAsync(GreenSocket socket, SelectMode mode = SelectMode.SelectRead) =>
        Assert.True(await socket.PollAsync(-1, mode));

    /// <summary>Waits for the greenlet's end, whatever it was, and gives what it died of.</summary>
    internal static async Task<Exception?> EndOfAsync(Greenlet greenlet)
    {
        Assert.True(await greenlet.JoinAsync(Patience), $"{greenlet} hangs");
        return greenlet.Exception;
    }

    internal static Task<T> ThrowsAsync<T>(Func<Task> call)
        where T : Exception =>
        TestHub.ThrowsAsync<T>(call);

    /// <summary>
    /// Sends until that would block, and waits for nothing. A connection that was full may have room again: the system moves on to
    /// the receiver's side what it can.
    /// </summary>
    internal static Task FillsAsync(Func<Task> send) => FailsAsync(SocketError.WouldBlock, async () =>
    {
        while (true)
        {
            Task sent = send();
            Assert.True(sent.IsCompleted, "it waits");
            await sent;
        }
    });

    internal static async Task<SocketException> FailsAsync(SocketError code, Func<Task> call)
    {
        SocketException e = await ThrowsAsync<SocketException>(call);
        Assert.Equal(code, e.SocketErrorCode);
        return e;
    }

    internal static void Aborted(Exception? exception) =>
        Assert.Equal(SocketError.OperationAborted, Assert.IsType<SocketException>(exception).SocketErrorCode);

    internal static async Task<byte[]> ReceiveExactlyAsync(GreenSocket socket, int count)
    {
        byte[] buffer = new byte[count];
        for (int have = 0; have < count;)
        {
            int n = await socket.ReceiveAsync(buffer.AsMemory(have));
            Assert.NotEqual(0, n);
            have += n;
        }

        return buffer;
    }

    /// <summary>One byte there and one back: the two are connected to each other, and both work.</summary>
    internal static async Task EchoAsync(GreenSocket one, GreenSocket other)
    {
        byte[] buffer = new byte[1];
        await one.SendAllAsync(new byte[] { 41 });
        Assert.Equal(1, await other.ReceiveAsync(buffer));
        Assert.Equal(41, buffer[0]);
        await other.SendAllAsync(new byte[] { 42 });
        Assert.Equal(1, await one.ReceiveAsync(buffer));
        Assert.Equal(42, buffer[0]);
    }

    /// <summary>Blocks this thread, which is no hub, until the hub has run what was posted to it before.</summary>
    internal static void RoundTrip(Hub hub)
    {
        using var done = new ManualResetEventSlim();
        hub.Post(done.Set);
        TestHub.Hold(done);
    }

    internal static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    /// <summary>Two sockets that a test closes together.</summary>
    internal sealed record Pair(GreenSocket Client, GreenSocket Server) : IDisposable
    {
        public void Dispose()
        {
            Client.Dispose();
            Server.Dispose();
        }
    }
}
