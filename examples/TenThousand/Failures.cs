namespace TenThousand;

/// <summary>Everything that went wrong, by kind: how often, and what was said the first time. Any thread.</summary>
internal sealed class Failures
{
    private readonly SortedDictionary<string, (int Count, string First)> _kinds = new(StringComparer.Ordinal);
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Add(string kind, string reason)
    {
        lock (_kinds)
        {
            _count++;
            _kinds[kind] = _kinds.TryGetValue(kind, out (int Count, string First) known) ? (known.Count + 1, known.First) : (1, reason);
        }
    }

    /// <summary>One line for each kind.</summary>
    public IReadOnlyList<string> Lines()
    {
        lock (_kinds)
        {
            return [.. _kinds.Select(kind => kind.Value.Count == 1
                ? $"{kind.Key}: {kind.Value.First}"
                : $"{kind.Key} ({kind.Value.Count:N0} times), first: {kind.Value.First}")];
        }
    }
}
