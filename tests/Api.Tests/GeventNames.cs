namespace Akka.Greensock.Tests;

/// <summary>
/// What gevent.socket exports on Linux with Python 3.13: 420 names, computed by importing it; and two that it has beside them.
/// </summary>
internal static class GeventNames
{
    /// <summary>The names that are no constants, of gevent's own making, of its extensions and of the standard library.</summary>
    public static readonly string[] Functions = Split(
        """
        create_connection socket SocketType fromfd socketpair getaddrinfo gethostbyname gethostbyname_ex gethostbyaddr
        getnameinfo getfqdn wait_read wait_write wait_readwrite cancel_wait error gaierror herror timeout gethostname
        sethostname getprotobyname getservbyname getservbyport getdefaulttimeout setdefaulttimeout htonl htons ntohl
        ntohs inet_aton inet_ntoa inet_pton inet_ntop if_indextoname if_nametoindex if_nameindex CMSG_LEN CMSG_SPACE
        AddressFamily SocketKind dup create_server has_dualstack_ipv6 send_fds recv_fds close
        """);

    /// <summary>In the module, and not in its list of exports.</summary>
    public static readonly string[] Unlisted = ["wait", "cancel_wait_ex"];

    /// <summary>The members of class socket, without those that are for subclasses.</summary>
    public static readonly string[] Methods =
    [
        "socket(family, type, proto)", "socket(fileno=…)", "timeout", "hub", "ref", "closed", "family", "proto",
        "type", "fileno", "__enter__", "__exit__", "__repr__", "__getstate__", "accept", "bind", "listen", "connect",
        "connect_ex", "recv", "recv_into", "recvfrom", "recvfrom_into", "recvmsg", "recvmsg_into", "send", "sendall",
        "sendto", "sendmsg", "sendmsg_afalg", "sendfile", "makefile", "close", "detach", "dup", "shutdown",
        "settimeout", "gettimeout", "setblocking", "getblocking", "getsockname", "getpeername", "getsockopt",
        "setsockopt", "get_inheritable", "set_inheritable", "ioctl", "share",
    ];

