using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Receiving.</content>
public partial class GreenUdpClient
{
    private const int LongestDatagram = 65536; // no UDP datagram has more than 65,527 bytes (RFC 768, RFC 8200)

    /// <summary>Receives a datagram.</summary>
    /// <param name="remoteEP">Who has sent it.</param>
    /// <returns>Its bytes; it may be empty.</returns>
    /// <exception cref="InvalidOperationException">The socket has no address that anything could come to.</exception>
    /// <exception cref="SocketException">TimedOut; ConnectionRefused (an earlier datagram reached nobody); Interrupted: it was
    /// closed meanwhile.</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait: await <see cref="ReceiveAsync()"/>.</exception>
    /// <remarks>Parks while there is nothing to receive.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/recvfrom.2.html">recvfrom(2)</seealso>
    public byte[] Receive([System.Diagnostics.CodeAnalysis.NotNull] ref IPEndPoint? remoteEP)
    {
        GreenSocket client = Receiver;
        using var call = SynchronousCall.Begin("GreenUdpClient.Receive", nameof(ReceiveAsync));
        byte[] buffer = ArrayPool<byte>.Shared.Rent(LongestDatagram);
        EndPoint sender = AnyEndPoint;
        int count = client.ReceiveFrom(buffer, ref sender);
        remoteEP = (IPEndPoint)sender;
        return Taken(buffer, count);
    }

    /// <summary>Receives a datagram.</summary>
    /// <exception cref="InvalidOperationException">The socket has no address that anything could come to.</exception>
    /// <exception cref="SocketException">In the task: ConnectionRefused (an earlier datagram reached nobody);
    /// OperationAborted: it was closed meanwhile.</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <remarks>Parks while there is nothing to receive.</remarks>
    public Task<UdpReceiveResult> ReceiveAsync() => ReceivedAsync(Receiver, CancellationToken.None).AsTask();

    /// <summary>Receives a datagram.</summary>
    /// <param name="cancellationToken">Ends the wait; no datagram is lost.</param>
    /// <exception cref="InvalidOperationException">The socket has no address that anything could come to.</exception>
    /// <exception cref="SocketException">ConnectionRefused (an earlier datagram reached nobody); OperationAborted: it was closed
    /// meanwhile.</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <remarks>Parks while there is nothing to receive.</remarks>
    public ValueTask<UdpReceiveResult> ReceiveAsync(CancellationToken cancellationToken) => ReceivedAsync(Receiver, cancellationToken);

    /// <summary>Begins <see cref="Receive"/>.</summary>
    /// <param name="requestCallback">Called once it has ended; null for nothing.</param>
    /// <param name="state">The state of the result.</param>
    /// <exception cref="InvalidOperationException">The socket has no address that anything could come to.</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <remarks>Does not park.</remarks>
    public IAsyncResult BeginReceive(AsyncCallback? requestCallback, object? state) =>
        BegunCall.Begin(ReceiveAsync(), requestCallback, state);

    /// <summary>Ends <see cref="BeginReceive"/>.</summary>
    /// <param name="asyncResult">What it gave.</param>
    /// <param name="remoteEP">Who has sent the datagram.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="ArgumentException">The result is another member's, or null.</exception>
    /// <exception cref="SocketException">Why it failed.</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="BlockingSwitchOutException">The receive has not ended, and here nothing may wait.</exception>
    /// <remarks>Parks until the receive has ended.</remarks>
    public byte[] EndReceive(IAsyncResult asyncResult, ref IPEndPoint? remoteEP)
    {
        _ = Open;
        UdpReceiveResult received = BegunCall.End<UdpReceiveResult>(asyncResult, "GreenUdpClient.EndReceive", nameof(ReceiveAsync));
        remoteEP = received.RemoteEndPoint;
        return received.Buffer;
    }

    private IPEndPoint AnyEndPoint => new(Open.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);

    private GreenSocket Receiver => Open is { IsBound: true } client
        ? client
        : throw new InvalidOperationException("GreenUdpClient.Receive: it has no address that anything could come to. Bind it, or send.");

    private async ValueTask<UdpReceiveResult> ReceivedAsync(GreenSocket client, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(LongestDatagram);
        SocketReceiveFromResult received = await client.ReceiveFromAsync(buffer, SocketFlags.None, AnyEndPoint, cancellationToken);
        return new UdpReceiveResult(Taken(buffer, received.ReceivedBytes), (IPEndPoint)received.RemoteEndPoint);
    }

    // A call that failed keeps its buffer from the pool: a hub may have it still.
    private static byte[] Taken(byte[] buffer, int count)
    {
        byte[] datagram = buffer.AsSpan(0, count).ToArray();
        ArrayPool<byte>.Shared.Return(buffer);
        return datagram;
    }
}
