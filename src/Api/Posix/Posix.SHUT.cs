namespace Akka.Greensock;

/// <content>
/// How far a connection is shut down. The same everywhere; Windows calls them SD_RECEIVE, SD_SEND and SD_BOTH.
/// </content>
/// <seealso href="https://man7.org/linux/man-pages/man2/shutdown.2.html">shutdown(2)</seealso>
public static partial class Posix
{
    /// <summary>Nothing more is received.</summary>
    public static int SHUT_RD => 0;

    /// <summary>Nothing more is sent: the peer gets the end of the stream.</summary>
    public static int SHUT_WR => 1;

    /// <summary>Both.</summary>
    public static int SHUT_RDWR => 2;
}
