namespace Akka.Greensock;

/// <content>Addresses, group numbers and filters of SAE J1939 over CAN.</content>
/// <seealso href="https://docs.kernel.org/networking/j1939.html">the kernel's J1939 page</seealso>
public static partial class Posix
{
    /// <summary>The last address that one control unit can have. Linux only.</summary>
    public static int J1939_MAX_UNICAST_ADDR => On(linux: 0xFD);

    /// <summary>The address of who has none yet. Linux only.</summary>
    public static int J1939_IDLE_ADDR => On(linux: 0xFE);

    /// <summary>No address: anybody, and the broadcast address. Linux only.</summary>
    public static int J1939_NO_ADDR => On(linux: 0xFF);

    /// <summary>No name: the 64-bit name of nobody. Linux only.</summary>
    public static int J1939_NO_NAME => On(linux: 0x0);

    /// <summary>No parameter group in particular. Linux only.</summary>
    public static int J1939_NO_PGN => On(linux: 0x40000);

    /// <summary>The parameter group that asks for one. Linux only.</summary>
    public static int J1939_PGN_REQUEST => On(linux: 0xEA00);

    /// <summary>The parameter group that claims an address. Linux only.</summary>
    public static int J1939_PGN_ADDRESS_CLAIMED => On(linux: 0xEE00);

    /// <summary>The parameter group that gives an address to another unit. Linux only.</summary>
    public static int J1939_PGN_ADDRESS_COMMANDED => On(linux: 0xFED8);

    /// <summary>The last parameter group that has a destination. Linux only.</summary>
    public static int J1939_PGN_PDU1_MAX => On(linux: 0x3FF00);

    /// <summary>The last parameter group. Linux only.</summary>
    public static int J1939_PGN_MAX => On(linux: 0x3FFFF);

    /// <summary>How many filters a socket may have. Linux only.</summary>
    public static int J1939_FILTER_MAX => On(linux: 512);

    /// <summary>In the error queue: nothing more is known. Linux only.</summary>
    public static int J1939_EE_INFO_NONE => On(linux: 0);

    /// <summary>In the error queue: the transmission was broken off. Linux only.</summary>
    public static int J1939_EE_INFO_TX_ABORT => On(linux: 1);

    /// <summary>Attribute of an acknowledgement: padding. Linux only.</summary>
    public static int J1939_NLA_PAD => On(linux: 0);

    /// <summary>Attribute of an acknowledgement: how many bytes the peer has. Linux only.</summary>
    public static int J1939_NLA_BYTES_ACKED => On(linux: 1);
}
