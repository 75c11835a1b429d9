using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>What the specs of waiting share: real descriptors, waits on this hub, and a look at what is left.</summary>
public abstract class WaitingSpecs : IDisposable
{
    private protected const WaitEvents Either = WaitEvents.Read | WaitEvents.Write;

    private readonly List<int> _opened = [];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("greensock");

    private protected static HubOptions Linux { get; } = new() { Kernel = "linux" };

    private protected string Folder => _folder.FullName;

    public void Dispose()
    {
        foreach (int descriptor in _opened)
        {
            Assert.True(SystemCalls.IsOpen(descriptor), "a descriptor that was lent has been closed");
            SystemCalls.Close(descriptor);
        }

        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected int Keep(int descriptor)
    {
        _opened.Add(descriptor);
        return descriptor;
    }

    private protected (int One, int Other) Keep((int One, int Other) pair) => (Keep(pair.One), Keep(pair.Other));

    /// <summary>The test closes it by itself.</summary>
    private protected void Close(int descriptor)
    {
        _opened.Remove(descriptor);
        SystemCalls.Close(descriptor);
    }

    private protected static ValueTask<WaitEvents> WaitAsync(
        int descriptor, WaitEvents events, TimeSpan? timeout = null, OnTimeout? onTimeout = null, CancellationToken token = default) =>
        WaitOperation.Start(
            Hub.Current!, descriptor, events, timeout ?? Timeout.InfiniteTimeSpan, onTimeout ?? OnTimeout.Return, token).AsValueTask();

    /// <summary>Starts a wait in a greenlet of its own, which parks.</summary>
    private protected static async Task<Greenlet<WaitEvents>> ParkedAsync(
        int descriptor, WaitEvents events, TimeSpan? timeout = null, OnTimeout? onTimeout = null, CancellationToken token = default)
    {
        Greenlet<WaitEvents> greenlet = Greenlet.Spawn(() => WaitAsync(descriptor, events, timeout, onTimeout, token).AsTask());
        greenlet.Observe();
        await PolledAsync();
        Assert.False(greenlet.IsDead, "it should have had to wait");
        return greenlet;
    }

    /// <summary>Lets the hub look at the kernel, and lets run what that makes ready.</summary>
    private protected static async Task PolledAsync()
    {
        long polls = Hub.Current!.Statistics.Polls;
        while (Hub.Current.Statistics.Polls < polls + 3)
        {
            await Greenlet.YieldAsync();
        }
    }

    private protected static Task<T> ThrowsAsync<T>(Func<Task> call)
        where T : Exception =>
        TestHub.ThrowsAsync<T>(call);

    private protected static async Task<SocketException> FailsAsync(SocketError code, int descriptor)
    {
        SocketException e = await ThrowsAsync<SocketException>(async () => await WaitAsync(descriptor, WaitEvents.Read));
        Assert.Equal(code, e.SocketErrorCode);
        return e;
    }

    /// <summary>Nobody waits on this hub any more, and nothing of the descriptors is left in any epoll.</summary>
    private protected static void NothingIsLeft(params int[] descriptors)
    {
        Hub hub = Hub.Current!;
        Assert.Equal((0, 0), (hub.Statistics.Descriptors, hub.Statistics.Timers));
        Assert.All(descriptors, descriptor => Assert.Equal(0, SystemCalls.WatchesOf(descriptor)));
    }

    /// <summary>A descriptor of the hub's own, as a socket is.</summary>
    private protected sealed class Owner(Hub hub, int number) : Descriptor(hub, number)
    {
        public Readiness Seen { get; set; }

        public Action? OnEvent { get; set; }

        internal override void OnReady(Readiness readiness)
        {
            Seen |= readiness;
            OnEvent?.Invoke();
        }

        internal override void OnHubEnded()
        {
        }
    }
}
