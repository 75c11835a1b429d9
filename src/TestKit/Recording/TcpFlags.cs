namespace Akka.Greensock.TestKit;

/// <summary>The control bits of a TCP segment.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc9293#section-3.1">RFC 9293, 3.1</seealso>
[Flags]
public enum TcpFlags
{
    /// <summary>None: what a datagram has.</summary>
    None = 0,

    /// <summary>FIN: the sender sends no more.</summary>
    Finish = 1,

    /// <summary>SYN: the sequence numbers begin here.</summary>
    Synchronize = 2,

    /// <summary>RST: the connection is no more.</summary>
    Reset = 4,

    /// <summary>PSH: the sender waits for nothing to add.</summary>
    Push = 8,

    /// <summary>ACK: the acknowledgement number counts.</summary>
    Acknowledge = 16,

    /// <summary>URG: the urgent pointer counts.</summary>
    Urgent = 32,
}
