namespace Akka.Greensock.TestKit;

/// <summary>What a socket's options mean to its connection; those of a listener are handed on to what it accepts.</summary>
internal sealed record TcpOptions
{
    public bool NoDelay { get; set; }

    public bool KeepAlive { get; set; }

    /// <summary>TCP_KEEPIDLE, net.ipv4.tcp_keepalive_time.</summary>
    public int KeepAliveSeconds { get; set; } = 7200;

    /// <summary>TCP_KEEPINTVL, net.ipv4.tcp_keepalive_intvl.</summary>
    public int KeepAliveIntervalSeconds { get; set; } = 75;

    /// <summary>TCP_KEEPCNT, net.ipv4.tcp_keepalive_probes.</summary>
    public int KeepAliveProbes { get; set; } = 9;

    /// <summary>TCP_USER_TIMEOUT in milliseconds; 0 for the number of retries.</summary>
    public int UserTimeout { get; set; }

    /// <summary>SO_OOBINLINE.</summary>
    public bool UrgentInline { get; set; }

    public int SendBuffer { get; set; } = TcpConstants.SendBuffer;

    public int ReceiveBuffer { get; set; } = TcpConstants.ReceiveBuffer;
}
