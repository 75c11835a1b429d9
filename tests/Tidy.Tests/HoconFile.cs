using System.Text.RegularExpressions;
using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace Akka.Greensock.Tidy;

/// <summary>HOCON.conf twice: as Akka reads it (paths), and as people read it (lines with the comment above).</summary>
internal static partial class HoconFile
{
    private static readonly SourceFile File = Repository.Read("HOCON.conf");

    /// <summary>Every node, objects included, by its full path.</summary>
    public static IReadOnlyDictionary<string, HoconValue> Nodes { get; } =
        Flatten("", ConfigurationFactory.ParseString(File.Text).Root).ToDictionary(node => node.Path, node => node.Value);

    public static IReadOnlyList<string> Leaves { get; } =
        [.. Nodes.Where(node => !node.Value.IsObject()).Select(node => node.Key).Order(StringComparer.Ordinal)];

    /// <summary>Every line that sets a leaf, with the comment that stands directly above it.</summary>
    public static IReadOnlyList<HoconLine> Lines { get; } = [.. ReadLines()];

    public static string LastSegment(string path) => path[(path.LastIndexOf('.') + 1)..];

    private static IEnumerable<(string Path, HoconValue Value)> Flatten(string prefix, HoconValue value) =>
        value.GetObject().Items.SelectMany(item =>
        {
            string path = prefix.Length == 0 ? item.Key : $"{prefix}.{item.Key}";
            IEnumerable<(string, HoconValue)> below = item.Value.IsObject() ? Flatten(path, item.Value) : [];
            return below.Prepend((path, item.Value));
        });

    private static IEnumerable<HoconLine> ReadLines()
    {
        List<string> comment = [];
        foreach (string line in File.Lines.Select(line => line.Trim()))
        {
            if (line.StartsWith('#'))
            {
                comment.Add(line.TrimStart('#', ' '));
                continue;
            }

            Match leaf = Leaf().Match(line);
            if (leaf.Success)
            {
                yield return new HoconLine(leaf.Groups["key"].Value, leaf.Groups["value"].Value, string.Join(' ', comment));
            }

            comment.Clear();
        }
    }

    [GeneratedRegex(@"^(?<key>[\w.-]+)\s*[=:]\s*(?<value>""[^""]*""|\[.*\]|[^{#""\[][^#]*?)\s*(#.*)?$")]
    private static partial Regex Leaf();
}
