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
    internal void ShutdownSoon() => DoSoon(static socket => socket.TryShutdown(SocketShutdown.Both));

    /// <summary>Has the close that follows end the connection by a reset. The same way.</summary>
    private void ResetSoon() => DoSoon(static socket => socket.TrySetLinger(on: true, seconds: 0));

    private void DoSoon(Func<OwnedSocket, Errno> action)
    {
        OwnedSocket socket = _socket;
        if (Hub.Current == socket.Owner)
        {
            action(socket);
        }
        else
        {
            socket.Owner.TryAdd(new LastThing(socket, action));
        }
    }

    private sealed class LastThing(OwnedSocket socket, Func<OwnedSocket, Errno> action) : IHubWork
    {
        public void Run() => action(socket);

        // The hub has ended, and closed all that it had.
        public void Reject()
        {
        }
    }
}
