using System.CommandLine;
using System.Net;
using System.Runtime.InteropServices;
using Akka.Actor;
using Akka.Configuration;
using Akka.Greensock;
using EchoServer;

// The same echo three ways: async (a greenlet for each connection, straight-line code), thread (the same without a single await)
// and actor (messages alone).
var port = new Option<int>("--port") { Description = "Port on 127.0.0.1; 0 for any free one.", DefaultValueFactory = _ => 0 };
var hubs = new Option<int>("--hubs") { Description = "How many hubs serve the connections.", DefaultValueFactory = _ => 1 };
var mode = new Option<string>("--mode") { Description = "async, thread or actor.", DefaultValueFactory = _ => "async" };
mode.AcceptOnlyFromAmong("async", "thread", "actor");
var command = new RootCommand("Echoes whatever it receives on 127.0.0.1.") { port, hubs, mode };
command.SetAction(arguments => ServeAsync(arguments.GetValue(port), arguments.GetValue(hubs), arguments.GetValue(mode)!));
return await command.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });

static async Task<int> ServeAsync(int port, int hubs, string mode)
{
    var stop = new TaskCompletionSource();
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => { context.Cancel = true; stop.TrySetResult(); });
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => { context.Cancel = true; stop.TrySetResult(); });
    using var system = ActorSystem.Create("echo", ConfigurationFactory.ParseString(
        $"akka {{ loglevel = WARNING, stdout-loglevel = WARNING, log-dead-letters = off, greensock.hubs = {hubs} }}"));
    Greensock greensock = Greensock.For(system);
    var endPoint = new IPEndPoint(IPAddress.Loopback, port);
    if (mode != "actor")
    {
        var options = new StreamServerOptions { Hubs = greensock.Hubs, Backlog = 4096, StopTimeout = TimeSpan.FromSeconds(1) };
        await using StreamServer server = mode == "async" ? new(endPoint, EchoAsync, options) : new(endPoint, Echo, options);
        await server.StartAsync();
        Console.WriteLine($"listening on {server.LocalEndPoint}");
        await stop.Task;
    }
    else
    {
        var listening = new TaskCompletionSource<IPEndPoint>(TaskCreationOptions.RunContinuationsAsynchronously);
        Props props = Props.Create(() => new EchoListener(greensock, endPoint, listening)).WithDispatcher("akka.greensock.hub-1");
        system.ActorOf(props, "echo-listener");
        Console.WriteLine($"listening on {await listening.Task}");
        await stop.Task;
    }

    await system.Terminate();
    return 0;
}

// Blocks as any code with blocking sockets does, but only itself: other connections are served meanwhile, by the same hub.
static void Echo(GreenSocket socket)
{
    byte[] buffer = new byte[4096];
    for (int count; (count = socket.Receive(buffer)) > 0;)
    {
        socket.SendAll(buffer.AsSpan(0, count));
    }
}

// Reads top to bottom as if every call blocked. While it waits, a connection holds no buffer.
static async Task EchoAsync(GreenSocket socket)
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
