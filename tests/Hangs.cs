namespace Akka.Greensock.Tests;

/// <summary>How tests tell a hang from a slow machine.</summary>
internal static class Hangs
{
    /// <summary>How long a test waits for what must happen: long enough for a machine that many others keep busy.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    /// <summary>Blocks this thread, and with it the hub whose it is, until it is so by what others do.</summary>
    public static void Until(Func<bool> condition, string otherwise = "it never comes to that") =>
        Assert.True(SpinWait.SpinUntil(condition, Patience), otherwise);
}
