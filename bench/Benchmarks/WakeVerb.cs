using System.Diagnostics;

namespace Akka.Greensock.Benchmarks;

/// <summary>
/// How long a sleeping hub takes to run what another thread posts to it, beside what a plain thread in an event takes
/// on this machine. After a short pause the poster has kept its core awake; after a long one both cores have been
/// asleep, and the cost of waking a core is in every figure.
/// </summary>
internal static class WakeVerb
{
    private const int WarmUps = 500;
    private static readonly TimeSpan ShortPause = TimeSpan.FromMicroseconds(100);
    private static readonly TimeSpan LongPause = TimeSpan.FromMilliseconds(2);

    /// <summary>Prints the percentiles of one way and of the round trip over two hubs.</summary>
    /// <param name="samples">How many wakes to measure after a short pause; after a long one it is a fifth.</param>
    public static int Run(int samples)
    {
        using var arrived = new SemaphoreSlim(0);
        Hub near = Hub.Start(new HubOptions { Name = "near" });
        Hub far = Hub.Start(new HubOptions { Name = "far" });
        using var plain = new PlainThread();

        Console.WriteLine($"Another thread wakes it, {ShortPause.TotalMicroseconds} us after it fell asleep; the waker has not slept:");
        Percentiles hub = Measure("one way: hub", samples, () => Spin(ShortPause), reply => far.Post(reply), arrived);
        Console.WriteLine($"    of {samples + WarmUps:N0} posts, {far.Statistics.Wakes:N0} found it asleep and had to wake it");
        Measure("one way: plain thread", samples, () => Spin(ShortPause), plain.Run, arrived);
        Measure("round trip: hub to hub and back", samples, () => Spin(ShortPause), reply => near.Post(reply), arrived, far, near);
        Console.WriteLine($"\nAnother thread wakes it after both have slept for {LongPause.TotalMilliseconds} ms:");
        Measure("one way: hub", samples / 5, () => Thread.Sleep(LongPause), reply => far.Post(reply), arrived);
        Measure("one way: plain thread", samples / 5, () => Thread.Sleep(LongPause), plain.Run, arrived);

        Console.WriteLine("\nLimits:");
        Limit.AtMost("wake from another thread, one way, p50", hub.Median, 15, "us");
        near.Stop();
        far.Stop();
        near.Join(TimeSpan.FromSeconds(10));
        far.Join(TimeSpan.FromSeconds(10));
        return 0;
    }

    // With hubs to go by, the clock starts in what "post" runs, and stops when the callback has gone there and back:
    // each wake finds its hub asleep.
    private static Percentiles Measure(
        string what, int samples, Action pause, Action<Action> post, SemaphoreSlim arrived, Hub? far = null, Hub? near = null)
    {
        var percentiles = new Percentiles(samples);
        long started = 0;
        double taken = 0;
        Action arrive = () =>
        {
            taken = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
            arrived.Release();
        };
        Action answer = () => near!.Post(arrive);
        Action depart = () =>
        {
            started = Stopwatch.GetTimestamp();
            far!.Post(answer);
        };
        Action first = far is null ? arrive : depart;
        for (int i = -WarmUps; i < samples; i++)
        {
            pause();
            started = Stopwatch.GetTimestamp();
            post(first);
            arrived.Wait();
            if (i >= 0)
            {
                percentiles.Add(taken);
            }
        }

        percentiles.Print(what, "us");
        return percentiles;
    }

    private static void Spin(TimeSpan time)
    {
        long started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < time)
        {
            Thread.SpinWait(20);
        }
    }

    /// <summary>A thread that waits in an event for the next callback, and for nothing else.</summary>
    private sealed class PlainThread : IDisposable
    {
        private readonly AutoResetEvent _given = new(false);
        private readonly Thread _thread;
        private Action? _callback;

        public PlainThread()
        {
            _thread = new Thread(Loop) { IsBackground = true };
            _thread.Start();
        }

        public void Run(Action callback)
        {
            _callback = callback;
            _given.Set();
        }

        public void Dispose()
        {
            _callback = null;
            _given.Set();
            _thread.Join();
            _given.Dispose();
        }

        private void Loop()
        {
            while (true)
            {
                _given.WaitOne();
                if (_callback is not { } callback)
                {
                    return;
                }

                callback();
            }
        }
    }
}
