namespace Akka.Greensock.TestKit;

/// <summary>The states of a TCP connection.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc9293#section-3.3.2">RFC 9293, 3.3.2</seealso>
internal enum TcpState
{
    Closed,
    SynSent,
    SynReceived,
    Established,
    FinWait1,
    FinWait2,
    CloseWait,
    Closing,
    LastAck,
    TimeWait,
}
