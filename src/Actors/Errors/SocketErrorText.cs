using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// Makes the exceptions of the façade and the texts of the failure messages: what was attempted, where, why not, and
/// what to do.
/// </summary>
internal static class SocketErrorText
{
    public static SocketException Exception(string operation, string where, Errno errno) =>
        Exception(operation, where, errno.ToSocketError(), errno.ToString());

    public static SocketException Exception(string operation, string where, SocketError error) =>
        Exception(operation, where, error, error.ToString());

    /// <summary>What a waiting call throws whose socket was closed or detached under it.</summary>
    public static SocketException Aborted(string operation, string where, string because) => new(
        (int)SocketError.OperationAborted,
        $"{operation} {where}: {new SocketException((int)SocketError.OperationAborted).Message} (OperationAborted). " +
        $"The socket was {because} while the call was waiting.");

    public static string Describe(string operation, string where, Errno errno) =>
        Text(operation, where, errno.ToSocketError(), errno.ToString());

    private static SocketException Exception(string operation, string where, SocketError error, string number) =>
        new((int)error, Text(operation, where, error, number));

    private static string Text(string operation, string where, SocketError error, string number) =>
        $"{operation} {where}: {new SocketException((int)error).Message} ({number}).{Advice(error)}";

    private static string Advice(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => " Nothing accepts connections there: check address and port, and that the server is up.",
        SocketError.AddressAlreadyInUse => " Another socket has this address: choose another port, or 0 for any free one.",
        SocketError.AddressNotAvailable => " No interface of this machine has that address: bind to one of its own, or to the any address.",
        SocketError.AccessDenied => " The system does not allow it: ports below 1024 need a privilege, and a firewall may refuse.",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable => " There is no route to it: check the address and the network.",
        SocketError.TooManyOpenSockets => " The limit of open descriptors is reached: raise it (ulimit -n), or close what is not used.",
        SocketError.NotConnected => " Connect it first; a listening socket can only accept.",
        SocketError.ConnectionReset =>
            " The peer ended the connection abruptly: expect it of any peer, and reconnect where that makes sense.",
        SocketError.Shutdown => " This side was shut down for sending, or the peer has closed the connection.",
        SocketError.AddressFamilyNotSupported =>
            " The end point's family is not the socket's: make the socket with that family, or with DualMode.",
        _ => string.Empty,
    };
}
