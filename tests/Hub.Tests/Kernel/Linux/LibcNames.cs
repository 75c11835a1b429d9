namespace Akka.Greensock.Tests;

/// <summary>
/// What the names of the Linux kernel are called in C. A line for each constant, and for each struct and field;
/// <see cref="LibcSpecs"/> fails for one that is missing, and for one too many.
/// </summary>
internal static class LibcNames
{
    /// <summary>Type and constant, and the expression of C that has the same value.</summary>
    public static readonly Dictionary<string, string> Constants = new()
    {
        ["Libc.SockNonBlock"] = "SOCK_NONBLOCK",
        ["Libc.SockCloseOnExec"] = "SOCK_CLOEXEC",
        ["Libc.MessageNoSignal"] = "MSG_NOSIGNAL",
        ["Libc.SolSocket"] = "SOL_SOCKET",
        ["Libc.SoReuseAddress"] = "SO_REUSEADDR",
        ["Libc.SoError"] = "SO_ERROR",
        ["Libc.SoLinger"] = "SO_LINGER",
        ["Libc.IpProtoTcp"] = "IPPROTO_TCP",
        ["Libc.EpollCloseOnExec"] = "EPOLL_CLOEXEC",
        ["Libc.EpollCtlAdd"] = "EPOLL_CTL_ADD",
        ["Libc.EpollCtlDel"] = "EPOLL_CTL_DEL",
        ["Libc.EpollIn"] = "EPOLLIN",
        ["Libc.EpollPriority"] = "EPOLLPRI",
        ["Libc.EpollOut"] = "EPOLLOUT",
        ["Libc.EpollError"] = "EPOLLERR",
        ["Libc.EpollHangup"] = "EPOLLHUP",
        ["Libc.EpollReadHangup"] = "EPOLLRDHUP",
        ["Libc.EpollEdgeTriggered"] = "(unsigned)EPOLLET",
        ["Libc.EventFdNonBlockCloseOnExec"] = "EFD_NONBLOCK | EFD_CLOEXEC",
        ["Libc.IoctlAvailable"] = "FIONREAD",
        ["Libc.InterfaceNameBytes"] = "IF_NAMESIZE",
        ["Libc.HostNameBytes"] = "sysconf(_SC_HOST_NAME_MAX)",

        ["LinuxOptions.SoSendBuffer"] = "SO_SNDBUF",
        ["LinuxOptions.SoReceiveBuffer"] = "SO_RCVBUF",
        ["LinuxOptions.SoKeepAlive"] = "SO_KEEPALIVE",
        ["LinuxOptions.TcpNoDelay"] = "TCP_NODELAY",
        ["LinuxOptions.IpProtoIPv6"] = "IPPROTO_IPV6",
        ["LinuxOptions.IPv6Only"] = "IPV6_V6ONLY",

        ["LinuxPoller.Interest"] = "(unsigned)(EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET)",

        ["SockAddr.MaximumBytes"] = "sizeof(struct sockaddr_in6)",
        ["SockAddr.FamilyInet"] = "AF_INET",
        ["SockAddr.FamilyInet6"] = "AF_INET6",
        ["SockAddr.InetBytes"] = "sizeof(struct sockaddr_in)",
    };

    /// <summary>Constants of the same types that C knows nothing of, and what they are.</summary>
    public static readonly Dictionary<string, string> OurOwn = new()
    {
        ["LinuxPoller.WakeData"] = "how the poller marks its own eventfd",
        ["LinuxTables.LargestBufferBytes"] = "a limit of ours",
    };

    /// <summary>Structs within Libc: the C name, and that of each field.</summary>
    public static readonly Dictionary<string, (string Name, Dictionary<string, string> Fields)> Structs = new()
    {
        ["ServiceEntry"] = ("struct servent", new()
        {
            ["Name"] = "s_name",
            ["Aliases"] = "s_aliases",
            ["Port"] = "s_port",
            ["Protocol"] = "s_proto",
        }),
        ["ProtocolEntry"] = ("struct protoent", new()
        {
            ["Name"] = "p_name",
            ["Aliases"] = "p_aliases",
            ["Number"] = "p_proto",
        }),
        ["InterfaceEntry"] = ("struct if_nameindex", new()
        {
            ["Index"] = "if_index",
            ["Name"] = "if_name",
        }),
    };
}
