using System.Runtime.CompilerServices;
using Akka.Greensock;

namespace Conformance;

/// <summary>How a body is run in a place.</summary>
internal static class Places
{
    static Places() => _ = Greensock.Default; // started before anything is waited for

    public static void Run(this Place place, Action body, [CallerMemberName] string spec = "", [CallerFilePath] string file = "") =>
        Differences.Apply(place, spec, file, () =>
        {
            if (place == Place.Thread)
            {
                place.Start(body).Join();
                return;
            }

            OnThread(() => Hub.Run(
                () =>
                {
                    using Timer watchdog = Watchdog();
                    body();
                },
                OptionsOf(place)));
        });

    public static void Run(this Place place, Func<Task> body, [CallerMemberName] string spec = "", [CallerFilePath] string file = "") =>
        Differences.Apply(place, spec, file, () =>
        {
            if (place == Place.Thread)
            {
                place.Start(() => body().WaitAsync(Patience).GetAwaiter().GetResult()).Join();
                return;
            }

            OnThread(() => Hub.Run(
                async () =>
                {
                    using Timer watchdog = Watchdog();
                    await body();
                },
                OptionsOf(place)));
        });

    public static Started<int> Start(this Place place, Action body) => place.Start(() =>
    {
        body();
        return 0;
    });

    public static Started<T> Start<T>(this Place place, Func<T> body) =>
        place == Place.Thread ? new StartedThread<T>(body) : new StartedGreenlet<T>(body);

    /// <summary>A hub that has no opinion on how fast the machine is.</summary>
    private static HubOptions OptionsOf(Place place) => new()
    {
        Kernel = place == Place.GreenletOnLinux ? "linux" : "portable",
        BlockedThreshold = Timeout.InfiniteTimeSpan,
        StopTimeout = Patience,
    };

    private static void OnThread(Action hostHub) => new StartedThread<int>(() =>
    {
        hostHub();
        return 0;
    }).Join(Patience * 2); // after the watchdog, and after what the hub does to end

    /// <summary>Kills the greenlet that it is made in, if that hangs.</summary>
    private static Timer Watchdog()
    {
        Greenlet self = Greenlet.Current!;
        return new Timer(
            _ => self.Kill(new TimeoutException($"The body hangs in {self}.")), null, Patience, Timeout.InfiniteTimeSpan);
    }
}
