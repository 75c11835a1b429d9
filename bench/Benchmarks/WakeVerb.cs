using System.Diagnostics;

namespace Akka.Greensock.Benchmarks;

/// <summary>How long a sleeping hub takes to run what another thread posts to it.</summary>
internal static class WakeVerb
{
    private const int WarmUps = 500;

    /// <summary>Prints the percentiles of one way and of the round trip over two hubs.</summary>
    /// <param name="samples">How many wakes to measure.</param>
    /// <param name="pause">How long each hub is left alone before, so that it sleeps.</param>
    public static int Run(int samples, TimeSpan pause)
    {
        using var arrived = new SemaphoreSlim(0);
        Hub near = Hub.Start(new HubOptions { Name = "near" });
        Hub far = Hub.Start(new HubOptions { Name = "far" });
        var oneWay = new Percentiles(samples);
        var roundTrip = new Percentiles(samples);
        for (int i = -WarmUps; i < samples; i++)
        {
            double way = PostAndWait(far, arrived, pause);
            double trip = PingPong(near, far, arrived, pause);
            if (i >= 0)
            {
                oneWay.Add(way);
                roundTrip.Add(trip);
            }
        }

        Console.WriteLine($"Wake of a sleeping hub by another thread, {pause.TotalMilliseconds} ms after it fell idle:");
        oneWay.Print("one way: thread posts, hub runs it", "us");
        roundTrip.Print("round trip: hub to hub and back", "us");
        Console.WriteLine($"  woken: {near.Statistics.Wakes + far.Statistics.Wakes:N0} times, of {4L * (samples + WarmUps):N0} posts\n\nLimits:");
        Limit.AtMost("wake from another thread, one way, p50", oneWay.Median, 15, "us");
        near.Stop();
        far.Stop();
        near.Join(TimeSpan.FromSeconds(10));
        far.Join(TimeSpan.FromSeconds(10));
        return 0;
    }

    private static double PostAndWait(Hub hub, SemaphoreSlim arrived, TimeSpan pause)
    {
        long started = 0;
        double taken = 0;
        Action callback = () =>
        {
            taken = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
            arrived.Release();
        };
        Thread.Sleep(pause);
        started = Stopwatch.GetTimestamp();
        hub.Post(callback);
        arrived.Wait();
        return taken;
    }

    // Both hubs sleep whenever they are posted to: the near one's first callback posts and returns, and only the answer wakes it again.
    private static double PingPong(Hub near, Hub far, SemaphoreSlim arrived, TimeSpan pause)
    {
        long started = 0;
        double taken = 0;
        Action back = () =>
        {
            taken = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
            arrived.Release();
        };
        Action there = () => near.Post(back);
        Action start = () =>
        {
            started = Stopwatch.GetTimestamp();
            far.Post(there);
        };
        Thread.Sleep(pause);
        near.Post(start);
        arrived.Wait();
        return taken;
    }
}
