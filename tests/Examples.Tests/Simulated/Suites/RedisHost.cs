using System.Net;
using Akka.Greensock.TestKit;
using RedisClient;

namespace Akka.Greensock.Tests;

/// <summary>A simulated host that serves a toy Redis, whose values outlive its crashes.</summary>
internal sealed class RedisHost(Simulation simulation)
{
    private const int Port = 6379;

    private StreamServer? _server;

    public SimulatedHost Host { get; } = simulation.AddHost("server");

    public ToyRedis Toy { get; } = new();

    /// <summary>How many connections there were.</summary>
    public int Connections { get; private set; }

    public IPEndPoint EndPoint => new(Host.Address, Port);

    /// <summary>How clients of the suites call it.</summary>
    public RedisOptions Options => new(EndPoint) { Jitter = new Random((int)simulation.Seed) };

    public async Task StartAsync(Func<GreenSocket, Task>? serve = null) => await Host.Spawn(async () =>
    {
        var options = new StreamServerOptions { StopTimeout = TimeSpan.Zero };
        _server = new StreamServer(
            new IPEndPoint(IPAddress.Any, Port),
            socket =>
            {
                Connections++;
                return (serve ?? Toy.ServeAsync)(socket);
            },
            options);
        await _server.StartAsync();
    });

    public async Task StopAsync() => await Host.Spawn(async () => await _server!.StopAsync());
}
