using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// The members of GreenSocket that branch surface brings, until it does: an instance member goes before these.
/// </summary>
internal static class SocketSurface
{
    extension(GreenSocket socket)
    {
        public int ReceiveTimeout
        {
            get => (int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReceiveTimeout)!;
            set => socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReceiveTimeout, Math.Max(value, 0));
        }

        public int SendTimeout
        {
            get => (int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.SendTimeout)!;
            set => socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.SendTimeout, Math.Max(value, 0));
        }

        public void Connect(EndPoint remoteEP)
        {
            using var call = SynchronousCall.Begin("GreenSocket.Connect", nameof(GreenSocket.ConnectAsync));
            call.Wait(socket.ConnectAsync(remoteEP, CancellationToken.None));
        }

        public void Connect(string host, int port)
        {
            using var call = SynchronousCall.Begin("GreenSocket.Connect", nameof(GreenSocket.ConnectAsync));
            call.Wait(socket.ConnectAsync(host, port, CancellationToken.None));
        }

        public void Connect(IPAddress[] addresses, int port)
        {
            using var call = SynchronousCall.Begin("GreenSocket.Connect", nameof(GreenSocket.ConnectAsync));
            call.Wait(socket.ConnectAsync(addresses, port, CancellationToken.None));
        }

        public ValueTask ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
        {
            ArgumentNullException.ThrowIfNull(addresses);
            return socket.ConnectAsync(new IPEndPoint(addresses[0], port), cancellationToken);
        }

        public bool Poll(int microSeconds, SelectMode mode)
        {
            using var call = SynchronousCall.Begin("GreenSocket.Poll", nameof(Bsd.WaitReadAsync));
            return call.Wait(Bsd.WaitReadAsync(
                socket.Descriptor, TimeSpan.FromMicroseconds(microSeconds), OnTimeout.Return)) != 0 && mode == SelectMode.SelectRead;
        }

        public GreenSocket Accept()
        {
            using var call = SynchronousCall.Begin("GreenSocket.Accept", nameof(GreenSocket.AcceptAsync));
            return call.Wait(socket.AcceptAsync(CancellationToken.None));
        }

        public int Receive(Span<byte> buffer)
        {
            using var call = SynchronousCall.Begin("GreenSocket.Receive", nameof(GreenSocket.ReceiveAsync));
            return call.Wait(buffer, socket, static (socket, memory) => socket.ReceiveAsync(memory));
        }

        public int Send(ReadOnlySpan<byte> buffer)
        {
            using var call = SynchronousCall.Begin("GreenSocket.Send", nameof(GreenSocket.SendAsync));
            return call.Wait(buffer, socket, static (socket, memory) => socket.SendAsync(memory));
        }

        public int ReceiveFrom(byte[] buffer, ref EndPoint remoteEP)
        {
            using var call = SynchronousCall.Begin("GreenSocket.ReceiveFrom", nameof(GreenSocket.ReceiveFromAsync));
            SocketReceiveFromResult received = call.Wait(socket.ReceiveFromAsync(buffer, SocketFlags.None, remoteEP));
            remoteEP = received.RemoteEndPoint;
            return received.ReceivedBytes;
        }

        public int SendTo(ReadOnlySpan<byte> buffer, EndPoint remoteEP)
        {
            using var call = SynchronousCall.Begin("GreenSocket.SendTo", nameof(GreenSocket.SendToAsync));
            return call.Wait(buffer, (socket, remoteEP), static (to, memory) => to.socket.SendToAsync(memory, to.remoteEP));
        }
    }
}
