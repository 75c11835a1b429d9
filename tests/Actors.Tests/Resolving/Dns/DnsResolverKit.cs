using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>Resolvers over name servers and files of the test's own.</summary>
public abstract class DnsResolverKit : IDisposable
{
    private readonly List<IDisposable> _mine = [];
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("greensock-dns-");

    /// <summary>For servers that stay silent: their timeout has to pass.</summary>
    internal static DnsResolverSettings Short { get; } = new() { Timeout = TimeSpan.FromMilliseconds(20) };

    /// <summary>The clock of the cache.</summary>
    internal ManualClock Clock { get; } = new();

    internal LocalDnsServer Server(Func<DnsQuery, byte[]?> script) => Keep(LocalDnsServer.Saying(script));

    internal LocalDnsServer ServerLater(Func<DnsQuery, Task<byte[]?>> script) => Keep(LocalDnsServer.SayingLater(script));

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

    /// <summary>A clock whose time passes when the test says so; its timers are the system's.</summary>
    internal sealed class ManualClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _now);

        public void Pass(TimeSpan time) => Interlocked.Add(ref _now, time.Ticks);
    }
}
