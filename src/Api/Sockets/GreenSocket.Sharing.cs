using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Handing a socket to another process by value, where the system can.</content>
public sealed partial class GreenSocket
{
    /// <summary>
    /// Makes a duplicate for another process, which gets it by <see cref="FromShare"/> from the bytes of the result; how
    /// they go there is up to the caller. This socket stays open. Windows only.
    /// </summary>
    /// <param name="processId">The process that is to have it.</param>
    /// <returns>The bytes, which are good once, and in that process alone.</returns>
    /// <exception cref="PlatformNotSupportedException">The system is not Windows: send the descriptor over a Unix socket,
    /// with <see cref="SendFdsAsync"/>.</exception>
    /// <exception cref="SocketException">There is no such process, or it may not be reached.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <remarks>Does not park.</remarks>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.socket.share">gevent: socket.share</seealso>
    public SocketInformation Share(int processId)
    {
        if (!OperatingSystem.IsWindows())
        {
            throw NoSharing(nameof(Share), nameof(SendFdsAsync));
        }

        if (_socket.IsClosed)
        {
            throw OwnedSocket.Disposed("share");
        }

        // The BCL's call closes what it duplicates: here that is only its own view of the handle.
        using var view = new Socket(new SafeSocketHandle(Descriptor, ownsHandle: false));
        return view.DuplicateAndClose(processId);
    }

    /// <summary>Takes a socket that another process has shared with this one. Windows only.</summary>
    /// <param name="information">What <see cref="Share"/> gave there.</param>
    /// <returns>The socket, on this thread's hub.</returns>
    /// <exception cref="PlatformNotSupportedException">The system is not Windows: receive the descriptor over a Unix
    /// socket, with <see cref="ReceiveFdsAsync"/>.</exception>
    /// <exception cref="ArgumentException">The bytes are no shared socket.</exception>
    /// <exception cref="SocketException">They are not for this process, or were used before.</exception>
    /// <remarks>Does not park.</remarks>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.fromshare">gevent: fromshare</seealso>
    public static GreenSocket FromShare(SocketInformation information) => OperatingSystem.IsWindows()
        ? FromSocket(new Socket(information))
        : throw NoSharing(nameof(FromShare), nameof(ReceiveFdsAsync));

    private static PlatformNotSupportedException NoSharing(string operation, string twin) => new(
        $"{operation}: only Windows passes a socket to another process by value. Pass the descriptor over a Unix socket: {twin}.");
}
