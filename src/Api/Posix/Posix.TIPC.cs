namespace Akka.Greensock;

/// <content>Sockets of AF_TIPC: addresses, scopes, options of level SOL_TIPC, and the topology service.</content>
/// <seealso href="https://docs.kernel.org/networking/tipc.html">the kernel's TIPC page</seealso>
public static partial class Posix
{
    /// <summary>Kind of address: a service and a range of instances. Linux only.</summary>
    public static int TIPC_ADDR_NAMESEQ => On(linux: 1);

    /// <summary>Kind of address: a service and one instance. Linux only.</summary>
    public static int TIPC_ADDR_NAME => On(linux: 2);

    /// <summary>Kind of address: one socket. Linux only.</summary>
    public static int TIPC_ADDR_ID => On(linux: 3);

    /// <summary>A name is known in the zone; by now the same as the cluster. Linux only.</summary>
    public static int TIPC_ZONE_SCOPE => On(linux: 1);

    /// <summary>A name is known in the cluster. Linux only.</summary>
    public static int TIPC_CLUSTER_SCOPE => On(linux: 2);

    /// <summary>A name is known on this node. Linux only.</summary>
    public static int TIPC_NODE_SCOPE => On(linux: 3);

    /// <summary>Option: how important the socket's messages are. Linux only.</summary>
    public static int TIPC_IMPORTANCE => On(linux: 127);

    /// <summary>Option: a message that finds no room on the way may be dropped. Linux only.</summary>
    public static int TIPC_SRC_DROPPABLE => On(linux: 128);

    /// <summary>Option: a message that cannot be delivered is dropped, and not returned. Linux only.</summary>
    public static int TIPC_DEST_DROPPABLE => On(linux: 129);

    /// <summary>Option: how long a connect waits, in milliseconds. Linux only.</summary>
    public static int TIPC_CONN_TIMEOUT => On(linux: 130);

    /// <summary>The first to be turned away under load. Linux only.</summary>
    public static int TIPC_LOW_IMPORTANCE => On(linux: 0);

    /// <summary>Above low. Linux only.</summary>
    public static int TIPC_MEDIUM_IMPORTANCE => On(linux: 1);

    /// <summary>Above medium. Linux only.</summary>
    public static int TIPC_HIGH_IMPORTANCE => On(linux: 2);

    /// <summary>The last to be turned away under load. Linux only.</summary>
    public static int TIPC_CRITICAL_IMPORTANCE => On(linux: 3);

    /// <summary>The service that configures; reserved. Linux only.</summary>
    public static int TIPC_CFG_SRV => On(linux: 0);

    /// <summary>The service that tells of names, the topology server. Linux only.</summary>
    public static int TIPC_TOP_SRV => On(linux: 1);

    /// <summary>Subscription: a word for each socket that comes or goes. Linux only.</summary>
    public static int TIPC_SUB_PORTS => On(linux: 0x1);

    /// <summary>Subscription: a word for the first socket that comes and the last that goes. Linux only.</summary>
    public static int TIPC_SUB_SERVICE => On(linux: 0x2);

    /// <summary>Subscription: end it. Linux only.</summary>
    public static int TIPC_SUB_CANCEL => On(linux: 0x4);

    /// <summary>Timeout of a subscription: none. The bits are all set, as an int -1. Linux only.</summary>
    public static int TIPC_WAIT_FOREVER => On(linux: -1);

    /// <summary>Event: a name was bound. Linux only.</summary>
    public static int TIPC_PUBLISHED => On(linux: 1);

    /// <summary>Event: a name was taken back. Linux only.</summary>
    public static int TIPC_WITHDRAWN => On(linux: 2);

    /// <summary>Event: a subscription has run out. Linux only.</summary>
    public static int TIPC_SUBSCR_TIMEOUT => On(linux: 3);
}
