using System.Net;
using System.Net.Sockets;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>The streams of this library over a simulated host's loopback.</summary>
public class SimulatedStreamConformanceSpecs() : GreenNetworkStreamConformanceSpecs("linux")
{
    protected override Task RunAsync(Func<Task> body)
    {
        Simulation.Run(1, async simulation => await simulation.AddHost("host").Spawn(body));
        return Task.CompletedTask;
    }
}

/// <summary>The same between two hosts, of which each has its hub.</summary>
public class SimulatedHostsConformanceSpecs() : GreenNetworkStreamConformanceSpecs("linux")
{
    private SimulatedHost? _server;

    protected override Task RunAsync(Func<Task> body)
    {
        Simulation.Run(1, async simulation =>
        {
            _server = simulation.AddHost("server");
            await simulation.AddHost("client").Spawn(body);
        });
        return Task.CompletedTask;
    }

    protected override async Task<DuplexPair> ConnectAsync()
    {
        var listening = new TaskCompletionSource();
        Greenlet<GreenSocket> accepting = _server!.Spawn(async () =>
        {
            using var listener = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(IPAddress.Any, 7));
            listener.Listen();
            listening.SetResult();
            return await listener.AcceptAsync();
        });
        await listening.Task;
        var client = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(new IPEndPoint(_server.Address, 7));
        return new DuplexPair(new GreenNetworkStream(client, ownsSocket: true), new GreenNetworkStream(await accepting, ownsSocket: true));
    }

    protected override async ValueTask ResetAsync(DuplexPair pair, Stream end)
    {
        GreenSocket socket = ((GreenNetworkStream)end).Socket;
        await socket.Hub.Spawn(async () =>
        {
            socket.LingerState = new LingerOption(true, 0);
            await socket.DisposeAsync();
        });
    }

    protected override int MostBufferedBytes => 16 * 1024 * 1024;
}
