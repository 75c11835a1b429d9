namespace Conformance;

/// <summary>How a body is run in a place.</summary>
internal static class Places
{
    public static void Run(this Place place, Action body, string spec = "") => place.Start(body).Join();

    public static void Run(this Place place, Func<Task> body, string spec = "") => place.Start(() =>
    {
        Task task = body();
        if (!task.Wait(Patience))
        {
            throw new TimeoutException($"The body awaits in vain for {Patience.TotalSeconds} s.");
        }
    }).Join();

    public static Started<int> Start(this Place place, Action body) => place.Start(() =>
    {
        body();
        return 0;
    });

    public static Started<T> Start<T>(this Place place, Func<T> body) => new StartedThread<T>(body);
}
