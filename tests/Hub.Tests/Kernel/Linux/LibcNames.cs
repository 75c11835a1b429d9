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
        ["Libc.EpollCtlMod"] = "EPOLL_CTL_MOD",
        ["Libc.EpollIn"] = "EPOLLIN",
        ["Libc.EpollPriority"] = "EPOLLPRI",
        ["Libc.EpollOut"] = "EPOLLOUT",
        ["Libc.EpollError"] = "EPOLLERR",
        ["Libc.EpollHangup"] = "EPOLLHUP",
        ["Libc.EpollReadHangup"] = "EPOLLRDHUP",
        ["Libc.EpollEdgeTriggered"] = "(unsigned)EPOLLET",
        ["Libc.EpollOneShot"] = "EPOLLONESHOT",
        ["Libc.PollIn"] = "POLLIN",
        ["Libc.PollPriority"] = "POLLPRI",
        ["Libc.PollOut"] = "POLLOUT",
        ["Libc.PollError"] = "POLLERR",
        ["Libc.PollHangup"] = "POLLHUP",
        ["Libc.PollInvalid"] = "POLLNVAL",
        ["Libc.EventFdNonBlockCloseOnExec"] = "EFD_NONBLOCK | EFD_CLOEXEC",
        ["Libc.IoctlAvailable"] = "FIONREAD",
        ["Libc.InterfaceNameBytes"] = "IF_NAMESIZE",
        ["Libc.SemaphoreBytes"] = "sizeof(sem_t)",
        ["Libc.ProcessorSetBytes"] = "sizeof(cpu_set_t)",
        ["Libc.HostNameBytes"] = "sysconf(_SC_HOST_NAME_MAX)",

        ["Libc.MessageCloseOnExec"] = "MSG_CMSG_CLOEXEC",
        ["Libc.SoType"] = "SO_TYPE",
        ["Libc.SoAcceptConn"] = "SO_ACCEPTCONN",
        ["Libc.SoProtocol"] = "SO_PROTOCOL",
        ["Libc.SoDomain"] = "SO_DOMAIN",
        ["Libc.FcntlDuplicateCloseOnExec"] = "F_DUPFD_CLOEXEC",
        ["Libc.FcntlGetDescriptorFlags"] = "F_GETFD",
        ["Libc.FcntlSetDescriptorFlags"] = "F_SETFD",
        ["Libc.FcntlGetStatusFlags"] = "F_GETFL",
        ["Libc.FcntlSetStatusFlags"] = "F_SETFL",
        ["Libc.DescriptorCloseOnExec"] = "FD_CLOEXEC",
        ["Libc.OpenNonBlock"] = "O_NONBLOCK",
        ["Libc.IoctlAtMark"] = "SIOCATMARK",
        ["Libc.AtCurrentDirectory"] = "AT_FDCWD",
        ["Libc.AtNoFollow"] = "AT_SYMLINK_NOFOLLOW",
        ["Libc.StatxInode"] = "STATX_INO",

        ["ControlMessages.HeaderBytes"] = "CMSG_LEN(0)",
        ["ControlMessages.LevelOffset"] = "offsetof(struct cmsghdr, cmsg_level)",
        ["ControlMessages.TypeOffset"] = "offsetof(struct cmsghdr, cmsg_type)",

        ["LinuxKernel.NewSocketFlags"] = "SOCK_NONBLOCK | SOCK_CLOEXEC",
        ["LinuxKernel.MaximumBuffers"] = "sysconf(_SC_IOV_MAX)",
        ["UnixNames.StatxBytes"] = "sizeof(struct statx)",
        ["UnixNames.InodeOffset"] = "offsetof(struct statx, stx_ino)",
        ["UnixNames.BirthSecondsOffset"] = "offsetof(struct statx, stx_btime.tv_sec)",
        ["UnixNames.BirthNanosecondsOffset"] = "offsetof(struct statx, stx_btime.tv_nsec)",
        ["UnixNames.DeviceOffset"] = "offsetof(struct statx, stx_dev_major)",
        ["UnixNames.InodeAndBirth"] = "STATX_INO | STATX_BTIME",

        ["LinuxKernel.SeekOnPipe"] = "ESPIPE",

        ["LinuxMessageFlags.Truncated"] = "MSG_TRUNC",
        ["LinuxMessageFlags.ControlTruncated"] = "MSG_CTRUNC",
        ["LinuxMessageFlags.WaitAll"] = "MSG_WAITALL",

        ["LinuxNames.HostBytes"] = "NI_MAXHOST",
        ["LinuxNames.ServiceBytes"] = "NI_MAXSERV",
        ["LinuxNames.NetDbInternal"] = "NETDB_INTERNAL",

        ["LinuxOptions.SoSendBuffer"] = "SO_SNDBUF",
        ["LinuxOptions.SoReceiveBuffer"] = "SO_RCVBUF",
        ["LinuxOptions.SoKeepAlive"] = "SO_KEEPALIVE",
        ["LinuxOptions.TcpNoDelay"] = "TCP_NODELAY",
        ["LinuxOptions.IpProtoIPv6"] = "IPPROTO_IPV6",
        ["LinuxOptions.IPv6Only"] = "IPV6_V6ONLY",

        ["LinuxPoller.Interest"] = "(unsigned)(EPOLLIN | EPOLLPRI | EPOLLOUT | EPOLLRDHUP | EPOLLET)",
        ["LinuxPoller.EventBytes"] = "sizeof(struct epoll_event)",
        ["LinuxPoller.DataOffset"] = "offsetof(struct epoll_event, data)",

        ["SockAddr.MaximumBytes"] = "sizeof(struct sockaddr_storage)",
        ["SockAddr.UnixNameBytes"] = "sizeof(((struct sockaddr_un *)0)->sun_path)",
        ["SockAddr.FamilyBytes"] = "offsetof(struct sockaddr_un, sun_path)",
        ["SockAddr.FamilyUnix"] = "AF_UNIX",
        ["SockAddr.FamilyPacket"] = "AF_PACKET",
        ["SockAddr.FamilyCan"] = "AF_CAN",
        ["SockAddr.Inet6Bytes"] = "sizeof(struct sockaddr_in6)",
        ["SockAddr.FamilyInet"] = "AF_INET",
        ["SockAddr.FamilyInet6"] = "AF_INET6",
        ["SockAddr.InetBytes"] = "sizeof(struct sockaddr_in)",
    };

    /// <summary>Constants of the same types that C knows nothing of, and what they are.</summary>
    public static readonly Dictionary<string, string> OurOwn = new()
    {
        ["Libc.SemaphoreAlignment"] = "a line of the cache",
        ["LinuxNames.MostBytes"] = "a limit of ours",
        ["LinuxKernel.MaximumControlBytes"] = "a limit of ours",
        ["LinuxKernel.MinimumArgumentBytes"] = "room of ours",
        ["LinuxPoller.ForeignData"] = "how the poller marks its nested instance",
        ["LinuxPoller.WakeData"] = "how the poller marks its own eventfd",
        ["LinuxTables.LargestBufferBytes"] = "a limit of ours",
    };

    /// <summary>Structs within Libc: the C name, and that of each field.</summary>
    public static readonly Dictionary<string, (string Name, Dictionary<string, string> Fields)> Structs = new()
    {
        ["PollFd"] = ("struct pollfd", new()
        {
            ["Descriptor"] = "fd",
            ["Events"] = "events",
            ["Returned"] = "revents",
        }),
        ["AddrInfo"] = ("struct addrinfo", new()
        {
            ["Flags"] = "ai_flags",
            ["Family"] = "ai_family",
            ["SocketType"] = "ai_socktype",
            ["Protocol"] = "ai_protocol",
            ["AddressLength"] = "ai_addrlen",
            ["Address"] = "ai_addr",
            ["CanonicalName"] = "ai_canonname",
            ["Next"] = "ai_next",
        }),
        ["HostEnt"] = ("struct hostent", new()
        {
            ["Name"] = "h_name",
            ["Aliases"] = "h_aliases",
            ["Family"] = "h_addrtype",
            ["Length"] = "h_length",
            ["Addresses"] = "h_addr_list",
        }),
        ["IoVector"] = ("struct iovec", new()
        {
            ["Base"] = "iov_base",
            ["Length"] = "iov_len",
        }),
        ["MessageHeader"] = ("struct msghdr", new()
        {
            ["Name"] = "msg_name",
            ["NameLength"] = "msg_namelen",
            ["Vectors"] = "msg_iov",
            ["VectorCount"] = "msg_iovlen",
            ["Control"] = "msg_control",
            ["ControlLength"] = "msg_controllen",
            ["Flags"] = "msg_flags",
        }),
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
