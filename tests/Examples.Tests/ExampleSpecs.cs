using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>What the specs of the examples share: a hub, a server on the loopback, a connection to it.</summary>
public abstract class ExampleSpecs
{
    /// <summary>Runs straight-line code in the main greenlet of a hub on this thread, on which no other greenlet may fail.</summary>
    private protected static void OnHub(Func<Task> main, TimeProvider? clock = null)
    {
        var errors = new List<HubError>();
        TestHub.Run(
            async () =>
            {
                Hub.Current!.ErrorHandler = errors.Add;
                await main();
            },
            new HubOptions { TimeProvider = clock ?? TimeProvider.System });
        Assert.Empty(errors);
    }

    private protected static async Task<StreamServer> StartedAsync(Func<GreenSocket, Task> handler, int port = 0)
    {
        var server = new StreamServer(
            new IPEndPoint(IPAddress.Loopback, port), handler, new StreamServerOptions { StopTimeout = TimeSpan.Zero });
        await server.StartAsync();
        return server;
    }

    private protected static async Task<GreenSocket> ConnectedAsync(StreamServer server)
    {
        var socket = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Timeout = Patience };
        await socket.ConnectAsync(server.LocalEndPoint);
        return socket;
    }

    /// <summary>Waits until something is so that other greenlets, or the kernel, have yet to bring about.</summary>
    private protected static async Task UntilAsync(Func<bool> condition)
    {
        using GreenletTimeout limit = GreenletTimeout.Start(Patience);
        while (!condition())
        {
            await Greenlet.YieldAsync();
        }
    }

    private protected static Task<T> ThrowsAsync<T>(Func<Task> call)
        where T : Exception =>
        TestHub.ThrowsAsync<T>(call);
}
