namespace Akka.Greensock;

/// <content>The close that ends a connection by a reset.</content>
public sealed partial class GreenSocket
{
    /// <summary>
    /// Has the close that follows end the connection by a reset. From anywhere, without waiting: on another hub it is done
    /// just before the close, which takes the same way.
    /// </summary>
    private void ResetSoon()
    {
        OwnedSocket socket = _socket;
        if (Hub.Current == socket.Owner)
        {
            socket.TrySetLinger(on: true, seconds: 0);
        }
        else
        {
            socket.Owner.TryAdd(new Resetting(socket));
        }
    }

    private sealed class Resetting(OwnedSocket socket) : IHubWork
    {
        public void Run() => socket.TrySetLinger(on: true, seconds: 0);

        // The hub has ended, and closed all that it had.
        public void Reject()
        {
        }
    }
}
