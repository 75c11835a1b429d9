namespace Akka.Greensock.TestKit;

/// <summary>What the named groups of a script's regular expressions captured, for its later steps. The last capture of a name
/// counts.</summary>
public sealed class ScriptVariables
{
    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);

    internal ScriptVariables()
    {
    }

    /// <summary>What a group captured.</summary>
    /// <param name="name">The group's name in the regular expression.</param>
    /// <exception cref="KeyNotFoundException">No step before has captured it.</exception>
    public string this[string name] => _values.TryGetValue(name, out string? value)
        ? value
        : throw new KeyNotFoundException(
            $"No step before this one has captured '{name}'; captured are [{string.Join(", ", _values.Keys)}]. "
            + $"Name a group in an ExpectLineMatching: (?<{name}>…).");

    /// <summary>The names that have been captured, in order.</summary>
    public IReadOnlyCollection<string> Names => _values.Keys;

    internal void Set(string name, string value) => _values[name] = value;
}
