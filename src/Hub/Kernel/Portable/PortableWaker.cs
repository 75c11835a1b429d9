using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// A poller's doorbell: a TCP connection of the poller with itself over loopback, since a select can wait for nothing
/// but sockets. (UDP would be two system calls shorter, but a datagram may be dropped, and a lost wake-up is a hub that
/// sleeps for ever.)
/// </summary>
/// <remarks>At most one byte is under way: it is sent when <c>_rung</c> goes up, and taken out before it goes
/// down.</remarks>
internal sealed class PortableWaker : IDisposable
{
    private readonly Socket _sender;
    private int _rung;

    public PortableWaker()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);

        _sender = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            _sender.Connect(listener.LocalEndPoint!);
            Receiver = AcceptFrom(listener, _sender.LocalEndPoint!);
        }
        catch
        {
            _sender.Dispose();
            throw;
        }

        _sender.Blocking = false;
        Receiver.Blocking = false;
    }

    /// <summary>The end to select for reading.</summary>
    public Socket Receiver { get; }

    /// <summary>Makes <see cref="Receiver"/> readable. Any thread.</summary>
    public void Ring()
    {
        if (Interlocked.Exchange(ref _rung, 1) != 0)
        {
            return;
        }

        try
        {
            _sender.Send([1], SocketFlags.None, out _);
        }
        catch (ObjectDisposedException)
        {
            // The poller is gone, and with it whoever could have slept.
        }
    }

    /// <summary>Takes the byte out.</summary>
    public void Answer()
    {
        // First the byte, then the flag. A ring in between sends nothing, and needs not: the poll that answers is about
        // to return. The other way round, its byte would be taken with the first one, the flag would stay up, and no
        // later ring would ever send.
        Span<byte> bytes = stackalloc byte[8];
        Receiver.Receive(bytes, SocketFlags.None, out _);
        Interlocked.Exchange(ref _rung, 0);
    }

    public void Dispose()
    {
        _sender.Dispose();
        Receiver.Dispose();
    }

    // Any process of the machine may connect to the listener while it stands; only the sender's own port is let in.
    private static Socket AcceptFrom(Socket listener, EndPoint sender)
    {
        while (true)
        {
            Socket accepted = listener.Accept();
            if (sender.Equals(accepted.RemoteEndPoint))
            {
                return accepted;
            }

            accepted.Dispose();
        }
    }
}
