using DnsClient;

namespace Akka.Greensock;

/// <summary>
/// Answers of name servers, each for as long as it holds, and the least recently used one goes where there are too many.
/// Any thread.
/// </summary>
internal sealed class DnsCache(DnsResolverSettings settings, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Name, QueryType Type), LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = new(); // the least recently used one first

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    public DnsAnswer? Find(string name, QueryType type)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(Key(name, type), out LinkedListNode<Entry>? node))
            {
                return null;
            }

            if (clock.GetElapsedTime(node.Value.Since) >= node.Value.Life)
            {
                Remove_Locked(node);
                return null;
            }

            _byUse.Remove(node);
            _byUse.AddLast(node);
            return node.Value.Answer;
        }
    }

    /// <summary>Keeps an answer, if it may be kept at all.</summary>
    public void Add(string name, QueryType type, DnsAnswer answer)
    {
        TimeSpan life = LifeOf(answer);
        if (life <= TimeSpan.Zero || settings.CacheEntries == 0)
        {
            return;
        }

        var entry = new Entry(Key(name, type), answer, clock.GetTimestamp(), life);
        lock (_gate)
        {
            if (_entries.TryGetValue(entry.Key, out LinkedListNode<Entry>? old))
            {
                Remove_Locked(old);
            }
            else if (_entries.Count >= settings.CacheEntries)
            {
                Remove_Locked(_byUse.First!);
            }

            _entries[entry.Key] = _byUse.AddLast(entry);
        }
    }

    private static (string Name, QueryType Type) Key(string name, QueryType type) => (name.ToUpperInvariant(), type);

    private TimeSpan LifeOf(DnsAnswer answer)
    {
        if (answer.Ttl is not { } ttl)
        {
            return TimeSpan.Zero;
        }

        if (answer.Error != AddressInfoError.None)
        {
            return ttl < settings.NegativeTtl ? ttl : settings.NegativeTtl;
        }

        ttl = ttl > settings.MinimumTtl ? ttl : settings.MinimumTtl;
        return ttl < settings.MaximumTtl ? ttl : settings.MaximumTtl;
    }

    private void Remove_Locked(LinkedListNode<Entry> node)
    {
        _entries.Remove(node.Value.Key);
        _byUse.Remove(node);
    }

    private sealed record Entry((string Name, QueryType Type) Key, DnsAnswer Answer, long Since, TimeSpan Life);
}
