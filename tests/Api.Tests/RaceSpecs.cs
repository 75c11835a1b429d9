namespace Akka.Greensock.Tests;

/// <summary>What the specs of racing connects share: a name with addresses, a kernel that decides, and a clock.</summary>
public abstract class RaceSpecs(string kernelName) : SocketSpecs(kernelName)
{
    private protected const string One = "127.0.0.2";
    private protected const string Two = "127.0.0.3";
    private protected const string Three = "127.0.0.4";
    private protected const string SixOne = "2001:db8::1";
    private protected const string SixTwo = "2001:db8::2";
    private protected static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(250);

    private protected ManualClock Clock { get; } = new();

    /// <summary>
    /// Runs a body on a hub of its own, where every name has these addresses. Whatever the body leaves behind, the
    /// hub's end closes.
    /// </summary>
    private protected void OnTrack(string[] addresses, Func<RaceTrack, Task> body, string hocon = "")
    {
        var track = new RaceTrack(Kernels.Create(KernelName));
        OnHub(
            async () =>
            {
                using var system = new ResolvingSystem(new ListResolver(addresses), hocon);
                await body(track);
            },
            Options with { OtherKernel = track, TimeProvider = Clock });
        Assert.Empty(track.Findings);
        Assert.Equal(0, track.Open);
    }

    /// <summary>Time passes on the hub.</summary>
    private protected async Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await PolledAsync(); // timers come after greenlets, so a whole turn
    }

    private protected Task PassAsync(int milliseconds) => PassAsync(TimeSpan.FromMilliseconds(milliseconds));

    private protected static Task<Greenlet> ConnectingAsync(GreenSocket socket, CancellationToken cancellationToken = default) =>
        StartedAsync(async () => await socket.ConnectAsync("host.test", 80, cancellationToken));

    /// <summary>The greenlet has succeeded, and the listener has its connection.</summary>
    private protected static async Task EndsWellAsync(Greenlet greenlet, GreenSocket client, GreenSocket listener)
    {
        Assert.Null(await EndOfAsync(greenlet));
        using GreenSocket server = await listener.AcceptAsync();
        Assert.Equal(client.LocalEndPoint, server.RemoteEndPoint);
        await EchoAsync(client, server);
    }
}
