using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Benchmarks.Echo;

/// <summary>
/// An echo server and its clients on one hub: its thread carries both sides of every request, so what either side costs
/// shows undiluted, and nothing depends on how two threads meet.
/// </summary>
internal sealed class EchoPairs : IAsyncDisposable
{
    private readonly StreamServer _server;
    private readonly TimeSpan _timeout;
    private readonly byte[] _request;
    private readonly GreenSocket[] _clients;

    private EchoPairs(Hub hub, int connections, int bytes, TimeSpan timeout)
    {
        _timeout = timeout;
        _request = new byte[bytes];
        new Random(1).NextBytes(_request);
        _clients = new GreenSocket[connections];
        Hub = hub;
        _server = new StreamServer(new IPEndPoint(IPAddress.Loopback, 0), EchoAsync, new StreamServerOptions { Hubs = [hub] });
    }

    public Hub Hub { get; }

    /// <summary>Requests that were answered, byte for byte.</summary>
    public long Answered { get; private set; }

    /// <summary>Told of each answer, on the hub.</summary>
    public Action<long>? OnAnswer { get; set; }

    /// <summary>Starts the server and connects the clients.</summary>
    /// <param name="hub">The hub of both.</param>
    /// <param name="connections">How many clients.</param>
    /// <param name="bytes">The size of a request.</param>
    /// <param name="timeout">The timeout of every call of either side, or infinite.</param>
    public static async Task<EchoPairs> StartAsync(Hub hub, int connections, int bytes, TimeSpan timeout)
    {
        var pairs = new EchoPairs(hub, connections, bytes, timeout);
        await pairs._server.StartAsync();
        for (int i = 0; i < connections; i++)
        {
            GreenSocket client = pairs._clients[i] = new GreenSocket(hub, AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await client.ConnectAsync(pairs._server.LocalEndPoint);
            await client.SetSocketOptionAsync(SocketOptionLevel.Tcp, SocketOptionName.NoDelay, 1);
            client.Timeout = timeout;
        }

        return pairs;
    }

    /// <summary>Has every client make so many requests, all clients at a time. On the hub.</summary>
    public async Task RunAsync(int requestsEach)
    {
        Greenlet[] greenlets = [.. _clients.Select(client => Greenlet.Spawn(() => RequestAsync(client, requestsEach)))];
        foreach (Greenlet greenlet in greenlets)
        {
            await greenlet;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (GreenSocket client in _clients)
        {
            await client.DisposeAsync();
        }

        await _server.DisposeAsync();
    }

    private async Task RequestAsync(GreenSocket client, int requests)
    {
        byte[] answer = new byte[_request.Length];
        for (; requests > 0; requests--)
        {
            await client.SendAllAsync(_request);
            for (int received = 0; received < answer.Length;)
            {
                int count = await client.ReceiveAsync(answer.AsMemory(received));
                if (count == 0)
                {
                    throw new IOException("The echo server closed a connection.");
                }

                received += count;
            }

            if (!answer.AsSpan().SequenceEqual(_request))
            {
                throw new IOException("A wrong byte came back.");
            }

            answer.AsSpan().Clear();
            OnAnswer?.Invoke(++Answered);
        }
    }

    // The same as that of examples/EchoServer, with a timeout where one is asked for.
    private async Task EchoAsync(GreenSocket socket)
    {
        socket.Timeout = _timeout;
        while (true)
        {
            using ReceivedBytes bytes = await socket.ReceiveAsync();
            if (bytes.IsEndOfStream)
            {
                return;
            }

            await socket.SendAllAsync(bytes.Memory);
        }
    }
}
