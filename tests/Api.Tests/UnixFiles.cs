namespace Akka.Greensock.Tests;

/// <summary>The files that Unix sockets' paths stand for: the system's, or a simulated machine's (tests/Simulated.Tests).</summary>
internal static class UnixFiles
{
    public static bool Exists(string path) => File.Exists(path);

    public static void Remove(string path) => File.Delete(path);

    public static IEnumerable<string> In(string folder) => Directory.GetFiles(folder);
}
