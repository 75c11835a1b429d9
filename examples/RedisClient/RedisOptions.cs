using System.Net;

namespace RedisClient;

/// <summary>Where the server is, and how patient the client.</summary>
public sealed record RedisOptions(EndPoint Server)
{
    /// <summary>The user of AUTH; null for the default one.</summary>
    public string? User { get; init; }

    /// <summary>The password of AUTH; null for no AUTH.</summary>
    public string? Password { get; init; }

    /// <summary>The database to SELECT on each new connection. 0.</summary>
    public int Database { get; init; }

    /// <summary>How long a call may take unless it says otherwise. 5 s.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long connecting may take, and then AUTH and SELECT. 5 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The pause after the first failure in a row, doubled after each further one. 50 ms.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>What the doubling ends at. 5 s.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Makes a pause between half and all of what it would be, so that clients do not all come back at once.</summary>
    public Random Jitter { get; init; } = Random.Shared;

    /// <summary>Calls that may wait at once, to be sent or for a reply; those beyond fail.</summary>
    public int MaximumCalls { get; init; } = 10_000;

    /// <summary>Bytes of one reply. 64 MiB.</summary>
    public int MaximumReplyBytes { get; init; } = 64 << 20;

    /// <summary>How long to wait after so many failures in a row, from 1.</summary>
    public TimeSpan PauseAfter(int failures)
    {
        double ticks = Math.Min(FirstPause.Ticks * Math.Pow(2, failures - 1), LongestPause.Ticks);
        return TimeSpan.FromTicks((long)(ticks * (1 + Jitter.NextDouble()) / 2));
    }

    /// <summary>What is said on a new connection before all else.</summary>
    public IEnumerable<RespArgument[]> Introduction()
    {
        if (Password is not null)
        {
            yield return User is null ? ["AUTH", Password] : ["AUTH", User, Password];
        }

        if (Database != 0)
        {
            yield return ["SELECT", Database];
        }
    }

    /// <summary>The server, and nobody's password.</summary>
    public override string ToString() => $"redis {Server}";
}
