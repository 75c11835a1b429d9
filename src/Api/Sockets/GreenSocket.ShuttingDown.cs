using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>The end that clients and streams give their sockets.</content>
public sealed partial class GreenSocket
{
    /// <summary>
    /// Shuts down both directions, as the last thing before a close: so the peer gets what was sent and its end of stream even
    /// where a call waits, which would make the close an abrupt one. From anywhere, without waiting: on another hub it is done
    /// just before the close, which takes the same way.
    /// </summary>
    internal void ShutdownSoon()
    {
        OwnedSocket socket = _socket;
        if (Hub.Current == socket.Owner)
        {
            socket.TryShutdown(SocketShutdown.Both);
        }
        else
        {
            socket.Owner.TryAdd(new Shutting(socket));
        }
    }

    private sealed class Shutting(OwnedSocket socket) : IHubWork
    {
        public void Run() => socket.TryShutdown(SocketShutdown.Both);

        // The hub has ended, and closed all that it had.
        public void Reject()
        {
        }
    }
}
