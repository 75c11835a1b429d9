using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// A call took longer than its socket's <c>Timeout</c>. The call has had no effect other than bytes already sent; the
/// socket is as it was and can be used on. <see cref="SocketException.SocketErrorCode"/> is
/// <see cref="SocketError.TimedOut"/>.
/// </summary>
/// <seealso href="https://docs.python.org/3/library/socket.html#socket.timeout">gevent: socket.timeout</seealso>
public sealed class SocketTimeoutException : SocketException
{
    internal SocketTimeoutException(string message)
        : base((int)SocketError.TimedOut, message)
    {
    }
}
