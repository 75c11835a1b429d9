namespace Akka.Greensock.Tidy;

/// <summary>
/// The files that people wrote: the working tree without what a build, a test run or git leaves in it.
/// </summary>
internal static class Repository
{
    /// <summary>The folders that hold C#.</summary>
    public static readonly string[] Code = ["src", "tests", "examples", "bench"];

    private static readonly HashSet<string> Leftovers = new(StringComparer.Ordinal)
    {
        "bin", "obj", "TestResults", "artifacts", "BenchmarkDotNet.Artifacts", ".git", ".vs", ".idea",
    };

    public static string Root => RepositoryRoot.Path;

    /// <summary>
    /// Files below the given folders (the root itself if none is given) whose names match one of the patterns, in
    /// order.
    /// </summary>
    public static IEnumerable<SourceFile> Files(IEnumerable<string> patterns, params string[] folders)
    {
        IEnumerable<string> starts = folders.Length == 0 ? [Root] : folders.Select(Full).Where(Directory.Exists);
        return starts
            .SelectMany(Folders)
            .SelectMany(folder => patterns.SelectMany(pattern => Directory.EnumerateFiles(folder, pattern)))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(file => new SourceFile(Relative(file), File.ReadAllText(file)));
    }

    public static IEnumerable<SourceFile> CSharp(params string[] folders) => Files(["*.cs"], folders);

    /// <summary>One file by its path from the root; a missing one fails the test that needs it.</summary>
    public static SourceFile Read(string path)
    {
        Assert.True(File.Exists(Full(path)), $"{path} does not exist");
        return new SourceFile(path, File.ReadAllText(Full(path)));
    }

    public static string Full(string path) => Path.GetFullPath(Path.Combine(Root, path));

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static IEnumerable<string> Folders(string start) =>
        Directory.EnumerateDirectories(start)
            .Where(folder => !Leftovers.Contains(Path.GetFileName(folder)))
            .SelectMany(Folders)
            .Prepend(start);
}
