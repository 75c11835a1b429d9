namespace Akka.Greensock;

/// <content>Types of ancillary data: of level SOL_SOCKET, and of J1939.</content>
/// <seealso href="https://man7.org/linux/man-pages/man7/unix.7.html">unix(7)</seealso>
public static partial class Posix
{
    /// <summary>Descriptors, handed from process to process. Not on Windows.</summary>
    public static int SCM_RIGHTS => On(linux: 1, macOS: 1);

    /// <summary>Process, user and group of the sender. Linux only.</summary>
    public static int SCM_CREDENTIALS => On(linux: 2);

    /// <summary>The address that a J1939 message was for. Linux only.</summary>
    public static int SCM_J1939_DEST_ADDR => On(linux: 1);

    /// <summary>The name that a J1939 message was for. Linux only.</summary>
    public static int SCM_J1939_DEST_NAME => On(linux: 2);

    /// <summary>The priority of a J1939 message. Linux only.</summary>
    public static int SCM_J1939_PRIO => On(linux: 3);

    /// <summary>A word about a transmission of J1939, from the error queue. Linux only.</summary>
    public static int SCM_J1939_ERRQUEUE => On(linux: 4);
}