    /// <summary>The constants: a prefix, and what follows it.</summary>
    public static readonly string[] Constants =
    [
        .. Of(
            "AF",
            """
            ALG APPLETALK ASH ATMPVC ATMSVC AX25 BRIDGE CAN DECnet ECONET INET INET6 IPX IRDA KEY LLC NETBEUI NETLINK
            NETROM PACKET PPPOX QIPCRTR RDS ROSE ROUTE SECURITY SNA TIPC UNIX UNSPEC VSOCK WANPIPE X25
            """),
        .. Of("AI", "ADDRCONFIG ALL CANONNAME NUMERICHOST NUMERICSERV PASSIVE V4MAPPED"),
        .. Of(
            "ALG",
            """
            OP_DECRYPT OP_ENCRYPT OP_SIGN OP_VERIFY SET_AEAD_ASSOCLEN SET_AEAD_AUTHSIZE SET_IV SET_KEY SET_OP
            SET_PUBKEY
            """),
        .. Of(
            "CAN",
            """
            BCM BCM_CAN_FD_FRAME BCM_RX_ANNOUNCE_RESUME BCM_RX_CHANGED BCM_RX_CHECK_DLC BCM_RX_DELETE BCM_RX_FILTER_ID
            BCM_RX_NO_AUTOTIMER BCM_RX_READ BCM_RX_RTR_FRAME BCM_RX_SETUP BCM_RX_STATUS BCM_RX_TIMEOUT BCM_SETTIMER
            BCM_STARTTIMER BCM_TX_ANNOUNCE BCM_TX_COUNTEVT BCM_TX_CP_CAN_ID BCM_TX_DELETE BCM_TX_EXPIRED BCM_TX_READ
            BCM_TX_RESET_MULTI_IDX BCM_TX_SEND BCM_TX_SETUP BCM_TX_STATUS EFF_FLAG EFF_MASK ERR_FLAG ERR_MASK ISOTP
            J1939 RAW RAW_FD_FRAMES RAW_FILTER RAW_JOIN_FILTERS RAW_LOOPBACK RAW_RECV_OWN_MSGS RTR_FLAG SFF_MASK
            """),
        .. Of("EAI", "ADDRFAMILY AGAIN BADFLAGS FAIL FAMILY MEMORY NODATA NONAME OVERFLOW SERVICE SOCKTYPE SYSTEM"),
        .. Of("ETHERTYPE", "ARP IP IPV6 VLAN"),
        .. Of("INADDR", "ALLHOSTS_GROUP ANY BROADCAST LOOPBACK MAX_LOCAL_GROUP NONE UNSPEC_GROUP"),
        .. Of(
            "IP",
            """
            ADD_MEMBERSHIP ADD_SOURCE_MEMBERSHIP BIND_ADDRESS_NO_PORT BLOCK_SOURCE DEFAULT_MULTICAST_LOOP
            DEFAULT_MULTICAST_TTL DROP_MEMBERSHIP DROP_SOURCE_MEMBERSHIP HDRINCL MAX_MEMBERSHIPS MULTICAST_IF
            MULTICAST_LOOP MULTICAST_TTL OPTIONS PKTINFO RECVOPTS RECVRETOPTS RECVTOS RETOPTS TOS TRANSPARENT TTL
            UNBLOCK_SOURCE
            """),
        .. Of("IPPORT", "RESERVED USERRESERVED"),
        .. Of(
            "IPPROTO",
            """
            AH DSTOPTS EGP ESP FRAGMENT GRE HOPOPTS ICMP ICMPV6 IDP IGMP IP IPIP IPV6 MPTCP NONE PIM PUP RAW ROUTING
            RSVP SCTP TCP TP UDP UDPLITE
            """),
        .. Of(
            "IPV6",
            """
            CHECKSUM DONTFRAG DSTOPTS HOPLIMIT HOPOPTS JOIN_GROUP LEAVE_GROUP MULTICAST_HOPS MULTICAST_IF
            MULTICAST_LOOP NEXTHOP PATHMTU PKTINFO RECVDSTOPTS RECVHOPLIMIT RECVHOPOPTS RECVPATHMTU RECVPKTINFO
            RECVRTHDR RECVTCLASS RTHDR RTHDRDSTOPTS RTHDR_TYPE_0 TCLASS UNICAST_HOPS V6ONLY
            """),
        .. Of(
            "J1939",
            """
            EE_INFO_NONE EE_INFO_TX_ABORT FILTER_MAX IDLE_ADDR MAX_UNICAST_ADDR NLA_BYTES_ACKED NLA_PAD NO_ADDR
            NO_NAME NO_PGN PGN_ADDRESS_CLAIMED PGN_ADDRESS_COMMANDED PGN_MAX PGN_PDU1_MAX PGN_REQUEST
            """),
        .. Of(
            "MSG",
            """
            CMSG_CLOEXEC CONFIRM CTRUNC DONTROUTE DONTWAIT EOR ERRQUEUE FASTOPEN MORE NOSIGNAL OOB PEEK TRUNC WAITALL
            """),
        .. Of("NETLINK", "CRYPTO DNRTMSG FIREWALL IP6_FW NFLOG ROUTE USERSOCK XFRM"),
        .. Of("NI", "DGRAM IDN MAXHOST MAXSERV NAMEREQD NOFQDN NUMERICHOST NUMERICSERV"),
        .. Of("PACKET", "BROADCAST FASTROUTE HOST LOOPBACK MULTICAST OTHERHOST OUTGOING"),
        .. Of("PF", "CAN PACKET RDS"),
        .. Of("SCM", "CREDENTIALS J1939_DEST_ADDR J1939_DEST_NAME J1939_ERRQUEUE J1939_PRIO RIGHTS"),
        .. Of("SHUT", "RD RDWR WR"),
        .. Of(
            "SO",
            """
            ACCEPTCONN BINDTODEVICE BINDTOIFINDEX BROADCAST DEBUG DOMAIN DONTROUTE ERROR INCOMING_CPU J1939_ERRQUEUE
            J1939_FILTER J1939_PROMISC J1939_SEND_PRIO KEEPALIVE LINGER MARK OOBINLINE PASSCRED PASSSEC PEERCRED
            PEERSEC PRIORITY PROTOCOL RCVBUF RCVLOWAT RCVTIMEO REUSEADDR REUSEPORT SNDBUF SNDLOWAT SNDTIMEO TYPE
            VM_SOCKETS_BUFFER_MAX_SIZE VM_SOCKETS_BUFFER_MIN_SIZE VM_SOCKETS_BUFFER_SIZE
            """),
        .. Of("SOCK", "CLOEXEC DGRAM NONBLOCK RAW RDM SEQPACKET STREAM"),
        .. Of("SOL", "ALG CAN_BASE CAN_RAW IP RDS SOCKET TCP TIPC UDP"),
        .. Of(
            "TCP",
            """
            CC_INFO CONGESTION CORK DEFER_ACCEPT FASTOPEN FASTOPEN_CONNECT FASTOPEN_KEY FASTOPEN_NO_COOKIE INFO INQ
            KEEPCNT KEEPIDLE KEEPINTVL LINGER2 MAXSEG MD5SIG MD5SIG_EXT NODELAY NOTSENT_LOWAT QUEUE_SEQ QUICKACK
            REPAIR REPAIR_OPTIONS REPAIR_QUEUE REPAIR_WINDOW SAVED_SYN SAVE_SYN SYNCNT THIN_DUPACK
            THIN_LINEAR_TIMEOUTS TIMESTAMP TX_DELAY ULP USER_TIMEOUT WINDOW_CLAMP ZEROCOPY_RECEIVE
            """),
        .. Of(
            "TIPC",
            """
            ADDR_ID ADDR_NAME ADDR_NAMESEQ CFG_SRV CLUSTER_SCOPE CONN_TIMEOUT CRITICAL_IMPORTANCE DEST_DROPPABLE
            HIGH_IMPORTANCE IMPORTANCE LOW_IMPORTANCE MEDIUM_IMPORTANCE NODE_SCOPE PUBLISHED SRC_DROPPABLE
            SUBSCR_TIMEOUT SUB_CANCEL SUB_PORTS SUB_SERVICE TOP_SRV WAIT_FOREVER WITHDRAWN ZONE_SCOPE
            """),
        .. Of("UDPLITE", "RECV_CSCOV SEND_CSCOV"),
        .. Of("VMADDR", "CID_ANY CID_HOST PORT_ANY"),
        "ETH_P_ALL", "IOCTL_VM_SOCKETS_GET_LOCAL_CID", "SOMAXCONN", "VM_SOCKETS_INVALID_VERSION", "has_ipv6",
    ];

    private static IEnumerable<string> Of(string prefix, string names) => Split(names).Select(name => $"{prefix}_{name}");

    private static string[] Split(string names) =>
        names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
