namespace Akka.Greensock.Tidy;

internal static class Findings
{
    /// <summary>Fails with the rule and every place that breaks it, so that one run shows all there is to do.</summary>
    public static void None(string rule, IEnumerable<string> findings)
    {
        string[] found = [.. findings];
        Assert.True(found.Length == 0, $"{rule}\n  {string.Join("\n  ", found)}\n");
    }
}
