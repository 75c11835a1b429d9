using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>Resolvers over name servers and files of the test's own.</summary>
public abstract class DnsResolverKit : IDisposable
{
    private readonly List<IDisposable> _mine = [];
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("greensock-dns-");

    /// <summary>The clock of the cache, and of how long a server may take.</summary>
    internal ServersClock Clock { get; } = new();

    internal LocalDnsServer Server(Func<DnsQuery, byte[]?> script) => Keep(LocalDnsServer.Saying(script));

    internal LocalDnsServer ServerLater(Func<DnsQuery, Task<byte[]?>> script) => Keep(LocalDnsServer.SayingLater(script));

    /// <summary>A server that does not answer: the time that it has is over once it was asked.</summary>
    internal LocalDnsServer Silent() => Server(_ =>
    {
        Clock.RunOut();
        return null;
    });

    internal string HostsPath => Path.Combine(_files.FullName, "hosts");

    internal string ConfPath => Path.Combine(_files.FullName, "resolv.conf");

    internal DnsResolver Resolver(LocalDnsServer server, string conf = "", int cache = 100) =>
        Resolver([server], new DnsResolverSettings { CacheEntries = cache }, conf);

    internal DnsResolver Resolver(LocalDnsServer[] servers, DnsResolverSettings settings, string conf = "")
    {
        File.WriteAllText(ConfPath, conf);
        return Keep(new DnsResolver(
            settings with { NameServers = [.. servers.Select(server => server.EndPoint)], ResolvConf = ConfPath, HostsFile = HostsPath },
            SystemNames.Here,
            Clock));
    }

    internal static Task<IReadOnlyList<AddressInfo>> FindAsync(IResolver resolver, string host, AddressInfoHints? hints = null) =>
        resolver.GetAddrInfoAsync(host, "443", hints ?? new AddressInfoHints(SocketType: SocketType.Stream), default).WaitAsync(Patience);

    internal static async Task<AddressInfoException> FailsAsync(AddressInfoError error, Func<Task> lookup)
    {
        AddressInfoException e = await Assert.ThrowsAsync<AddressInfoException>(() => lookup().WaitAsync(Patience));
        Assert.Equal(error, e.Error);
        return e;
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        _mine.ForEach(mine => mine.Dispose());
        _files.Delete(recursive: true);
    }

    private T Keep<T>(T mine)
        where T : IDisposable
    {
        _mine.Add(mine);
        return mine;
    }

    /// <summary>A clock whose time passes, and whose timers run out, when the test says so.</summary>
    internal sealed class ServersClock : TimeProvider
    {
        private readonly ConcurrentDictionary<ManualTimer, bool> _armed = new();
        private readonly ManualClock _time = new();

        public override long TimestampFrequency => _time.TimestampFrequency;

        public override long GetTimestamp() => _time.GetTimestamp();

        public void Advance(TimeSpan time) => _time.Advance(time);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new ManualTimer(callback, state, _armed);
            _armed.TryAdd(timer, true);
            return timer;
        }

        /// <summary>The time of every timer is over.</summary>
        public void RunOut()
        {
            foreach (ManualTimer timer in _armed.Keys)
            {
                timer.RunOut();
            }
        }
    }

    private sealed class ManualTimer(TimerCallback callback, object? state, ConcurrentDictionary<ManualTimer, bool> armed) : ITimer
    {
        public void RunOut()
        {
            if (armed.TryRemove(this, out _))
            {
                callback(state);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => armed.TryRemove(this, out _);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
