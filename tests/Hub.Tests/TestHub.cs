using System.Collections.Concurrent;

namespace Akka.Greensock.Tests;

/// <summary>A hub with a thread of its own, that remembers what it reported and is seen to end.</summary>
internal sealed class TestHub : IDisposable
{
    private static readonly HubOptions Defaults = new();

    public TestHub(HubOptions? options = null)
    {
        Hub = Hub.Start(Patiently(options ?? Defaults));
        Hub.ErrorHandler = Errors.Enqueue;
    }

    public Hub Hub { get; }

    public ConcurrentQueue<HubError> Errors { get; } = new();

    /// <summary>Runs a body in a greenlet of the hub and completes as it ends.</summary>
    public Task RunAsync(Func<Task> body) => RunAsync(async () =>
    {
        await body();
        return true;
    });

    public async Task<T> RunAsync<T>(Func<Task<T>> body)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = Hub.Spawn(async () =>
        {
            try
            {
                done.SetResult(await body());
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        return await done.Task.WaitAsync(Patience);
    }

    /// <summary>Runs a callback on the hub, outside any greenlet.</summary>
    public async Task<T> CallAsync<T>(Func<T> callback)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Hub.Post(() =>
        {
            try
            {
                done.SetResult(callback());
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        return await done.Task.WaitAsync(Patience);
    }

    public Task CallAsync(Action callback) => CallAsync(() =>
    {
        callback();
        return true;
    });

    public void Stop()
    {
        Hub.Stop();
        Assert.True(Hub.Join(Patience), $"{Hub} has not ended.");
    }

    public void Dispose() => Stop();

    /// <summary>Hosts a hub on the calling thread, and kills a main greenlet that hangs.</summary>
    public static void Run(Func<Task> main, HubOptions? options = null)
    {
        Timer? watchdog = null;
        try
        {
            Hub.Run(async () =>
            {
                Greenlet self = Greenlet.Current!;
                var hangs = new TimeoutException("The test's main greenlet hangs.");
                watchdog = new Timer(_ => self.Kill(hangs), null, Patience, Timeout.InfiniteTimeSpan);
                await main();
            }, Patiently(options ?? Defaults));
        }
        finally
        {
            watchdog?.Dispose();
        }
    }

    /// <summary>The same for synchronous code, in a thread greenlet.</summary>
    public static void Run(Action main, HubOptions? options = null)
    {
        Timer? watchdog = null;
        try
        {
            Hub.Run(
                () =>
                {
                    Greenlet self = Greenlet.Current!;
                    var hangs = new TimeoutException("The test's main greenlet hangs.");
                    watchdog = new Timer(_ => self.Kill(hangs), null, Patience, Timeout.InfiniteTimeSpan);
                    main();
                },
                Patiently(options ?? Defaults));
        }
        finally
        {
            watchdog?.Dispose();
        }
    }

    /// <summary>What a call throws.</summary>
    public static async Task<T> ThrowsAsync<T>(Func<Task> call)
        where T : Exception =>
        Assert.IsType<T>(await Thrown.ByAsync(call));

    /// <summary>Runs an action on a thread of its own, which is no hub.</summary>
    public static Task Elsewhere(Action action)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                action();
                done.SetResult();
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        })
        { IsBackground = true };
        thread.UnsafeStart();
        return done.Task;
    }

    /// <summary>A foreign task that another thread completes later.</summary>
    public static Task Foreign()
    {
        var source = new TaskCompletionSource();
        ThreadPool.QueueUserWorkItem(_ => source.SetResult());
        return source.Task;
    }

    /// <summary>Holds the calling thread, which may be a hub's, until the event is set.</summary>
    public static void Hold(ManualResetEventSlim until) => Assert.True(until.Wait(Patience), "held for too long");

    /// <summary>Without the defaults that a machine exceeds which others keep busy.</summary>
    private static HubOptions Patiently(HubOptions options) => options with
    {
        BlockedThreshold = options.BlockedThreshold == Defaults.BlockedThreshold ? Timeout.InfiniteTimeSpan : options.BlockedThreshold,
        StopTimeout = options.StopTimeout == Defaults.StopTimeout ? Patience / 2 : options.StopTimeout, // less than Stop waits for
    };
}
