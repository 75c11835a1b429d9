using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// The members of GreenSocket that branch surface brings, until it does: an instance member goes before these.
/// </summary>
internal static class SocketSurface
{
    extension(GreenSocket socket)
    {
        public bool Poll(int microSeconds, SelectMode mode)
        {
            using var call = SynchronousCall.Begin("GreenSocket.Poll", nameof(Bsd.WaitReadAsync));
            return call.Wait(Bsd.WaitReadAsync(
                socket.Descriptor, TimeSpan.FromMicroseconds(microSeconds), OnTimeout.Return)) != 0 && mode == SelectMode.SelectRead;
        }
    }
}
