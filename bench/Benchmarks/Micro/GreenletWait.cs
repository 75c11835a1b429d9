namespace Akka.Greensock.Benchmarks.Micro;

/// <summary>For a thread that is no hub.</summary>
internal static class GreenletWait
{
    /// <summary>Blocks until the greenlet has ended, and throws what it died of.</summary>
    public static void JoinOrThrow(this Greenlet greenlet) => WaitAsync(greenlet).GetAwaiter().GetResult();

    private static async Task WaitAsync(Greenlet greenlet) => await greenlet;
}
