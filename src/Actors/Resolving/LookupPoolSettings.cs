namespace Akka.Greensock;

/// <summary>How the resolver <c>thread</c> works: <c>akka.greensock.resolvers.thread</c>.</summary>
internal sealed record LookupPoolSettings
{
    /// <summary>How many threads at most, 1 to 1,000; default 10. <c>threads</c>.</summary>
    public int Threads { get; init; } = 10;

    /// <summary>How many lookups may wait for a thread, 1 to 10,000,000; default 10,000. <c>queue</c>.</summary>
    public int Queue { get; init; } = 10_000;

    /// <summary>How long a thread without work stays, 1 ms to 1 d; default 5 s. <c>idle-timeout</c>.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(5);

    public static LookupPoolSettings From(SettingsReader reader) => new()
    {
        Threads = reader.Int("threads", 1, 1_000),
        Queue = reader.Int("queue", 1, 10_000_000),
        IdleTimeout = reader.Time("idle-timeout", TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1)),
    };
}
