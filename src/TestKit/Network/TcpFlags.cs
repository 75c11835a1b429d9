namespace Akka.Greensock.TestKit;

/// <summary>The control bits of a TCP segment, by their values on the wire.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc9293#section-3.1">RFC 9293, 3.1</seealso>
[Flags]
public enum TcpFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The sender sends no more.</summary>
    Fin = 1,

    /// <summary>The connection begins.</summary>
    Syn = 2,

    /// <summary>The connection is no more.</summary>
    Rst = 4,

    /// <summary>What was sent so far is to be given to the program.</summary>
    Psh = 8,

    /// <summary>The acknowledgment counts.</summary>
    Ack = 16,

    /// <summary>The urgent pointer counts.</summary>
    Urg = 32,
}
