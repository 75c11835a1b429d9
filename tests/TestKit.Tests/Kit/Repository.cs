namespace Akka.Greensock.Tests;

/// <summary>The files that this was built from.</summary>
internal static class Repository
{
    /// <summary>Where a file is.</summary>
    /// <param name="path">From the root.</param>
    public static string Find(string path)
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, path)))
        {
            folder = folder.Parent ?? throw new FileNotFoundException("Run it in a clone of the repository.", path);
        }

        return Path.Combine(folder.FullName, path);
    }
}
