namespace Akka.Greensock.Tidy;

/// <summary>
/// The folder of the solution, found from where a test runs. The compiler's own paths (CallerFilePath) are no use for that: a
/// build machine's say <c>/_/</c>.
/// </summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Akka.Greensock.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"no Akka.Greensock.sln in or above {AppContext.BaseDirectory}");
    }
}
