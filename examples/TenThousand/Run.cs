using System.Net;
using Akka.Actor;
using Akka.Configuration;
using Akka.Greensock;

namespace TenThousand;

/// <summary>
/// One run, in its phases: connect, warm up, measure, drain, close. A server on one hub, its clients on another, in one
/// actor system.
/// </summary>
internal sealed class Run(LoadOptions options, CancellationToken stop)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Payload _payload = new(options.Bytes);
    private volatile string _phase = "starting";
    private volatile Load? _load;

    /// <summary>How far it is. Any thread.</summary>
    public Progress Look() => _load is { } load
        ? new Progress(_phase, load.Open, options.Connections, load.Requests, load.Bytes, load.Failures.Count)
        : new Progress(_phase, 0, options.Connections, 0, 0, 0);

    /// <summary>Runs all phases.</summary>
    public async Task<Outcome> ExecuteAsync()
    {
        using var system = ActorSystem.Create("ten-thousand", ConfigurationFactory.ParseString(
            $$"""
            akka { loglevel = WARNING, stdout-loglevel = WARNING, log-dead-letters = off, log-dead-letters-during-shutdown = off }
            akka.greensock { hubs = 2, hub.kernel = {{options.Kernel}} }
            """));
        Greensock greensock = Greensock.For(system);
        var (serverHub, clientHub) = (greensock.Hubs[0], greensock.Hubs[1]);
        await using var server = new StreamServer(new IPEndPoint(IPAddress.Loopback, 0), EchoAsync, new StreamServerOptions
        {
            Hubs = [serverHub],
            Backlog = 4096,
            MaximumConnections = options.Connections,
        });
        await server.StartAsync();
        Load load = _load = new Load(clientHub, (IPEndPoint)server.LocalEndPoint, options.Connections, _payload, stop);
        ReportFaults(load.Failures, serverHub, clientHub);

        MemoryUse empty = MemoryUse.Measure();
        _phase = "connecting";
        await load.ConnectAllAsync();
        int connected = load.Open;
        await ExpectAsync(
            () => server.ConnectionCount == connected,
            load.Failures,
            () => $"the server has {server.ConnectionCount} of {connected}");

        Measurement? measurement = connected > 0 && !stop.IsCancellationRequested
            ? await MeasureAsync(load, serverHub, empty, MemoryUse.Measure())
            : null;

        _phase = "draining";
        await load.DrainAsync(Patience);
        await ExpectAsync(
            () => server.ConnectionCount == 0, load.Failures, () => $"the server still serves {server.ConnectionCount}");
        await server.StopAsync();
        await ExpectAsync(
            () => serverHub.Statistics.Descriptors + clientHub.Statistics.Descriptors == 0,
            load.Failures,
            () => $"{serverHub.Statistics.Descriptors} and {clientHub.Statistics.Descriptors} descriptors are still open");

        _phase = "ending";
        await system.Terminate();
        return new Outcome(options, connected, load.Bytes, measurement, load.Failures.Lines(), stop.IsCancellationRequested);
    }

    // The server: as if every call blocked. While it waits, a connection holds no buffer.
    private static async Task EchoAsync(GreenSocket socket)
    {
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

    private async Task<Measurement?> MeasureAsync(Load load, Hub serverHub, MemoryUse empty, MemoryUse idle)
    {
        _phase = "warming up";
        load.Start();
        await PauseAsync(options.WarmUp);
        if (stop.IsCancellationRequested)
        {
            return null;
        }

        _phase = "measuring";
        Snapshot before = await load.BeginWindowAsync(serverHub);
        Tally tally = load.Window;
        await PauseAsync(options.Duration);
        Snapshot after = await load.BeginWindowAsync(serverHub);
        return new Measurement(tally, before, after, empty, idle);
    }

    private async Task PauseAsync(TimeSpan time)
    {
        try
        {
            await Task.Delay(time, stop);
        }
        catch (OperationCanceledException)
        {
            // Whoever interrupts wants what there is so far.
        }
    }

    private static async Task ExpectAsync(Func<bool> condition, Failures failures, Func<string> otherwise)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            if (patience.IsCancellationRequested)
            {
                failures.Add("left over", $"after {Patience.TotalSeconds} s {otherwise()}.");
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    // What dies with nobody waiting for it is a failure of this run too.
    private static void ReportFaults(Failures failures, params Hub[] hubs)
    {
        foreach (Hub hub in hubs)
        {
            Action<HubError>? log = hub.ErrorHandler;
            hub.ErrorHandler = error =>
            {
                failures.Add("fault", error.ToString());
                log?.Invoke(error);
            };
        }
    }
}
