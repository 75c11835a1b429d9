namespace Akka.Greensock.Tests;

/// <summary>
/// What tells each open socket of this process from every other: the system's inodes, or a simulated machine's
/// (tests/Simulated.Tests).
/// </summary>
internal static class SocketIdentities
{
    public static IEnumerable<string> Held() => Directory.GetFiles("/proc/self/fd").Select(LinkOf).OfType<string>();

    public static string? Of(int handle) => LinkOf($"/proc/self/fd/{handle}");

    private static string? LinkOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (IOException)
        {
            return null; // another test's, closed meanwhile
        }
    }
}
