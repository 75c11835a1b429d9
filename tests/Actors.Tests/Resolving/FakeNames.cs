using System.Net;

namespace Akka.Greensock.Tests;

/// <summary>The system's resolver, which hangs in every lookup of a name until it is let go, and counts.</summary>
internal sealed class FakeNames : ISystemNames, IDisposable
{
    private readonly ISystemNames _real = SystemNames.Here;
    private readonly object _gate = new();
    private int _permits;
    private int _inside;
    private int _most;
    private int _calls;

    /// <summary>How many lookups have begun.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>How many lookups are hanging.</summary>
    public int Inside => Volatile.Read(ref _inside);

    /// <summary>How many were under way at a time at most.</summary>
    public int Most => Volatile.Read(ref _most);

    /// <summary>In which order names were begun with.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Begun { get; } = new();

    public void LetGo(int lookups = 1)
    {
        lock (_gate)
        {
            _permits += lookups;
            Monitor.PulseAll(_gate);
        }
    }

    public NamesResult<AddressInfo[]> GetAddrInfo(string? host, string? service, AddressInfoHints hints)
    {
        if (host is null || hints.Flags.HasFlag(AddressInfoFlags.NumericHost))
        {
            return _real.GetAddrInfo(host, service, hints);
        }

        Hang(host);
        return _real.GetAddrInfo("127.0.0.1", service, hints);
    }

    public NamesResult<NameInfo> GetNameInfo(IPEndPoint endPoint, NameInfoFlags flags)
    {
        if (!flags.HasFlag(NameInfoFlags.NumericHost))
        {
            Hang(endPoint.ToString());
        }

        return _real.GetNameInfo(endPoint, flags);
    }

    public NamesResult<HostEntry> GetHostByName(string name) => new HostEntry(name, [], [IPAddress.Loopback]);

    public NamesResult<HostEntry> GetHostByAddr(IPAddress address)
    {
        Hang(address.ToString());
        return _real.GetHostByAddr(address);
    }

    public void Dispose() => LetGo(1_000_000);

    private void Hang(string name)
    {
        Begun.Enqueue(name);
        Interlocked.Increment(ref _calls);
        int inside = Interlocked.Increment(ref _inside);
        int most;
        while (inside > (most = Most) && Interlocked.CompareExchange(ref _most, inside, most) != most)
        {
        }

        lock (_gate)
        {
            while (_permits == 0)
            {
                Assert.True(Monitor.Wait(_gate, Patience), $"nobody let {name} go");
            }

            _permits--;
        }

        Interlocked.Decrement(ref _inside);
    }
}
