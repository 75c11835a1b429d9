using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// A wait for a descriptor was cancelled: somebody closed the descriptor, disposed of the watcher, or said so. Its
/// <see cref="SocketException.SocketErrorCode"/> is <see cref="SocketError.OperationAborted"/>, which is .NET's name of
/// EBADF too.
/// </summary>
/// <seealso href="https://www.gevent.org/api/gevent.socket.html">gevent.socket.cancel_wait_ex</seealso>
public sealed class CancelWaitException : SocketException
{
    /// <summary>Makes the exception with gevent's text.</summary>
    public CancelWaitException()
        : this("File descriptor was closed in another greenlet.")
    {
    }

    /// <summary>Makes the exception with a reason.</summary>
    /// <param name="message">Why the wait is to end.</param>
    public CancelWaitException(string message)
        : base((int)SocketError.OperationAborted, message)
    {
    }
}
