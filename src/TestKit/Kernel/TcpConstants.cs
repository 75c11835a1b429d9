namespace Akka.Greensock.TestKit;

/// <summary>The times and counts of TCP, each with the name of what Linux calls it.</summary>
internal static class TcpConstants
{
    /// <summary>Retransmissions before a connection is given up: net.ipv4.tcp_retries2.</summary>
    public const int Retries = 15;

    /// <summary>Of a SYN: net.ipv4.tcp_syn_retries. With the first wait of 1 s that makes 127 s.</summary>
    public const int SynRetries = 6;

    /// <summary>Of the answer to one: net.ipv4.tcp_synack_retries.</summary>
    public const int SynAckRetries = 5;

    /// <summary>Of a connection whose socket was closed: net.ipv4.tcp_orphan_retries, whose 0 means 8.</summary>
    public const int OrphanRetries = 8;

    /// <summary>Acknowledgments of the same byte after which it counts as lost.</summary>
    public const int DuplicatesBeforeRetransmission = 3;

    /// <summary>net.core.somaxconn.</summary>
    public const int MaximumBacklog = 4096;

    /// <summary>net.ipv4.tcp_rmem; Linux lets it grow to 6 MB, and here it stays.</summary>
    public const int ReceiveBuffer = 131_072;

    /// <summary>Linux begins with 16 KiB (net.ipv4.tcp_wmem) and lets it grow to 4 MB; here it is one in between.</summary>
    public const int SendBuffer = 87_040;

    /// <summary>TCP_TIMEOUT_INIT.</summary>
    public static readonly TimeSpan FirstRetransmission = TimeSpan.FromSeconds(1);

    /// <summary>TCP_RTO_MIN.</summary>
    public static readonly TimeSpan ShortestRetransmission = TimeSpan.FromMilliseconds(200);

    /// <summary>TCP_RTO_MAX.</summary>
    public static readonly TimeSpan LongestRetransmission = TimeSpan.FromSeconds(120);

    /// <summary>TCP_TIMEWAIT_LEN.</summary>
    public static readonly TimeSpan TimeWait = TimeSpan.FromSeconds(60);

    /// <summary>net.ipv4.tcp_fin_timeout.</summary>
    public static readonly TimeSpan FinWaitTime = TimeSpan.FromSeconds(60);

    /// <summary>How long the neighbour's address is asked for before a host counts as unreachable: 3 times retrans_time_ms.</summary>
    public static readonly TimeSpan Neighbour = TimeSpan.FromSeconds(3);
}
