using System.Net;
using System.Net.Sockets;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>The streams of this library, over the real kernel and in an async greenlet.</summary>
public abstract class GreenNetworkStreamConformanceSpecs(string kernelName) : StreamConformance
{
    protected override bool CanEndSending => true;

    protected override bool CanReset => true;

    protected override bool WaitsOnAnEmptyRead => true;

    // Four buffers of 64 KiB, which Linux doubles, and what it keeps beside them.
    protected override int MostBufferedBytes => 2 * 1024 * 1024;

    protected override Task RunAsync(Func<Task> body)
    {
        List<HubError> errors = [];
        TestHub.Run(
            async () =>
            {
                Hub.Current!.ErrorHandler = errors.Add;
                await body();
            },
            new HubOptions { Kernel = kernelName });
        Assert.Empty(errors);
        return Task.CompletedTask;
    }

    protected override async Task<DuplexPair> ConnectAsync()
    {
        using var listener = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.ReceiveBufferSize = listener.SendBufferSize = 64 * 1024; // before the connect, and for what it accepts
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var client = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.ReceiveBufferSize = client.SendBufferSize = 64 * 1024;
        await client.ConnectAsync(listener.LocalEndPoint!);
        GreenSocket server = await listener.AcceptAsync();
        server.NoDelay = true;
        return new DuplexPair(new GreenNetworkStream(client, ownsSocket: true), new GreenNetworkStream(server, ownsSocket: true));
    }

    protected override ValueTask EndSendingAsync(DuplexPair pair, Stream end) =>
        ((GreenNetworkStream)end).Socket.ShutdownAsync(SocketShutdown.Send);

    protected override ValueTask ResetAsync(DuplexPair pair, Stream end)
    {
        GreenSocket socket = ((GreenNetworkStream)end).Socket;
        socket.LingerState = new LingerOption(true, 0);
        return socket.DisposeAsync();
    }
}

public class LinuxStreamConformanceSpecs() : GreenNetworkStreamConformanceSpecs("linux");

public class PortableStreamConformanceSpecs() : GreenNetworkStreamConformanceSpecs("portable");
