using System.Net;
using System.Net.Sockets;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>The BCL's stream is the oracle: a fact that it does not hold is no fact.</summary>
public class NetworkStreamConformanceSpecs : StreamConformance
{
    protected override bool CanEndSending => true;

    protected override bool CanReset => true;

    protected override bool CanBlock => true;

    protected override bool WaitsOnAnEmptyRead => true;

    protected override int MostBufferedBytes => 2 * 1024 * 1024;

    protected override async Task<DuplexPair> ConnectAsync()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.ReceiveBufferSize = listener.SendBufferSize = 64 * 1024;
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.ReceiveBufferSize = client.SendBufferSize = 64 * 1024;
        await client.ConnectAsync(listener.LocalEndPoint!);
        Socket server = await listener.AcceptAsync();
        server.NoDelay = true;
        return new DuplexPair(new NetworkStream(client, ownsSocket: true), new NetworkStream(server, ownsSocket: true));
    }

    protected override ValueTask EndSendingAsync(DuplexPair pair, Stream end)
    {
        ((NetworkStream)end).Socket.Shutdown(SocketShutdown.Send);
        return default;
    }

    protected override ValueTask ResetAsync(DuplexPair pair, Stream end)
    {
        Socket socket = ((NetworkStream)end).Socket;
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
        return default;
    }
}
