namespace Akka.Greensock;

/// <summary>
/// How a <see cref="StreamServer"/> works. What is null has the default of the configuration,
/// <c>akka.greensock.server</c>.
/// </summary>
public sealed record StreamServerOptions
{
    /// <summary>
    /// The hubs that serve the connections, each in turn; the first also accepts them. Null: this thread's hub, or
    /// outside any hub all hubs of the default system.
    /// </summary>
    public IReadOnlyList<Hub>? Hubs { get; init; }

    /// <summary>
    /// How many connections may wait to be accepted, 1 to 65,535; default 1,024. HOCON <c>backlog</c>.
    /// </summary>
    public int? Backlog { get; init; }

    /// <summary>
    /// How many connections are served at a time, from 1; default 65,536. Further ones wait in the backlog. HOCON
    /// <c>maximum-connections</c>.
    /// </summary>
    public int? MaximumConnections { get; init; }

    /// <summary>
    /// How long a server that stops waits for its connections to end by themselves; default 10 s. HOCON
    /// <c>stop-timeout</c>.
    /// </summary>
    public TimeSpan? StopTimeout { get; init; }

    /// <summary>
    /// TCP_NODELAY on each connection; default true, because a server that answers wants its answers to leave.
    /// </summary>
    public bool NoDelay { get; init; } = true;
}
